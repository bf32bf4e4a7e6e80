// map-quad
// map of 784 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 196) {
    let x0_ = in0_[item_];
    let c1_ = x0_ < vec4f(0.0f);
    let t2_ = exp(select(-x0_, x0_, c1_));
    out1_[item_] = select(vec4f(1.0f), t2_, c1_) / (t2_ + 1.0f);
  }
}

// dot-register-8x4
// dot 1 x 28 x 28 x 28: 7 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<uniform> uniforms_: array<vec4u, 1>;
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
  if (item_ >= 28) { return; }
  let column_ = item_ % 7;
  let row0_ = item_ / 7 % 4 * 7;
  let batch_ = item_ / 28;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let row5_ = row0_ + 4;
  let row6_ = row0_ + 5;
  let row7_ = row0_ + 6;
  let r0_ = random_1(bitcast<i32>(uniforms_[0].x), (-2041644997), bitcast<i32>(uniforms_[0].y), 0);
  let i1_ = i32(floor(r0_.lane0 * 5.0f + (-2.0f)));
  let i2_ = row1_ + i1_;
  let i3_ = row2_ + i1_;
  let i4_ = row3_ + i1_;
  let i5_ = row4_ + i1_;
  let i6_ = row5_ + i1_;
  let i7_ = row6_ + i1_;
  let i8_ = row7_ + i1_;
  for (var step_ = 0; step_ < 28; step_++) {
    let a9_ = f32(step_ == i2_);
    let a10_ = f32(step_ == i3_);
    let a11_ = f32(step_ == i4_);
    let a12_ = f32(step_ == i5_);
    let a13_ = f32(step_ == i6_);
    let a14_ = f32(step_ == i7_);
    let a15_ = f32(step_ == i8_);
    let b16_ = in0_[step_ * 7 + column_];
    sum0_ = fma(vec4f(a9_), b16_, sum0_);
    sum1_ = fma(vec4f(a10_), b16_, sum1_);
    sum2_ = fma(vec4f(a11_), b16_, sum2_);
    sum3_ = fma(vec4f(a12_), b16_, sum3_);
    sum4_ = fma(vec4f(a13_), b16_, sum4_);
    sum5_ = fma(vec4f(a14_), b16_, sum5_);
    sum6_ = fma(vec4f(a15_), b16_, sum6_);
  }
  {
    let at_ = row0_;
    out1_[column_ + at_ * 7] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out1_[column_ + at_ * 7] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out1_[column_ + at_ * 7] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out1_[column_ + at_ * 7] = sum3_;
  }
  {
    let at_ = row0_ + 4;
    out1_[column_ + at_ * 7] = sum4_;
  }
  {
    let at_ = row0_ + 5;
    out1_[column_ + at_ * 7] = sum5_;
  }
  {
    let at_ = row0_ + 6;
    out1_[column_ + at_ * 7] = sum6_;
  }
}

// dot-register-8x4
// dot 1 x 28 x 28 x 28: 7 x 4 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<uniform> uniforms_: array<vec4u, 1>;
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
  if (item_ >= 28) { return; }
  let column_ = item_ % 7;
  let row0_ = item_ / 7 % 4 * 7;
  let batch_ = item_ / 28;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let row5_ = row0_ + 4;
  let row6_ = row0_ + 5;
  let row7_ = row0_ + 6;
  let r0_ = random_1(bitcast<i32>(uniforms_[0].x), (-2058422616), bitcast<i32>(uniforms_[0].y), 0);
  let i1_ = i32(floor(r0_.lane0 * 5.0f + (-2.0f)));
  let i2_ = row1_ + i1_;
  let i3_ = row2_ + i1_;
  let i4_ = row3_ + i1_;
  let i5_ = row4_ + i1_;
  let i6_ = row5_ + i1_;
  let i7_ = row6_ + i1_;
  let i8_ = row7_ + i1_;
  let i17_ = column_ * 28;
  for (var step_ = 0; step_ < 7; step_++) {
    let i9_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let a10_ = vec4f(i9_ == vec4i(i2_));
    let a11_ = vec4f(i9_ == vec4i(i3_));
    let a12_ = vec4f(i9_ == vec4i(i4_));
    let a13_ = vec4f(i9_ == vec4i(i5_));
    let a14_ = vec4f(i9_ == vec4i(i6_));
    let a15_ = vec4f(i9_ == vec4i(i7_));
    let a16_ = vec4f(i9_ == vec4i(i8_));
    let i18_ = step_ + i17_;
    let b19_ = in0_[i18_];
    let b20_ = in0_[i18_ + 7];
    let b21_ = in0_[i18_ + 14];
    let b22_ = in0_[i18_ + 21];
    let b23_ = vec4f(b19_.x, b20_.x, b21_.x, b22_.x);
    sum0_ = fma(vec4f(a10_.x), b23_, sum0_);
    sum1_ = fma(vec4f(a11_.x), b23_, sum1_);
    sum2_ = fma(vec4f(a12_.x), b23_, sum2_);
    sum3_ = fma(vec4f(a13_.x), b23_, sum3_);
    sum4_ = fma(vec4f(a14_.x), b23_, sum4_);
    sum5_ = fma(vec4f(a15_.x), b23_, sum5_);
    sum6_ = fma(vec4f(a16_.x), b23_, sum6_);
    let b24_ = vec4f(b19_.y, b20_.y, b21_.y, b22_.y);
    sum0_ = fma(vec4f(a10_.y), b24_, sum0_);
    sum1_ = fma(vec4f(a11_.y), b24_, sum1_);
    sum2_ = fma(vec4f(a12_.y), b24_, sum2_);
    sum3_ = fma(vec4f(a13_.y), b24_, sum3_);
    sum4_ = fma(vec4f(a14_.y), b24_, sum4_);
    sum5_ = fma(vec4f(a15_.y), b24_, sum5_);
    sum6_ = fma(vec4f(a16_.y), b24_, sum6_);
    let b25_ = vec4f(b19_.z, b20_.z, b21_.z, b22_.z);
    sum0_ = fma(vec4f(a10_.z), b25_, sum0_);
    sum1_ = fma(vec4f(a11_.z), b25_, sum1_);
    sum2_ = fma(vec4f(a12_.z), b25_, sum2_);
    sum3_ = fma(vec4f(a13_.z), b25_, sum3_);
    sum4_ = fma(vec4f(a14_.z), b25_, sum4_);
    sum5_ = fma(vec4f(a15_.z), b25_, sum5_);
    sum6_ = fma(vec4f(a16_.z), b25_, sum6_);
    let b26_ = vec4f(b19_.w, b20_.w, b21_.w, b22_.w);
    sum0_ = fma(vec4f(a10_.w), b26_, sum0_);
    sum1_ = fma(vec4f(a11_.w), b26_, sum1_);
    sum2_ = fma(vec4f(a12_.w), b26_, sum2_);
    sum3_ = fma(vec4f(a13_.w), b26_, sum3_);
    sum4_ = fma(vec4f(a14_.w), b26_, sum4_);
    sum5_ = fma(vec4f(a15_.w), b26_, sum5_);
    sum6_ = fma(vec4f(a16_.w), b26_, sum6_);
  }
  {
    let at_ = row0_;
    out1_[column_ + at_ * 7] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out1_[column_ + at_ * 7] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out1_[column_ + at_ * 7] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out1_[column_ + at_ * 7] = sum3_;
  }
  {
    let at_ = row0_ + 4;
    out1_[column_ + at_ * 7] = sum4_;
  }
  {
    let at_ = row0_ + 5;
    out1_[column_ + at_ * 7] = sum5_;
  }
  {
    let at_ = row0_ + 6;
    out1_[column_ + at_ * 7] = sum6_;
  }
}

