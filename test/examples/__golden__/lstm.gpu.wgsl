// dot-register-8x1
// dot 1 x 4 x 16 x 16: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 1 * 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let x0_ = in0_[row1_];
  let x1_ = in0_[row2_];
  let x2_ = in0_[row3_];
  let x3_ = in0_[row4_];
  let i4_ = x0_ * 4;
  let c5_ = (0 <= x0_) & (x0_ < 32);
  let i6_ = x1_ * 4;
  let c7_ = (0 <= x1_) & (x1_ < 32);
  let i8_ = x2_ * 4;
  let c9_ = (0 <= x2_) & (x2_ < 32);
  let i10_ = x3_ * 4;
  let c11_ = (0 <= x3_) & (x3_ < 32);
  for (var step_ = 0; step_ < 4; step_++) {
    let a12_ = select(vec4f(), in1_[select(0, step_ + i4_, c5_)], c5_);
    let a13_ = select(vec4f(), in1_[select(0, step_ + i6_, c7_)], c7_);
    let a14_ = select(vec4f(), in1_[select(0, step_ + i8_, c9_)], c9_);
    let a15_ = select(vec4f(), in1_[select(0, step_ + i10_, c11_)], c11_);
    let i16_ = step_ * 64 + column_;
    let b17_ = in2_[i16_];
    let b18_ = in2_[i16_ + 16];
    let b19_ = in2_[i16_ + 32];
    let b20_ = in2_[i16_ + 48];
    sum0_ = fma(a12_.x, b17_, sum0_);
    sum1_ = fma(a13_.x, b17_, sum1_);
    sum2_ = fma(a14_.x, b17_, sum2_);
    sum3_ = fma(a15_.x, b17_, sum3_);
    sum0_ = fma(a12_.y, b18_, sum0_);
    sum1_ = fma(a13_.y, b18_, sum1_);
    sum2_ = fma(a14_.y, b18_, sum2_);
    sum3_ = fma(a15_.y, b18_, sum3_);
    sum0_ = fma(a12_.z, b19_, sum0_);
    sum1_ = fma(a13_.z, b19_, sum1_);
    sum2_ = fma(a14_.z, b19_, sum2_);
    sum3_ = fma(a15_.z, b19_, sum3_);
    sum0_ = fma(a12_.w, b20_, sum0_);
    sum1_ = fma(a13_.w, b20_, sum1_);
    sum2_ = fma(a14_.w, b20_, sum2_);
    sum3_ = fma(a15_.w, b20_, sum3_);
  }
  let x21_ = in3_[column_];
  {
    let at_ = row0_;
    out4_[column_ + at_ * 16] = sum0_ + x21_;
  }
  {
    let at_ = row0_ + 1;
    out4_[column_ + at_ * 16] = sum1_ + x21_;
  }
  {
    let at_ = row0_ + 2;
    out4_[column_ + at_ * 16] = sum2_ + x21_;
  }
  {
    let at_ = row0_ + 3;
    out4_[column_ + at_ * 16] = sum3_ + x21_;
  }
}

// dot-register-8x1
// dot 1 x 2 x 16 x 4: 2 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 1 * 2;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = 0.0f;
    let a1_ = 0.0f;
    let b2_ = in0_[step_ * 16 + column_];
    sum0_ = fma(a0_, b2_, sum0_);
    sum1_ = fma(a1_, b2_, sum1_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 16] = in1_[column_ + at_ * 32] + sum0_ + x3_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 16] = in1_[column_ + at_ * 32] + sum1_ + x3_;
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
    let t3_ = exp(select(-x1_, x1_, c2_));
    let t4_ = select(vec4f(1.0f), t3_, c2_) / (t3_ + 1.0f);
    let x5_ = in0_[i0_ + 3];
    let c6_ = x5_ < vec4f(0.0f);
    let t7_ = exp(select(-x5_, x5_, c6_));
    let t8_ = select(vec4f(1.0f), t7_, c6_) / (t7_ + 1.0f);
    let x9_ = in0_[i0_ + 1];
    let c10_ = x9_ < vec4f(0.0f);
    let t11_ = exp(select(-x9_, x9_, c10_));
    let t12_ = 0.0f / (t11_ + 1.0f);
    let v13_ = t8_ * tanh_4(t4_ * tanh_4(in0_[i0_ + 2]));
    let v14_ = t11_ * (select(vec4f(0.0f), t12_, c10_) - t12_);
    out1_[item_] = t4_;
    out2_[item_] = t8_;
    out3_[item_] = v13_;
    out4_[item_] = v14_;
  }
}

