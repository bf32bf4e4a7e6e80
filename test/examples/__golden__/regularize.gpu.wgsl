// map-flat
// map of 4 elements, 1 a lane
@group(0) @binding(0) var<storage, read_write> out0_: array<f32>;
@group(0) @binding(1) var<uniform> uniforms_: array<vec4u, 1>;
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

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 4) {
    let r0_ = random_1(bitcast<i32>(uniforms_[0].x), 1926372744, bitcast<i32>(uniforms_[0].y), item_);
    out0_[item_] = r0_.lane0;
  }
}

// walk-lane
// 4 lanes that walk
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<i32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 4) {
    var state0_ = 0;
    let x0_ = in0_[item_];
    let c1_ = isnan_1(x0_);
    let c2_ = !c1_;
    for (var at0_ = 0; at0_ < 4; at0_++) {
      let x3_ = in0_[at0_];
      let c4_ = isnan_1(x3_);
      let i5_ = state0_ + i32(((!c4_) & (c1_ | (x3_ < x0_))) | ((at0_ < item_) & (!(c2_ & (c4_ | (x0_ < x3_))))));
      state0_ = i5_;
    }
    out1_[state0_] = item_;
  }
}

// map-quad
// map of 80 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<uniform> uniforms_: array<vec4u, 1>;
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

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 20) {
    let i0_ = vec4i(0, 1, 2, 3) + item_ % 5 * 4;
    let c1_ = i0_ < vec4i(2);
    let i2_ = item_ * 4 + vec4i(0, 1, 2, 3);
    let x3_ = vec4f(select(0.0f, in0_[select(0, i2_.x, c1_.x)], c1_.x), select(0.0f, in0_[select(0, i2_.y, c1_.y)], c1_.y), select(0.0f, in0_[select(0, i2_.z, c1_.z)], c1_.z), select(0.0f, in0_[select(0, i2_.w, c1_.w)], c1_.w));
    let i4_ = item_ / 5;
    let c5_ = vec4i(2) <= i0_;
    let x6_ = vec4i(select(0, in1_[select(0, i4_, c5_.x)], c5_.x), select(0, in1_[select(0, i4_, c5_.y)], c5_.y), select(0, in1_[select(0, i4_, c5_.z)], c5_.z), select(0, in1_[select(0, i4_, c5_.w)], c5_.w));
    let i7_ = i0_ + x6_ * 20;
    let c8_ = c5_ & ((vec4i(0) <= x6_) & (x6_ < vec4i(4)));
    let x9_ = vec4f(select(0.0f, in0_[select(0, i7_.x, c8_.x)], c8_.x), select(0.0f, in0_[select(0, i7_.y, c8_.y)], c8_.y), select(0.0f, in0_[select(0, i7_.z, c8_.z)], c8_.z), select(0.0f, in0_[select(0, i7_.w, c8_.w)], c8_.w));
    let r10_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i2_);
    out2_[item_] = select(x9_, x3_, c1_) * vec4f(r10_.lane0 < vec4f(0.75f)) / 0.75f;
  }
}