// dot-shared-16x64-swap
// dot 1 x 16 x 784 x 9: tiles of 16 x 64 x 16, 4 x 4 a lane, a over m, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
var<workgroup> a_: array<vec4f, 64>;
var<workgroup> b_: array<f32, 1024>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let laneN_ = i32(local_ % 16u);
  let laneM_ = i32(local_ / 16u);
  let n0_ = i32(group_.x) * 64;
  let m0_ = i32(group_.y) * 16;
  let batch_ = i32(group_.z);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  let fast_a0_ = i32(local_) % 4;
  let slow_a0_ = i32(local_) / 4;
  let own_a0_ = m0_ / 4 + fast_a0_;
  let fast_b0_ = i32(local_) % 4;
  let slow_b0_ = i32(local_) / 4;
  let own_b0_ = min(n0_ + slow_b0_, 783);
  let i0_ = own_b0_ % 28;
  let i1_ = own_b0_ / 28;
  let i2_ = i0_ * 28 + i1_;
  let fast_b1_ = (i32(local_) + 64) % 4;
  let slow_b1_ = (i32(local_) + 64) / 4;
  let own_b1_ = min(n0_ + slow_b1_, 783);
  let i10_ = own_b1_ % 28;
  let i11_ = own_b1_ / 28;
  let i12_ = i10_ * 28 + i11_;
  let fast_b2_ = (i32(local_) + 128) % 4;
  let slow_b2_ = (i32(local_) + 128) / 4;
  let own_b2_ = min(n0_ + slow_b2_, 783);
  let i20_ = own_b2_ % 28;
  let i21_ = own_b2_ / 28;
  let i22_ = i20_ * 28 + i21_;
  let fast_b3_ = (i32(local_) + 192) % 4;
  let slow_b3_ = (i32(local_) + 192) / 4;
  let own_b3_ = min(n0_ + slow_b3_, 783);
  let i30_ = own_b3_ % 28;
  let i31_ = own_b3_ / 28;
  let i32_ = i30_ * 28 + i31_;
  for (var k0_ = 0; k0_ < 9; k0_ += 16) {
    {
      let at_a0_ = k0_ + slow_a0_;
      let k_a0_ = min(at_a0_, 8);
      a_[slow_a0_ * 4 + fast_a0_] = select(vec4f(), in1_[own_a0_ + k_a0_ * 4], at_a0_ < 9);
    }
    {
      let at_b0_ = k0_ / 4 + fast_b0_;
      let k_b0_ = min(at_b0_, 2);
      let i3_ = min(vec4i(0, 1, 2, 3) + k_b0_ * 4, vec4i(8));
      let i4_ = i3_ % 3;
      let i5_ = i3_ / 3;
      let i6_ = i2_ + i4_ * 28 + i5_ - 29;
      let i7_ = i1_ + i5_ - 1;
      let i8_ = i0_ + i4_ - 1;
      let c9_ = ((vec4i(0) <= i7_) & (i7_ < vec4i(28))) & ((vec4i(0) <= i8_) & (i8_ < vec4i(28)));
      let v_ = select(vec4f(), vec4f(select(0.0f, in0_[select(0, i6_.x, c9_.x)], c9_.x), select(0.0f, in0_[select(0, i6_.y, c9_.y)], c9_.y), select(0.0f, in0_[select(0, i6_.z, c9_.z)], c9_.z), select(0.0f, in0_[select(0, i6_.w, c9_.w)], c9_.w)), at_b0_ * 4 + vec4i(0, 1, 2, 3) < vec4i(9));
      b_[(fast_b0_ * 4) * 64 + slow_b0_] = v_.x;
      b_[(fast_b0_ * 4 + 1) * 64 + slow_b0_] = v_.y;
      b_[(fast_b0_ * 4 + 2) * 64 + slow_b0_] = v_.z;
      b_[(fast_b0_ * 4 + 3) * 64 + slow_b0_] = v_.w;
    }
    {
      let at_b1_ = k0_ / 4 + fast_b1_;
      let k_b1_ = min(at_b1_, 2);
      let i13_ = min(vec4i(0, 1, 2, 3) + k_b1_ * 4, vec4i(8));
      let i14_ = i13_ % 3;
      let i15_ = i13_ / 3;
      let i16_ = i12_ + i14_ * 28 + i15_ - 29;
      let i17_ = i11_ + i15_ - 1;
      let i18_ = i10_ + i14_ - 1;
      let c19_ = ((vec4i(0) <= i17_) & (i17_ < vec4i(28))) & ((vec4i(0) <= i18_) & (i18_ < vec4i(28)));
      let v_ = select(vec4f(), vec4f(select(0.0f, in0_[select(0, i16_.x, c19_.x)], c19_.x), select(0.0f, in0_[select(0, i16_.y, c19_.y)], c19_.y), select(0.0f, in0_[select(0, i16_.z, c19_.z)], c19_.z), select(0.0f, in0_[select(0, i16_.w, c19_.w)], c19_.w)), at_b1_ * 4 + vec4i(0, 1, 2, 3) < vec4i(9));
      b_[(fast_b1_ * 4) * 64 + slow_b1_] = v_.x;
      b_[(fast_b1_ * 4 + 1) * 64 + slow_b1_] = v_.y;
      b_[(fast_b1_ * 4 + 2) * 64 + slow_b1_] = v_.z;
      b_[(fast_b1_ * 4 + 3) * 64 + slow_b1_] = v_.w;
    }
    {
      let at_b2_ = k0_ / 4 + fast_b2_;
      let k_b2_ = min(at_b2_, 2);
      let i23_ = min(vec4i(0, 1, 2, 3) + k_b2_ * 4, vec4i(8));
      let i24_ = i23_ % 3;
      let i25_ = i23_ / 3;
      let i26_ = i22_ + i24_ * 28 + i25_ - 29;
      let i27_ = i21_ + i25_ - 1;
      let i28_ = i20_ + i24_ - 1;
      let c29_ = ((vec4i(0) <= i27_) & (i27_ < vec4i(28))) & ((vec4i(0) <= i28_) & (i28_ < vec4i(28)));
      let v_ = select(vec4f(), vec4f(select(0.0f, in0_[select(0, i26_.x, c29_.x)], c29_.x), select(0.0f, in0_[select(0, i26_.y, c29_.y)], c29_.y), select(0.0f, in0_[select(0, i26_.z, c29_.z)], c29_.z), select(0.0f, in0_[select(0, i26_.w, c29_.w)], c29_.w)), at_b2_ * 4 + vec4i(0, 1, 2, 3) < vec4i(9));
      b_[(fast_b2_ * 4) * 64 + slow_b2_] = v_.x;
      b_[(fast_b2_ * 4 + 1) * 64 + slow_b2_] = v_.y;
      b_[(fast_b2_ * 4 + 2) * 64 + slow_b2_] = v_.z;
      b_[(fast_b2_ * 4 + 3) * 64 + slow_b2_] = v_.w;
    }
    {
      let at_b3_ = k0_ / 4 + fast_b3_;
      let k_b3_ = min(at_b3_, 2);
      let i33_ = min(vec4i(0, 1, 2, 3) + k_b3_ * 4, vec4i(8));
      let i34_ = i33_ % 3;
      let i35_ = i33_ / 3;
      let i36_ = i32_ + i34_ * 28 + i35_ - 29;
      let i37_ = i31_ + i35_ - 1;
      let i38_ = i30_ + i34_ - 1;
      let c39_ = ((vec4i(0) <= i37_) & (i37_ < vec4i(28))) & ((vec4i(0) <= i38_) & (i38_ < vec4i(28)));
      let v_ = select(vec4f(), vec4f(select(0.0f, in0_[select(0, i36_.x, c39_.x)], c39_.x), select(0.0f, in0_[select(0, i36_.y, c39_.y)], c39_.y), select(0.0f, in0_[select(0, i36_.z, c39_.z)], c39_.z), select(0.0f, in0_[select(0, i36_.w, c39_.w)], c39_.w)), at_b3_ * 4 + vec4i(0, 1, 2, 3) < vec4i(9));
      b_[(fast_b3_ * 4) * 64 + slow_b3_] = v_.x;
      b_[(fast_b3_ * 4 + 1) * 64 + slow_b3_] = v_.y;
      b_[(fast_b3_ * 4 + 2) * 64 + slow_b3_] = v_.z;
      b_[(fast_b3_ * 4 + 3) * 64 + slow_b3_] = v_.w;
    }
    workgroupBarrier();
    for (var k_ = 0; k_ < 16; k_++) {
      let a0_ = a_[k_ * 4 + laneM_];
      let at_b0_ = (k_ * 16 + laneN_) * 4;
      let b0_ = vec4f(b_[at_b0_], b_[at_b0_ + 1], b_[at_b0_ + 2], b_[at_b0_ + 3]);
      sum0_ = fma(vec4f(a0_.x), b0_, sum0_);
      sum1_ = fma(vec4f(a0_.y), b0_, sum1_);
      sum2_ = fma(vec4f(a0_.z), b0_, sum2_);
      sum3_ = fma(vec4f(a0_.w), b0_, sum3_);
    }
    workgroupBarrier();
  }
  let row0_ = m0_ + laneM_ * 4;
  let place0_ = n0_ / 4 + laneN_;
  let column0_ = min(place0_, 195);
  let i40_ = column0_ * 64 + vec4i(0, 1, 2, 3) * 16;
  if (place0_ < 196) {
    let at_ = row0_;
    let v41_ = sum0_ + in2_[at_];
    let i42_ = i40_ + at_;
    out3_[i42_.x] = v41_.x;
    out3_[i42_.y] = v41_.y;
    out3_[i42_.z] = v41_.z;
    out3_[i42_.w] = v41_.w;
  }
  if (place0_ < 196) {
    let at_ = row0_ + 1;
    let v43_ = sum1_ + in2_[at_];
    let i44_ = i40_ + at_;
    out3_[i44_.x] = v43_.x;
    out3_[i44_.y] = v43_.y;
    out3_[i44_.z] = v43_.z;
    out3_[i44_.w] = v43_.w;
  }
  if (place0_ < 196) {
    let at_ = row0_ + 2;
    let v45_ = sum2_ + in2_[at_];
    let i46_ = i40_ + at_;
    out3_[i46_.x] = v45_.x;
    out3_[i46_.y] = v45_.y;
    out3_[i46_.z] = v45_.z;
    out3_[i46_.w] = v45_.w;
  }
  if (place0_ < 196) {
    let at_ = row0_ + 3;
    let v47_ = sum3_ + in2_[at_];
    let i48_ = i40_ + at_;
    out3_[i48_.x] = v47_.x;
    out3_[i48_.y] = v47_.y;
    out3_[i48_.z] = v47_.z;
    out3_[i48_.w] = v47_.w;
  }
}