// dot-register-8x1
// dot 1 x 2 x 16 x 4: 2 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 1 * 2;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 1; step_++) {
    let a0_ = in0_[step_ + row1_];
    let a1_ = in0_[step_ + row2_];
    let i2_ = step_ * 64 + column_;
    let b3_ = in1_[i2_];
    let b4_ = in1_[i2_ + 16];
    let b5_ = in1_[i2_ + 32];
    let b6_ = in1_[i2_ + 48];
    sum0_ = fma(a0_.x, b3_, sum0_);
    sum1_ = fma(a1_.x, b3_, sum1_);
    sum0_ = fma(a0_.y, b4_, sum0_);
    sum1_ = fma(a1_.y, b4_, sum1_);
    sum0_ = fma(a0_.z, b5_, sum0_);
    sum1_ = fma(a1_.z, b5_, sum1_);
    sum0_ = fma(a0_.w, b6_, sum0_);
    sum1_ = fma(a1_.w, b6_, sum1_);
  }
  let x7_ = in2_[column_];
  {
    let at_ = row0_;
    out4_[column_ + at_ * 16] = x7_ + (in3_[column_ + at_ * 32 + 16] + sum0_);
  }
  {
    let at_ = row0_ + 1;
    out4_[column_ + at_ * 16] = x7_ + (in3_[column_ + at_ * 32 + 16] + sum1_);
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
    let t3_ = exp(select(-x1_, x1_, c2_));
    let t4_ = select(vec4f(1.0f), t3_, c2_) / (t3_ + 1.0f);
    let x5_ = in0_[i0_ + 1];
    let c6_ = x5_ < vec4f(0.0f);
    let t7_ = exp(select(-x5_, x5_, c6_));
    let t8_ = select(vec4f(1.0f), t7_, c6_) / (t7_ + 1.0f);
    let x9_ = in0_[i0_ + 3];
    let c10_ = x9_ < vec4f(0.0f);
    let t11_ = exp(select(-x9_, x9_, c10_));
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

// dot-register-8x1
// dot 1 x 4 x 32 x 4: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 1 * 4;
  let batch_ = item_ / 32;
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
    let i4_ = step_ * 128 + column_;
    let b5_ = in1_[i4_];
    let b6_ = in1_[i4_ + 32];
    let b7_ = in1_[i4_ + 64];
    let b8_ = in1_[i4_ + 96];
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
    out3_[column_ + at_ * 32] = sum0_ + x9_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 32] = sum1_ + x9_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 32] = sum2_ + x9_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 32] = sum3_ + x9_;
  }
}

// row-thread
// 1 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + f32(!(in0_[col_] == (-100)));
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out1_[0] = acc0_;
  }
}

// row-thread-vec4
// 4 rows of 32: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }
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
fn isfinite_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7f800000u)) != vec4u(0x7f800000u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(bits_(0xff800000u));
  let i0_ = row_ * 8;
  for (var col_ = 0; col_ < 8; col_++) {
    sum0_ = max_4(sum0_, in0_[i0_ + col_]);
  }
  let h1_ = max_1(sum0_.x, sum0_.z);
  let h2_ = max_1(sum0_.y, sum0_.w);
  let acc0_ = max_1(h1_, h2_);
  var sum1_ = vec4f(0.0f);
  var sum2_ = vec4f(0.0f);
  let x3_ = in1_[row_];
  for (var col_ = 0; col_ < 8; col_++) {
    let t4_ = in0_[i0_ + col_] - acc0_;
    sum1_ = sum1_ + select(vec4f(0.0f), t4_, col_ * 4 + vec4i(0, 1, 2, 3) == vec4i(x3_));
    sum2_ = sum2_ + exp(t4_);
  }
  let h5_ = sum1_.x + sum1_.z;
  let h6_ = sum1_.y + sum1_.w;
  let h7_ = sum2_.x + sum2_.z;
  let h8_ = sum2_.y + sum2_.w;
  let acc1_ = h5_ + h6_;
  let acc2_ = h7_ + h8_;
  if (place_ < 4) {
    out3_[row_] = select(log_1(acc2_) - acc1_, 0.0f, x3_ == (-100));
  }
  let t9_ = select(1.0f / in2_[0], 0.0f, x3_ == (-100));
  let t10_ = t9_ / acc2_;
  let t11_ = select(t10_, 0.0f, (t9_ == 0.0f) & (!isfinite_1(t10_)));
  let c12_ = t11_ == 0.0f;
  let t13_ = -t9_;
  for (var col_ = 0; col_ < 8; col_++) {
    let i14_ = i0_ + col_;
    let t15_ = exp(in0_[i14_] - acc0_) * t11_;
    if (place_ < 4) {
      out4_[i14_] = select(t15_, vec4f(0.0f), vec4<bool>(c12_) & (!isfinite_4(t15_))) + select(vec4f(0.0f), vec4f(t13_), col_ * 4 + vec4i(0, 1, 2, 3) == vec4i(x3_));
    }
  }
}

