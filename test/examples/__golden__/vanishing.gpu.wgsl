// dot-register-8x1
// dot 1 x 4 x 4 x 2: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 2;
  let i1_ = row2_ * 2;
  let i2_ = row3_ * 2;
  let i3_ = row4_ * 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let b8_ = in1_[step_ * 4 + column_];
    sum0_ = fma(a4_, b8_, sum0_);
    sum1_ = fma(a5_, b8_, sum1_);
    sum2_ = fma(a6_, b8_, sum2_);
    sum3_ = fma(a7_, b8_, sum3_);
  }
  let x9_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = sum0_ + x9_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 4] = sum1_ + x9_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 4] = sum2_ + x9_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 4] = sum3_ + x9_;
  }
}

// dot-register-8x1
// dot 1 x 4 x 4 x 4: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  for (var step_ = 0; step_ < 1; step_++) {
    let a0_ = in0_[step_ + row1_];
    let a1_ = in0_[step_ + row2_];
    let a2_ = in0_[step_ + row3_];
    let a3_ = in0_[step_ + row4_];
    let i4_ = step_ * 16 + column_;
    let b5_ = in1_[i4_];
    let b6_ = in1_[i4_ + 4];
    let b7_ = in1_[i4_ + 8];
    let b8_ = in1_[i4_ + 12];
    sum0_ = fma(a0_.x, b5_, sum0_);
    sum1_ = fma(a1_.x, b5_, sum1_);
    sum2_ = fma(a2_.x, b5_, sum2_);
    sum3_ = fma(a3_.x, b5_, sum3_);
    sum0_ = fma(a0_.y, b6_, sum0_);
    sum1_ = fma(a1_.y, b6_, sum1_);
    sum2_ = fma(a2_.y, b6_, sum2_);
    sum3_ = fma(a3_.y, b6_, sum3_);
    sum0_ = fma(a0_.z, b7_, sum0_);
    sum1_ = fma(a1_.z, b7_, sum1_);
    sum2_ = fma(a2_.z, b7_, sum2_);
    sum3_ = fma(a3_.z, b7_, sum3_);
    sum0_ = fma(a0_.w, b8_, sum0_);
    sum1_ = fma(a1_.w, b8_, sum1_);
    sum2_ = fma(a2_.w, b8_, sum2_);
    sum3_ = fma(a3_.w, b8_, sum3_);
  }
  let x9_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = sum0_ + x9_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 4] = sum1_ + x9_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 4] = sum2_ + x9_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 4] = sum3_ + x9_;
  }
}

// row-thread-vec4
// 4 rows of 4: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 1; col_++) {
    let x0_ = in0_[row_ + col_];
    let c1_ = x0_ < vec4f(0.0f);
    let t2_ = exp(select(-x0_, x0_, c1_));
    sum0_ = sum0_ + select(vec4f(1.0f), t2_, c1_) / (t2_ + 1.0f);
    if (place_ < 4) {
      out4_[row_ + col_] = select(vec4f(1.0f), t2_, c1_) / (t2_ + 1.0f);
    }
  }
  let h3_ = sum0_.x + sum0_.z;
  let h4_ = sum0_.y + sum0_.w;
  let acc0_ = h3_ + h4_;
  if (place_ < 4) {
    out5_[row_] = acc0_ * 0.25f;
  }
  var sum1_ = vec4f(0.0f);
  let t5_ = acc0_ * 0.25f;
  for (var col_ = 0; col_ < 1; col_++) {
    let x6_ = in0_[row_ + col_];
    let c7_ = x6_ < vec4f(0.0f);
    let t8_ = exp(select(-x6_, x6_, c7_));
    let t9_ = select(vec4f(1.0f), t8_, c7_) / (t8_ + 1.0f) - t5_;
    sum1_ = sum1_ + t9_ * t9_;
  }
  let h10_ = sum1_.x + sum1_.z;
  let h11_ = sum1_.y + sum1_.w;
  let acc1_ = h10_ + h11_;
  if (place_ < 4) {
    out6_[row_] = sqrt(acc1_ * 0.25f + 0.00001f);
  }
  let t12_ = sqrt(acc1_ * 0.25f + 0.00001f);
  for (var col_ = 0; col_ < 1; col_++) {
    let i13_ = row_ + col_;
    let x14_ = in0_[i13_];
    let c15_ = x14_ < vec4f(0.0f);
    let t16_ = exp(select(-x14_, x14_, c15_));
    let i17_ = col_ * 4 + vec4i(0, 1, 2, 3);
    let t18_ = (select(vec4f(1.0f), t16_, c15_) / (t16_ + 1.0f) - t5_) * vec4f(in2_[i17_.x], in2_[i17_.y], in2_[i17_.z], in2_[i17_.w]);
    if (place_ < 4) {
      out7_[i13_] = in1_[i13_] + (t18_ / t12_ + vec4f(in3_[i17_.x], in3_[i17_.y], in3_[i17_.z], in3_[i17_.w]));
    }
  }
}

