// dot-naive
// dot 1 x 4 x 16 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 4;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let x0_ = in0_[row1_];
  let i1_ = x0_ * 16;
  let c2_ = (0 <= x0_) & (x0_ < 32);
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a3_ = select(0.0f, in1_[select(0, step_ + i1_, c2_)], c2_);
    let b4_ = in2_[step_ * 16 + column_];
    sum0_ = fma(a3_, b4_, sum0_);
  }
  let x5_ = in3_[column_];
  {
    let at_ = row0_;
    out4_[column_ + at_ * 16] = sum0_ + x5_;
  }
}

// dot-naive
// dot 1 x 2 x 16 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 2;
  let batch_ = item_ / 32;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = 0.0f;
    let b1_ = in0_[step_ * 16 + column_];
    sum0_ = fma(a0_, b1_, sum0_);
  }
  let x2_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 16] = in1_[column_ + at_ * 32] + sum0_ + x2_;
  }
}

// map-quad
// map of 8 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn exp_4(x: vec4f) -> vec4f { return select(exp(x), x, isnan_4(x)); }
fn tanh_4(v: vec4f) -> vec4f {
  let x = clamp(v, vec4f(-15.0f), vec4f(15.0f));
  let z = x * x;
  let p = ((((z * -5.70498872745e-3f + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
    - 3.33332819422e-1f) * z * x + x;
  let q = 1.0f - 2.0f / (exp(2.0f * abs(x)) + 1.0f);
  return select(select(sign(x) * q, p, abs(x) < vec4f(0.625f)), v, isnan_4(v));
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 2) {
    let i0_ = item_ * 4;
    let x1_ = in0_[i0_];
    let c2_ = x1_ < vec4f(0.0f);
    let t3_ = exp_4(select(-x1_, x1_, c2_));
    let t4_ = select(vec4f(1.0f), t3_, c2_) / (t3_ + 1.0f);
    let x5_ = in0_[i0_ + 3];
    let c6_ = x5_ < vec4f(0.0f);
    let t7_ = exp_4(select(-x5_, x5_, c6_));
    let t8_ = select(vec4f(1.0f), t7_, c6_) / (t7_ + 1.0f);
    let x9_ = in0_[i0_ + 1];
    let c10_ = x9_ < vec4f(0.0f);
    let t11_ = exp_4(select(-x9_, x9_, c10_));
    let t12_ = 0.0f / (t11_ + 1.0f);
    let v13_ = t8_ * tanh_4(t4_ * tanh_4(in0_[i0_ + 2]));
    let v14_ = t11_ * (select(vec4f(0.0f), t12_, c10_) - t12_);
    out1_[item_] = t4_;
    out2_[item_] = t8_;
    out3_[item_] = v13_;
    out4_[item_] = v14_;
  }
}

// dot-naive
// dot 1 x 2 x 16 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 2;
  let batch_ = item_ / 32;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 4;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 16 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out4_[column_ + at_ * 16] = x3_ + (in3_[column_ + at_ * 32 + 16] + sum0_);
  }
}

