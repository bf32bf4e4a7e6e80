// dot-naive
// dot 1 x 4 x 4 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 4 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = sum0_ + x3_;
  }
}

// dot-naive
// dot 1 x 4 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 4;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 4 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = sum0_ + x3_;
  }
}

// row-thread
// 4 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = 0.0f;
  let i0_ = row_ * 4;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x1_ = in0_[i0_ + col_];
    let c2_ = x1_ < 0.0f;
    let t3_ = exp_1(select(-x1_, x1_, c2_));
    sum0_ = sum0_ + select(1.0f, t3_, c2_) / (t3_ + 1.0f);
    if (place_ < 4) {
      out4_[i0_ + col_] = select(1.0f, t3_, c2_) / (t3_ + 1.0f);
    }
  }
  let acc0_ = sum0_;
  if (place_ < 4) {
    out5_[row_] = acc0_ * 0.25f;
  }
  var sum1_ = 0.0f;
  let t4_ = acc0_ * 0.25f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x5_ = in0_[i0_ + col_];
    let c6_ = x5_ < 0.0f;
    let t7_ = exp_1(select(-x5_, x5_, c6_));
    let t8_ = select(1.0f, t7_, c6_) / (t7_ + 1.0f) - t4_;
    sum1_ = sum1_ + t8_ * t8_;
  }
  let acc1_ = sum1_;
  if (place_ < 4) {
    out6_[row_] = sqrt(acc1_ * 0.25f + 0.00001f);
  }
  let t9_ = sqrt(acc1_ * 0.25f + 0.00001f);
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let i10_ = i0_ + col_;
    let x11_ = in0_[i10_];
    let c12_ = x11_ < 0.0f;
    let t13_ = exp_1(select(-x11_, x11_, c12_));
    if (place_ < 4) {
      out7_[i10_] = in1_[i10_] + ((select(1.0f, t13_, c12_) / (t13_ + 1.0f) - t4_) * in2_[col_] / t9_ + in3_[col_]);
    }
  }
}

// rows-thread+thread-8
// 4 rows of 4: 8 x 1 lanes (none); 1 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = 0.0f;
  let i0_ = row_ * 4;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x1_ = in0_[i0_ + col_];
    let c2_ = x1_ < 0.0f;
    let t3_ = exp_1(select(-x1_, x1_, c2_));
    sum0_ = sum0_ + select(1.0f, t3_, c2_) / (t3_ + 1.0f);
    if (place_ < 4) {
      out2_[i0_ + col_] = select(1.0f, t3_, c2_) / (t3_ + 1.0f);
    }
  }
  let acc0_ = sum0_;
  if (place_ < 4) {
    out3_[row_] = acc0_ * 0.25f;
  }
  var sum1_ = 0.0f;
  let t4_ = acc0_ * 0.25f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x5_ = in0_[i0_ + col_];
    let c6_ = x5_ < 0.0f;
    let t7_ = exp_1(select(-x5_, x5_, c6_));
    let t8_ = select(1.0f, t7_, c6_) / (t7_ + 1.0f) - t4_;
    sum1_ = sum1_ + t8_ * t8_;
  }
  let acc1_ = sum1_;
  if (place_ < 4) {
    out4_[row_] = sqrt(acc1_ * 0.25f + 0.00001f);
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum0_ = sum0_ + f32(!(in1_[col_] == (-100)));
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out5_[0] = acc0_;
  }
}
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 1) { part0_(flat_, local_); }
  else { part1_(flat_ - 1, local_); }
}

// dot-naive
// dot 1 x 4 x 2 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read> in6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 8) { return; }
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 4;
  let batch_ = item_ / 8;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 4;
  let x1_ = in2_[row1_];
  let x2_ = in4_[row1_];
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let i3_ = step_ + i0_;
    let a4_ = in0_[i3_] + ((in1_[i3_] - x1_) * in3_[step_] / x2_ + in5_[step_]);
    let b5_ = in6_[step_ * 2 + column_];
    sum0_ = fma(a4_, b5_, sum0_);
  }
  {
    let at_ = row0_;
    out7_[column_ + at_ * 2] = sum0_;
  }
}

