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

// dot-register-8x1
// dot 1 x 4 x 64 x 16: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1 * 4;
  let batch_ = item_ / 64;
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
  for (var step_ = 0; step_ < 4; step_++) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let i8_ = step_ * 256 + column_;
    let b9_ = in1_[i8_];
    let b10_ = in1_[i8_ + 64];
    let b11_ = in1_[i8_ + 128];
    let b12_ = in1_[i8_ + 192];
    sum0_ = fma(a4_.x, b9_, sum0_);
    sum1_ = fma(a5_.x, b9_, sum1_);
    sum2_ = fma(a6_.x, b9_, sum2_);
    sum3_ = fma(a7_.x, b9_, sum3_);
    sum0_ = fma(a4_.y, b10_, sum0_);
    sum1_ = fma(a5_.y, b10_, sum1_);
    sum2_ = fma(a6_.y, b10_, sum2_);
    sum3_ = fma(a7_.y, b10_, sum3_);
    sum0_ = fma(a4_.z, b11_, sum0_);
    sum1_ = fma(a5_.z, b11_, sum1_);
    sum2_ = fma(a6_.z, b11_, sum2_);
    sum3_ = fma(a7_.z, b11_, sum3_);
    sum0_ = fma(a4_.w, b12_, sum0_);
    sum1_ = fma(a5_.w, b12_, sum1_);
    sum2_ = fma(a6_.w, b12_, sum2_);
    sum3_ = fma(a7_.w, b12_, sum3_);
  }
  let x13_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 64] = sum0_ + x13_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 64] = sum1_ + x13_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 64] = sum2_ + x13_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 64] = sum3_ + x13_;
  }
}

// dot-split
// dot 1 x 4 x 64 x 64: 4 x 4 a lane, split, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
var<workgroup> parts_: array<vec4f, 128>;

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 4;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 16;
  let i1_ = row2_ * 16;
  let i2_ = row3_ * 16;
  let i3_ = row4_ * 16;
  for (var step_ = i32(local_); step_ < 16; step_ += 32) {
    let x4_ = in0_[step_ + i0_];
    let x5_ = in0_[step_ + i1_];
    let x6_ = in0_[step_ + i2_];
    let x7_ = in0_[step_ + i3_];
    let a8_ = select(x4_, vec4f(0.0f), x4_ <= vec4f(0.0f));
    let a9_ = select(x5_, vec4f(0.0f), x5_ <= vec4f(0.0f));
    let a10_ = select(x6_, vec4f(0.0f), x6_ <= vec4f(0.0f));
    let a11_ = select(x7_, vec4f(0.0f), x7_ <= vec4f(0.0f));
    let i12_ = step_ * 64 + column_;
    let b13_ = in1_[i12_];
    let b14_ = in1_[i12_ + 16];
    let b15_ = in1_[i12_ + 32];
    let b16_ = in1_[i12_ + 48];
    sum0_ = fma(vec4f(a8_.x), b13_, sum0_);
    sum1_ = fma(vec4f(a9_.x), b13_, sum1_);
    sum2_ = fma(vec4f(a10_.x), b13_, sum2_);
    sum3_ = fma(vec4f(a11_.x), b13_, sum3_);
    sum0_ = fma(vec4f(a8_.y), b14_, sum0_);
    sum1_ = fma(vec4f(a9_.y), b14_, sum1_);
    sum2_ = fma(vec4f(a10_.y), b14_, sum2_);
    sum3_ = fma(vec4f(a11_.y), b14_, sum3_);
    sum0_ = fma(vec4f(a8_.z), b15_, sum0_);
    sum1_ = fma(vec4f(a9_.z), b15_, sum1_);
    sum2_ = fma(vec4f(a10_.z), b15_, sum2_);
    sum3_ = fma(vec4f(a11_.z), b15_, sum3_);
    sum0_ = fma(vec4f(a8_.w), b16_, sum0_);
    sum1_ = fma(vec4f(a9_.w), b16_, sum1_);
    sum2_ = fma(vec4f(a10_.w), b16_, sum2_);
    sum3_ = fma(vec4f(a11_.w), b16_, sum3_);
  }
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  parts_[64u + local_] = sum2_;
  parts_[96u + local_] = sum3_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
      parts_[64u + local_] = parts_[64u + local_] + parts_[64u + local_ + half_];
      parts_[96u + local_] = parts_[96u + local_] + parts_[96u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  sum2_ = parts_[64];
  sum3_ = parts_[96];
  let x17_ = in2_[column_];
  if (local_ == 0u) {
    let at_ = row0_;
    out3_[column_ + at_ * 16] = sum0_ + x17_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 16] = sum1_ + x17_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 16] = sum2_ + x17_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 16] = sum3_ + x17_;
  }
}

