// row-thread-vec4
// 8 rows of 3: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
@group(0) @binding(6) var<uniform> uniforms_: array<vec4u, 1>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
struct Random_4 { lane0: vec4f, lane1: vec4f }
fn round_4(x: ptr<function, vec4u>, y: ptr<function, vec4u>, r: u32) {
  *x = *x + *y;
  *y = ((*y << vec4u(r)) | (*y >> vec4u(32u - r))) ^ *x;
}
fn random_4(seed: vec4i, site: vec4i, step: vec4i, element: vec4i) -> Random_4 {
  let k0 = bitcast<vec4u>(seed);
  let k1 = bitcast<vec4u>(site);
  let k2 = vec4u(0x1bd11bdau) ^ k0 ^ k1;
  var x = bitcast<vec4u>(step) + k0;
  var y = bitcast<vec4u>(element) + k1;
  round_4(&x, &y, 13u); round_4(&x, &y, 15u); round_4(&x, &y, 26u); round_4(&x, &y, 6u);
  x += k1; y += k2 + vec4u(1u);
  round_4(&x, &y, 17u); round_4(&x, &y, 29u); round_4(&x, &y, 16u); round_4(&x, &y, 24u);
  x += k2; y += k0 + vec4u(2u);
  round_4(&x, &y, 13u); round_4(&x, &y, 15u); round_4(&x, &y, 26u); round_4(&x, &y, 6u);
  x += k0; y += k1 + vec4u(3u);
  round_4(&x, &y, 17u); round_4(&x, &y, 29u); round_4(&x, &y, 16u); round_4(&x, &y, 24u);
  x += k1; y += k2 + vec4u(4u);
  round_4(&x, &y, 13u); round_4(&x, &y, 15u); round_4(&x, &y, 26u); round_4(&x, &y, 6u);
  x += k2; y += k0 + vec4u(5u);
  return Random_4(vec4f(x >> vec4u(8u)) * 5.9604644775390625e-8f, vec4f(y >> vec4u(8u)) * 5.9604644775390625e-8f);
}
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn ln_4(x: vec4f) -> vec4f {
  let low = select(vec4f(bits_(0x7fc00000u)), vec4f(bits_(0xff800000u)), x == vec4f(0.0f));
  return select(select(log(x), low, x <= vec4f(0.0f)), x, isnan_4(x));
}
fn log1p_4(x: vec4f) -> vec4f {
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
  return select(ln_4(1.0f + x), near, (x > vec4f(-0.29289f)) & (x < vec4f(0.41421f)));
}
fn log_4(x: vec4f) -> vec4f {
  return select(ln_4(x), log1p_4(x - 1.0f), (x > vec4f(0.70711f)) & (x < vec4f(1.41421f)));
}
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 1);
  var sum0_ = vec4f(bits_(0xff800000u));
  let i0_ = row_ * 12;
  let i1_ = vec4i(0, 1, 2, 3) * 3;
  for (var col_ = 0; col_ < 3; col_++) {
    let r2_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-2041644997)), vec4i(bitcast<i32>(uniforms_[0].y)), i0_ + col_ + i1_);
    sum0_ = max_4(sum0_, (in0_[col_] - log_4(-log_4(r2_.lane0 * 0.999998f + 0.000001f))) * 2.0f);
  }
  let acc0_ = sum0_;
  if (place_ < 2) {
    out2_[row_] = acc0_;
  }
  var sum1_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 3; col_++) {
    let r3_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-2041644997)), vec4i(bitcast<i32>(uniforms_[0].y)), i0_ + col_ + i1_);
    sum1_ = sum1_ + exp((in0_[col_] - log_4(-log_4(r3_.lane0 * 0.999998f + 0.000001f))) * 2.0f - acc0_);
  }
  let acc1_ = sum1_;
  if (place_ < 2) {
    out3_[row_] = acc1_;
  }
  var sum2_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 3; col_++) {
    let r4_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-2041644997)), vec4i(bitcast<i32>(uniforms_[0].y)), i0_ + col_ + i1_);
    sum2_ = sum2_ + exp((in0_[col_] - log_4(-log_4(r4_.lane0 * 0.999998f + 0.000001f))) * 2.0f - acc0_) / acc1_ * in1_[col_];
  }
  let acc2_ = sum2_;
  if (place_ < 2) {
    out4_[row_] = acc2_;
  }
  var sum3_ = vec4f(0.0f);
  let t5_ = acc2_ * (-0.020833334f);
  let t6_ = t5_ + t5_;
  for (var col_ = 0; col_ < 3; col_++) {
    let r7_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-2041644997)), vec4i(bitcast<i32>(uniforms_[0].y)), i0_ + col_ + i1_);
    let t8_ = exp((in0_[col_] - log_4(-log_4(r7_.lane0 * 0.999998f + 0.000001f))) * 2.0f - acc0_) / acc1_ * (in1_[col_] * t6_);
    sum3_ = sum3_ + -(t8_ / acc1_);
  }
  let acc3_ = sum3_;
  if (place_ < 2) {
    out5_[row_] = acc3_;
  }
}