// row-thread
// 4 rows of 2: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<i32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn ln_1(x: f32) -> f32 {
  let low = select(f32(bits_(0x7fc00000u)), f32(bits_(0xff800000u)), x == f32(0.0f));
  return select(select(log(x), low, x <= f32(0.0f)), x, isnan_1(x));
}
fn log1p_1(x: f32) -> f32 {
  let z = x * x;
  var p = x * 7.0376836292e-2f - 1.1514610310e-1f;
  p = p * x + 1.1676998740e-1f;
  p = p * x - 1.2420140846e-1f;
  p = p * x + 1.4249322787e-1f;
  p = p * x - 1.6668057665e-1f;
  p = p * x + 2.0000714765e-1f;
  p = p * x - 2.4999993993e-1f;
  p = p * x + 3.3333331174e-1f;
  let near = x + (x * z * p - 0.5f * z);
  return select(ln_1(1.0f + x), near, (x > f32(-0.29289f)) & (x < f32(0.41421f)));
}
fn log_1(x: f32) -> f32 {
  return select(ln_1(x), log1p_1(x - 1.0f), (x > f32(0.70711f)) & (x < f32(1.41421f)));
}
fn isfinite_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7f800000u)) != u32(0x7f800000u); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = bits_(0xff800000u);
  let i0_ = row_ * 2;
  for (var col_ = 0; col_ < 2; col_++) {
    sum0_ = max_1(sum0_, in0_[i0_ + col_] + in1_[col_]);
  }
  let acc0_ = sum0_;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  let x1_ = in2_[row_];
  for (var col_ = 0; col_ < 2; col_++) {
    let t2_ = in0_[i0_ + col_] + in1_[col_] - acc0_;
    sum1_ = sum1_ + select(0.0f, t2_, col_ == x1_);
    sum2_ = sum2_ + exp_1(t2_);
  }
  let acc1_ = sum1_;
  let acc2_ = sum2_;
  if (place_ < 4) {
    out4_[row_] = select(log_1(acc2_) - acc1_, 0.0f, x1_ == (-100));
  }
  let t3_ = select(1.0f / in3_[0], 0.0f, x1_ == (-100));
  let t4_ = t3_ / acc2_;
  let t5_ = select(t4_, 0.0f, (t3_ == 0.0f) & (!isfinite_1(t4_)));
  let c6_ = t5_ == 0.0f;
  let t7_ = -t3_;
  for (var col_ = 0; col_ < 2; col_++) {
    let i8_ = i0_ + col_;
    let t9_ = exp_1(in0_[i8_] + in1_[col_] - acc0_) * t5_;
    if (place_ < 4) {
      out5_[i8_] = select(t9_, 0.0f, c6_ & (!isfinite_1(t9_))) + select(0.0f, t7_, col_ == x1_);
    }
  }
}

// rows-thread+thread-8
// 1 rows of 4: 8 x 1 lanes (none); 2 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum0_ = sum0_ + in0_[col_];
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out3_[0] = acc0_ / in1_[0];
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 8 + i32(local_);
  let row_ = min(place_, 1);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum0_ = sum0_ + in2_[row_ + col_ * 2];
  }
  let acc0_ = sum0_;
  if (place_ < 2) {
    out4_[row_] = acc0_;
  }
}
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 1) { part0_(flat_, local_); }
  else { part1_(flat_ - 1, local_); }
}

// dot-naive
// dot 1 x 4 x 4 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 2;
  let i2_ = column_ * 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 4] = sum0_;
  }
}

// dot-naive
// dot 1 x 4 x 2 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read> in6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 8) { return; }
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 4;
  let batch_ = item_ / 8;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let x0_ = in3_[row1_];
  let x1_ = in5_[row1_];
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let i2_ = step_ * 4 + row1_;
    let a3_ = in0_[i2_] + ((in1_[i2_] - in2_[step_]) * x0_ / in4_[step_] + x1_);
    let b4_ = in6_[step_ * 2 + column_];
    sum0_ = fma(a3_, b4_, sum0_);
  }
  {
    let at_ = row0_;
    out7_[column_ + at_ * 2] = sum0_;
  }
}