// dot-split-swap
// dot 1 x 2 x 4 x 64: 2 x 4 a lane, split, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<uniform> uniforms_: array<vec4u, 2>;
var<workgroup> parts_: array<vec4f, 64>;
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

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 2;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i5_ = column_ * 64;
  for (var step_ = i32(local_); step_ < 16; step_ += 32) {
    let i0_ = step_ * 8 + vec4i(0, 1, 2, 3) * 2;
    let i1_ = i0_ + row1_;
    let i2_ = i0_ + row2_;
    let a3_ = vec4f(in1_[i1_.x], in1_[i1_.y], in1_[i1_.z], in1_[i1_.w]);
    let a4_ = vec4f(in1_[i2_.x], in1_[i2_.y], in1_[i2_.z], in1_[i2_.w]);
    let i6_ = step_ + i5_;
    let x7_ = in0_[i6_];
    let x8_ = in0_[i6_ + 16];
    let x9_ = in0_[i6_ + 32];
    let x10_ = in0_[i6_ + 48];
    let b11_ = select(x7_, vec4f(0.0f), x7_ <= vec4f(0.0f));
    let b12_ = select(x8_, vec4f(0.0f), x8_ <= vec4f(0.0f));
    let b13_ = select(x9_, vec4f(0.0f), x9_ <= vec4f(0.0f));
    let b14_ = select(x10_, vec4f(0.0f), x10_ <= vec4f(0.0f));
    let b15_ = vec4f(b11_.x, b12_.x, b13_.x, b14_.x);
    sum0_ = fma(vec4f(a3_.x), b15_, sum0_);
    sum1_ = fma(vec4f(a4_.x), b15_, sum1_);
    let b16_ = vec4f(b11_.y, b12_.y, b13_.y, b14_.y);
    sum0_ = fma(vec4f(a3_.y), b16_, sum0_);
    sum1_ = fma(vec4f(a4_.y), b16_, sum1_);
    let b17_ = vec4f(b11_.z, b12_.z, b13_.z, b14_.z);
    sum0_ = fma(vec4f(a3_.z), b17_, sum0_);
    sum1_ = fma(vec4f(a4_.z), b17_, sum1_);
    let b18_ = vec4f(b11_.w, b12_.w, b13_.w, b14_.w);
    sum0_ = fma(vec4f(a3_.w), b18_, sum0_);
    sum1_ = fma(vec4f(a4_.w), b18_, sum1_);
  }
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  let r19_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-2058422616)), vec4i(bitcast<i32>(uniforms_[0].y)), column_ * 4 + vec4i(0, 1, 2, 3));
  let t20_ = r19_.lane0;
  let i21_ = column_ * 8 + vec4i(0, 1, 2, 3) * 2;
  let t22_ = 1.0f - t20_;
  if (local_ == 0u) {
    let at_ = row0_;
    let t23_ = sum0_ + in2_[at_];
    let i24_ = i21_ + at_;
    let v25_ = vec4f(in3_[i24_.x], in3_[i24_.y], in3_[i24_.z], in3_[i24_.w]) * t20_ + t23_ * t22_;
    out4_[i24_.x] = t23_.x;
    out4_[i24_.y] = t23_.y;
    out4_[i24_.z] = t23_.z;
    out4_[i24_.w] = t23_.w;
    out5_[i24_.x] = v25_.x;
    out5_[i24_.y] = v25_.y;
    out5_[i24_.z] = v25_.z;
    out5_[i24_.w] = v25_.w;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let t26_ = sum1_ + in2_[at_];
    let i27_ = i21_ + at_;
    let v28_ = vec4f(in3_[i27_.x], in3_[i27_.y], in3_[i27_.z], in3_[i27_.w]) * t20_ + t26_ * t22_;
    out4_[i27_.x] = t26_.x;
    out4_[i27_.y] = t26_.y;
    out4_[i27_.z] = t26_.z;
    out4_[i27_.w] = t26_.w;
    out5_[i27_.x] = v28_.x;
    out5_[i27_.y] = v28_.y;
    out5_[i27_.z] = v28_.z;
    out5_[i27_.w] = v28_.w;
  }
}

// dot-register-8x1
// dot 1 x 4 x 64 x 2: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1 * 4;
  let batch_ = item_ / 64;
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
    let b8_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a4_, b8_, sum0_);
    sum1_ = fma(a5_, b8_, sum1_);
    sum2_ = fma(a6_, b8_, sum2_);
    sum3_ = fma(a7_, b8_, sum3_);
  }
  let x9_ = in2_[column_];
  {
    let at_ = row0_;
    let t10_ = sum0_ + x9_;
    let i11_ = column_ + at_ * 64;
    let v12_ = select(t10_ * 0.01f, t10_, 0.0f < t10_);
    out3_[i11_] = t10_;
    out4_[i11_] = v12_;
  }
  {
    let at_ = row0_ + 1;
    let t13_ = sum1_ + x9_;
    let i14_ = column_ + at_ * 64;
    let v15_ = select(t13_ * 0.01f, t13_, 0.0f < t13_);
    out3_[i14_] = t13_;
    out4_[i14_] = v15_;
  }
  {
    let at_ = row0_ + 2;
    let t16_ = sum2_ + x9_;
    let i17_ = column_ + at_ * 64;
    let v18_ = select(t16_ * 0.01f, t16_, 0.0f < t16_);
    out3_[i17_] = t16_;
    out4_[i17_] = v18_;
  }
  {
    let at_ = row0_ + 3;
    let t19_ = sum3_ + x9_;
    let i20_ = column_ + at_ * 64;
    let v21_ = select(t19_ * 0.01f, t19_, 0.0f < t19_);
    out3_[i20_] = t19_;
    out4_[i20_] = v21_;
  }
}