// row-thread-vec4
// 3136 rows of 4: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4i>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 783);
  var sum0_ = vec4f(bits_(0xff800000u));
  let i0_ = (row_ & 3) + (row_ >> 2u) % 14 * 8 + row_ / 56 * 224;
  for (var col_ = 0; col_ < 4; col_++) {
    let x1_ = in0_[i0_ + (col_ & 1) * 4 + (col_ >> 1u) * 112];
    sum0_ = max_4(sum0_, select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f)));
  }
  let acc0_ = sum0_;
  var sum1_ = vec4i(2147483647);
  for (var col_ = 0; col_ < 4; col_++) {
    let x2_ = in0_[i0_ + (col_ & 1) * 4 + (col_ >> 1u) * 112];
    let t3_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    sum1_ = min(sum1_, select(vec4i(4), vec4i(col_), (t3_ == acc0_) | isnan_4(t3_)));
  }
  let acc1_ = sum1_;
  if (place_ < 784) {
    out1_[row_] = min(acc1_, vec4i(3));
  }
  var sum2_ = vec4f(0.0f);
  let i4_ = min(acc1_, vec4i(3));
  for (var col_ = 0; col_ < 4; col_++) {
    let x5_ = in0_[i0_ + (col_ & 1) * 4 + (col_ >> 1u) * 112];
    sum2_ = sum2_ + select(vec4f(0.0f), select(x5_, vec4f(0.0f), x5_ <= vec4f(0.0f)), vec4i(col_) == i4_);
  }
  let acc2_ = sum2_;
  if (place_ < 784) {
    out2_[row_] = acc2_;
  }
}

// dot-shared-32x32
// dot 1 x 196 x 32 x 144: tiles of 32 x 32 x 16, 4 x 4 a lane, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
var<workgroup> a_: array<f32, 512>;
var<workgroup> b_: array<vec4f, 128>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let laneN_ = i32(local_ % 8u);
  let laneM_ = i32(local_ / 8u);
  let n0_ = i32(group_.x) * 32;
  let m0_ = i32(group_.y) * 32;
  let batch_ = i32(group_.z);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  let fast_a0_ = i32(local_) % 4;
  let slow_a0_ = i32(local_) / 4;
  let own_a0_ = min(m0_ + slow_a0_, 195);
  let i0_ = own_a0_ * 4;
  let i1_ = own_a0_ / 14;
  let i2_ = own_a0_ % 14;
  let fast_a1_ = (i32(local_) + 64) % 4;
  let slow_a1_ = (i32(local_) + 64) / 4;
  let own_a1_ = min(m0_ + slow_a1_, 195);
  let i8_ = own_a1_ * 4;
  let i9_ = own_a1_ / 14;
  let i10_ = own_a1_ % 14;
  let fast_b0_ = i32(local_) % 8;
  let slow_b0_ = i32(local_) / 8;
  let own_b0_ = n0_ / 4 + fast_b0_;
  let fast_b1_ = (i32(local_) + 64) % 8;
  let slow_b1_ = (i32(local_) + 64) / 8;
  let own_b1_ = n0_ / 4 + fast_b1_;
  for (var k0_ = 0; k0_ < 144; k0_ += 16) {
    {
      let at_a0_ = k0_ / 4 + fast_a0_;
      let i3_ = at_a0_ / 12;
      let i4_ = i1_ + i3_ - 1;
      let i5_ = (at_a0_ >> 2u) % 3;
      let i6_ = i2_ + i5_ - 1;
      let c7_ = ((0 <= i4_) & (i4_ < 14)) & ((0 <= i6_) & (i6_ < 14));
      let v_ = select(vec4f(), in0_[select(0, i0_ + (at_a0_ & 3) + i5_ * 4 + i3_ * 56 - 60, c7_)], c7_);
      a_[(fast_a0_ * 4) * 32 + slow_a0_] = v_.x;
      a_[(fast_a0_ * 4 + 1) * 32 + slow_a0_] = v_.y;
      a_[(fast_a0_ * 4 + 2) * 32 + slow_a0_] = v_.z;
      a_[(fast_a0_ * 4 + 3) * 32 + slow_a0_] = v_.w;
    }
    {
      let at_a1_ = k0_ / 4 + fast_a1_;
      let i11_ = at_a1_ / 12;
      let i12_ = i9_ + i11_ - 1;
      let i13_ = (at_a1_ >> 2u) % 3;
      let i14_ = i10_ + i13_ - 1;
      let c15_ = ((0 <= i12_) & (i12_ < 14)) & ((0 <= i14_) & (i14_ < 14));
      let v_ = select(vec4f(), in0_[select(0, i8_ + (at_a1_ & 3) + i13_ * 4 + i11_ * 56 - 60, c15_)], c15_);
      a_[(fast_a1_ * 4) * 32 + slow_a1_] = v_.x;
      a_[(fast_a1_ * 4 + 1) * 32 + slow_a1_] = v_.y;
      a_[(fast_a1_ * 4 + 2) * 32 + slow_a1_] = v_.z;
      a_[(fast_a1_ * 4 + 3) * 32 + slow_a1_] = v_.w;
    }
    {
      let at_b0_ = k0_ + slow_b0_;
      b_[slow_b0_ * 8 + fast_b0_] = in1_[own_b0_ + at_b0_ * 8];
    }
    {
      let at_b1_ = k0_ + slow_b1_;
      b_[slow_b1_ * 8 + fast_b1_] = in1_[own_b1_ + at_b1_ * 8];
    }
    workgroupBarrier();
    for (var k_ = 0; k_ < 16; k_++) {
      let at_a0_ = (k_ * 8 + laneM_) * 4;
      let a0_ = vec4f(a_[at_a0_], a_[at_a0_ + 1], a_[at_a0_ + 2], a_[at_a0_ + 3]);
      let b0_ = b_[k_ * 8 + laneN_];
      sum0_ = fma(vec4f(a0_.x), b0_, sum0_);
      sum1_ = fma(vec4f(a0_.y), b0_, sum1_);
      sum2_ = fma(vec4f(a0_.z), b0_, sum2_);
      sum3_ = fma(vec4f(a0_.w), b0_, sum3_);
    }
    workgroupBarrier();
  }
  let row0_ = m0_ + laneM_ * 4;
  let place0_ = n0_ / 4 + laneN_;
  let column0_ = place0_;
  let x16_ = in2_[column0_];
  if (row0_ < 196) {
    let at_ = row0_;
    out3_[column0_ + at_ * 8] = sum0_ + x16_;
  }
  if (row0_ + 1 < 196) {
    let at_ = row0_ + 1;
    out3_[column0_ + at_ * 8] = sum1_ + x16_;
  }
  if (row0_ + 2 < 196) {
    let at_ = row0_ + 2;
    out3_[column0_ + at_ * 8] = sum2_ + x16_;
  }
  if (row0_ + 3 < 196) {
    let at_ = row0_ + 3;
    out3_[column0_ + at_ * 8] = sum3_ + x16_;
  }
}

