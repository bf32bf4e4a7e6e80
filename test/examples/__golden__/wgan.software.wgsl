// map-quad
// map of 64 elements, 4 a lane
@group(0) @binding(0) var<storage, read_write> out0_: array<vec4f>;
@group(0) @binding(1) var<uniform> uniforms_: array<vec4u, 2>;
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
fn reduce_4(x: vec4f, n: vec4f) -> vec4f {
  return ((x - n * 1.5703125f) - n * 4.837512969970703125e-4f) - n * 7.549789948768648e-8f;
}
fn sinpoly_4(r: vec4f) -> vec4f {
  let z = r * r;
  return ((z * -1.9515295891e-4f + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z * r + r;
}
fn cospoly_4(r: vec4f) -> vec4f {
  let z = r * r;
  return ((z * 2.443315711809948e-5f - 1.388731625493765e-3f) * z + 4.166664568298827e-2f) * z * z - 0.5f * z + 1.0f;
}
fn cos_4(x: vec4f) -> vec4f {
  let n = round(x * 0.6366197723675814f);
  let r = reduce_4(x, n);
  let q = (vec4i(n) + vec4i(1)) & vec4i(3);
  let s = select(sinpoly_4(r), cospoly_4(r), (q & vec4i(1)) == vec4i(1));
  return select(s, -s, q >= vec4i(2));
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 16) {
    let i0_ = bitcast<i32>(uniforms_[0].x);
    let i1_ = bitcast<i32>(uniforms_[0].y);
    let i2_ = item_ * 4 + vec4i(0, 1, 2, 3);
    let r3_ = random_4(vec4i(i0_), vec4i((-2041644997)), vec4i(i1_), i2_);
    out0_[item_] = sqrt(log_4(1.0f - r3_.lane0) * (-2.0f)) * cos_4(r3_.lane1 * 6.2831855f);
  }
}

// dot-naive
// dot 1 x 4 x 64 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 4;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 16;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 64] = sum0_ + x3_;
  }
}

// dot-naive
// dot 1 x 4 x 64 x 64: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 4;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 64;
  for (var step_ = 0; step_ < rounds_(64); step_++) {
    let x1_ = in0_[step_ + i0_];
    let a2_ = select(x1_, 0.0f, x1_ <= 0.0f);
    let b3_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  let x4_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 64] = sum0_ + x4_;
  }
}

// dot-naive
// dot 1 x 4 x 2 x 64: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<uniform> uniforms_: array<vec4u, 2>;
struct Random_1 { lane0: f32, lane1: f32 }
fn round_1(x: ptr<function, u32>, y: ptr<function, u32>, r: u32) {
  *x = *x + *y;
  *y = ((*y << u32(r)) | (*y >> u32(32u - r))) ^ *x;
}
fn random_1(seed: i32, site: i32, step: i32, element: i32) -> Random_1 {
  let k0 = bitcast<u32>(seed);
  let k1 = bitcast<u32>(site);
  let k2 = u32(0x1bd11bdau) ^ k0 ^ k1;
  var x = bitcast<u32>(step) + k0;
  var y = bitcast<u32>(element) + k1;
  round_1(&x, &y, 13u); round_1(&x, &y, 15u); round_1(&x, &y, 26u); round_1(&x, &y, 6u);
  x += k1; y += k2 + u32(1u);
  round_1(&x, &y, 17u); round_1(&x, &y, 29u); round_1(&x, &y, 16u); round_1(&x, &y, 24u);
  x += k2; y += k0 + u32(2u);
  round_1(&x, &y, 13u); round_1(&x, &y, 15u); round_1(&x, &y, 26u); round_1(&x, &y, 6u);
  x += k0; y += k1 + u32(3u);
  round_1(&x, &y, 17u); round_1(&x, &y, 29u); round_1(&x, &y, 16u); round_1(&x, &y, 24u);
  x += k1; y += k2 + u32(4u);
  round_1(&x, &y, 13u); round_1(&x, &y, 15u); round_1(&x, &y, 26u); round_1(&x, &y, 6u);
  x += k2; y += k0 + u32(5u);
  return Random_1(f32(x >> u32(8u)) * 5.9604644775390625e-8f, f32(y >> u32(8u)) * 5.9604644775390625e-8f);
}
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
  let i0_ = row1_ * 64;
  for (var step_ = 0; step_ < rounds_(64); step_++) {
    let x1_ = in0_[step_ + i0_];
    let a2_ = select(x1_, 0.0f, x1_ <= 0.0f);
    let b3_ = in1_[step_ * 2 + column_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  let x4_ = in2_[column_];
  {
    let at_ = row0_;
    let t5_ = sum0_ + x4_;
    let i6_ = column_ + at_ * 2;
    let r7_ = random_1(bitcast<i32>(uniforms_[0].x), (-2058422616), bitcast<i32>(uniforms_[0].y), at_);
    let t8_ = r7_.lane0;
    let v9_ = in3_[i6_] * t8_ + t5_ * (1.0f - t8_);
    out4_[i6_] = t5_;
    out5_[i6_] = v9_;
  }
}

// dot-naive
// dot 1 x 4 x 64 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 4;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    let t4_ = sum0_ + x3_;
    let i5_ = column_ + at_ * 64;
    let v6_ = select(t4_ * 0.01f, t4_, 0.0f < t4_);
    out3_[i5_] = t4_;
    out4_[i5_] = v6_;
  }
}