// dot-register-8x1
// dot 1 x 4 x 64 x 20: 4 x 1 a lane, register, a over k, b over n
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
  let i0_ = row1_ * 5;
  let i1_ = row2_ * 5;
  let i2_ = row3_ * 5;
  let i3_ = row4_ * 5;
  for (var step_ = 0; step_ < 5; step_++) {
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

// dot-split-swap
// dot 1 x 2 x 4 x 64: 2 x 4 a lane, split, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;
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
  let i6_ = column_ * 256;
  for (var step_ = i32(local_); step_ < 16; step_ += 32) {
    let i0_ = step_ * 8 + vec4i(0, 1, 2, 3) * 2;
    let i1_ = i0_ + row1_;
    let i2_ = i0_ + row2_;
    let a3_ = vec4f(in1_[i1_.x], in1_[i1_.y], in1_[i1_.z], in1_[i1_.w]);
    let a4_ = vec4f(in1_[i2_.x], in1_[i2_.y], in1_[i2_.z], in1_[i2_.w]);
    let i7_ = step_ + i5_;
    let x8_ = in0_[i7_];
    let i9_ = bitcast<i32>(uniforms_[0].x);
    let i10_ = bitcast<i32>(uniforms_[0].y);
    let i11_ = step_ * 4 + i6_ + vec4i(0, 1, 2, 3);
    let r12_ = random_4(vec4i(i9_), vec4i(1808135329), vec4i(i10_), i11_);
    let x13_ = in0_[i7_ + 16];
    let r14_ = random_4(vec4i(i9_), vec4i(1808135329), vec4i(i10_), i11_ + 64);
    let x15_ = in0_[i7_ + 32];
    let r16_ = random_4(vec4i(i9_), vec4i(1808135329), vec4i(i10_), i11_ + 128);
    let x17_ = in0_[i7_ + 48];
    let r18_ = random_4(vec4i(i9_), vec4i(1808135329), vec4i(i10_), i11_ + 192);
    let b19_ = select(x8_, vec4f(0.0f), x8_ <= vec4f(0.0f)) * vec4f(r12_.lane0 < vec4f(0.5f)) * 2.0f;
    let b20_ = select(x13_, vec4f(0.0f), x13_ <= vec4f(0.0f)) * vec4f(r14_.lane0 < vec4f(0.5f)) * 2.0f;
    let b21_ = select(x15_, vec4f(0.0f), x15_ <= vec4f(0.0f)) * vec4f(r16_.lane0 < vec4f(0.5f)) * 2.0f;
    let b22_ = select(x17_, vec4f(0.0f), x17_ <= vec4f(0.0f)) * vec4f(r18_.lane0 < vec4f(0.5f)) * 2.0f;
    let b23_ = vec4f(b19_.x, b20_.x, b21_.x, b22_.x);
    sum0_ = fma(vec4f(a3_.x), b23_, sum0_);
    sum1_ = fma(vec4f(a4_.x), b23_, sum1_);
    let b24_ = vec4f(b19_.y, b20_.y, b21_.y, b22_.y);
    sum0_ = fma(vec4f(a3_.y), b24_, sum0_);
    sum1_ = fma(vec4f(a4_.y), b24_, sum1_);
    let b25_ = vec4f(b19_.z, b20_.z, b21_.z, b22_.z);
    sum0_ = fma(vec4f(a3_.z), b25_, sum0_);
    sum1_ = fma(vec4f(a4_.z), b25_, sum1_);
    let b26_ = vec4f(b19_.w, b20_.w, b21_.w, b22_.w);
    sum0_ = fma(vec4f(a3_.w), b26_, sum0_);
    sum1_ = fma(vec4f(a4_.w), b26_, sum1_);
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
  let i27_ = column_ * 8 + vec4i(0, 1, 2, 3) * 2;
  if (local_ == 0u) {
    let at_ = row0_;
    let v28_ = sum0_ + in2_[at_];
    let i29_ = i27_ + at_;
    out3_[i29_.x] = v28_.x;
    out3_[i29_.y] = v28_.y;
    out3_[i29_.z] = v28_.z;
    out3_[i29_.w] = v28_.w;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let v30_ = sum1_ + in2_[at_];
    let i31_ = i27_ + at_;
    out3_[i31_.x] = v30_.x;
    out3_[i31_.y] = v30_.y;
    out3_[i31_.z] = v30_.z;
    out3_[i31_.w] = v30_.w;
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

// row-thread
// 4 rows of 2: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
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
    sum0_ = max_1(sum0_, in0_[i0_ + col_]);
  }
  let acc0_ = sum0_;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  let x1_ = in1_[row_];
  for (var col_ = 0; col_ < 2; col_++) {
    let t2_ = in0_[i0_ + col_] - acc0_;
    sum1_ = sum1_ + select(0.0f, t2_, col_ == x1_);
    sum2_ = sum2_ + exp(t2_);
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
  for (var col_ = 0; col_ < 2; col_++) {
    let i8_ = i0_ + col_;
    let t9_ = exp(in0_[i8_] - acc0_) * t5_;
    if (place_ < 4) {
      out4_[i8_] = select(t9_, 0.0f, c6_ & (!isfinite_1(t9_))) + select(0.0f, t7_, col_ == x1_);
    }
  }
}

// row-thread
// 1 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;

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
    out1_[0] = acc0_;
  }
}