// row-thread-vec4
// 1568 rows of 4: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4i>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 391);
  var sum0_ = vec4f(bits_(0xff800000u));
  let i0_ = (row_ & 7) + (row_ >> 3u) % 7 * 16 + row_ / 56 * 224;
  for (var col_ = 0; col_ < 4; col_++) {
    let x1_ = in0_[i0_ + (col_ & 1) * 8 + (col_ >> 1u) * 112];
    sum0_ = max_4(sum0_, select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f)));
  }
  let acc0_ = sum0_;
  var sum1_ = vec4i(2147483647);
  for (var col_ = 0; col_ < 4; col_++) {
    let x2_ = in0_[i0_ + (col_ & 1) * 8 + (col_ >> 1u) * 112];
    let t3_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    sum1_ = min(sum1_, select(vec4i(4), vec4i(col_), (t3_ == acc0_) | isnan_4(t3_)));
  }
  let acc1_ = sum1_;
  if (place_ < 392) {
    out1_[row_] = min(acc1_, vec4i(3));
  }
  var sum2_ = vec4f(0.0f);
  let i4_ = min(acc1_, vec4i(3));
  for (var col_ = 0; col_ < 4; col_++) {
    let x5_ = in0_[i0_ + (col_ & 1) * 8 + (col_ >> 1u) * 112];
    sum2_ = sum2_ + select(vec4f(0.0f), select(x5_, vec4f(0.0f), x5_ <= vec4f(0.0f)), vec4i(col_) == i4_);
  }
  let acc2_ = sum2_;
  if (place_ < 392) {
    out2_[row_] = acc2_;
  }
}

// dot-split
// dot 1 x 49 x 64 x 288: 4 x 4 a lane, split, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<uniform> uniforms_: array<vec4u, 1>;
var<workgroup> parts_: array<vec4f, 128>;
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
  let row0_ = i32(group_.y) * 4;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  let row1_ = min(row0_, 48);
  let row2_ = min(row0_ + 1, 48);
  let row3_ = min(row0_ + 2, 48);
  let row4_ = min(row0_ + 3, 48);
  let i0_ = row1_ * 8;
  let i1_ = row1_ / 7;
  let i2_ = row1_ % 7;
  let i3_ = row2_ * 8;
  let i4_ = row2_ / 7;
  let i5_ = row2_ % 7;
  let i6_ = row3_ * 8;
  let i7_ = row3_ / 7;
  let i8_ = row3_ % 7;
  let i9_ = row4_ * 8;
  let i10_ = row4_ / 7;
  let i11_ = row4_ % 7;
  for (var step_ = i32(local_); step_ < 72; step_ += 32) {
    let i12_ = step_ / 24;
    let i13_ = i1_ + i12_ - 1;
    let i14_ = (step_ >> 3u) % 3;
    let i15_ = i2_ + i14_ - 1;
    let c16_ = ((0 <= i13_) & (i13_ < 7)) & ((0 <= i15_) & (i15_ < 7));
    let i17_ = (step_ & 7);
    let i18_ = i14_ * 8;
    let i19_ = i12_ * 56;
    let i20_ = i12_ + i4_ - 1;
    let i21_ = i14_ + i5_ - 1;
    let c22_ = ((0 <= i20_) & (i20_ < 7)) & ((0 <= i21_) & (i21_ < 7));
    let i23_ = i12_ + i7_ - 1;
    let i24_ = i14_ + i8_ - 1;
    let c25_ = ((0 <= i23_) & (i23_ < 7)) & ((0 <= i24_) & (i24_ < 7));
    let i26_ = i12_ + i10_ - 1;
    let i27_ = i14_ + i11_ - 1;
    let c28_ = ((0 <= i26_) & (i26_ < 7)) & ((0 <= i27_) & (i27_ < 7));
    let a29_ = select(vec4f(), in0_[select(0, i0_ + i17_ + i18_ + i19_ - 64, c16_)], c16_);
    let a30_ = select(vec4f(), in0_[select(0, i3_ + i17_ + i18_ + i19_ - 64, c22_)], c22_);
    let a31_ = select(vec4f(), in0_[select(0, i6_ + i17_ + i18_ + i19_ - 64, c25_)], c25_);
    let a32_ = select(vec4f(), in0_[select(0, i9_ + i17_ + i18_ + i19_ - 64, c28_)], c28_);
    let i33_ = step_ * 64 + column_;
    let b34_ = in1_[i33_];
    let b35_ = in1_[i33_ + 16];
    let b36_ = in1_[i33_ + 32];
    let b37_ = in1_[i33_ + 48];
    sum0_ = fma(vec4f(a29_.x), b34_, sum0_);
    sum1_ = fma(vec4f(a30_.x), b34_, sum1_);
    sum2_ = fma(vec4f(a31_.x), b34_, sum2_);
    sum3_ = fma(vec4f(a32_.x), b34_, sum3_);
    sum0_ = fma(vec4f(a29_.y), b35_, sum0_);
    sum1_ = fma(vec4f(a30_.y), b35_, sum1_);
    sum2_ = fma(vec4f(a31_.y), b35_, sum2_);
    sum3_ = fma(vec4f(a32_.y), b35_, sum3_);
    sum0_ = fma(vec4f(a29_.z), b36_, sum0_);
    sum1_ = fma(vec4f(a30_.z), b36_, sum1_);
    sum2_ = fma(vec4f(a31_.z), b36_, sum2_);
    sum3_ = fma(vec4f(a32_.z), b36_, sum3_);
    sum0_ = fma(vec4f(a29_.w), b37_, sum0_);
    sum1_ = fma(vec4f(a30_.w), b37_, sum1_);
    sum2_ = fma(vec4f(a31_.w), b37_, sum2_);
    sum3_ = fma(vec4f(a32_.w), b37_, sum3_);
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
  let x38_ = in2_[column_];
  let i39_ = column_ * 4 + vec4i(0, 1, 2, 3);
  if (local_ == 0u && row0_ < 49) {
    let at_ = row0_;
    let t40_ = sum0_ + x38_;
    let i41_ = column_ + at_ * 16;
    let r42_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i39_ + at_ * 64);
    let v43_ = select(t40_, vec4f(0.0f), t40_ <= vec4f(0.0f)) * vec4f(r42_.lane0 < vec4f(0.75f)) / 0.75f;
    out3_[i41_] = t40_;
    out4_[i41_] = v43_;
  }
  if (local_ == 0u && row0_ + 1 < 49) {
    let at_ = row0_ + 1;
    let t44_ = sum1_ + x38_;
    let i45_ = column_ + at_ * 16;
    let r46_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i39_ + at_ * 64);
    let v47_ = select(t44_, vec4f(0.0f), t44_ <= vec4f(0.0f)) * vec4f(r46_.lane0 < vec4f(0.75f)) / 0.75f;
    out3_[i45_] = t44_;
    out4_[i45_] = v47_;
  }
  if (local_ == 0u && row0_ + 2 < 49) {
    let at_ = row0_ + 2;
    let t48_ = sum2_ + x38_;
    let i49_ = column_ + at_ * 16;
    let r50_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i39_ + at_ * 64);
    let v51_ = select(t48_, vec4f(0.0f), t48_ <= vec4f(0.0f)) * vec4f(r50_.lane0 < vec4f(0.75f)) / 0.75f;
    out3_[i49_] = t48_;
    out4_[i49_] = v51_;
  }
  if (local_ == 0u && row0_ + 3 < 49) {
    let at_ = row0_ + 3;
    let t52_ = sum3_ + x38_;
    let i53_ = column_ + at_ * 16;
    let r54_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i39_ + at_ * 64);
    let v55_ = select(t52_, vec4f(0.0f), t52_ <= vec4f(0.0f)) * vec4f(r54_.lane0 < vec4f(0.75f)) / 0.75f;
    out3_[i53_] = t52_;
    out4_[i53_] = v55_;
  }
}