// row-thread
// 1 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + in0_[col_];
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out2_[0] = acc0_ / in1_[0];
  }
}

// dot-register-8x1
// dot 1 x 4 x 4 x 32: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
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
  let i0_ = row1_ * 8;
  let i1_ = row2_ * 8;
  let i2_ = row3_ * 8;
  let i3_ = row4_ * 8;
  let i8_ = column_ * 8;
  for (var step_ = 0; step_ < 8; step_++) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let b9_ = in1_[step_ + i8_];
    sum0_ = fma(a4_.x, b9_.x, sum0_);
    sum1_ = fma(a5_.x, b9_.x, sum1_);
    sum2_ = fma(a6_.x, b9_.x, sum2_);
    sum3_ = fma(a7_.x, b9_.x, sum3_);
    sum0_ = fma(a4_.y, b9_.y, sum0_);
    sum1_ = fma(a5_.y, b9_.y, sum1_);
    sum2_ = fma(a6_.y, b9_.y, sum2_);
    sum3_ = fma(a7_.y, b9_.y, sum3_);
    sum0_ = fma(a4_.z, b9_.z, sum0_);
    sum1_ = fma(a5_.z, b9_.z, sum1_);
    sum2_ = fma(a6_.z, b9_.z, sum2_);
    sum3_ = fma(a7_.z, b9_.z, sum3_);
    sum0_ = fma(a4_.w, b9_.w, sum0_);
    sum1_ = fma(a5_.w, b9_.w, sum1_);
    sum2_ = fma(a6_.w, b9_.w, sum2_);
    sum3_ = fma(a7_.w, b9_.w, sum3_);
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

// dot-register-8x1
// dot 1 x 4 x 32 x 4: 4 x 1 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 1 * 4;
  let batch_ = item_ / 32;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  var sumB_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in0_[step_ + quad0_];
    let b1_ = in1_[step_ * 32 + column_];
    sumB_ += b1_;
    sum0_ = fma(a0_.x, b1_, sum0_);
    sum1_ = fma(a0_.y, b1_, sum1_);
    sum2_ = fma(a0_.z, b1_, sum2_);
    sum3_ = fma(a0_.w, b1_, sum3_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 32] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 32] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 32] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 32] = sum3_;
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

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 2) {
    let x0_ = in0_[item_ * 4 + 1];
    let c1_ = x0_ < vec4f(0.0f);
    let t2_ = exp(select(-x0_, x0_, c1_));
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
    let t3_ = exp(select(-x1_, x1_, c2_));
    let x4_ = in1_[item_];
    let x5_ = in2_[item_ * 2 + 1];
    let t6_ = x4_ * x5_;
    let t7_ = t3_ + 1.0f;
    let x8_ = in3_[item_];
    let x9_ = in0_[i0_];
    let c10_ = x9_ < vec4f(0.0f);
    let t11_ = exp(select(-x9_, x9_, c10_));
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

// dot-register-8x1
// dot 1 x 2 x 4 x 16: 2 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
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
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 4;
  let i1_ = row2_ * 4;
  let i4_ = column_ * 4;
  for (var step_ = 0; step_ < 4; step_++) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let b5_ = in1_[step_ + i4_];
    sum0_ = fma(a2_.x, b5_.x, sum0_);
    sum1_ = fma(a3_.x, b5_.x, sum1_);
    sum0_ = fma(a2_.y, b5_.y, sum0_);
    sum1_ = fma(a3_.y, b5_.y, sum1_);
    sum0_ = fma(a2_.z, b5_.z, sum0_);
    sum1_ = fma(a3_.z, b5_.z, sum1_);
    sum0_ = fma(a2_.w, b5_.w, sum0_);
    sum1_ = fma(a3_.w, b5_.w, sum1_);
  }
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = in2_[column_ + at_ * 8] + sum0_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 4] = in2_[column_ + at_ * 8] + sum1_;
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
    let t9_ = exp(select(-x7_, x7_, c8_));
    let t10_ = t5_ * x1_;
    let t11_ = t9_ + 1.0f;
    let x12_ = in4_[i3_];
    let c13_ = x12_ < vec4f(0.0f);
    let t14_ = exp(select(-x12_, x12_, c13_));
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