// rows-thread-vec4+thread-64
// 4 rows of 4: 64 x 1 lanes (none), 4 cols at once; 1 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 1; col_++) {
    let x0_ = in0_[row_ + col_];
    let c1_ = x0_ < vec4f(0.0f);
    let t2_ = exp(select(-x0_, x0_, c1_));
    sum0_ = sum0_ + select(vec4f(1.0f), t2_, c1_) / (t2_ + 1.0f);
    if (place_ < 4) {
      out2_[row_ + col_] = select(vec4f(1.0f), t2_, c1_) / (t2_ + 1.0f);
    }
  }
  let h3_ = sum0_.x + sum0_.z;
  let h4_ = sum0_.y + sum0_.w;
  let acc0_ = h3_ + h4_;
  if (place_ < 4) {
    out3_[row_] = acc0_ * 0.25f;
  }
  var sum1_ = vec4f(0.0f);
  let t5_ = acc0_ * 0.25f;
  for (var col_ = 0; col_ < 1; col_++) {
    let x6_ = in0_[row_ + col_];
    let c7_ = x6_ < vec4f(0.0f);
    let t8_ = exp(select(-x6_, x6_, c7_));
    let t9_ = select(vec4f(1.0f), t8_, c7_) / (t8_ + 1.0f) - t5_;
    sum1_ = sum1_ + t9_ * t9_;
  }
  let h10_ = sum1_.x + sum1_.z;
  let h11_ = sum1_.y + sum1_.w;
  let acc1_ = h10_ + h11_;
  if (place_ < 4) {
    out4_[row_] = sqrt(acc1_ * 0.25f + 0.00001f);
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + f32(!(in1_[col_] == (-100)));
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out5_[0] = acc0_;
  }
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 1) { part0_(flat_, local_); }
  else { part1_(flat_ - 1, local_); }
}

// dot-register-8x1-swap
// dot 1 x 2 x 4 x 4: 2 x 1 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read> in6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 2;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let x5_ = in2_[column_];
  let x6_ = in4_[column_];
  for (var step_ = 0; step_ < 1; step_++) {
    let i0_ = step_ * 8 + vec4i(0, 1, 2, 3) * 2;
    let i1_ = i0_ + row1_;
    let i2_ = i0_ + row2_;
    let a3_ = vec4f(in6_[i1_.x], in6_[i1_.y], in6_[i1_.z], in6_[i1_.w]);
    let a4_ = vec4f(in6_[i2_.x], in6_[i2_.y], in6_[i2_.z], in6_[i2_.w]);
    let i7_ = step_ + column_;
    let i8_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let t9_ = (in1_[i7_] - x5_) * vec4f(in3_[i8_.x], in3_[i8_.y], in3_[i8_.z], in3_[i8_.w]) / x6_ + vec4f(in5_[i8_.x], in5_[i8_.y], in5_[i8_.z], in5_[i8_.w]);
    let b10_ = in0_[i7_] + t9_;
    sum0_ = fma(a3_.x, b10_.x, sum0_);
    sum1_ = fma(a4_.x, b10_.x, sum1_);
    sum0_ = fma(a3_.y, b10_.y, sum0_);
    sum1_ = fma(a4_.y, b10_.y, sum1_);
    sum0_ = fma(a3_.z, b10_.z, sum0_);
    sum1_ = fma(a4_.z, b10_.z, sum1_);
    sum0_ = fma(a3_.w, b10_.w, sum0_);
    sum1_ = fma(a4_.w, b10_.w, sum1_);
  }
  let i11_ = column_ * 2;
  {
    let at_ = row0_;
    out7_[i11_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out7_[i11_ + at_] = sum1_;
  }
}