// dot-split
// dot 1 x 1 x 10 x 3136: 1 x 4 a lane, split, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
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
  let i1_ = column_ * 4;
  let i2_ = min(i1_, 9);
  let i3_ = min(i1_ + 1, 9);
  let i4_ = min(i1_ + 2, 9);
  let i5_ = min(i1_ + 3, 9);
  for (var step_ = i32(local_); step_ < 784; step_ += 32) {
    let a0_ = in0_[step_];
    let i6_ = step_ * 40 + vec4i(0, 1, 2, 3) * 10;
    let i7_ = i6_ + i2_;
    let i8_ = i6_ + i3_;
    let i9_ = i6_ + i4_;
    let i10_ = i6_ + i5_;
    let b11_ = vec4f(in1_[i7_.x], in1_[i7_.y], in1_[i7_.z], in1_[i7_.w]);
    let b12_ = vec4f(in1_[i8_.x], in1_[i8_.y], in1_[i8_.z], in1_[i8_.w]);
    let b13_ = vec4f(in1_[i9_.x], in1_[i9_.y], in1_[i9_.z], in1_[i9_.w]);
    let b14_ = vec4f(in1_[i10_.x], in1_[i10_.y], in1_[i10_.z], in1_[i10_.w]);
    let b15_ = vec4f(b11_.x, b12_.x, b13_.x, b14_.x);
    sum0_ = fma(vec4f(a0_.x), b15_, sum0_);
    let b16_ = vec4f(b11_.y, b12_.y, b13_.y, b14_.y);
    sum0_ = fma(vec4f(a0_.y), b16_, sum0_);
    let b17_ = vec4f(b11_.z, b12_.z, b13_.z, b14_.z);
    sum0_ = fma(vec4f(a0_.z), b17_, sum0_);
    let b18_ = vec4f(b11_.w, b12_.w, b13_.w, b14_.w);
    sum0_ = fma(vec4f(a0_.w), b18_, sum0_);
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
  let i19_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(9));
  let x20_ = vec4f(in2_[i19_.x], in2_[i19_.y], in2_[i19_.z], in2_[i19_.w]);
  if (local_ == 0u) {
    let at_ = row0_;
    let v21_ = sum0_ + x20_;
    if (column_ * 4 + 0 < 10) { out3_[i19_.x] = v21_.x; }
    if (column_ * 4 + 1 < 10) { out3_[i19_.y] = v21_.y; }
    if (column_ * 4 + 2 < 10) { out3_[i19_.z] = v21_.z; }
    if (column_ * 4 + 3 < 10) { out3_[i19_.w] = v21_.w; }
  }
}

// row-workgroup
// 1 rows of 10: 16 x 16 lanes (shared)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
var<workgroup> lanes0_: array<f32, 256>;
var<workgroup> lanes1_: array<f32, 256>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn isfinite_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7f800000u)) != u32(0x7f800000u); }

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let rowLane_ = i32(local_ / 16u);
  let colLane_ = i32(local_ % 16u);
  let place_ = i32(group_.x) * 16 + rowLane_;
  let row_ = min(place_, 0);
  var sum0_ = bits_(0xff800000u);
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    sum0_ = max_1(sum0_, in0_[col_]);
  }
  lanes0_[local_] = sum0_;
  for (var half_ = 8u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = max_1(lanes0_[local_], lanes0_[local_ + half_]);
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[rowLane_ * 16];
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    let t0_ = in0_[col_] - acc0_;
    sum1_ = sum1_ + select(0.0f, t0_, col_ == 0);
    sum2_ = sum2_ + exp(t0_);
  }
  workgroupBarrier();
  lanes0_[local_] = sum1_;
  lanes1_[local_] = sum2_;
  for (var half_ = 8u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_];
      lanes1_[local_] = lanes1_[local_] + lanes1_[local_ + half_];
    }
  }
  workgroupBarrier();
  let acc1_ = lanes0_[rowLane_ * 16];
  let acc2_ = lanes1_[rowLane_ * 16];
  if (place_ < 1 && colLane_ == 0) {
    out1_[0] = acc1_;
    out2_[0] = acc2_;
  }
  let t1_ = 1.0f / acc2_;
  let c2_ = t1_ == 0.0f;
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    let t3_ = exp(in0_[col_] - acc0_) * t1_;
    if (place_ < 1) {
      out3_[col_] = select(t3_, 0.0f, c2_ & (!isfinite_1(t3_))) + select(0.0f, (-1.0f), col_ == 0);
    }
  }
}

// row-workgroup-vec4
// 1 rows of 756: 1 x 256 lanes (shared), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
var<workgroup> lanes0_: array<f32, 256>;
var<workgroup> lanes1_: array<f32, 256>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
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

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_);
  let row_ = i32(group_.x);
  var sum0_ = vec4f(0.0f);
  var sum1_ = vec4f(0.0f);
  for (var col_ = colLane_; col_ < 189; col_ += 256) {
    let i0_ = col_ * 4 + vec4i(0, 1, 2, 3);
    let i1_ = i0_ + 28;
    let t2_ = vec4f(in0_[i1_.x], in0_[i1_.y], in0_[i1_.z], in0_[i1_.w]) - vec4f(in0_[i0_.x], in0_[i0_.y], in0_[i0_.z], in0_[i0_.w]);
    let i3_ = i0_ % 27 + i0_ / 27 * 28;
    let i4_ = i3_ + 1;
    let t5_ = vec4f(in0_[i4_.x], in0_[i4_.y], in0_[i4_.z], in0_[i4_.w]) - vec4f(in0_[i3_.x], in0_[i3_.y], in0_[i3_.z], in0_[i3_.w]);
    sum0_ = sum0_ + t2_ * t2_;
    sum1_ = sum1_ + t5_ * t5_;
  }
  let h6_ = sum0_.x + sum0_.z;
  let h7_ = sum0_.y + sum0_.w;
  let h8_ = sum1_.x + sum1_.z;
  let h9_ = sum1_.y + sum1_.w;
  lanes0_[local_] = h6_ + h7_;
  lanes1_[local_] = h8_ + h9_;
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
    out3_[0] = (log_1(in1_[0]) - in2_[0]) / 1.0f + (acc0_ / 756.0f + acc1_ / 756.0f) * 3.0f;
  }
}

// dot-register-8x1
// dot 1 x 1 x 3136 x 10: 1 x 1 a lane, register, a over k, b over k
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
  let column_ = item_ % 3136;
  let row0_ = item_ / 3136 % 1;
  let batch_ = item_ / 3136;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i1_ = column_ * 10;
  for (var step_ = 0; step_ < 10; step_++) {
    let a0_ = in0_[step_];
    let b2_ = in1_[step_ + i1_];
    sum0_ = fma(a0_, b2_, sum0_);
  }
  let r3_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), column_);
  let c4_ = out2_[column_] <= 0.0f;
  let t5_ = f32(r3_.lane0 < 0.75f);
  {
    let at_ = row0_;
    out2_[column_] = select(t5_ * (sum0_ / 0.75f), 0.0f, c4_);
  }
}