// rows-thread-vec4+thread-vec4-64
// 16 rows of 2: 64 x 1 lanes (none), 4 rows at once; 16 rows of 4: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
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
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 4; col_++) {
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

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 1) { part0_(flat_, local_); }
  else { part1_(flat_ - 1, local_); }
}

// dot-register-8x1
// dot 1 x 4 x 16 x 2: 4 x 1 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 1 * 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 2; step_++) {
    let a0_ = vec4f(0.0f);
    let b1_ = in0_[step_ * 16 + column_];
    sum0_ = fma(a0_.x, b1_, sum0_);
    sum1_ = fma(a0_.y, b1_, sum1_);
    sum2_ = fma(a0_.z, b1_, sum2_);
    sum3_ = fma(a0_.w, b1_, sum3_);
  }
  {
    let at_ = row0_;
    out1_[column_ + at_ * 16] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out1_[column_ + at_ * 16] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out1_[column_ + at_ * 16] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out1_[column_ + at_ * 16] = sum3_;
  }
}

// dot-register-8x1
// dot 1 x 4 x 16 x 2: 4 x 1 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 1 * 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 2; step_++) {
    let a0_ = in0_[step_ + quad0_];
    let b1_ = in1_[step_ * 16 + column_];
    sum0_ = fma(a0_.x, b1_, sum0_);
    sum1_ = fma(a0_.y, b1_, sum1_);
    sum2_ = fma(a0_.z, b1_, sum2_);
    sum3_ = fma(a0_.w, b1_, sum3_);
  }
  {
    let at_ = row0_;
    let i2_ = column_ + at_ * 16;
    out3_[i2_] = sum0_ + in2_[i2_];
  }
  {
    let at_ = row0_ + 1;
    let i3_ = column_ + at_ * 16;
    out3_[i3_] = sum1_ + in2_[i3_];
  }
  {
    let at_ = row0_ + 2;
    let i4_ = column_ + at_ * 16;
    out3_[i4_] = sum2_ + in2_[i4_];
  }
  {
    let at_ = row0_ + 3;
    let i5_ = column_ + at_ * 16;
    out3_[i5_] = sum3_ + in2_[i5_];
  }
}

// dot-register-8x1
// dot 1 x 4 x 16 x 16: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 1 * 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 4;
  let i1_ = row2_ * 4;
  let i2_ = row3_ * 4;
  let i3_ = row4_ * 4;
  let i8_ = column_ * 4;
  for (var step_ = 0; step_ < 4; step_++) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let b9_ = in1_[step_ + i8_];
    sum0_ = fma(a4_.x, b9_.x, sum0_);
    sum1_ = fma(a5_.x, b9_.x, sum1_);
    sum2_ = fma(a6_.x, b9_.x, sum2_);
    sum3_ = fma(a7_.x, b9_.x, sum3_);
    sum0_ = fma(a4_.y, b9_.y, sum0_);
    sum1_ = fma(a5_.y, b9_.y, sum1_);
    sum2_ = fma(a6_.y, b9_.y, sum2_);
    sum3_ = fma(a7_.y, b9_.y, sum3_);
    sum0_ = fma(a4_.z, b9_.z, sum0_);
    sum1_ = fma(a5_.z, b9_.z, sum1_);
    sum2_ = fma(a6_.z, b9_.z, sum2_);
    sum3_ = fma(a7_.z, b9_.z, sum3_);
    sum0_ = fma(a4_.w, b9_.w, sum0_);
    sum1_ = fma(a5_.w, b9_.w, sum1_);
    sum2_ = fma(a6_.w, b9_.w, sum2_);
    sum3_ = fma(a7_.w, b9_.w, sum3_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 16] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 16] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 16] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 16] = sum3_;
  }
}