// row-workgroup
// 1 rows of 1474: 1 x 256 lanes (shared)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
var<workgroup> lanes0_: array<f32, 256>;
var<workgroup> lanes1_: array<f32, 256>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_);
  let row_ = i32(group_.x);
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  for (var col_ = colLane_; col_ < 1474; col_ += 256) {
    let c0_ = col_ < 1280;
    let c1_ = (1280 <= col_) & (col_ < 1344);
    let c2_ = (1344 <= col_) & (col_ < 1472);
    let c3_ = 1472 <= col_;
    let t4_ = select(select(0.0f, in3_[select(0, col_ - 1472, c3_)], c3_), select(0.0f, in2_[select(0, col_ - 1344, c2_)], c2_), c2_);
    let t5_ = select(select(t4_, select(0.0f, in1_[select(0, col_ - 1280, c1_)], c1_), c1_), select(0.0f, in0_[select(0, col_, c0_)], c0_), c0_);
    sum0_ = sum0_ + abs(t5_);
    sum1_ = sum1_ + t5_ * t5_;
    let t6_ = t5_ * 0.1f;
    out7_[col_] = t6_ + (t6_ + sign(t5_) * 0.1f);
  }
  lanes0_[local_] = sum0_;
  lanes1_[local_] = sum1_;
  for (var half_ = 128u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_];
      lanes1_[local_] = lanes1_[local_] + lanes1_[local_ + half_];
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[0];
  let acc1_ = lanes1_[0];
  if (colLane_ == 0) {
    out6_[0] = in4_[0] / in5_[0] + acc0_ * 0.1f + acc1_ * 0.1f;
  }
}

// dot-register-8x1-swap
// dot 1 x 2 x 64 x 4: 2 x 1 a lane, register, a over k, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<uniform> uniforms_: array<vec4u, 1>;
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
    let i3_ = step_ * 64 + column_;
    let x4_ = in0_[i3_];
    let r5_ = random_1(bitcast<i32>(uniforms_[0].x), 1808135329, bitcast<i32>(uniforms_[0].y), i3_);
    let b6_ = select(x4_, 0.0f, x4_ <= 0.0f) * f32(r5_.lane0 < 0.5f) * 2.0f;
    let av7_ = a1_;
    sumA0_ += av7_;
    sum0_ = fma(av7_, b6_, sum0_);
    let av8_ = a2_;
    sumA1_ += av8_;
    sum1_ = fma(av8_, b6_, sum1_);
  }
  let i9_ = column_ * 2;
  {
    let at_ = row0_;
    let i10_ = i9_ + at_;
    out3_[i10_] = in2_[i10_ + 1344] + sum0_;
  }
  {
    let at_ = row0_ + 1;
    let i11_ = i9_ + at_;
    out3_[i11_] = in2_[i11_ + 1344] + sum1_;
  }
  {
    let at_ = row0_;
    if (column_ == 0) {
      out4_[at_] = sumA0_;
    }
  }
  {
    let at_ = row0_ + 1;
    if (column_ == 0) {
      out4_[at_] = sumA1_;
    }
  }
}

// map-flat
// map of 2 elements, 1 a lane
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 2) {
    out2_[item_] = in0_[item_ + 1472] + in1_[item_];
  }
}