// dot-split-swap
// dot 1 x 32 x 49 x 576: 4 x 4 a lane, split, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
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
  let i10_ = column_ * 4;
  let i11_ = min(i10_, 48);
  let i12_ = min(i10_ + 1, 48);
  let i13_ = min(i10_ + 2, 48);
  let i14_ = min(i10_ + 3, 48);
  let i15_ = i11_ * 16;
  let i16_ = i11_ / 7;
  let i17_ = i11_ % 7;
  let i18_ = i12_ * 16;
  let i19_ = i12_ / 7;
  let i20_ = i12_ % 7;
  let i21_ = i13_ * 16;
  let i22_ = i13_ / 7;
  let i23_ = i13_ % 7;
  let i24_ = i14_ * 16;
  let i25_ = i14_ / 7;
  let i26_ = i14_ % 7;
  for (var step_ = i32(local_); step_ < 144; step_ += 32) {
    let i4_ = (step_ & 15);
    let i5_ = (step_ >> 4u) * (-512);
    let a6_ = in1_[i0_ + i4_ + i5_ + 4096];
    let a7_ = in1_[i1_ + i4_ + i5_ + 4096];
    let a8_ = in1_[i2_ + i4_ + i5_ + 4096];
    let a9_ = in1_[i3_ + i4_ + i5_ + 4096];
    let i27_ = step_ / 48;
    let i28_ = i27_ + i16_ - 1;
    let i29_ = (step_ >> 4u) % 3;
    let i30_ = i29_ + i17_ - 1;
    let c31_ = ((0 <= i28_) & (i28_ < 7)) & ((0 <= i30_) & (i30_ < 7));
    let i32_ = (step_ & 15) + i29_ * 16 + i27_ * 112;
    let i33_ = i27_ + i19_ - 1;
    let i34_ = i29_ + i20_ - 1;
    let c35_ = ((0 <= i33_) & (i33_ < 7)) & ((0 <= i34_) & (i34_ < 7));
    let i36_ = i27_ + i22_ - 1;
    let i37_ = i29_ + i23_ - 1;
    let c38_ = ((0 <= i36_) & (i36_ < 7)) & ((0 <= i37_) & (i37_ < 7));
    let i39_ = i27_ + i25_ - 1;
    let i40_ = i29_ + i26_ - 1;
    let c41_ = ((0 <= i39_) & (i39_ < 7)) & ((0 <= i40_) & (i40_ < 7));
    let b42_ = select(vec4f(), in0_[select(0, i32_ + i15_ - 128, c31_)], c31_);
    let b43_ = select(vec4f(), in0_[select(0, i32_ + i18_ - 128, c35_)], c35_);
    let b44_ = select(vec4f(), in0_[select(0, i32_ + i21_ - 128, c38_)], c38_);
    let b45_ = select(vec4f(), in0_[select(0, i32_ + i24_ - 128, c41_)], c41_);
    let b46_ = vec4f(b42_.x, b43_.x, b44_.x, b45_.x);
    sum0_ = fma(vec4f(a6_.x), b46_, sum0_);
    sum1_ = fma(vec4f(a7_.x), b46_, sum1_);
    sum2_ = fma(vec4f(a8_.x), b46_, sum2_);
    sum3_ = fma(vec4f(a9_.x), b46_, sum3_);
    let b47_ = vec4f(b42_.y, b43_.y, b44_.y, b45_.y);
    sum0_ = fma(vec4f(a6_.y), b47_, sum0_);
    sum1_ = fma(vec4f(a7_.y), b47_, sum1_);
    sum2_ = fma(vec4f(a8_.y), b47_, sum2_);
    sum3_ = fma(vec4f(a9_.y), b47_, sum3_);
    let b48_ = vec4f(b42_.z, b43_.z, b44_.z, b45_.z);
    sum0_ = fma(vec4f(a6_.z), b48_, sum0_);
    sum1_ = fma(vec4f(a7_.z), b48_, sum1_);
    sum2_ = fma(vec4f(a8_.z), b48_, sum2_);
    sum3_ = fma(vec4f(a9_.z), b48_, sum3_);
    let b49_ = vec4f(b42_.w, b43_.w, b44_.w, b45_.w);
    sum0_ = fma(vec4f(a6_.w), b49_, sum0_);
    sum1_ = fma(vec4f(a7_.w), b49_, sum1_);
    sum2_ = fma(vec4f(a8_.w), b49_, sum2_);
    sum3_ = fma(vec4f(a9_.w), b49_, sum3_);
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
  let i50_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(48)) * 32;
  if (local_ == 0u) {
    let at_ = row0_;
    let i51_ = i50_ + at_;
    if (column_ * 4 + 0 < 49) { out2_[i51_.x] = sum0_.x; }
    if (column_ * 4 + 1 < 49) { out2_[i51_.y] = sum0_.y; }
    if (column_ * 4 + 2 < 49) { out2_[i51_.z] = sum0_.z; }
    if (column_ * 4 + 3 < 49) { out2_[i51_.w] = sum0_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i52_ = i50_ + at_;
    if (column_ * 4 + 0 < 49) { out2_[i52_.x] = sum1_.x; }
    if (column_ * 4 + 1 < 49) { out2_[i52_.y] = sum1_.y; }
    if (column_ * 4 + 2 < 49) { out2_[i52_.z] = sum1_.z; }
    if (column_ * 4 + 3 < 49) { out2_[i52_.w] = sum1_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    let i53_ = i50_ + at_;
    if (column_ * 4 + 0 < 49) { out2_[i53_.x] = sum2_.x; }
    if (column_ * 4 + 1 < 49) { out2_[i53_.y] = sum2_.y; }
    if (column_ * 4 + 2 < 49) { out2_[i53_.z] = sum2_.z; }
    if (column_ * 4 + 3 < 49) { out2_[i53_.w] = sum2_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    let i54_ = i50_ + at_;
    if (column_ * 4 + 0 < 49) { out2_[i54_.x] = sum3_.x; }
    if (column_ * 4 + 1 < 49) { out2_[i54_.y] = sum3_.y; }
    if (column_ * 4 + 2 < 49) { out2_[i54_.z] = sum3_.z; }
    if (column_ * 4 + 3 < 49) { out2_[i54_.w] = sum3_.w; }
  }
}

// map-quad
// map of 6272 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4i>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 1568) {
    let i0_ = (item_ >> 3u);
    let i1_ = (item_ & 7) + item_ / 224 * 56 + ((i0_ % 14) >> 1u) * 8;
    out2_[item_] = select(select(vec4f(0.0f), in1_[i1_], vec4i(((item_ / 112) & 1) * 2 + (i0_ & 1)) == in0_[i1_]), vec4f(0.0f), out2_[item_] <= vec4f(0.0f));
  }
}

// dot-split-swap
// dot 1 x 16 x 196 x 288: 4 x 4 a lane, split, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
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
  let i0_ = row1_ * 8;
  let i1_ = row2_ * 8;
  let i2_ = row3_ * 8;
  let i3_ = row4_ * 8;
  let i10_ = column_ * 2;
  let i11_ = i10_ + 1;
  let i12_ = column_ * 32;
  let i13_ = i10_ / 7;
  let i14_ = i10_ % 7 * 2;
  let i15_ = i11_ / 7;
  let i16_ = i11_ % 7 * 2;
  for (var step_ = i32(local_); step_ < 72; step_ += 32) {
    let i4_ = (step_ & 7);
    let i5_ = (step_ >> 3u) * (-128);
    let a6_ = in1_[i0_ + i4_ + i5_ + 1024];
    let a7_ = in1_[i1_ + i4_ + i5_ + 1024];
    let a8_ = in1_[i2_ + i4_ + i5_ + 1024];
    let a9_ = in1_[i3_ + i4_ + i5_ + 1024];
    let i17_ = step_ / 24;
    let i18_ = i17_ + i13_ - 1;
    let c19_ = (0 <= i18_) & (i18_ < 14);
    let i20_ = (step_ >> 3u) % 3;
    let i21_ = i20_ + i14_;
    let c22_ = c19_ & (0 <= i21_ - 1);
    let i23_ = i12_ + (step_ & 7) + i20_ * 8 + i17_ * 112;
    let c24_ = c19_ & (i21_ < 14);
    let i25_ = i17_ + i15_ - 1;
    let c26_ = (0 <= i25_) & (i25_ < 14);
    let i27_ = i20_ + i16_;
    let c28_ = c26_ & (0 <= i27_ - 1);
    let c29_ = c26_ & (i27_ < 14);
    let b30_ = select(vec4f(), in0_[select(0, i23_ - 120, c22_)], c22_);
    let b31_ = select(vec4f(), in0_[select(0, i23_ - 112, c24_)], c24_);
    let b32_ = select(vec4f(), in0_[select(0, i23_ - 104, c28_)], c28_);
    let b33_ = select(vec4f(), in0_[select(0, i23_ - 96, c29_)], c29_);
    let b34_ = vec4f(b30_.x, b31_.x, b32_.x, b33_.x);
    sum0_ = fma(vec4f(a6_.x), b34_, sum0_);
    sum1_ = fma(vec4f(a7_.x), b34_, sum1_);
    sum2_ = fma(vec4f(a8_.x), b34_, sum2_);
    sum3_ = fma(vec4f(a9_.x), b34_, sum3_);
    let b35_ = vec4f(b30_.y, b31_.y, b32_.y, b33_.y);
    sum0_ = fma(vec4f(a6_.y), b35_, sum0_);
    sum1_ = fma(vec4f(a7_.y), b35_, sum1_);
    sum2_ = fma(vec4f(a8_.y), b35_, sum2_);
    sum3_ = fma(vec4f(a9_.y), b35_, sum3_);
    let b36_ = vec4f(b30_.z, b31_.z, b32_.z, b33_.z);
    sum0_ = fma(vec4f(a6_.z), b36_, sum0_);
    sum1_ = fma(vec4f(a7_.z), b36_, sum1_);
    sum2_ = fma(vec4f(a8_.z), b36_, sum2_);
    sum3_ = fma(vec4f(a9_.z), b36_, sum3_);
    let b37_ = vec4f(b30_.w, b31_.w, b32_.w, b33_.w);
    sum0_ = fma(vec4f(a6_.w), b37_, sum0_);
    sum1_ = fma(vec4f(a7_.w), b37_, sum1_);
    sum2_ = fma(vec4f(a8_.w), b37_, sum2_);
    sum3_ = fma(vec4f(a9_.w), b37_, sum3_);
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
  let i38_ = column_ * 64 + vec4i(0, 1, 2, 3) * 16;
  if (local_ == 0u) {
    let at_ = row0_;
    let i39_ = i38_ + at_;
    out2_[i39_.x] = sum0_.x;
    out2_[i39_.y] = sum0_.y;
    out2_[i39_.z] = sum0_.z;
    out2_[i39_.w] = sum0_.w;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i40_ = i38_ + at_;
    out2_[i40_.x] = sum1_.x;
    out2_[i40_.y] = sum1_.y;
    out2_[i40_.z] = sum1_.z;
    out2_[i40_.w] = sum1_.w;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    let i41_ = i38_ + at_;
    out2_[i41_.x] = sum2_.x;
    out2_[i41_.y] = sum2_.y;
    out2_[i41_.z] = sum2_.z;
    out2_[i41_.w] = sum2_.w;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    let i42_ = i38_ + at_;
    out2_[i42_.x] = sum3_.x;
    out2_[i42_.y] = sum3_.y;
    out2_[i42_.z] = sum3_.z;
    out2_[i42_.w] = sum3_.w;
  }
}