// map-quad
// map of 8 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn exp_4(x: vec4f) -> vec4f { return select(exp(x), x, isnan_4(x)); }
fn tanh_4(v: vec4f) -> vec4f {
  let x = clamp(v, vec4f(-15.0f), vec4f(15.0f));
  let z = x * x;
  let p = ((((z * -5.70498872745e-3f + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
    - 3.33332819422e-1f) * z * x + x;
  let q = 1.0f - 2.0f / (exp(2.0f * abs(x)) + 1.0f);
  return select(select(sign(x) * q, p, abs(x) < vec4f(0.625f)), v, isnan_4(v));
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 2) {
    let i0_ = item_ * 4;
    let x1_ = in0_[i0_];
    let c2_ = x1_ < vec4f(0.0f);
    let t3_ = exp_4(select(-x1_, x1_, c2_));
    let t4_ = select(vec4f(1.0f), t3_, c2_) / (t3_ + 1.0f);
    let x5_ = in0_[i0_ + 1];
    let c6_ = x5_ < vec4f(0.0f);
    let t7_ = exp_4(select(-x5_, x5_, c6_));
    let t8_ = select(vec4f(1.0f), t7_, c6_) / (t7_ + 1.0f);
    let x9_ = in0_[i0_ + 3];
    let c10_ = x9_ < vec4f(0.0f);
    let t11_ = exp_4(select(-x9_, x9_, c10_));
    let i12_ = i0_ + 2;
    let v13_ = select(vec4f(1.0f), t11_, c10_) / (t11_ + 1.0f);
    let v14_ = tanh_4(in1_[item_] * tanh_4(in2_[i12_]) * t8_ + t4_ * tanh_4(in0_[i12_]));
    out3_[item_] = t4_;
    out4_[item_] = t8_;
    out5_[item_] = v13_;
    out6_[item_] = v14_;
  }
}

// map-quad
// map of 16 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 4) {
    let i0_ = (item_ & 1);
    let c1_ = i0_ < 1;
    let i2_ = i0_ + (item_ >> 1u);
    let c3_ = 1 <= i0_;
    let i4_ = i2_ - 1;
    out3_[item_] = select(select(vec4f(), in1_[select(0, i4_, c3_)], c3_) * select(vec4f(), in2_[select(0, i4_, c3_)], c3_), select(vec4f(), in0_[select(0, i2_, c1_)], c1_), c1_);
  }
}

// dot-naive
// dot 1 x 4 x 32 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 4;
  let batch_ = item_ / 128;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 4;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 32 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 32] = sum0_ + x3_;
  }
}

// row-thread
// 1 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum0_ = sum0_ + f32(!(in0_[col_] == (-100)));
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out1_[0] = acc0_;
  }
}

// row-thread
// 4 rows of 32: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = bits_(0xff800000u);
  let i0_ = row_ * 32;
  for (var col_ = 0; col_ < rounds_(32); col_++) {
    sum0_ = max_1(sum0_, in0_[i0_ + col_]);
  }
  let acc0_ = sum0_;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  let x1_ = in1_[row_];
  for (var col_ = 0; col_ < rounds_(32); col_++) {
    let t2_ = in0_[i0_ + col_] - acc0_;
    sum1_ = sum1_ + select(0.0f, t2_, col_ == x1_);
    sum2_ = sum2_ + exp_1(t2_);
  }
  let acc1_ = sum1_;
  let acc2_ = sum2_;
  if (place_ < 4) {
    out3_[row_] = select(log_1(acc2_) - acc1_, 0.0f, x1_ == (-100));
  }
  let t3_ = select(1.0f / in2_[0], 0.0f, x1_ == (-100));
  let t4_ = t3_ / acc2_;
  let t5_ = select(t4_, 0.0f, (t3_ == 0.0f) & (!isfinite_1(t4_)));
  let c6_ = t5_ == 0.0f;
  let t7_ = -t3_;
  for (var col_ = 0; col_ < rounds_(32); col_++) {
    let i8_ = i0_ + col_;
    let t9_ = exp_1(in0_[i8_] - acc0_) * t5_;
    if (place_ < 4) {
      out4_[i8_] = select(t9_, 0.0f, c6_ & (!isfinite_1(t9_))) + select(0.0f, t7_, col_ == x1_);
    }
  }
}

// row-thread
// 1 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum0_ = sum0_ + in0_[col_];
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out2_[0] = acc0_ / in1_[0];
  }
}