// dot-naive
// dot 1 x 4 x 64 x 64: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<u32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 4;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 64;
  for (var step_ = 0; step_ < rounds_(64); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  let x4_ = in3_[column_];
  {
    let at_ = row0_;
    let c5_ = 0.0f < sum0_ + x3_;
    let i6_ = column_ + at_ * 64;
    let v7_ = select(0u, 1u, c5_);
    let v8_ = select(0.0f, x4_, c5_) + select(x4_, 0.0f, c5_) * 0.01f;
    out4_[i6_] = v7_;
    out5_[i6_] = v8_;
  }
}

// dot-naive
// dot 1 x 4 x 64 x 64: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 4;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 64;
  let i2_ = column_ * 64;
  for (var step_ = 0; step_ < rounds_(64); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 64] = sum0_;
  }
}

// dot-naive
// dot 1 x 4 x 2 x 64: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
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
  let i0_ = row1_ * 64;
  let i5_ = column_ * 64;
  for (var step_ = 0; step_ < rounds_(64); step_++) {
    let i1_ = step_ + i0_;
    let c2_ = 0.0f < in0_[i1_];
    let x3_ = in1_[i1_];
    let a4_ = select(0.0f, x3_, c2_) + select(x3_, 0.0f, c2_) * 0.01f;
    let b6_ = in2_[step_ + i5_];
    sum0_ = fma(a4_, b6_, sum0_);
  }
  {
    let at_ = row0_;
    out3_[column_ + at_ * 2] = sum0_;
  }
}

// dot-naive
// dot 1 x 4 x 64 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 4;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    let t4_ = x3_ + sum0_;
    let i5_ = column_ + at_ * 64;
    let v6_ = select(t4_ * 0.01f, t4_, 0.0f < t4_);
    out3_[i5_] = t4_;
    out4_[i5_] = v6_;
  }
}

// dot-naive
// dot 1 x 4 x 64 x 64: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 4;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 64;
  for (var step_ = 0; step_ < rounds_(64); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 64] = x3_ + sum0_;
  }
}

// dot-naive
// dot 1 x 4 x 1 x 64: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 1;
  let row0_ = item_ / 1 % 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 64;
  for (var step_ = 0; step_ < rounds_(64); step_++) {
    let x1_ = in0_[step_ + i0_];
    let a2_ = select(x1_ * 0.01f, x1_, 0.0f < x1_);
    let b3_ = in1_[step_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  let x4_ = in2_[0];
  {
    let at_ = row0_;
    out3_[at_] = x4_ + sum0_;
  }
}

// map-flat
// map of 1 elements, 1 a lane
@group(0) @binding(0) var<storage, read_write> out0_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 1) {
    out0_[0] = 0.0f;
  }
}

// row-thread
// 4 rows of 2: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = 0.0f;
  let i0_ = row_ * 2;
  for (var col_ = 0; col_ < 2; col_++) {
    let x1_ = in0_[i0_ + col_];
    sum0_ = sum0_ + x1_ * x1_;
  }
  let acc0_ = sum0_;
  if (place_ < 4) {
    out2_[row_] = sqrt(acc0_);
  }
  let t2_ = sqrt(acc0_);
  let x3_ = in1_[0];
  let c4_ = t2_ == x3_;
  let t5_ = (t2_ - 1.0f) * 2.5f;
  let t6_ = select((t5_ + t5_) * 0.5f / select(t2_, 1.0f, c4_), x3_, c4_);
  for (var col_ = 0; col_ < 2; col_++) {
    let i7_ = i0_ + col_;
    let t8_ = in0_[i7_] * t6_;
    if (place_ < 4) {
      out3_[i7_] = t8_ + t8_;
    }
  }
}