// rows-thread+thread-8
// 4 rows of 4: 8 x 1 lanes (none); 4 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let i0_ = row_ + col_ * 4;
    let x1_ = in0_[i0_];
    sum0_ = sum0_ + x1_;
    sum1_ = sum1_ + (in1_[i0_] - in2_[col_]) * (x1_ / in3_[col_]);
  }
  let acc0_ = sum0_;
  let acc1_ = sum1_;
  if (place_ < 4) {
    out5_[row_] = acc0_;
    out6_[row_] = acc1_;
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = 0.0f;
  let i2_ = row_ * 4;
  let x3_ = in2_[row_];
  let x4_ = in3_[row_];
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let i5_ = i2_ + col_;
    sum0_ = sum0_ + -((in1_[i5_] - x3_) * in4_[col_] / x4_ * in0_[i5_] / x4_);
  }
  let acc0_ = sum0_;
  var sum1_ = 0.0f;
  let c6_ = x4_ == 0.0f;
  let t7_ = select(acc0_ * 0.5f / select(x4_, 1.0f, c6_), 0.0f, c6_) * 0.25f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let i8_ = i2_ + col_;
    let t9_ = (in1_[i8_] - x3_) * t7_;
    sum1_ = sum1_ + -(in4_[col_] * (in0_[i8_] / x4_) + (t9_ + t9_));
  }
  let acc1_ = sum1_;
  let t10_ = acc1_ * 0.25f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let i11_ = i2_ + col_;
    let t12_ = (in1_[i11_] - x3_) * t7_;
    if (place_ < 4) {
      out7_[i11_] = in4_[col_] * (in0_[i11_] / x4_) + (t12_ + t12_) + t10_;
    }
  }
}
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 1) { part0_(flat_, local_); }
  else { part1_(flat_ - 1, local_); }
}

// row-thread
// 4 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let i0_ = row_ + col_ * 4;
    let x1_ = in0_[i0_];
    let c2_ = x1_ < 0.0f;
    let t3_ = exp_1(select(-x1_, x1_, c2_));
    let x4_ = in1_[i0_];
    let t5_ = t3_ + 1.0f;
    let t6_ = t3_ * (select(0.0f, x4_ / t5_, c2_) - in2_[i0_] * x4_ / t5_);
    sum0_ = sum0_ + select(0.0f, t6_, c2_) - select(t6_, 0.0f, c2_);
    if (place_ < 4) {
      out3_[i0_] = t6_;
    }
  }
  let acc0_ = sum0_;
  if (place_ < 4) {
    out4_[row_] = acc0_;
  }
}

// dot-naive
// dot 1 x 4 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = in0_[step_ * 4 + row1_];
    let i1_ = step_ * 4 + column_;
    let c2_ = in1_[i1_] < 0.0f;
    let x3_ = in2_[i1_];
    let b4_ = select(0.0f, x3_, c2_) - select(x3_, 0.0f, c2_);
    sum0_ = fma(a0_, b4_, sum0_);
  }
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = sum0_;
  }
}

// dot-naive
// dot 1 x 4 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 4;
  let i5_ = column_ * 4;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let i1_ = step_ + i0_;
    let c2_ = in0_[i1_] < 0.0f;
    let x3_ = in1_[i1_];
    let a4_ = select(0.0f, x3_, c2_) - select(x3_, 0.0f, c2_);
    let b6_ = in2_[step_ + i5_];
    sum0_ = fma(a4_, b6_, sum0_);
  }
  {
    let at_ = row0_;
    let i7_ = column_ + at_ * 4;
    out3_[i7_] = out3_[i7_] + sum0_;
  }
}

// dot-naive
// dot 1 x 2 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 8) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 2;
  let batch_ = item_ / 8;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = in0_[step_ * 2 + row1_];
    let b1_ = in1_[step_ * 4 + column_];
    sumB_ += b1_;
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 4] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// map-quad
// map of 1024 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let x0_ = in0_[item_];
  let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
  let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
  let t3_ = t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * bitcast<f32>(uniforms_[0].z);
  let v4_ = out3_[item_] - t3_;
  out1_[item_] = t1_;
  out2_[item_] = t2_;
  out3_[item_] = v4_;
}