// rows-thread-vec4+thread-vec4-64
// 1 rows of 8: 64 x 1 lanes (none), 4 cols at once; 3 rows of 8: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<vec4f>;
@group(0) @binding(5) var<storage, read> in5_: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
@group(0) @binding(8) var<uniform> uniforms_: array<vec4u, 1>;
struct Random_4 { lane0: vec4f, lane1: vec4f }
fn round_4(x: ptr<function, vec4u>, y: ptr<function, vec4u>, r: u32) {
  *x = *x + *y;
  *y = ((*y << vec4u(r)) | (*y >> vec4u(32u - r))) ^ *x;
}
fn random_4(seed: vec4i, site: vec4i, step: vec4i, element: vec4i) -> Random_4 {
  let k0 = bitcast<vec4u>(seed);
  let k1 = bitcast<vec4u>(site);
  let k2 = vec4u(0x1bd11bdau) ^ k0 ^ k1;
  var x = bitcast<vec4u>(step) + k0;
  var y = bitcast<vec4u>(element) + k1;
  round_4(&x, &y, 13u); round_4(&x, &y, 15u); round_4(&x, &y, 26u); round_4(&x, &y, 6u);
  x += k1; y += k2 + vec4u(1u);
  round_4(&x, &y, 17u); round_4(&x, &y, 29u); round_4(&x, &y, 16u); round_4(&x, &y, 24u);
  x += k2; y += k0 + vec4u(2u);
  round_4(&x, &y, 13u); round_4(&x, &y, 15u); round_4(&x, &y, 26u); round_4(&x, &y, 6u);
  x += k0; y += k1 + vec4u(3u);
  round_4(&x, &y, 17u); round_4(&x, &y, 29u); round_4(&x, &y, 16u); round_4(&x, &y, 24u);
  x += k1; y += k2 + vec4u(4u);
  round_4(&x, &y, 13u); round_4(&x, &y, 15u); round_4(&x, &y, 26u); round_4(&x, &y, 6u);
  x += k2; y += k0 + vec4u(5u);
  return Random_4(vec4f(x >> vec4u(8u)) * 5.9604644775390625e-8f, vec4f(y >> vec4u(8u)) * 5.9604644775390625e-8f);
}
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn ln_4(x: vec4f) -> vec4f {
  let low = select(vec4f(bits_(0x7fc00000u)), vec4f(bits_(0xff800000u)), x == vec4f(0.0f));
  return select(select(log(x), low, x <= vec4f(0.0f)), x, isnan_4(x));
}
fn log1p_4(x: vec4f) -> vec4f {
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
  return select(ln_4(1.0f + x), near, (x > vec4f(-0.29289f)) & (x < vec4f(0.41421f)));
}
fn log_4(x: vec4f) -> vec4f {
  return select(ln_4(x), log1p_4(x - 1.0f), (x > vec4f(0.70711f)) & (x < vec4f(1.41421f)));
}
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 2; col_++) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + x0_ * x0_ / 6.0f;
  }
  let h1_ = sum0_.x + sum0_.z;
  let h2_ = sum0_.y + sum0_.w;
  let acc0_ = h1_ + h2_;
  if (place_ < 1) {
    out6_[0] = acc0_ * (-0.125f);
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 2);
  var sum0_ = vec4f(0.0f);
  let x3_ = in1_[row_];
  let x4_ = in3_[row_];
  for (var col_ = 0; col_ < 2; col_++) {
    let r5_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-2041644997)), vec4i(bitcast<i32>(uniforms_[0].y)), row_ + col_ * 12 + vec4i(0, 1, 2, 3) * 3);
    let t6_ = in0_[col_] * (-0.020833334f);
    let t7_ = exp((x3_ - log_4(-log_4(r5_.lane0 * 0.999998f + 0.000001f))) * 2.0f - in2_[col_]) * (x4_ * (t6_ + t6_) / in4_[col_] + in5_[col_]);
    sum0_ = sum0_ + t7_ * 2.0f;
  }
  let h8_ = sum0_.x + sum0_.z;
  let h9_ = sum0_.y + sum0_.w;
  let acc0_ = h8_ + h9_;
  if (place_ < 3) {
    out7_[row_] = acc0_;
  }
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 1) { part0_(flat_, local_); }
  else { part1_(flat_ - 1, local_); }
}

// map-quad
// map of 64 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 16) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
    let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
    let v3_ = out3_[item_] - t1_ / bitcast<f32>(uniforms_[0].z) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].w)) + 1e-8f) * 0.1f;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v3_;
  }
}