// row-thread
// 1 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let t0_ = in0_[col_] - 1.0f;
    sum0_ = sum0_ + t0_ * t0_;
    sum1_ = sum1_ + in1_[col_];
    sum2_ = sum2_ + in2_[col_];
  }
  let acc0_ = sum0_;
  let acc1_ = sum1_;
  let acc2_ = sum2_;
  let v1_ = acc1_ * 0.25f - acc2_ * 0.25f + acc0_ * 0.25f * 10.0f;
  let v2_ = acc1_ * (-0.25f);
  if (place_ < 1) {
    out3_[0] = v1_;
    out4_[0] = v2_;
  }
}

// row-thread-vec4
// 64 rows of 4: 8 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row_ = i32(group_.x) * 8 + i32(local_);
  var sum0_ = vec4f(0.0f);
  let x0_ = in1_[row_];
  let t1_ = x0_ * (-0.25f);
  let t2_ = x0_ * 0.25f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let i3_ = row_ + col_ * 16;
    let c4_ = vec4f(0.0f) < in0_[i3_];
    let c5_ = vec4f(0.0f) < in2_[i3_];
    sum0_ = sum0_ + select(vec4f(0.0f), t1_, c4_) + select(t1_, vec4f(0.0f), c4_) * 0.01f + (select(vec4f(0.0f), t2_, c5_) + select(t2_, vec4f(0.0f), c5_) * 0.01f);
    let v6_ = select(vec4f(0.0f), t1_, c4_) + select(t1_, vec4f(0.0f), c4_) * 0.01f;
    let v7_ = select(vec4f(0.0f), t2_, c5_) + select(t2_, vec4f(0.0f), c5_) * 0.01f;
    let v8_ = select(vec4f(0.0f), t1_, c5_) + select(t1_, vec4f(0.0f), c5_) * 0.01f;
    out3_[i3_] = v6_;
    out4_[i3_] = v7_;
    out6_[i3_] = v8_;
  }
  let acc0_ = sum0_;
  out5_[row_] = acc0_;
}

// dot-naive
// dot 1 x 1 x 64 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = 0.25f;
    let x1_ = in0_[step_ * 64 + column_];
    let b2_ = select(x1_ * 0.01f, x1_, 0.0f < x1_);
    sum0_ = fma(a0_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    out1_[column_] = sum0_;
  }
}

// dot-naive
// dot 1 x 64 x 64 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 64;
  let batch_ = item_ / 4096;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = in0_[step_ * 64 + row1_];
    let b1_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 64] = sum0_;
  }
}

// dot-naive
// dot 1 x 2 x 64 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 2;
  let batch_ = item_ / 128;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = in0_[step_ * 2 + row1_];
    let i1_ = step_ * 64 + column_;
    let c2_ = 0.0f < in1_[i1_];
    let x3_ = in2_[i1_];
    let b4_ = select(0.0f, x3_, c2_) + select(x3_, 0.0f, c2_) * 0.01f;
    sum0_ = fma(a0_, b4_, sum0_);
  }
  {
    let at_ = row0_;
    out3_[column_ + at_ * 64] = sum0_;
  }
}

// dot-naive
// dot 1 x 4 x 64 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 4;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    let i3_ = column_ + at_ * 64;
    let c4_ = 0.0f < out2_[i3_];
    out2_[i3_] = select(sum0_ * 0.01f, 0.0f, c4_) + select(0.0f, sum0_, c4_);
  }
}

// dot-naive
// dot 1 x 4 x 64 x 64: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 4;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 64;
  for (var step_ = 0; step_ < rounds_(64); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 64] = sum0_;
  }
}

// dot-naive
// dot 1 x 64 x 1 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<u32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 1;
  let row0_ = item_ / 1 % 64;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let i0_ = step_ * 64 + row1_;
    let x1_ = (in0_[i0_] != 0u);
    let x2_ = in1_[i0_];
    let a3_ = select(x2_ * 0.01f, 0.0f, x1_) + select(0.0f, x2_, x1_);
    let b4_ = 1.0f;
    sum0_ = fma(a3_, b4_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[at_] = sum0_;
  }
}

// dot-naive
// dot 1 x 1 x 64 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = (-0.25f);
    let x1_ = in0_[step_ * 64 + column_];
    let b2_ = select(x1_ * 0.01f, x1_, 0.0f < x1_);
    sum0_ = fma(a0_, b2_, sum0_);
  }
  let t3_ = in1_[column_] + in2_[column_];
  {
    let at_ = row0_;
    out3_[column_] = sum0_ + t3_;
  }
}

// dot-naive
// dot 1 x 64 x 64 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 64;
  let batch_ = item_ / 4096;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = in0_[step_ * 64 + row1_];
    let b1_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    let i2_ = column_ + at_ * 64;
    out4_[i2_] = sum0_ + (in2_[i2_] + in3_[i2_]);
  }
}