// dot-split
// dot 1 x 4 x 64 x 64: 4 x 4 a lane, split, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4u>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
var<workgroup> parts_: array<vec4f, 128>;

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 4;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 16;
  let i1_ = row2_ * 16;
  let i2_ = row3_ * 16;
  let i3_ = row4_ * 16;
  for (var step_ = i32(local_); step_ < 16; step_ += 32) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let i8_ = step_ * 64 + column_;
    let b9_ = in1_[i8_];
    let b10_ = in1_[i8_ + 16];
    let b11_ = in1_[i8_ + 32];
    let b12_ = in1_[i8_ + 48];
    sum0_ = fma(vec4f(a4_.x), b9_, sum0_);
    sum1_ = fma(vec4f(a5_.x), b9_, sum1_);
    sum2_ = fma(vec4f(a6_.x), b9_, sum2_);
    sum3_ = fma(vec4f(a7_.x), b9_, sum3_);
    sum0_ = fma(vec4f(a4_.y), b10_, sum0_);
    sum1_ = fma(vec4f(a5_.y), b10_, sum1_);
    sum2_ = fma(vec4f(a6_.y), b10_, sum2_);
    sum3_ = fma(vec4f(a7_.y), b10_, sum3_);
    sum0_ = fma(vec4f(a4_.z), b11_, sum0_);
    sum1_ = fma(vec4f(a5_.z), b11_, sum1_);
    sum2_ = fma(vec4f(a6_.z), b11_, sum2_);
    sum3_ = fma(vec4f(a7_.z), b11_, sum3_);
    sum0_ = fma(vec4f(a4_.w), b12_, sum0_);
    sum1_ = fma(vec4f(a5_.w), b12_, sum1_);
    sum2_ = fma(vec4f(a6_.w), b12_, sum2_);
    sum3_ = fma(vec4f(a7_.w), b12_, sum3_);
  }
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  parts_[64u + local_] = sum2_;
  parts_[96u + local_] = sum3_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
      parts_[64u + local_] = parts_[64u + local_] + parts_[64u + local_ + half_];
      parts_[96u + local_] = parts_[96u + local_] + parts_[96u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  sum2_ = parts_[64];
  sum3_ = parts_[96];
  let x13_ = in2_[column_];
  let x14_ = in3_[column_];
  if (local_ == 0u) {
    let at_ = row0_;
    let c15_ = vec4f(0.0f) < sum0_ + x13_;
    let i16_ = column_ + at_ * 16;
    let v17_ = select(vec4u(0u), vec4u(1u), c15_);
    let v18_ = select(vec4f(0.0f), x14_, c15_) + select(x14_, vec4f(0.0f), c15_) * 0.01f;
    out4_[i16_] = v17_;
    out5_[i16_] = v18_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let c19_ = vec4f(0.0f) < sum1_ + x13_;
    let i20_ = column_ + at_ * 16;
    let v21_ = select(vec4u(0u), vec4u(1u), c19_);
    let v22_ = select(vec4f(0.0f), x14_, c19_) + select(x14_, vec4f(0.0f), c19_) * 0.01f;
    out4_[i20_] = v21_;
    out5_[i20_] = v22_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    let c23_ = vec4f(0.0f) < sum2_ + x13_;
    let i24_ = column_ + at_ * 16;
    let v25_ = select(vec4u(0u), vec4u(1u), c23_);
    let v26_ = select(vec4f(0.0f), x14_, c23_) + select(x14_, vec4f(0.0f), c23_) * 0.01f;
    out4_[i24_] = v25_;
    out5_[i24_] = v26_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    let c27_ = vec4f(0.0f) < sum3_ + x13_;
    let i28_ = column_ + at_ * 16;
    let v29_ = select(vec4u(0u), vec4u(1u), c27_);
    let v30_ = select(vec4f(0.0f), x14_, c27_) + select(x14_, vec4f(0.0f), c27_) * 0.01f;
    out4_[i28_] = v29_;
    out5_[i28_] = v30_;
  }
}

// dot-split
// dot 1 x 4 x 64 x 64: 4 x 4 a lane, split, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
var<workgroup> parts_: array<vec4f, 128>;

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 4;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 16;
  let i1_ = row2_ * 16;
  let i2_ = row3_ * 16;
  let i3_ = row4_ * 16;
  let i8_ = column_ * 64;
  for (var step_ = i32(local_); step_ < 16; step_ += 32) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let i9_ = step_ + i8_;
    let b10_ = in1_[i9_];
    let b11_ = in1_[i9_ + 16];
    let b12_ = in1_[i9_ + 32];
    let b13_ = in1_[i9_ + 48];
    let b14_ = vec4f(b10_.x, b11_.x, b12_.x, b13_.x);
    sum0_ = fma(vec4f(a4_.x), b14_, sum0_);
    sum1_ = fma(vec4f(a5_.x), b14_, sum1_);
    sum2_ = fma(vec4f(a6_.x), b14_, sum2_);
    sum3_ = fma(vec4f(a7_.x), b14_, sum3_);
    let b15_ = vec4f(b10_.y, b11_.y, b12_.y, b13_.y);
    sum0_ = fma(vec4f(a4_.y), b15_, sum0_);
    sum1_ = fma(vec4f(a5_.y), b15_, sum1_);
    sum2_ = fma(vec4f(a6_.y), b15_, sum2_);
    sum3_ = fma(vec4f(a7_.y), b15_, sum3_);
    let b16_ = vec4f(b10_.z, b11_.z, b12_.z, b13_.z);
    sum0_ = fma(vec4f(a4_.z), b16_, sum0_);
    sum1_ = fma(vec4f(a5_.z), b16_, sum1_);
    sum2_ = fma(vec4f(a6_.z), b16_, sum2_);
    sum3_ = fma(vec4f(a7_.z), b16_, sum3_);
    let b17_ = vec4f(b10_.w, b11_.w, b12_.w, b13_.w);
    sum0_ = fma(vec4f(a4_.w), b17_, sum0_);
    sum1_ = fma(vec4f(a5_.w), b17_, sum1_);
    sum2_ = fma(vec4f(a6_.w), b17_, sum2_);
    sum3_ = fma(vec4f(a7_.w), b17_, sum3_);
  }
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  parts_[64u + local_] = sum2_;
  parts_[96u + local_] = sum3_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
      parts_[64u + local_] = parts_[64u + local_] + parts_[64u + local_ + half_];
      parts_[96u + local_] = parts_[96u + local_] + parts_[96u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  sum2_ = parts_[64];
  sum3_ = parts_[96];
  if (local_ == 0u) {
    let at_ = row0_;
    out2_[column_ + at_ * 16] = sum0_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 16] = sum1_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 16] = sum2_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 16] = sum3_;
  }
}