// dot-naive
// dot 1 x 4 x 4 x 32: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
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
  let i0_ = row1_ * 32;
  let i2_ = column_ * 32;
  for (var step_ = 0; step_ < rounds_(32); step_++) {
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
// dot 1 x 4 x 32 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 4;
  let batch_ = item_ / 128;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = in0_[step_ * 4 + row1_];
    let b1_ = in1_[step_ * 32 + column_];
    sumB_ += b1_;
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 32] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// map-quad
// map of 8 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read> in4_: array<vec4f>;
@group(0) @binding(5) var<storage, read> in5_: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> out7_: array<vec4f>;
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn tanh_4(v: vec4f) -> vec4f {
  let x = clamp(v, vec4f(-15.0f), vec4f(15.0f));
  let z = x * x;
  let p = ((((z * -5.70498872745e-3f + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
    - 3.33332819422e-1f) * z * x + x;
  let q = 1.0f - 2.0f / (exp(2.0f * abs(x)) + 1.0f);
  return select(select(sign(x) * q, p, abs(x) < vec4f(0.625f)), v, isnan_4(v));
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 2) {
    let x0_ = in4_[item_];
    let t1_ = in2_[item_] * in3_[item_ * 2 + 1] * (1.0f - x0_ * x0_);
    let v2_ = in0_[item_] * tanh_4(in1_[item_ * 4 + 2]) * t1_;
    let v3_ = in5_[item_] * t1_;
    out6_[item_] = v2_;
    out7_[item_] = v3_;
  }
}

// map-quad
// map of 8 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn exp_4(x: vec4f) -> vec4f { return select(exp(x), x, isnan_4(x)); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 2) {
    let x0_ = in0_[item_ * 4 + 1];
    let c1_ = x0_ < vec4f(0.0f);
    let t2_ = exp_4(select(-x0_, x0_, c1_));
    let x3_ = out2_[item_];
    let t4_ = t2_ + 1.0f;
    out2_[item_] = t2_ * (select(vec4f(0.0f), x3_ / t4_, c1_) - in1_[item_] * x3_ / t4_);
  }
}