// row-thread-vec4
// 64 rows of 4: 8 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row_ = i32(group_.x) * 8 + i32(local_);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let i0_ = row_ + col_ * 16;
    let c1_ = vec4f(0.0f) < in0_[i0_];
    let x2_ = in1_[i0_];
    let c3_ = vec4f(0.0f) < in2_[i0_];
    let x4_ = in3_[i0_];
    sum0_ = sum0_ + select(vec4f(0.0f), x2_, c1_) + select(x2_, vec4f(0.0f), c1_) * 0.01f + (select(vec4f(0.0f), x4_, c3_) + select(x4_, vec4f(0.0f), c3_) * 0.01f);
  }
  let acc0_ = sum0_;
  out4_[row_] = acc0_;
}

// dot-naive
// dot 1 x 2 x 64 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 2;
  let batch_ = item_ / 128;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = in0_[step_ * 2 + row1_];
    let i1_ = step_ * 64 + column_;
    let c2_ = 0.0f < in1_[i1_];
    let x3_ = in2_[i1_];
    let b4_ = select(0.0f, x3_, c2_) + select(x3_, 0.0f, c2_) * 0.01f;
    sum0_ = fma(a0_, b4_, sum0_);
  }
  {
    let at_ = row0_;
    let i5_ = column_ + at_ * 64;
    out5_[i5_] = sum0_ + (in3_[i5_] + in4_[i5_]);
  }
}

// dot-naive
// dot 1 x 64 x 2 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 64;
  let batch_ = item_ / 128;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let x0_ = in0_[step_ * 64 + row1_];
    let a1_ = select(x0_, 0.0f, x0_ <= 0.0f);
    let b2_ = in1_[step_ * 2 + column_];
    sumB_ += b2_;
    sum0_ = fma(a1_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 2] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-naive
// dot 1 x 4 x 64 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 4;
  let batch_ = item_ / 256;
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
    let i4_ = column_ + at_ * 64;
    out2_[i4_] = select(sum0_, 0.0f, out2_[i4_] <= 0.0f);
  }
}

// dot-naive
// dot 1 x 64 x 64 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 64;
  let batch_ = item_ / 4096;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let x0_ = in0_[step_ * 64 + row1_];
    let a1_ = select(x0_, 0.0f, x0_ <= 0.0f);
    let b2_ = in1_[step_ * 64 + column_];
    sumB_ += b2_;
    sum0_ = fma(a1_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 64] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-naive
// dot 1 x 4 x 64 x 64: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 4;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 64;
  let i2_ = column_ * 64;
  for (var step_ = 0; step_ < rounds_(64); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    let i4_ = column_ + at_ * 64;
    out2_[i4_] = select(sum0_, 0.0f, out2_[i4_] <= 0.0f);
  }
}

// dot-naive
// dot 1 x 16 x 64 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 16;
  let batch_ = item_ / 1024;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = in0_[step_ * 16 + row1_];
    let b1_ = in1_[step_ * 64 + column_];
    sumB_ += b1_;
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 64] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// map-quad
// map of 5440 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 2>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let first_ = i32(group_.x) * 320 + i32(local_);
  for (var item_ = first_; item_ < min(first_ + rounds_(320), 1360); item_ += 64) {
    let c0_ = (uniforms_[1].y != 0u);
    let x1_ = out1_[item_];
    let x2_ = in0_[item_];
    let x3_ = out3_[item_];
    let t4_ = x3_ * 0.999f + x2_ * x2_ * 0.001f;
    let t5_ = x2_ / bitcast<f32>(uniforms_[1].z) / (sqrt(t4_ / bitcast<f32>(uniforms_[1].w)) + 1e-8f) * bitcast<f32>(uniforms_[1].x);
    let v6_ = select(x1_, x1_ - t5_, c0_);
    let v7_ = select(out2_[item_], x2_, c0_);
    let v8_ = select(x3_, t4_, c0_);
    out1_[item_] = v6_;
    out2_[item_] = v7_;
    out3_[item_] = v8_;
  }
}

// map-quad
// map of 4480 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 2>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let first_ = i32(group_.x) * 256 + i32(local_);
  for (var item_ = first_; item_ < min(first_ + rounds_(256), 1120); item_ += 64) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.999f + x0_ * x0_ * 0.001f;
    let t2_ = x0_ / bitcast<f32>(uniforms_[0].z) / (sqrt(t1_ / bitcast<f32>(uniforms_[0].w)) + 1e-8f) * bitcast<f32>(uniforms_[1].x);
    let v3_ = out2_[item_] - t2_;
    out1_[item_] = t1_;
    out2_[item_] = v3_;
    out3_[item_] = x0_;
  }
}