// dot-split-swap
// dot 1 x 2 x 4 x 64: 2 x 4 a lane, split, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
var<workgroup> parts_: array<vec4f, 64>;

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 2;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 16;
  let i1_ = row2_ * 16;
  let i4_ = column_ * 64;
  for (var step_ = i32(local_); step_ < 16; step_ += 32) {
    let a2_ = in2_[step_ + i0_];
    let a3_ = in2_[step_ + i1_];
    let i5_ = step_ + i4_;
    let c6_ = vec4f(0.0f) < in0_[i5_];
    let x7_ = in1_[i5_];
    let i8_ = i5_ + 16;
    let c9_ = vec4f(0.0f) < in0_[i8_];
    let x10_ = in1_[i8_];
    let i11_ = i5_ + 32;
    let c12_ = vec4f(0.0f) < in0_[i11_];
    let x13_ = in1_[i11_];
    let i14_ = i5_ + 48;
    let c15_ = vec4f(0.0f) < in0_[i14_];
    let x16_ = in1_[i14_];
    let b17_ = select(vec4f(0.0f), x7_, c6_) + select(x7_, vec4f(0.0f), c6_) * 0.01f;
    let b18_ = select(vec4f(0.0f), x10_, c9_) + select(x10_, vec4f(0.0f), c9_) * 0.01f;
    let b19_ = select(vec4f(0.0f), x13_, c12_) + select(x13_, vec4f(0.0f), c12_) * 0.01f;
    let b20_ = select(vec4f(0.0f), x16_, c15_) + select(x16_, vec4f(0.0f), c15_) * 0.01f;
    let b21_ = vec4f(b17_.x, b18_.x, b19_.x, b20_.x);
    sum0_ = fma(vec4f(a2_.x), b21_, sum0_);
    sum1_ = fma(vec4f(a3_.x), b21_, sum1_);
    let b22_ = vec4f(b17_.y, b18_.y, b19_.y, b20_.y);
    sum0_ = fma(vec4f(a2_.y), b22_, sum0_);
    sum1_ = fma(vec4f(a3_.y), b22_, sum1_);
    let b23_ = vec4f(b17_.z, b18_.z, b19_.z, b20_.z);
    sum0_ = fma(vec4f(a2_.z), b23_, sum0_);
    sum1_ = fma(vec4f(a3_.z), b23_, sum1_);
    let b24_ = vec4f(b17_.w, b18_.w, b19_.w, b20_.w);
    sum0_ = fma(vec4f(a2_.w), b24_, sum0_);
    sum1_ = fma(vec4f(a3_.w), b24_, sum1_);
  }
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  let i25_ = column_ * 8 + vec4i(0, 1, 2, 3) * 2;
  if (local_ == 0u) {
    let at_ = row0_;
    let i26_ = i25_ + at_;
    out3_[i26_.x] = sum0_.x;
    out3_[i26_.y] = sum0_.y;
    out3_[i26_.z] = sum0_.z;
    out3_[i26_.w] = sum0_.w;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i27_ = i25_ + at_;
    out3_[i27_.x] = sum1_.x;
    out3_[i27_.y] = sum1_.y;
    out3_[i27_.z] = sum1_.z;
    out3_[i27_.w] = sum1_.w;
  }
}

// dot-register-8x1
// dot 1 x 4 x 64 x 2: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1 * 4;
  let batch_ = item_ / 64;
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
    let b8_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a4_, b8_, sum0_);
    sum1_ = fma(a5_, b8_, sum1_);
    sum2_ = fma(a6_, b8_, sum2_);
    sum3_ = fma(a7_, b8_, sum3_);
  }
  let x9_ = in2_[column_];
  {
    let at_ = row0_;
    let t10_ = x9_ + sum0_;
    let i11_ = column_ + at_ * 64;
    let v12_ = select(t10_ * 0.01f, t10_, 0.0f < t10_);
    out3_[i11_] = t10_;
    out4_[i11_] = v12_;
  }
  {
    let at_ = row0_ + 1;
    let t13_ = x9_ + sum1_;
    let i14_ = column_ + at_ * 64;
    let v15_ = select(t13_ * 0.01f, t13_, 0.0f < t13_);
    out3_[i14_] = t13_;
    out4_[i14_] = v15_;
  }
  {
    let at_ = row0_ + 2;
    let t16_ = x9_ + sum2_;
    let i17_ = column_ + at_ * 64;
    let v18_ = select(t16_ * 0.01f, t16_, 0.0f < t16_);
    out3_[i17_] = t16_;
    out4_[i17_] = v18_;
  }
  {
    let at_ = row0_ + 3;
    let t19_ = x9_ + sum3_;
    let i20_ = column_ + at_ * 64;
    let v21_ = select(t19_ * 0.01f, t19_, 0.0f < t19_);
    out3_[i20_] = t19_;
    out4_[i20_] = v21_;
  }
}

// dot-split
// dot 1 x 4 x 64 x 64: 4 x 4 a lane, split, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
var<workgroup> parts_: array<vec4f, 128>;

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 4;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 16;
  let i1_ = row2_ * 16;
  let i2_ = row3_ * 16;
  let i3_ = row4_ * 16;
  for (var step_ = i32(local_); step_ < 16; step_ += 32) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let i8_ = step_ * 64 + column_;
    let b9_ = in1_[i8_];
    let b10_ = in1_[i8_ + 16];
    let b11_ = in1_[i8_ + 32];
    let b12_ = in1_[i8_ + 48];
    sum0_ = fma(vec4f(a4_.x), b9_, sum0_);
    sum1_ = fma(vec4f(a5_.x), b9_, sum1_);
    sum2_ = fma(vec4f(a6_.x), b9_, sum2_);
    sum3_ = fma(vec4f(a7_.x), b9_, sum3_);
    sum0_ = fma(vec4f(a4_.y), b10_, sum0_);
    sum1_ = fma(vec4f(a5_.y), b10_, sum1_);
    sum2_ = fma(vec4f(a6_.y), b10_, sum2_);
    sum3_ = fma(vec4f(a7_.y), b10_, sum3_);
    sum0_ = fma(vec4f(a4_.z), b11_, sum0_);
    sum1_ = fma(vec4f(a5_.z), b11_, sum1_);
    sum2_ = fma(vec4f(a6_.z), b11_, sum2_);
    sum3_ = fma(vec4f(a7_.z), b11_, sum3_);
    sum0_ = fma(vec4f(a4_.w), b12_, sum0_);
    sum1_ = fma(vec4f(a5_.w), b12_, sum1_);
    sum2_ = fma(vec4f(a6_.w), b12_, sum2_);
    sum3_ = fma(vec4f(a7_.w), b12_, sum3_);
  }
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  parts_[64u + local_] = sum2_;
  parts_[96u + local_] = sum3_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
      parts_[64u + local_] = parts_[64u + local_] + parts_[64u + local_ + half_];
      parts_[96u + local_] = parts_[96u + local_] + parts_[96u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  sum2_ = parts_[64];
  sum3_ = parts_[96];
  let x13_ = in2_[column_];
  if (local_ == 0u) {
    let at_ = row0_;
    out3_[column_ + at_ * 16] = x13_ + sum0_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 16] = x13_ + sum1_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 16] = x13_ + sum2_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 16] = x13_ + sum3_;
  }
}