// map-quad
// map of 8 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read> in4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn exp_4(x: vec4f) -> vec4f { return select(exp(x), x, isnan_4(x)); }
fn tanh_4(v: vec4f) -> vec4f {
  let x = clamp(v, vec4f(-15.0f), vec4f(15.0f));
  let z = x * x;
  let p = ((((z * -5.70498872745e-3f + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
    - 3.33332819422e-1f) * z * x + x;
  let q = 1.0f - 2.0f / (exp(2.0f * abs(x)) + 1.0f);
  return select(select(sign(x) * q, p, abs(x) < vec4f(0.625f)), v, isnan_4(v));
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 2) {
    let i0_ = item_ * 4;
    let x1_ = in0_[i0_ + 3];
    let c2_ = x1_ < vec4f(0.0f);
    let t3_ = exp_4(select(-x1_, x1_, c2_));
    let x4_ = in1_[item_];
    let x5_ = in2_[item_ * 2 + 1];
    let t6_ = x4_ * x5_;
    let t7_ = t3_ + 1.0f;
    let x8_ = in3_[item_];
    let x9_ = in0_[i0_];
    let c10_ = x9_ < vec4f(0.0f);
    let t11_ = exp_4(select(-x9_, x9_, c10_));
    let t12_ = tanh_4(in0_[i0_ + 2]) * (x8_ * x5_ * (1.0f - x4_ * x4_));
    let t13_ = t11_ + 1.0f;
    let v14_ = t3_ * (select(vec4f(0.0f), t6_ / t7_, c2_) - x8_ * t6_ / t7_);
    let v15_ = t11_ * (select(vec4f(0.0f), t12_ / t13_, c10_) - in4_[item_] * t12_ / t13_);
    out5_[item_] = v14_;
    out6_[item_] = v15_;
  }
}

// map-quad
// map of 32 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read> in4_: array<vec4f>;
@group(0) @binding(5) var<storage, read> in5_: array<vec4f>;
@group(0) @binding(6) var<storage, read> in6_: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> out7_: array<vec4f>;
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn tanh_4(v: vec4f) -> vec4f {
  let x = clamp(v, vec4f(-15.0f), vec4f(15.0f));
  let z = x * x;
  let p = ((((z * -5.70498872745e-3f + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
    - 3.33332819422e-1f) * z * x + x;
  let q = 1.0f - 2.0f / (exp(2.0f * abs(x)) + 1.0f);
  return select(select(sign(x) * q, p, abs(x) < vec4f(0.625f)), v, isnan_4(v));
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 8) {
    let i0_ = (item_ & 3);
    let i1_ = i0_ * (-1);
    let c2_ = (i1_ + 1 < 0) & (i0_ - 3 < 0);
    let i3_ = (item_ >> 2u);
    let i4_ = i0_ + i3_;
    let i5_ = i4_ - 2;
    let t6_ = select(vec4f(), in1_[select(0, i5_, c2_)], c2_) * select(vec4f(), in2_[select(0, i0_ + i3_ * 2 - 1, c2_)], c2_);
    let x7_ = select(vec4f(), in3_[select(0, i5_, c2_)], c2_);
    let t8_ = tanh_4(select(vec4f(), in4_[select(0, item_, c2_)], c2_));
    let t9_ = select(vec4f(0.0f), select(vec4f(), in0_[select(0, i5_, c2_)], c2_) * (t6_ * (1.0f - x7_ * x7_)) * (1.0f - t8_ * t8_), c2_);
    let c10_ = (i1_ < 0) & (i0_ - 2 < 0);
    let c11_ = select(vec4f(), in4_[select(0, item_, c10_)], c10_) < vec4f(0.0f);
    let x12_ = select(vec4f(), in5_[select(0, i4_ - 1, c10_)], c10_);
    let c13_ = i0_ - 1 < 0;
    let c14_ = select(vec4f(), in4_[select(0, item_, c13_)], c13_) < vec4f(0.0f);
    let x15_ = select(vec4f(), in6_[select(0, i4_, c13_)], c13_);
    let t16_ = select(vec4f(0.0f), select(vec4f(0.0f), x12_, c11_) - select(x12_, vec4f(0.0f), c11_), c10_) + select(vec4f(0.0f), select(vec4f(0.0f), x15_, c14_) - select(x15_, vec4f(0.0f), c14_), c13_);
    out7_[item_] = t9_ + t16_;
  }
}

// map-quad
// map of 32 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 8) {
    let i0_ = (item_ & 3);
    let c1_ = i0_ * (-1) + 2 < 0;
    let c2_ = select(vec4f(), out2_[select(0, item_, c1_)], c1_) < vec4f(0.0f);
    let x3_ = select(vec4f(), in0_[select(0, i0_ + (item_ >> 2u) - 3, c1_)], c1_);
    out2_[item_] = select(vec4f(0.0f), select(vec4f(0.0f), x3_, c2_) - select(x3_, vec4f(0.0f), c2_), c1_) + in1_[item_];
  }
}

// dot-naive
// dot 1 x 2 x 4 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
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
  let row1_ = row0_;
  let i0_ = row1_ * 16;
  let i2_ = column_ * 16;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = in2_[column_ + at_ * 8] + sum0_;
  }
}