// dot-register-8x1
// dot 1 x 4 x 64 x 2: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<uniform> uniforms_: array<vec4u, 1>;
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
    let r11_ = random_1(bitcast<i32>(uniforms_[0].x), 1808135329, bitcast<i32>(uniforms_[0].y), i10_);
    out2_[i10_] = select(f32(r11_.lane0 < 0.5f) * (sum0_ * 2.0f), 0.0f, out2_[i10_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i12_ = column_ + at_ * 64;
    let r13_ = random_1(bitcast<i32>(uniforms_[0].x), 1808135329, bitcast<i32>(uniforms_[0].y), i12_);
    out2_[i12_] = select(f32(r13_.lane0 < 0.5f) * (sum1_ * 2.0f), 0.0f, out2_[i12_] <= 0.0f);
  }
  {
    let at_ = row0_ + 2;
    let i14_ = column_ + at_ * 64;
    let r15_ = random_1(bitcast<i32>(uniforms_[0].x), 1808135329, bitcast<i32>(uniforms_[0].y), i14_);
    out2_[i14_] = select(f32(r15_.lane0 < 0.5f) * (sum2_ * 2.0f), 0.0f, out2_[i14_] <= 0.0f);
  }
  {
    let at_ = row0_ + 3;
    let i16_ = column_ + at_ * 64;
    let r17_ = random_1(bitcast<i32>(uniforms_[0].x), 1808135329, bitcast<i32>(uniforms_[0].y), i16_);
    out2_[i16_] = select(f32(r17_.lane0 < 0.5f) * (sum3_ * 2.0f), 0.0f, out2_[i16_] <= 0.0f);
  }
}

// dot-register-8x4
// dot 1 x 20 x 64 x 4: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 48) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 3 * 8;
  let batch_ = item_ / 48;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  var sum7_ = vec4f();
  var sumB_ = vec4f();
  let quad0_ = min(row0_ / 4 + 0, 4);
  let quad1_ = min(row0_ / 4 + 1, 4);
  for (var step_ = 0; step_ < 4; step_++) {
    let i0_ = step_ * 5;
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
  if (row0_ < 20) {
    let at_ = row0_;
    let i4_ = column_ + at_ * 16;
    out3_[i4_] = in2_[i4_] + sum0_;
  }
  if (row0_ + 1 < 20) {
    let at_ = row0_ + 1;
    let i5_ = column_ + at_ * 16;
    out3_[i5_] = in2_[i5_] + sum1_;
  }
  if (row0_ + 2 < 20) {
    let at_ = row0_ + 2;
    let i6_ = column_ + at_ * 16;
    out3_[i6_] = in2_[i6_] + sum2_;
  }
  if (row0_ + 3 < 20) {
    let at_ = row0_ + 3;
    let i7_ = column_ + at_ * 16;
    out3_[i7_] = in2_[i7_] + sum3_;
  }
  if (row0_ + 4 < 20) {
    let at_ = row0_ + 4;
    let i8_ = column_ + at_ * 16;
    out3_[i8_] = in2_[i8_] + sum4_;
  }
  if (row0_ + 5 < 20) {
    let at_ = row0_ + 5;
    let i9_ = column_ + at_ * 16;
    out3_[i9_] = in2_[i9_] + sum5_;
  }
  if (row0_ + 6 < 20) {
    let at_ = row0_ + 6;
    let i10_ = column_ + at_ * 16;
    out3_[i10_] = in2_[i10_] + sum6_;
  }
  if (row0_ + 7 < 20) {
    let at_ = row0_ + 7;
    let i11_ = column_ + at_ * 16;
    out3_[i11_] = in2_[i11_] + sum7_;
  }
  if (row0_ == 0) {
    out4_[column_] = sumB_;
  }
}

// map-quad
// map of 64 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 16) {
    out2_[item_] = in0_[item_ + 320] + in1_[item_];
  }
}

// map-quad
// map of 1536 elements, 4 a lane
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
  let x3_ = out3_[item_];
  let t4_ = (t1_ / bitcast<f32>(uniforms_[0].z) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].w)) + 1e-8f) + x3_ * 0.1f) * 0.005f;
  let v5_ = x3_ - t4_;
  out1_[item_] = t1_;
  out2_[item_] = t2_;
  out3_[item_] = v5_;
}