// dot-split-swap
// dot 1 x 1 x 4 x 64: 1 x 4 a lane, split, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
var<workgroup> parts_: array<vec4f, 32>;

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y);
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  let row1_ = row0_;
  let i1_ = column_ * 64;
  for (var step_ = i32(local_); step_ < 16; step_ += 32) {
    let a0_ = in1_[step_];
    let i2_ = step_ + i1_;
    let x3_ = in0_[i2_];
    let x4_ = in0_[i2_ + 16];
    let x5_ = in0_[i2_ + 32];
    let x6_ = in0_[i2_ + 48];
    let b7_ = select(x3_ * 0.01f, x3_, vec4f(0.0f) < x3_);
    let b8_ = select(x4_ * 0.01f, x4_, vec4f(0.0f) < x4_);
    let b9_ = select(x5_ * 0.01f, x5_, vec4f(0.0f) < x5_);
    let b10_ = select(x6_ * 0.01f, x6_, vec4f(0.0f) < x6_);
    let b11_ = vec4f(b7_.x, b8_.x, b9_.x, b10_.x);
    sum0_ = fma(vec4f(a0_.x), b11_, sum0_);
    let b12_ = vec4f(b7_.y, b8_.y, b9_.y, b10_.y);
    sum0_ = fma(vec4f(a0_.y), b12_, sum0_);
    let b13_ = vec4f(b7_.z, b8_.z, b9_.z, b10_.z);
    sum0_ = fma(vec4f(a0_.z), b13_, sum0_);
    let b14_ = vec4f(b7_.w, b8_.w, b9_.w, b10_.w);
    sum0_ = fma(vec4f(a0_.w), b14_, sum0_);
  }
  parts_[0u + local_] = sum0_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  let x15_ = in2_[0];
  let i16_ = column_ * 4 + vec4i(0, 1, 2, 3);
  if (local_ == 0u) {
    let at_ = row0_;
    let v17_ = x15_ + sum0_;
    out3_[i16_.x] = v17_.x;
    out3_[i16_.y] = v17_.y;
    out3_[i16_.z] = v17_.z;
    out3_[i16_.w] = v17_.w;
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
// 4 rows of 2: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
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
// 1 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  for (var col_ = 0; col_ < 4; col_++) {
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
// 64 rows of 4: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 15);
  var sum0_ = vec4f(0.0f);
  let x0_ = in1_[row_];
  let t1_ = x0_ * (-0.25f);
  let t2_ = x0_ * 0.25f;
  for (var col_ = 0; col_ < 4; col_++) {
    let i3_ = row_ + col_ * 16;
    let c4_ = vec4f(0.0f) < in0_[i3_];
    let c5_ = vec4f(0.0f) < in2_[i3_];
    sum0_ = sum0_ + select(vec4f(0.0f), t1_, c4_) + select(t1_, vec4f(0.0f), c4_) * 0.01f + (select(vec4f(0.0f), t2_, c5_) + select(t2_, vec4f(0.0f), c5_) * 0.01f);
    let v6_ = select(vec4f(0.0f), t1_, c4_) + select(t1_, vec4f(0.0f), c4_) * 0.01f;
    let v7_ = select(vec4f(0.0f), t2_, c5_) + select(t2_, vec4f(0.0f), c5_) * 0.01f;
    let v8_ = select(vec4f(0.0f), t1_, c5_) + select(t1_, vec4f(0.0f), c5_) * 0.01f;
    if (place_ < 16) {
      out3_[i3_] = v6_;
      out4_[i3_] = v7_;
      out6_[i3_] = v8_;
    }
  }
  let acc0_ = sum0_;
  if (place_ < 16) {
    out5_[row_] = acc0_;
  }
}

// dot-register-8x1
// dot 1 x 1 x 64 x 4: 1 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 4; step_++) {
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

// dot-register-8x4
// dot 1 x 64 x 64 x 4: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 8 * 8;
  let batch_ = item_ / 128;
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
    let i0_ = step_ * 16;
    let a1_ = in0_[i0_ + quad0_];
    let a2_ = in0_[i0_ + quad1_];
    let b3_ = in1_[step_ * 16 + column_];
    sum0_ = fma(vec4f(a1_.x), b3_, sum0_);
    sum1_ = fma(vec4f(a1_.y), b3_, sum1_);
    sum2_ = fma(vec4f(a1_.z), b3_, sum2_);
    sum3_ = fma(vec4f(a1_.w), b3_, sum3_);
    sum4_ = fma(vec4f(a2_.x), b3_, sum4_);
    sum5_ = fma(vec4f(a2_.y), b3_, sum5_);
    sum6_ = fma(vec4f(a2_.z), b3_, sum6_);
    sum7_ = fma(vec4f(a2_.w), b3_, sum7_);
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
  {
    let at_ = row0_ + 4;
    out2_[column_ + at_ * 16] = sum4_;
  }
  {
    let at_ = row0_ + 5;
    out2_[column_ + at_ * 16] = sum5_;
  }
  {
    let at_ = row0_ + 6;
    out2_[column_ + at_ * 16] = sum6_;
  }
  {
    let at_ = row0_ + 7;
    out2_[column_ + at_ * 16] = sum7_;
  }
}