// row-thread
// 4 rows of 2: 64 x 1 lanes (none)
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

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
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
    sum2_ = sum2_ + exp(t2_);
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
    let t9_ = exp(in0_[i8_] + in1_[col_] - acc0_) * t5_;
    if (place_ < 4) {
      out5_[i8_] = select(t9_, 0.0f, c6_ & (!isfinite_1(t9_))) + select(0.0f, t7_, col_ == x1_);
    }
  }
}

// rows-thread+thread-64
// 1 rows of 4: 64 x 1 lanes (none); 2 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + in0_[col_];
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out3_[0] = acc0_ / in1_[0];
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 1);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + in2_[row_ + col_ * 2];
  }
  let acc0_ = sum0_;
  if (place_ < 2) {
    out4_[row_] = acc0_;
  }
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 1) { part0_(flat_, local_); }
  else { part1_(flat_ - 1, local_); }
}

// dot-register-8x1
// dot 1 x 4 x 4 x 2: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 2;
  let i1_ = row2_ * 2;
  let i2_ = row3_ * 2;
  let i3_ = row4_ * 2;
  let i8_ = column_ * 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let b9_ = in1_[step_ + i8_];
    sum0_ = fma(a4_, b9_, sum0_);
    sum1_ = fma(a5_, b9_, sum1_);
    sum2_ = fma(a6_, b9_, sum2_);
    sum3_ = fma(a7_, b9_, sum3_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 4] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 4] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 4] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 4] = sum3_;
  }
}

// dot-register-8x1-swap
// dot 1 x 2 x 4 x 4: 2 x 1 a lane, register, a over k, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read> in6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 2;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let x3_ = in3_[column_];
  let x4_ = in5_[column_];
  for (var step_ = 0; step_ < 4; step_++) {
    let i0_ = step_ * 2;
    let a1_ = in6_[i0_ + row1_];
    let a2_ = in6_[i0_ + row2_];
    let i5_ = step_ * 4 + column_;
    let b6_ = in0_[i5_] + ((in1_[i5_] - in2_[step_]) * x3_ / in4_[step_] + x4_);
    sum0_ = fma(a1_, b6_, sum0_);
    sum1_ = fma(a2_, b6_, sum1_);
  }
  let i7_ = column_ * 2;
  {
    let at_ = row0_;
    out7_[i7_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out7_[i7_ + at_] = sum1_;
  }
}