// dot-register-8x4
// dot 1 x 16 x 16 x 4: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 8) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 2 * 8;
  let batch_ = item_ / 8;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  var sum7_ = vec4f();
  let quad0_ = row0_ / 4 + 0;
  let quad1_ = row0_ / 4 + 1;
  for (var step_ = 0; step_ < 4; step_++) {
    let x0_ = in0_[step_];
    let c1_ = (0 <= x0_) & (x0_ < 32);
    let i2_ = x0_ * 4;
    let a3_ = select(vec4f(), in1_[select(0, quad0_ + i2_, c1_)], c1_);
    let a4_ = select(vec4f(), in1_[select(0, quad1_ + i2_, c1_)], c1_);
    let b5_ = in2_[step_ * 4 + column_];
    sum0_ = fma(vec4f(a3_.x), b5_, sum0_);
    sum1_ = fma(vec4f(a3_.y), b5_, sum1_);
    sum2_ = fma(vec4f(a3_.z), b5_, sum2_);
    sum3_ = fma(vec4f(a3_.w), b5_, sum3_);
    sum4_ = fma(vec4f(a4_.x), b5_, sum4_);
    sum5_ = fma(vec4f(a4_.y), b5_, sum5_);
    sum6_ = fma(vec4f(a4_.z), b5_, sum6_);
    sum7_ = fma(vec4f(a4_.w), b5_, sum7_);
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
  {
    let at_ = row0_ + 4;
    out3_[column_ + at_ * 4] = sum4_;
  }
  {
    let at_ = row0_ + 5;
    out3_[column_ + at_ * 4] = sum5_;
  }
  {
    let at_ = row0_ + 6;
    out3_[column_ + at_ * 4] = sum6_;
  }
  {
    let at_ = row0_ + 7;
    out3_[column_ + at_ * 4] = sum7_;
  }
}

// dot-register-8x4
// dot 1 x 32 x 16 x 4: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4 * 8;
  let batch_ = item_ / 16;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  var sum7_ = vec4f();
  let quad0_ = row0_ / 4 + 0;
  let quad1_ = row0_ / 4 + 1;
  let i0_ = vec4i(0, 1, 2, 3) + quad0_ * 4;
  let i1_ = vec4i(0, 1, 2, 3) + quad1_ * 4;
  for (var step_ = 0; step_ < 4; step_++) {
    let x2_ = in0_[step_];
    let a3_ = vec4f(vec4i(x2_) == i0_);
    let a4_ = vec4f(vec4i(x2_) == i1_);
    let b5_ = in1_[step_ * 4 + column_];
    sum0_ = fma(vec4f(a3_.x), b5_, sum0_);
    sum1_ = fma(vec4f(a3_.y), b5_, sum1_);
    sum2_ = fma(vec4f(a3_.z), b5_, sum2_);
    sum3_ = fma(vec4f(a3_.w), b5_, sum3_);
    sum4_ = fma(vec4f(a4_.x), b5_, sum4_);
    sum5_ = fma(vec4f(a4_.y), b5_, sum5_);
    sum6_ = fma(vec4f(a4_.z), b5_, sum6_);
    sum7_ = fma(vec4f(a4_.w), b5_, sum7_);
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
  {
    let at_ = row0_ + 4;
    out2_[column_ + at_ * 4] = sum4_;
  }
  {
    let at_ = row0_ + 5;
    out2_[column_ + at_ * 4] = sum5_;
  }
  {
    let at_ = row0_ + 6;
    out2_[column_ + at_ * 4] = sum6_;
  }
  {
    let at_ = row0_ + 7;
    out2_[column_ + at_ * 4] = sum7_;
  }
}

// row-workgroup-vec4
// 1 rows of 1152: 1 x 256 lanes (shared), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
@group(0) @binding(6) var<uniform> uniforms_: array<vec4u, 1>;
var<workgroup> lanes0_: array<f32, 256>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn min_1(x: f32, y: f32) -> f32 { return select(x, y, (y < x) | isnan_1(y)); }

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_);
  let row_ = i32(group_.x);
  var sum0_ = vec4f(0.0f);
  for (var col_ = colLane_; col_ < 288; col_ += 256) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + x0_ * x0_;
  }
  let h1_ = sum0_.x + sum0_.z;
  let h2_ = sum0_.y + sum0_.w;
  lanes0_[local_] = h1_ + h2_;
  for (var half_ = 128u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_];
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[0];
  let t3_ = min_1(1.0f / (sqrt(acc0_) + 0.000001f), 1.0f);
  for (var col_ = colLane_; col_ < 288; col_ += 256) {
    let t4_ = in0_[col_] * t3_;
    let t5_ = in1_[col_] * 0.9f + t4_ * 0.1f;
    let t6_ = in2_[col_] * 0.999f + t4_ * t4_ * 0.001f;
    let t7_ = t5_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t6_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * bitcast<f32>(uniforms_[0].z);
    let v8_ = out5_[col_] - t7_;
    out3_[col_] = t5_;
    out4_[col_] = t6_;
    out5_[col_] = v8_;
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