// dot-register-8x1
// dot 1 x 2 x 64 x 4: 2 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1 * 2;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 4; step_++) {
    let i0_ = step_ * 2;
    let a1_ = in0_[i0_ + row1_];
    let a2_ = in0_[i0_ + row2_];
    let i3_ = step_ * 64 + column_;
    let c4_ = 0.0f < in1_[i3_];
    let x5_ = in2_[i3_];
    let b6_ = select(0.0f, x5_, c4_) + select(x5_, 0.0f, c4_) * 0.01f;
    sum0_ = fma(a1_, b6_, sum0_);
    sum1_ = fma(a2_, b6_, sum1_);
  }
  {
    let at_ = row0_;
    out3_[column_ + at_ * 64] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 64] = sum1_;
  }
}

// dot-register-8x1
// dot 1 x 4 x 64 x 2: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1 * 4;
  let batch_ = item_ / 64;
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
    let b8_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a4_, b8_, sum0_);
    sum1_ = fma(a5_, b8_, sum1_);
    sum2_ = fma(a6_, b8_, sum2_);
    sum3_ = fma(a7_, b8_, sum3_);
  }
  {
    let at_ = row0_;
    let i9_ = column_ + at_ * 64;
    let c10_ = 0.0f < out2_[i9_];
    out2_[i9_] = select(sum0_ * 0.01f, 0.0f, c10_) + select(0.0f, sum0_, c10_);
  }
  {
    let at_ = row0_ + 1;
    let i11_ = column_ + at_ * 64;
    let c12_ = 0.0f < out2_[i11_];
    out2_[i11_] = select(sum1_ * 0.01f, 0.0f, c12_) + select(0.0f, sum1_, c12_);
  }
  {
    let at_ = row0_ + 2;
    let i13_ = column_ + at_ * 64;
    let c14_ = 0.0f < out2_[i13_];
    out2_[i13_] = select(sum2_ * 0.01f, 0.0f, c14_) + select(0.0f, sum2_, c14_);
  }
  {
    let at_ = row0_ + 3;
    let i15_ = column_ + at_ * 64;
    let c16_ = 0.0f < out2_[i15_];
    out2_[i15_] = select(sum3_ * 0.01f, 0.0f, c16_) + select(0.0f, sum3_, c16_);
  }
}

// dot-split
// dot 1 x 4 x 64 x 64: 4 x 4 a lane, split, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
var<workgroup> parts_: array<vec4f, 128>;

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 4;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 16;
  let i1_ = row2_ * 16;
  let i2_ = row3_ * 16;
  let i3_ = row4_ * 16;
  for (var step_ = i32(local_); step_ < 16; step_ += 32) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let i8_ = step_ * 64 + column_;
    let b9_ = in1_[i8_];
    let b10_ = in1_[i8_ + 16];
    let b11_ = in1_[i8_ + 32];
    let b12_ = in1_[i8_ + 48];
    sum0_ = fma(vec4f(a4_.x), b9_, sum0_);
    sum1_ = fma(vec4f(a5_.x), b9_, sum1_);
    sum2_ = fma(vec4f(a6_.x), b9_, sum2_);
    sum3_ = fma(vec4f(a7_.x), b9_, sum3_);
    sum0_ = fma(vec4f(a4_.y), b10_, sum0_);
    sum1_ = fma(vec4f(a5_.y), b10_, sum1_);
    sum2_ = fma(vec4f(a6_.y), b10_, sum2_);
    sum3_ = fma(vec4f(a7_.y), b10_, sum3_);
    sum0_ = fma(vec4f(a4_.z), b11_, sum0_);
    sum1_ = fma(vec4f(a5_.z), b11_, sum1_);
    sum2_ = fma(vec4f(a6_.z), b11_, sum2_);
    sum3_ = fma(vec4f(a7_.z), b11_, sum3_);
    sum0_ = fma(vec4f(a4_.w), b12_, sum0_);
    sum1_ = fma(vec4f(a5_.w), b12_, sum1_);
    sum2_ = fma(vec4f(a6_.w), b12_, sum2_);
    sum3_ = fma(vec4f(a7_.w), b12_, sum3_);
  }
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  parts_[64u + local_] = sum2_;
  parts_[96u + local_] = sum3_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
      parts_[64u + local_] = parts_[64u + local_] + parts_[64u + local_ + half_];
      parts_[96u + local_] = parts_[96u + local_] + parts_[96u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  sum2_ = parts_[64];
  sum3_ = parts_[96];
  if (local_ == 0u) {
    let at_ = row0_;
    out2_[column_ + at_ * 16] = sum0_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 16] = sum1_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 16] = sum2_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 16] = sum3_;
  }
}

// dot-register-8x1-swap
// dot 1 x 1 x 64 x 4: 1 x 1 a lane, register, a over k, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<u32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = 1.0f;
    let i1_ = step_ * 64 + column_;
    let x2_ = (in0_[i1_] != 0u);
    let x3_ = in1_[i1_];
    let b4_ = select(x3_ * 0.01f, 0.0f, x2_) + select(0.0f, x3_, x2_);
    sum0_ = fma(a0_, b4_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_] = sum0_;
  }
}

// dot-register-8x1
// dot 1 x 1 x 64 x 4: 1 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 4; step_++) {
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