// rows-thread-vec4+thread-vec4-64
// 4 rows of 4: 64 x 1 lanes (none), 4 rows at once; 4 rows of 4: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<vec4f>;
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = vec4f(0.0f);
  var sum1_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 4; col_++) {
    let i0_ = row_ + col_;
    let x1_ = in0_[i0_];
    sum0_ = sum0_ + x1_;
    sum1_ = sum1_ + (in1_[i0_] - in2_[col_]) * (x1_ / in3_[col_]);
  }
  let acc0_ = sum0_;
  let acc1_ = sum1_;
  let i2_ = row_ * 4 + vec4i(0, 1, 2, 3);
  if (place_ < 1) {
    out5_[i2_.x] = acc0_.x;
    out5_[i2_.y] = acc0_.y;
    out5_[i2_.z] = acc0_.z;
    out5_[i2_.w] = acc0_.w;
    out6_[i2_.x] = acc1_.x;
    out6_[i2_.y] = acc1_.y;
    out6_[i2_.z] = acc1_.z;
    out6_[i2_.w] = acc1_.w;
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(0.0f);
  let x3_ = in2_[row_];
  let x4_ = in3_[row_];
  for (var col_ = 0; col_ < 1; col_++) {
    let i5_ = row_ + col_;
    let i6_ = col_ * 4 + vec4i(0, 1, 2, 3);
    sum0_ = sum0_ + -((in1_[i5_] - x3_) * vec4f(in4_[i6_.x], in4_[i6_.y], in4_[i6_.z], in4_[i6_.w]) / x4_ * in0_[i5_] / x4_);
  }
  let h7_ = sum0_.x + sum0_.z;
  let h8_ = sum0_.y + sum0_.w;
  let acc0_ = h7_ + h8_;
  var sum1_ = vec4f(0.0f);
  let c9_ = x4_ == 0.0f;
  let t10_ = select(acc0_ * 0.5f / select(x4_, 1.0f, c9_), 0.0f, c9_) * 0.25f;
  for (var col_ = 0; col_ < 1; col_++) {
    let i11_ = col_ * 4 + vec4i(0, 1, 2, 3);
    let i12_ = row_ + col_;
    let t13_ = (in1_[i12_] - x3_) * t10_;
    sum1_ = sum1_ + -(vec4f(in4_[i11_.x], in4_[i11_.y], in4_[i11_.z], in4_[i11_.w]) * (in0_[i12_] / x4_) + (t13_ + t13_));
  }
  let h14_ = sum1_.x + sum1_.z;
  let h15_ = sum1_.y + sum1_.w;
  let acc1_ = h14_ + h15_;
  let t16_ = acc1_ * 0.25f;
  for (var col_ = 0; col_ < 1; col_++) {
    let i17_ = col_ * 4 + vec4i(0, 1, 2, 3);
    let i18_ = row_ + col_;
    let t19_ = (in1_[i18_] - x3_) * t10_;
    if (place_ < 4) {
      out7_[i18_] = vec4f(in4_[i17_.x], in4_[i17_.y], in4_[i17_.z], in4_[i17_.w]) * (in0_[i18_] / x4_) + (t19_ + t19_) + t16_;
    }
  }
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 1) { part0_(flat_, local_); }
  else { part1_(flat_ - 1, local_); }
}

// row-thread-vec4
// 4 rows of 4: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 4; col_++) {
    let i0_ = row_ + col_;
    let x1_ = in0_[i0_];
    let c2_ = x1_ < vec4f(0.0f);
    let t3_ = exp(select(-x1_, x1_, c2_));
    let x4_ = in1_[i0_];
    let t5_ = t3_ + 1.0f;
    let t6_ = t3_ * (select(vec4f(0.0f), x4_ / t5_, c2_) - in2_[i0_] * x4_ / t5_);
    sum0_ = sum0_ + select(vec4f(0.0f), t6_, c2_) - select(t6_, vec4f(0.0f), c2_);
    if (place_ < 1) {
      out3_[i0_] = t6_;
    }
  }
  let acc0_ = sum0_;
  let i7_ = row_ * 4 + vec4i(0, 1, 2, 3);
  if (place_ < 1) {
    out4_[i7_.x] = acc0_.x;
    out4_[i7_.y] = acc0_.y;
    out4_[i7_.z] = acc0_.z;
    out4_[i7_.w] = acc0_.w;
  }
}