// map-quad
// map of 8 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read> in4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> out7_: array<vec4f>;
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn tanh_4(v: vec4f) -> vec4f {
  let x = clamp(v, vec4f(-15.0f), vec4f(15.0f));
  let z = x * x;
  let p = ((((z * -5.70498872745e-3f + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
    - 3.33332819422e-1f) * z * x + x;
  let q = 1.0f - 2.0f / (exp(2.0f * abs(x)) + 1.0f);
  return select(select(sign(x) * q, p, abs(x) < vec4f(0.625f)), v, isnan_4(v));
}
fn exp_4(x: vec4f) -> vec4f { return select(exp(x), x, isnan_4(x)); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 2) {
    let x0_ = in1_[item_];
    let x1_ = in2_[item_];
    let x2_ = in3_[item_];
    let i3_ = item_ * 4;
    let t4_ = tanh_4(in4_[i3_ + 2]);
    let t5_ = tanh_4(x2_ * t4_);
    let t6_ = in0_[item_] + x0_ * x1_ * (1.0f - t5_ * t5_);
    let x7_ = in4_[i3_ + 3];
    let c8_ = x7_ < vec4f(0.0f);
    let t9_ = exp_4(select(-x7_, x7_, c8_));
    let t10_ = t5_ * x1_;
    let t11_ = t9_ + 1.0f;
    let x12_ = in4_[i3_];
    let c13_ = x12_ < vec4f(0.0f);
    let t14_ = exp_4(select(-x12_, x12_, c13_));
    let t15_ = t4_ * t6_;
    let t16_ = t14_ + 1.0f;
    let v17_ = t9_ * (select(vec4f(0.0f), t10_ / t11_, c8_) - x0_ * t10_ / t11_);
    let v18_ = t14_ * (select(vec4f(0.0f), t15_ / t16_, c13_) - x2_ * t15_ / t16_);
    out5_[item_] = t6_;
    out6_[item_] = v17_;
    out7_[item_] = v18_;
  }
}

// map-quad
// map of 32 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read> in4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn tanh_4(v: vec4f) -> vec4f {
  let x = clamp(v, vec4f(-15.0f), vec4f(15.0f));
  let z = x * x;
  let p = ((((z * -5.70498872745e-3f + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
    - 3.33332819422e-1f) * z * x + x;
  let q = 1.0f - 2.0f / (exp(2.0f * abs(x)) + 1.0f);
  return select(select(sign(x) * q, p, abs(x) < vec4f(0.625f)), v, isnan_4(v));
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 8) {
    let i0_ = (item_ & 3);
    let i1_ = i0_ * (-1);
    let c2_ = i1_ + 2 < 0;
    let c3_ = select(vec4f(), out5_[select(0, item_, c2_)], c2_) < vec4f(0.0f);
    let i4_ = i0_ + (item_ >> 2u);
    let x5_ = select(vec4f(), in0_[select(0, i4_ - 3, c2_)], c2_);
    let c6_ = (i1_ + 1 < 0) & (i0_ - 3 < 0);
    let i7_ = i4_ - 2;
    let t8_ = tanh_4(select(vec4f(), out5_[select(0, item_, c6_)], c6_));
    let t9_ = select(vec4f(), in1_[select(0, i7_, c6_)], c6_) * select(vec4f(), in2_[select(0, i7_, c6_)], c6_) * (1.0f - t8_ * t8_);
    let c10_ = (i1_ < 0) & (i0_ - 2 < 0);
    let c11_ = select(vec4f(), out5_[select(0, item_, c10_)], c10_) < vec4f(0.0f);
    let x12_ = select(vec4f(), in3_[select(0, i4_ - 1, c10_)], c10_);
    let c13_ = i0_ - 1 < 0;
    let c14_ = select(vec4f(), out5_[select(0, item_, c13_)], c13_) < vec4f(0.0f);
    let x15_ = select(vec4f(), in4_[select(0, i4_, c13_)], c13_);
    let t16_ = select(vec4f(0.0f), select(vec4f(0.0f), x12_, c11_) - select(x12_, vec4f(0.0f), c11_), c10_) + select(vec4f(0.0f), select(vec4f(0.0f), x15_, c14_) - select(x15_, vec4f(0.0f), c14_), c13_);
    out5_[item_] = select(vec4f(0.0f), select(vec4f(0.0f), x5_, c3_) - select(x5_, vec4f(0.0f), c3_), c2_) + (select(vec4f(0.0f), t9_, c6_) + t16_);
  }
}

// rows-thread-vec4+thread-vec4-8
// 16 rows of 2: 8 x 1 lanes (none), 4 rows at once; 16 rows of 4: 8 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 2; col_++) {
    let i0_ = row_ + col_ * 4;
    sum0_ = sum0_ + in0_[i0_] + in1_[i0_];
  }
  let acc0_ = sum0_;
  if (place_ < 4) {
    out2_[row_] = acc0_;
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let i1_ = (col_ & 1);
    let c2_ = 0 <= i1_ - 1;
    let i3_ = row_ + i1_ * 4 + (col_ >> 1u) * 4;
    let c4_ = i1_ < 1;
    sum0_ = sum0_ + select(vec4f(), in0_[select(0, i3_ - 4, c2_)], c2_) + select(vec4f(), in1_[select(0, i3_, c4_)], c4_);
    if (place_ < 4) {
      out3_[row_ + col_ * 4] = select(vec4f(), in0_[select(0, i3_ - 4, c2_)], c2_) + select(vec4f(), in1_[select(0, i3_, c4_)], c4_);
    }
  }
  let acc0_ = sum0_;
  if (place_ < 4) {
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
// dot 1 x 4 x 16 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 4;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 2; step_++) {
    let a0_ = 0.0f;
    let b1_ = in0_[step_ * 16 + column_];
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out1_[column_ + at_ * 16] = sum0_;
  }
}

// dot-naive
// dot 1 x 4 x 16 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 4;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 2; step_++) {
    let a0_ = in0_[step_ * 4 + row1_];
    let b1_ = in1_[step_ * 16 + column_];
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    let i2_ = column_ + at_ * 16;
    out3_[i2_] = sum0_ + in2_[i2_];
  }
}