// dot-register-8x4
// dot 1 x 64 x 64 x 4: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 8 * 8;
  let batch_ = item_ / 128;
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
    let i0_ = step_ * 16;
    let a1_ = in0_[i0_ + quad0_];
    let a2_ = in0_[i0_ + quad1_];
    let b3_ = in1_[step_ * 16 + column_];
    sum0_ = fma(vec4f(a1_.x), b3_, sum0_);
    sum1_ = fma(vec4f(a1_.y), b3_, sum1_);
    sum2_ = fma(vec4f(a1_.z), b3_, sum2_);
    sum3_ = fma(vec4f(a1_.w), b3_, sum3_);
    sum4_ = fma(vec4f(a2_.x), b3_, sum4_);
    sum5_ = fma(vec4f(a2_.y), b3_, sum5_);
    sum6_ = fma(vec4f(a2_.z), b3_, sum6_);
    sum7_ = fma(vec4f(a2_.w), b3_, sum7_);
  }
  {
    let at_ = row0_;
    let i4_ = column_ + at_ * 16;
    out4_[i4_] = sum0_ + (in2_[i4_] + in3_[i4_]);
  }
  {
    let at_ = row0_ + 1;
    let i5_ = column_ + at_ * 16;
    out4_[i5_] = sum1_ + (in2_[i5_] + in3_[i5_]);
  }
  {
    let at_ = row0_ + 2;
    let i6_ = column_ + at_ * 16;
    out4_[i6_] = sum2_ + (in2_[i6_] + in3_[i6_]);
  }
  {
    let at_ = row0_ + 3;
    let i7_ = column_ + at_ * 16;
    out4_[i7_] = sum3_ + (in2_[i7_] + in3_[i7_]);
  }
  {
    let at_ = row0_ + 4;
    let i8_ = column_ + at_ * 16;
    out4_[i8_] = sum4_ + (in2_[i8_] + in3_[i8_]);
  }
  {
    let at_ = row0_ + 5;
    let i9_ = column_ + at_ * 16;
    out4_[i9_] = sum5_ + (in2_[i9_] + in3_[i9_]);
  }
  {
    let at_ = row0_ + 6;
    let i10_ = column_ + at_ * 16;
    out4_[i10_] = sum6_ + (in2_[i10_] + in3_[i10_]);
  }
  {
    let at_ = row0_ + 7;
    let i11_ = column_ + at_ * 16;
    out4_[i11_] = sum7_ + (in2_[i11_] + in3_[i11_]);
  }
}

// row-thread-vec4
// 64 rows of 4: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 15);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 4; col_++) {
    let i0_ = row_ + col_ * 16;
    let c1_ = vec4f(0.0f) < in0_[i0_];
    let x2_ = in1_[i0_];
    let c3_ = vec4f(0.0f) < in2_[i0_];
    let x4_ = in3_[i0_];
    sum0_ = sum0_ + select(vec4f(0.0f), x2_, c1_) + select(x2_, vec4f(0.0f), c1_) * 0.01f + (select(vec4f(0.0f), x4_, c3_) + select(x4_, vec4f(0.0f), c3_) * 0.01f);
  }
  let acc0_ = sum0_;
  if (place_ < 16) {
    out4_[row_] = acc0_;
  }
}

// dot-register-8x1
// dot 1 x 2 x 64 x 4: 2 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1 * 2;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 4; step_++) {
    let i0_ = step_ * 2;
    let a1_ = in0_[i0_ + row1_];
    let a2_ = in0_[i0_ + row2_];
    let i3_ = step_ * 64 + column_;
    let c4_ = 0.0f < in1_[i3_];
    let x5_ = in2_[i3_];
    let b6_ = select(0.0f, x5_, c4_) + select(x5_, 0.0f, c4_) * 0.01f;
    sum0_ = fma(a1_, b6_, sum0_);
    sum1_ = fma(a2_, b6_, sum1_);
  }
  {
    let at_ = row0_;
    let i7_ = column_ + at_ * 64;
    out5_[i7_] = sum0_ + (in3_[i7_] + in4_[i7_]);
  }
  {
    let at_ = row0_ + 1;
    let i8_ = column_ + at_ * 64;
    out5_[i8_] = sum1_ + (in3_[i8_] + in4_[i8_]);
  }
}

// dot-register-8x1-swap
// dot 1 x 2 x 64 x 4: 2 x 1 a lane, register, a over k, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1 * 2;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sumA0_ = 0.0f;
  var sumA1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 4; step_++) {
    let i0_ = step_ * 2;
    let a1_ = in1_[i0_ + row1_];
    let a2_ = in1_[i0_ + row2_];
    let x3_ = in0_[step_ * 64 + column_];
    let b4_ = select(x3_, 0.0f, x3_ <= 0.0f);
    let av5_ = a1_;
    sumA0_ += av5_;
    sum0_ = fma(av5_, b4_, sum0_);
    let av6_ = a2_;
    sumA1_ += av6_;
    sum1_ = fma(av6_, b4_, sum1_);
  }
  let i7_ = column_ * 2;
  {
    let at_ = row0_;
    out2_[i7_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[i7_ + at_] = sum1_;
  }
  {
    let at_ = row0_;
    if (column_ == 0) {
      out3_[at_] = sumA0_;
    }
  }
  {
    let at_ = row0_ + 1;
    if (column_ == 0) {
      out3_[at_] = sumA1_;
    }
  }
}

// dot-register-8x1
// dot 1 x 4 x 64 x 2: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1 * 4;
  let batch_ = item_ / 64;
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
    let i10_ = column_ + at_ * 64;
    out2_[i10_] = select(sum0_, 0.0f, out2_[i10_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i11_ = column_ + at_ * 64;
    out2_[i11_] = select(sum1_, 0.0f, out2_[i11_] <= 0.0f);
  }
  {
    let at_ = row0_ + 2;
    let i12_ = column_ + at_ * 64;
    out2_[i12_] = select(sum2_, 0.0f, out2_[i12_] <= 0.0f);
  }
  {
    let at_ = row0_ + 3;
    let i13_ = column_ + at_ * 64;
    out2_[i13_] = select(sum3_, 0.0f, out2_[i13_] <= 0.0f);
  }
}