// dot-register-8x1
// dot 1 x 4 x 4 x 4: 4 x 1 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in0_[step_ + quad0_];
    let i1_ = step_ * 4 + column_;
    let c2_ = in1_[i1_] < 0.0f;
    let x3_ = in2_[i1_];
    let b4_ = select(0.0f, x3_, c2_) - select(x3_, 0.0f, c2_);
    sum0_ = fma(a0_.x, b4_, sum0_);
    sum1_ = fma(a0_.y, b4_, sum1_);
    sum2_ = fma(a0_.z, b4_, sum2_);
    sum3_ = fma(a0_.w, b4_, sum3_);
  }
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 4] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 4] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 4] = sum3_;
  }
}

// dot-register-8x1
// dot 1 x 4 x 4 x 4: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  for (var step_ = 0; step_ < 1; step_++) {
    let i0_ = step_ + row1_;
    let c1_ = in0_[i0_] < vec4f(0.0f);
    let x2_ = in1_[i0_];
    let i3_ = step_ + row2_;
    let c4_ = in0_[i3_] < vec4f(0.0f);
    let x5_ = in1_[i3_];
    let i6_ = step_ + row3_;
    let c7_ = in0_[i6_] < vec4f(0.0f);
    let x8_ = in1_[i6_];
    let i9_ = step_ + row4_;
    let c10_ = in0_[i9_] < vec4f(0.0f);
    let x11_ = in1_[i9_];
    let a12_ = select(vec4f(0.0f), x2_, c1_) - select(x2_, vec4f(0.0f), c1_);
    let a13_ = select(vec4f(0.0f), x5_, c4_) - select(x5_, vec4f(0.0f), c4_);
    let a14_ = select(vec4f(0.0f), x8_, c7_) - select(x8_, vec4f(0.0f), c7_);
    let a15_ = select(vec4f(0.0f), x11_, c10_) - select(x11_, vec4f(0.0f), c10_);
    let b16_ = in2_[step_ + column_];
    sum0_ = fma(a12_.x, b16_.x, sum0_);
    sum1_ = fma(a13_.x, b16_.x, sum1_);
    sum2_ = fma(a14_.x, b16_.x, sum2_);
    sum3_ = fma(a15_.x, b16_.x, sum3_);
    sum0_ = fma(a12_.y, b16_.y, sum0_);
    sum1_ = fma(a13_.y, b16_.y, sum1_);
    sum2_ = fma(a14_.y, b16_.y, sum2_);
    sum3_ = fma(a15_.y, b16_.y, sum3_);
    sum0_ = fma(a12_.z, b16_.z, sum0_);
    sum1_ = fma(a13_.z, b16_.z, sum1_);
    sum2_ = fma(a14_.z, b16_.z, sum2_);
    sum3_ = fma(a15_.z, b16_.z, sum3_);
    sum0_ = fma(a12_.w, b16_.w, sum0_);
    sum1_ = fma(a13_.w, b16_.w, sum1_);
    sum2_ = fma(a14_.w, b16_.w, sum2_);
    sum3_ = fma(a15_.w, b16_.w, sum3_);
  }
  {
    let at_ = row0_;
    let i17_ = column_ + at_ * 4;
    out3_[i17_] = out3_[i17_] + sum0_;
  }
  {
    let at_ = row0_ + 1;
    let i18_ = column_ + at_ * 4;
    out3_[i18_] = out3_[i18_] + sum1_;
  }
  {
    let at_ = row0_ + 2;
    let i19_ = column_ + at_ * 4;
    out3_[i19_] = out3_[i19_] + sum2_;
  }
  {
    let at_ = row0_ + 3;
    let i20_ = column_ + at_ * 4;
    out3_[i20_] = out3_[i20_] + sum3_;
  }
}

// dot-register-8x1
// dot 1 x 2 x 4 x 4: 2 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 2;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 4; step_++) {
    let i0_ = step_ * 2;
    let a1_ = in0_[i0_ + row1_];
    let a2_ = in0_[i0_ + row2_];
    let b3_ = in1_[step_ * 4 + column_];
    sumB_ += b3_;
    sum0_ = fma(a1_, b3_, sum0_);
    sum1_ = fma(a2_, b3_, sum1_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 4] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 4] = sum1_;
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