// dot-split-swap
// dot 1 x 1 x 784 x 144: 1 x 4 a lane, split, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4i>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
var<workgroup> parts_: array<vec4f, 32>;

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y);
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  let row1_ = row0_;
  let i1_ = column_ % 7;
  let i2_ = column_ / 7;
  let i3_ = i1_ * 4;
  let i4_ = column_ * 16;
  let i5_ = i1_ * 8;
  for (var step_ = i32(local_); step_ < 36; step_ += 32) {
    let a0_ = in3_[(step_ & 3) + (step_ >> 2u) * (-4) + 32];
    let i6_ = step_ / 12;
    let i7_ = i6_ + i2_;
    let i8_ = i7_ - 1;
    let c9_ = (0 <= i8_) & (i8_ < 28);
    let i10_ = (step_ >> 2u) % 3;
    let i11_ = i10_ + i3_;
    let c12_ = c9_ & (0 <= i11_ - 1);
    let i13_ = (step_ & 3);
    let i14_ = i4_ + i13_ + i10_ * 4 + i6_ * 112;
    let i15_ = i7_ + 1;
    let i16_ = (i15_ & 1) * 2;
    let i17_ = i10_ + 1;
    let i18_ = i16_ + (i17_ & 1);
    let i19_ = i13_ + i5_ + (i15_ >> 1u) * 56;
    let i20_ = i19_ + (i17_ >> 1u) * 4;
    let i21_ = i20_ - 60;
    let t22_ = select(vec4f(0.0f), select(vec4f(), in2_[select(0, i21_, c12_)], c12_), vec4i(i18_) == select(vec4i(), in1_[select(0, i21_, c12_)], c12_));
    let i23_ = i16_ + (i10_ & 1);
    let i24_ = i19_ + (i10_ >> 1u) * 4;
    let i25_ = i24_ - 56;
    let t26_ = select(vec4f(0.0f), select(vec4f(), in2_[select(0, i25_, c9_)], c9_), vec4i(i23_) == select(vec4i(), in1_[select(0, i25_, c9_)], c9_));
    let i27_ = i20_ - 56;
    let t28_ = select(vec4f(0.0f), select(vec4f(), in2_[select(0, i27_, c9_)], c9_), vec4i(i18_) == select(vec4i(), in1_[select(0, i27_, c9_)], c9_));
    let c29_ = c9_ & (i11_ + 2 < 28);
    let i30_ = i24_ - 52;
    let t31_ = select(vec4f(0.0f), select(vec4f(), in2_[select(0, i30_, c29_)], c29_), vec4i(i23_) == select(vec4i(), in1_[select(0, i30_, c29_)], c29_));
    let b32_ = select(vec4f(0.0f), select(t22_, vec4f(0.0f), select(vec4f(), in0_[select(0, i14_ - 116, c12_)], c12_) <= vec4f(0.0f)), c12_);
    let b33_ = select(vec4f(0.0f), select(t26_, vec4f(0.0f), select(vec4f(), in0_[select(0, i14_ - 112, c9_)], c9_) <= vec4f(0.0f)), c9_);
    let b34_ = select(vec4f(0.0f), select(t28_, vec4f(0.0f), select(vec4f(), in0_[select(0, i14_ - 108, c9_)], c9_) <= vec4f(0.0f)), c9_);
    let b35_ = select(vec4f(0.0f), select(t31_, vec4f(0.0f), select(vec4f(), in0_[select(0, i14_ - 104, c29_)], c29_) <= vec4f(0.0f)), c29_);
    let b36_ = vec4f(b32_.x, b33_.x, b34_.x, b35_.x);
    sum0_ = fma(vec4f(a0_.x), b36_, sum0_);
    let b37_ = vec4f(b32_.y, b33_.y, b34_.y, b35_.y);
    sum0_ = fma(vec4f(a0_.y), b37_, sum0_);
    let b38_ = vec4f(b32_.z, b33_.z, b34_.z, b35_.z);
    sum0_ = fma(vec4f(a0_.z), b38_, sum0_);
    let b39_ = vec4f(b32_.w, b33_.w, b34_.w, b35_.w);
    sum0_ = fma(vec4f(a0_.w), b39_, sum0_);
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
  if (local_ == 0u) {
    let at_ = row0_;
    out4_[column_] = sum0_;
  }
}

// dot-register-8x4
// dot 1 x 28 x 28 x 28: 7 x 4 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<uniform> uniforms_: array<vec4u, 1>;
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
  if (item_ >= 28) { return; }
  let column_ = item_ % 7;
  let row0_ = item_ / 7 % 4 * 7;
  let batch_ = item_ / 28;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let row5_ = row0_ + 4;
  let row6_ = row0_ + 5;
  let row7_ = row0_ + 6;
  let i0_ = row1_ * 7;
  let i1_ = row2_ * 7;
  let i2_ = row3_ * 7;
  let i3_ = row4_ * 7;
  let i4_ = row5_ * 7;
  let i5_ = row6_ * 7;
  let i6_ = row7_ * 7;
  let i14_ = column_ * 4;
  let r15_ = random_1(bitcast<i32>(uniforms_[0].x), (-2058422616), bitcast<i32>(uniforms_[0].y), 0);
  let i16_ = i32(floor(r15_.lane0 * 5.0f + (-2.0f)));
  let i17_ = i14_ + 1;
  let i18_ = i14_ + 2;
  let i19_ = i14_ + 3;
  for (var step_ = 0; step_ < 7; step_++) {
    let a7_ = in0_[step_ + i0_];
    let a8_ = in0_[step_ + i1_];
    let a9_ = in0_[step_ + i2_];
    let a10_ = in0_[step_ + i3_];
    let a11_ = in0_[step_ + i4_];
    let a12_ = in0_[step_ + i5_];
    let a13_ = in0_[step_ + i6_];
    let i20_ = step_ * 4 + vec4i(0, 1, 2, 3) + i16_;
    let b21_ = vec4f(vec4i(i14_) == i20_);
    let b22_ = vec4f(vec4i(i17_) == i20_);
    let b23_ = vec4f(vec4i(i18_) == i20_);
    let b24_ = vec4f(vec4i(i19_) == i20_);
    let b25_ = vec4f(b21_.x, b22_.x, b23_.x, b24_.x);
    sum0_ = fma(vec4f(a7_.x), b25_, sum0_);
    sum1_ = fma(vec4f(a8_.x), b25_, sum1_);
    sum2_ = fma(vec4f(a9_.x), b25_, sum2_);
    sum3_ = fma(vec4f(a10_.x), b25_, sum3_);
    sum4_ = fma(vec4f(a11_.x), b25_, sum4_);
    sum5_ = fma(vec4f(a12_.x), b25_, sum5_);
    sum6_ = fma(vec4f(a13_.x), b25_, sum6_);
    let b26_ = vec4f(b21_.y, b22_.y, b23_.y, b24_.y);
    sum0_ = fma(vec4f(a7_.y), b26_, sum0_);
    sum1_ = fma(vec4f(a8_.y), b26_, sum1_);
    sum2_ = fma(vec4f(a9_.y), b26_, sum2_);
    sum3_ = fma(vec4f(a10_.y), b26_, sum3_);
    sum4_ = fma(vec4f(a11_.y), b26_, sum4_);
    sum5_ = fma(vec4f(a12_.y), b26_, sum5_);
    sum6_ = fma(vec4f(a13_.y), b26_, sum6_);
    let b27_ = vec4f(b21_.z, b22_.z, b23_.z, b24_.z);
    sum0_ = fma(vec4f(a7_.z), b27_, sum0_);
    sum1_ = fma(vec4f(a8_.z), b27_, sum1_);
    sum2_ = fma(vec4f(a9_.z), b27_, sum2_);
    sum3_ = fma(vec4f(a10_.z), b27_, sum3_);
    sum4_ = fma(vec4f(a11_.z), b27_, sum4_);
    sum5_ = fma(vec4f(a12_.z), b27_, sum5_);
    sum6_ = fma(vec4f(a13_.z), b27_, sum6_);
    let b28_ = vec4f(b21_.w, b22_.w, b23_.w, b24_.w);
    sum0_ = fma(vec4f(a7_.w), b28_, sum0_);
    sum1_ = fma(vec4f(a8_.w), b28_, sum1_);
    sum2_ = fma(vec4f(a9_.w), b28_, sum2_);
    sum3_ = fma(vec4f(a10_.w), b28_, sum3_);
    sum4_ = fma(vec4f(a11_.w), b28_, sum4_);
    sum5_ = fma(vec4f(a12_.w), b28_, sum5_);
    sum6_ = fma(vec4f(a13_.w), b28_, sum6_);
  }
  {
    let at_ = row0_;
    out1_[column_ + at_ * 7] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out1_[column_ + at_ * 7] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out1_[column_ + at_ * 7] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out1_[column_ + at_ * 7] = sum3_;
  }
  {
    let at_ = row0_ + 4;
    out1_[column_ + at_ * 7] = sum4_;
  }
  {
    let at_ = row0_ + 5;
    out1_[column_ + at_ * 7] = sum5_;
  }
  {
    let at_ = row0_ + 6;
    out1_[column_ + at_ * 7] = sum6_;
  }
}