// dot-register-8x4
// dot 1 x 64 x 64 x 4: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 8 * 8;
  let batch_ = item_ / 128;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  var sum7_ = vec4f();
  var sumB_ = vec4f();
  let quad0_ = row0_ / 4 + 0;
  let quad1_ = row0_ / 4 + 1;
  for (var step_ = 0; step_ < 4; step_++) {
    let i0_ = step_ * 16;
    let x1_ = in0_[i0_ + quad0_];
    let x2_ = in0_[i0_ + quad1_];
    let a3_ = select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f));
    let a4_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    let b5_ = in1_[step_ * 16 + column_];
    sumB_ += b5_;
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
  {
    let at_ = row0_ + 4;
    out2_[column_ + at_ * 16] = sum4_;
  }
  {
    let at_ = row0_ + 5;
    out2_[column_ + at_ * 16] = sum5_;
  }
  {
    let at_ = row0_ + 6;
    out2_[column_ + at_ * 16] = sum6_;
  }
  {
    let at_ = row0_ + 7;
    out2_[column_ + at_ * 16] = sum7_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-split
// dot 1 x 4 x 64 x 64: 4 x 4 a lane, split, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
var<workgroup> parts_: array<vec4f, 128>;

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 4;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 16;
  let i1_ = row2_ * 16;
  let i2_ = row3_ * 16;
  let i3_ = row4_ * 16;
  let i8_ = column_ * 64;
  for (var step_ = i32(local_); step_ < 16; step_ += 32) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let i9_ = step_ + i8_;
    let b10_ = in1_[i9_];
    let b11_ = in1_[i9_ + 16];
    let b12_ = in1_[i9_ + 32];
    let b13_ = in1_[i9_ + 48];
    let b14_ = vec4f(b10_.x, b11_.x, b12_.x, b13_.x);
    sum0_ = fma(vec4f(a4_.x), b14_, sum0_);
    sum1_ = fma(vec4f(a5_.x), b14_, sum1_);
    sum2_ = fma(vec4f(a6_.x), b14_, sum2_);
    sum3_ = fma(vec4f(a7_.x), b14_, sum3_);
    let b15_ = vec4f(b10_.y, b11_.y, b12_.y, b13_.y);
    sum0_ = fma(vec4f(a4_.y), b15_, sum0_);
    sum1_ = fma(vec4f(a5_.y), b15_, sum1_);
    sum2_ = fma(vec4f(a6_.y), b15_, sum2_);
    sum3_ = fma(vec4f(a7_.y), b15_, sum3_);
    let b16_ = vec4f(b10_.z, b11_.z, b12_.z, b13_.z);
    sum0_ = fma(vec4f(a4_.z), b16_, sum0_);
    sum1_ = fma(vec4f(a5_.z), b16_, sum1_);
    sum2_ = fma(vec4f(a6_.z), b16_, sum2_);
    sum3_ = fma(vec4f(a7_.z), b16_, sum3_);
    let b17_ = vec4f(b10_.w, b11_.w, b12_.w, b13_.w);
    sum0_ = fma(vec4f(a4_.w), b17_, sum0_);
    sum1_ = fma(vec4f(a5_.w), b17_, sum1_);
    sum2_ = fma(vec4f(a6_.w), b17_, sum2_);
    sum3_ = fma(vec4f(a7_.w), b17_, sum3_);
  }
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  parts_[64u + local_] = sum2_;
  parts_[96u + local_] = sum3_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
      parts_[64u + local_] = parts_[64u + local_] + parts_[64u + local_ + half_];
      parts_[96u + local_] = parts_[96u + local_] + parts_[96u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  sum2_ = parts_[64];
  sum3_ = parts_[96];
  if (local_ == 0u) {
    let at_ = row0_;
    let i18_ = column_ + at_ * 16;
    out2_[i18_] = select(sum0_, vec4f(0.0f), out2_[i18_] <= vec4f(0.0f));
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i19_ = column_ + at_ * 16;
    out2_[i19_] = select(sum1_, vec4f(0.0f), out2_[i19_] <= vec4f(0.0f));
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    let i20_ = column_ + at_ * 16;
    out2_[i20_] = select(sum2_, vec4f(0.0f), out2_[i20_] <= vec4f(0.0f));
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    let i21_ = column_ + at_ * 16;
    out2_[i21_] = select(sum3_, vec4f(0.0f), out2_[i21_] <= vec4f(0.0f));
  }
}

// dot-register-8x4
// dot 1 x 16 x 64 x 4: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 2 * 8;
  let batch_ = item_ / 32;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  var sum7_ = vec4f();
  var sumB_ = vec4f();
  let quad0_ = row0_ / 4 + 0;
  let quad1_ = row0_ / 4 + 1;
  for (var step_ = 0; step_ < 4; step_++) {
    let i0_ = step_ * 4;
    let a1_ = in0_[i0_ + quad0_];
    let a2_ = in0_[i0_ + quad1_];
    let b3_ = in1_[step_ * 16 + column_];
    sumB_ += b3_;
    sum0_ = fma(vec4f(a1_.x), b3_, sum0_);
    sum1_ = fma(vec4f(a1_.y), b3_, sum1_);
    sum2_ = fma(vec4f(a1_.z), b3_, sum2_);
    sum3_ = fma(vec4f(a1_.w), b3_, sum3_);
    sum4_ = fma(vec4f(a2_.x), b3_, sum4_);
    sum5_ = fma(vec4f(a2_.y), b3_, sum5_);
    sum6_ = fma(vec4f(a2_.z), b3_, sum6_);
    sum7_ = fma(vec4f(a2_.w), b3_, sum7_);
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
  {
    let at_ = row0_ + 4;
    out2_[column_ + at_ * 16] = sum4_;
  }
  {
    let at_ = row0_ + 5;
    out2_[column_ + at_ * 16] = sum5_;
  }
  {
    let at_ = row0_ + 6;
    out2_[column_ + at_ * 16] = sum6_;
  }
  {
    let at_ = row0_ + 7;
    out2_[column_ + at_ * 16] = sum7_;
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

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 1360) {
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

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 1120) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.999f + x0_ * x0_ * 0.001f;
    let t2_ = x0_ / bitcast<f32>(uniforms_[0].z) / (sqrt(t1_ / bitcast<f32>(uniforms_[0].w)) + 1e-8f) * bitcast<f32>(uniforms_[1].x);
    let v3_ = out2_[item_] - t2_;
    out1_[item_] = t1_;
    out2_[item_] = v3_;
    out3_[item_] = x0_;
  }
}