// dot-naive
// dot 1 x 4 x 16 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 4;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 16;
  let i2_ = column_ * 16;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 16] = sum0_;
  }
}

// dot-naive
// dot 1 x 16 x 16 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 16;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let x0_ = in0_[step_];
    let c1_ = (0 <= x0_) & (x0_ < 32);
    let a2_ = select(0.0f, in1_[select(0, row1_ + x0_ * 16, c1_)], c1_);
    let b3_ = in2_[step_ * 16 + column_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out3_[column_ + at_ * 16] = sum0_;
  }
}

// dot-naive
// dot 1 x 32 x 16 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 32;
  let batch_ = item_ / 512;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = f32(in0_[step_] == row1_);
    let b1_ = in1_[step_ * 16 + column_];
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 16] = sum0_;
  }
}

// row-workgroup
// 1 rows of 1152: 1 x 64 lanes (shared)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<uniform> uniforms_: array<vec4u, 1>;
var<workgroup> lanes0_: array<f32, 64>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn min_1(x: f32, y: f32) -> f32 { return select(x, y, (y < x) | isnan_1(y)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_);
  let row_ = i32(group_.x);
  var sum0_ = 0.0f;
  for (var col_ = colLane_; col_ < rounds_(1152); col_ += 64) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + x0_ * x0_;
  }
  lanes0_[local_] = sum0_;
  for (var half_ = 32u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_];
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[0];
  let t1_ = min_1(1.0f / (sqrt(acc0_) + 0.000001f), 1.0f);
  for (var col_ = colLane_; col_ < rounds_(1152); col_ += 64) {
    let t2_ = in0_[col_] * t1_;
    let t3_ = in1_[col_] * 0.9f + t2_ * 0.1f;
    let t4_ = in2_[col_] * 0.999f + t2_ * t2_ * 0.001f;
    let t5_ = t3_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t4_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * bitcast<f32>(uniforms_[0].z);
    let v6_ = out5_[col_] - t5_;
    out3_[col_] = t3_;
    out4_[col_] = t4_;
    out5_[col_] = v6_;
  }
}

// map-quad
// map of 1152 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 288) {
    out1_[item_] = in0_[item_];
  }
}