// dot-register-8x4
// dot 1 x 28 x 28 x 28: 7 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;
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
  if (item_ >= 28) { return; }
  let column_ = item_ % 7;
  let row0_ = item_ / 7 % 4 * 7;
  let batch_ = item_ / 28;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let row5_ = row0_ + 4;
  let row6_ = row0_ + 5;
  let row7_ = row0_ + 6;
  let r0_ = random_1(bitcast<i32>(uniforms_[0].x), (-2041644997), bitcast<i32>(uniforms_[0].y), 0);
  let i1_ = i32(floor(r0_.lane0 * 5.0f + (-2.0f)));
  for (var step_ = 0; step_ < 28; step_++) {
    let i2_ = step_ + i1_;
    let a3_ = f32(row1_ == i2_);
    let a4_ = f32(row2_ == i2_);
    let a5_ = f32(row3_ == i2_);
    let a6_ = f32(row4_ == i2_);
    let a7_ = f32(row5_ == i2_);
    let a8_ = f32(row6_ == i2_);
    let a9_ = f32(row7_ == i2_);
    let b10_ = in0_[step_ * 7 + column_];
    sum0_ = fma(vec4f(a3_), b10_, sum0_);
    sum1_ = fma(vec4f(a4_), b10_, sum1_);
    sum2_ = fma(vec4f(a5_), b10_, sum2_);
    sum3_ = fma(vec4f(a6_), b10_, sum3_);
    sum4_ = fma(vec4f(a7_), b10_, sum4_);
    sum5_ = fma(vec4f(a8_), b10_, sum5_);
    sum6_ = fma(vec4f(a9_), b10_, sum6_);
  }
  let i11_ = column_ * 4 + vec4i(0, 1, 2, 3);
  let c12_ = i11_ < vec4i(27);
  let c13_ = vec4i(0) <= i11_ - 1;
  var tile14_ = array(sum0_, sum1_, sum2_, sum3_, sum4_, sum5_, sum6_);
  for (var i_ = 0; i_ < 7; i_++) {
    let c_ = tile14_[i_];
    {
      let at_ = row0_ + i_;
      let i15_ = column_ + at_ * 7;
      let x16_ = in1_[i15_];
      let c17_ = x16_ < vec4f(0.0f);
      let t18_ = exp(select(-x16_, x16_, c17_));
      let i19_ = i11_ + at_ * 28;
      let i20_ = i19_ + 1;
      let x21_ = vec4f(select(0.0f, in2_[select(0, i20_.x, c12_.x)], c12_.x), select(0.0f, in2_[select(0, i20_.y, c12_.y)], c12_.y), select(0.0f, in2_[select(0, i20_.z, c12_.z)], c12_.z), select(0.0f, in2_[select(0, i20_.w, c12_.w)], c12_.w));
      let x22_ = vec4f(select(0.0f, in2_[select(0, i19_.x, c12_.x)], c12_.x), select(0.0f, in2_[select(0, i19_.y, c12_.y)], c12_.y), select(0.0f, in2_[select(0, i19_.z, c12_.z)], c12_.z), select(0.0f, in2_[select(0, i19_.w, c12_.w)], c12_.w));
      let t23_ = (x21_ - x22_) * 0.003968254f;
      let x24_ = vec4f(select(0.0f, in2_[select(0, i19_.x, c13_.x)], c13_.x), select(0.0f, in2_[select(0, i19_.y, c13_.y)], c13_.y), select(0.0f, in2_[select(0, i19_.z, c13_.z)], c13_.z), select(0.0f, in2_[select(0, i19_.w, c13_.w)], c13_.w));
      let i25_ = i19_ - 1;
      let x26_ = vec4f(select(0.0f, in2_[select(0, i25_.x, c13_.x)], c13_.x), select(0.0f, in2_[select(0, i25_.y, c13_.y)], c13_.y), select(0.0f, in2_[select(0, i25_.z, c13_.z)], c13_.z), select(0.0f, in2_[select(0, i25_.w, c13_.w)], c13_.w));
      let t27_ = (x24_ - x26_) * 0.003968254f;
      let c28_ = at_ < 27;
      let i29_ = i19_ + 28;
      let x30_ = vec4f(select(0.0f, in2_[select(0, i29_.x, c28_)], c28_), select(0.0f, in2_[select(0, i29_.y, c28_)], c28_), select(0.0f, in2_[select(0, i29_.z, c28_)], c28_), select(0.0f, in2_[select(0, i29_.w, c28_)], c28_));
      let x31_ = vec4f(select(0.0f, in2_[select(0, i19_.x, c28_)], c28_), select(0.0f, in2_[select(0, i19_.y, c28_)], c28_), select(0.0f, in2_[select(0, i19_.z, c28_)], c28_), select(0.0f, in2_[select(0, i19_.w, c28_)], c28_));
      let t32_ = (x30_ - x31_) * 0.003968254f;
      let c33_ = 0 <= at_ - 1;
      let x34_ = vec4f(select(0.0f, in2_[select(0, i19_.x, c33_)], c33_), select(0.0f, in2_[select(0, i19_.y, c33_)], c33_), select(0.0f, in2_[select(0, i19_.z, c33_)], c33_), select(0.0f, in2_[select(0, i19_.w, c33_)], c33_));
      let i35_ = i19_ - 28;
      let x36_ = vec4f(select(0.0f, in2_[select(0, i35_.x, c33_)], c33_), select(0.0f, in2_[select(0, i35_.y, c33_)], c33_), select(0.0f, in2_[select(0, i35_.z, c33_)], c33_), select(0.0f, in2_[select(0, i35_.w, c33_)], c33_));
      let t37_ = (x34_ - x36_) * 0.003968254f;
      let t38_ = select(vec4f(0.0f), t27_ + t27_, c13_) + (select(vec4f(0.0f), -(t32_ + t32_), c28_) + (select(vec4f(0.0f), t37_ + t37_, c33_) + c_));
      let t39_ = select(vec4f(0.0f), -(t23_ + t23_), c12_) + t38_;
      let t40_ = t18_ + 1.0f;
      let t41_ = select(vec4f(0.0f), t39_ / t40_, c17_) - vec4f(in2_[i19_.x], in2_[i19_.y], in2_[i19_.z], in2_[i19_.w]) * t39_ / t40_;
      let t42_ = t18_ * t41_;
      out3_[i15_] = select(vec4f(0.0f), t42_, c17_) - select(t42_, vec4f(0.0f), c17_);
    }
  }
}

// map-quad
// map of 832 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 208) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
    let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
    let v3_ = out3_[item_] - t1_ / bitcast<f32>(uniforms_[0].z) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].w)) + 1e-8f) * 0.1f;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v3_;
  }
}
