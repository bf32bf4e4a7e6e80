// map-quad
// map of 784 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn exp_4(x: vec4f) -> vec4f { return select(exp(x), x, isnan_4(x)); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 196) {
    let x0_ = in0_[item_];
    let c1_ = x0_ < vec4f(0.0f);
    let t2_ = exp_4(select(-x0_, x0_, c1_));
    out1_[item_] = select(vec4f(1.0f), t2_, c1_) / (t2_ + 1.0f);
  }
}

// dot-naive
// dot 1 x 28 x 28 x 28: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 784) { return; }
  let column_ = item_ % 28;
  let row0_ = item_ / 28 % 28;
  let batch_ = item_ / 784;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let r0_ = random_1(bitcast<i32>(uniforms_[0].x), (-2041644997), bitcast<i32>(uniforms_[0].y), 0);
  let i1_ = row1_ + i32(floor(r0_.lane0 * 5.0f + (-2.0f)));
  for (var step_ = 0; step_ < rounds_(28); step_++) {
    let a2_ = f32(step_ == i1_);
    let b3_ = in0_[step_ * 28 + column_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out1_[column_ + at_ * 28] = sum0_;
  }
}

// dot-naive
// dot 1 x 28 x 28 x 28: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 784) { return; }
  let column_ = item_ % 28;
  let row0_ = item_ / 28 % 28;
  let batch_ = item_ / 784;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let r0_ = random_1(bitcast<i32>(uniforms_[0].x), (-2058422616), bitcast<i32>(uniforms_[0].y), 0);
  let i1_ = row1_ + i32(floor(r0_.lane0 * 5.0f + (-2.0f)));
  let i3_ = column_ * 28;
  for (var step_ = 0; step_ < rounds_(28); step_++) {
    let a2_ = f32(step_ == i1_);
    let b4_ = in0_[step_ + i3_];
    sum0_ = fma(a2_, b4_, sum0_);
  }
  {
    let at_ = row0_;
    out1_[column_ + at_ * 28] = sum0_;
  }
}

// dot-register-8x4-swap
// dot 1 x 16 x 784 x 9: 8 x 4 a lane, register, a over m, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 392) { return; }
  let column_ = item_ % 196;
  let row0_ = item_ / 196 % 2 * 8;
  let batch_ = item_ / 392;
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
  let i3_ = column_ % 7;
  let i4_ = vec4i(0, 1, 2, 3) * 28;
  let i5_ = i3_ * 112;
  let i6_ = column_ / 7;
  let i7_ = i3_ * 4;
  for (var step_ = 0; step_ < rounds_(9); step_++) {
    let i0_ = step_ * 4;
    let a1_ = in1_[i0_ + quad0_];
    let a2_ = in1_[i0_ + quad1_];
    let i8_ = step_ % 3;
    let i9_ = step_ / 3;
    let i10_ = i4_ + i8_ * 28 + i9_ + i5_ + i6_ - 29;
    let i11_ = i9_ + i6_ - 1;
    let i12_ = vec4i(0, 1, 2, 3) + i8_ + i7_ - 1;
    let c13_ = vec4<bool>((0 <= i11_) & (i11_ < 28)) & ((vec4i(0) <= i12_) & (i12_ < vec4i(28)));
    let b14_ = vec4f(select(0.0f, in0_[select(0, i10_.x, c13_.x)], c13_.x), select(0.0f, in0_[select(0, i10_.y, c13_.y)], c13_.y), select(0.0f, in0_[select(0, i10_.z, c13_.z)], c13_.z), select(0.0f, in0_[select(0, i10_.w, c13_.w)], c13_.w));
    sum0_ = fma(vec4f(a1_.x), b14_, sum0_);
    sum1_ = fma(vec4f(a1_.y), b14_, sum1_);
    sum2_ = fma(vec4f(a1_.z), b14_, sum2_);
    sum3_ = fma(vec4f(a1_.w), b14_, sum3_);
    sum4_ = fma(vec4f(a2_.x), b14_, sum4_);
    sum5_ = fma(vec4f(a2_.y), b14_, sum5_);
    sum6_ = fma(vec4f(a2_.z), b14_, sum6_);
    sum7_ = fma(vec4f(a2_.w), b14_, sum7_);
  }
  let i15_ = column_ * 64 + vec4i(0, 1, 2, 3) * 16;
  var tile16_ = array(sum0_, sum1_, sum2_, sum3_, sum4_, sum5_, sum6_, sum7_);
  for (var i_ = 0; i_ < rounds_(8); i_++) {
    let c_ = tile16_[i_];
    {
      let at_ = row0_ + i_;
      let v17_ = c_ + in2_[at_];
      let i18_ = i15_ + at_;
      out3_[i18_.x] = v17_.x;
      out3_[i18_.y] = v17_.y;
      out3_[i18_.z] = v17_.z;
      out3_[i18_.w] = v17_.w;
    }
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 783);
  var sum0_ = vec4f(bits_(0xff800000u));
  let i0_ = (row_ & 3) + (row_ >> 2u) % 14 * 8 + row_ / 56 * 224;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x1_ = in0_[i0_ + (col_ & 1) * 4 + (col_ >> 1u) * 112];
    sum0_ = max_4(sum0_, select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f)));
  }
  let acc0_ = sum0_;
  var sum1_ = vec4i(2147483647);
  for (var col_ = 0; col_ < rounds_(4); col_++) {
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
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x5_ = in0_[i0_ + (col_ & 1) * 4 + (col_ >> 1u) * 112];
    sum2_ = sum2_ + select(vec4f(0.0f), select(x5_, vec4f(0.0f), x5_ <= vec4f(0.0f)), vec4i(col_) == i4_);
  }
  let acc2_ = sum2_;
  if (place_ < 784) {
    out2_[row_] = acc2_;
  }
}

// dot-register-8x4-swap
// dot 1 x 32 x 196 x 144: 8 x 4 a lane, register, a over m, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 196) { return; }
  let column_ = item_ % 49;
  let row0_ = item_ / 49 % 4 * 8;
  let batch_ = item_ / 196;
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
  let i12_ = column_ * 2;
  let i13_ = i12_ + 1;
  let i14_ = column_ * 16;
  let i15_ = i12_ / 7;
  let i16_ = i12_ % 7 * 2;
  let i17_ = i13_ / 7;
  let i18_ = i13_ % 7 * 2;
  for (var step_ = 0; step_ < rounds_(36); step_++) {
    let i0_ = step_ * 32;
    let a1_ = in1_[i0_ + quad0_];
    let a2_ = in1_[i0_ + quad1_];
    let i3_ = step_ * 32;
    let a4_ = in1_[i3_ + quad0_ + 8];
    let a5_ = in1_[i3_ + quad1_ + 8];
    let i6_ = step_ * 32;
    let a7_ = in1_[i6_ + quad0_ + 16];
    let a8_ = in1_[i6_ + quad1_ + 16];
    let i9_ = step_ * 32;
    let a10_ = in1_[i9_ + quad0_ + 24];
    let a11_ = in1_[i9_ + quad1_ + 24];
    let i19_ = step_ / 12;
    let i20_ = i19_ + i15_ - 1;
    let c21_ = (0 <= i20_) & (i20_ < 14);
    let i22_ = (step_ >> 2u) % 3;
    let i23_ = i22_ + i16_;
    let c24_ = c21_ & (0 <= i23_ - 1);
    let i25_ = i14_ + (step_ & 3) + i22_ * 4 + i19_ * 56;
    let c26_ = c21_ & (i23_ < 14);
    let i27_ = i19_ + i17_ - 1;
    let c28_ = (0 <= i27_) & (i27_ < 14);
    let i29_ = i22_ + i18_;
    let c30_ = c28_ & (0 <= i29_ - 1);
    let c31_ = c28_ & (i29_ < 14);
    let b32_ = select(vec4f(), in0_[select(0, i25_ - 60, c24_)], c24_);
    let b33_ = select(vec4f(), in0_[select(0, i25_ - 56, c26_)], c26_);
    let b34_ = select(vec4f(), in0_[select(0, i25_ - 52, c30_)], c30_);
    let b35_ = select(vec4f(), in0_[select(0, i25_ - 48, c31_)], c31_);
    let b36_ = vec4f(b32_.x, b33_.x, b34_.x, b35_.x);
    sum0_ = fma(vec4f(a1_.x), b36_, sum0_);
    sum1_ = fma(vec4f(a1_.y), b36_, sum1_);
    sum2_ = fma(vec4f(a1_.z), b36_, sum2_);
    sum3_ = fma(vec4f(a1_.w), b36_, sum3_);
    sum4_ = fma(vec4f(a2_.x), b36_, sum4_);
    sum5_ = fma(vec4f(a2_.y), b36_, sum5_);
    sum6_ = fma(vec4f(a2_.z), b36_, sum6_);
    sum7_ = fma(vec4f(a2_.w), b36_, sum7_);
    let b37_ = vec4f(b32_.y, b33_.y, b34_.y, b35_.y);
    sum0_ = fma(vec4f(a4_.x), b37_, sum0_);
    sum1_ = fma(vec4f(a4_.y), b37_, sum1_);
    sum2_ = fma(vec4f(a4_.z), b37_, sum2_);
    sum3_ = fma(vec4f(a4_.w), b37_, sum3_);
    sum4_ = fma(vec4f(a5_.x), b37_, sum4_);
    sum5_ = fma(vec4f(a5_.y), b37_, sum5_);
    sum6_ = fma(vec4f(a5_.z), b37_, sum6_);
    sum7_ = fma(vec4f(a5_.w), b37_, sum7_);
    let b38_ = vec4f(b32_.z, b33_.z, b34_.z, b35_.z);
    sum0_ = fma(vec4f(a7_.x), b38_, sum0_);
    sum1_ = fma(vec4f(a7_.y), b38_, sum1_);
    sum2_ = fma(vec4f(a7_.z), b38_, sum2_);
    sum3_ = fma(vec4f(a7_.w), b38_, sum3_);
    sum4_ = fma(vec4f(a8_.x), b38_, sum4_);
    sum5_ = fma(vec4f(a8_.y), b38_, sum5_);
    sum6_ = fma(vec4f(a8_.z), b38_, sum6_);
    sum7_ = fma(vec4f(a8_.w), b38_, sum7_);
    let b39_ = vec4f(b32_.w, b33_.w, b34_.w, b35_.w);
    sum0_ = fma(vec4f(a10_.x), b39_, sum0_);
    sum1_ = fma(vec4f(a10_.y), b39_, sum1_);
    sum2_ = fma(vec4f(a10_.z), b39_, sum2_);
    sum3_ = fma(vec4f(a10_.w), b39_, sum3_);
    sum4_ = fma(vec4f(a11_.x), b39_, sum4_);
    sum5_ = fma(vec4f(a11_.y), b39_, sum5_);
    sum6_ = fma(vec4f(a11_.z), b39_, sum6_);
    sum7_ = fma(vec4f(a11_.w), b39_, sum7_);
  }
  let i40_ = column_ * 128 + vec4i(0, 1, 2, 3) * 32;
  var tile41_ = array(sum0_, sum1_, sum2_, sum3_, sum4_, sum5_, sum6_, sum7_);
  for (var i_ = 0; i_ < rounds_(8); i_++) {
    let c_ = tile41_[i_];
    {
      let at_ = row0_ + i_;
      let v42_ = c_ + in2_[at_];
      let i43_ = i40_ + at_;
      out3_[i43_.x] = v42_.x;
      out3_[i43_.y] = v42_.y;
      out3_[i43_.z] = v42_.z;
      out3_[i43_.w] = v42_.w;
    }
  }
}

// row-thread-vec4
// 1568 rows of 4: 16 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4i>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(16)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 16 + i32(local_);
  let row_ = min(place_, 391);
  var sum0_ = vec4f(bits_(0xff800000u));
  let i0_ = (row_ & 7) + (row_ >> 3u) % 7 * 16 + row_ / 56 * 224;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x1_ = in0_[i0_ + (col_ & 1) * 8 + (col_ >> 1u) * 112];
    sum0_ = max_4(sum0_, select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f)));
  }
  let acc0_ = sum0_;
  var sum1_ = vec4i(2147483647);
  for (var col_ = 0; col_ < rounds_(4); col_++) {
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
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x5_ = in0_[i0_ + (col_ & 1) * 8 + (col_ >> 1u) * 112];
    sum2_ = sum2_ + select(vec4f(0.0f), select(x5_, vec4f(0.0f), x5_ <= vec4f(0.0f)), vec4i(col_) == i4_);
  }
  let acc2_ = sum2_;
  if (place_ < 392) {
    out2_[row_] = acc2_;
  }
}

// dot-register-8x4
// dot 1 x 49 x 64 x 288: 7 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<uniform> uniforms_: array<vec4u, 1>;
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 112) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 7 * 7;
  let batch_ = item_ / 112;
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
  let i12_ = row5_ * 8;
  let i13_ = row5_ / 7;
  let i14_ = row5_ % 7;
  let i15_ = row6_ * 8;
  let i16_ = row6_ / 7;
  let i17_ = row6_ % 7;
  let i18_ = row7_ * 8;
  let i19_ = row7_ / 7;
  let i20_ = row7_ % 7;
  for (var step_ = 0; step_ < rounds_(72); step_++) {
    let i21_ = step_ / 24;
    let i22_ = i1_ + i21_ - 1;
    let i23_ = (step_ >> 3u) % 3;
    let i24_ = i2_ + i23_ - 1;
    let c25_ = ((0 <= i22_) & (i22_ < 7)) & ((0 <= i24_) & (i24_ < 7));
    let i26_ = (step_ & 7);
    let i27_ = i23_ * 8;
    let i28_ = i21_ * 56;
    let i29_ = i21_ + i4_ - 1;
    let i30_ = i23_ + i5_ - 1;
    let c31_ = ((0 <= i29_) & (i29_ < 7)) & ((0 <= i30_) & (i30_ < 7));
    let i32_ = i21_ + i7_ - 1;
    let i33_ = i23_ + i8_ - 1;
    let c34_ = ((0 <= i32_) & (i32_ < 7)) & ((0 <= i33_) & (i33_ < 7));
    let i35_ = i21_ + i10_ - 1;
    let i36_ = i23_ + i11_ - 1;
    let c37_ = ((0 <= i35_) & (i35_ < 7)) & ((0 <= i36_) & (i36_ < 7));
    let i38_ = i21_ + i13_ - 1;
    let i39_ = i23_ + i14_ - 1;
    let c40_ = ((0 <= i38_) & (i38_ < 7)) & ((0 <= i39_) & (i39_ < 7));
    let i41_ = i21_ + i16_ - 1;
    let i42_ = i23_ + i17_ - 1;
    let c43_ = ((0 <= i41_) & (i41_ < 7)) & ((0 <= i42_) & (i42_ < 7));
    let i44_ = i21_ + i19_ - 1;
    let i45_ = i23_ + i20_ - 1;
    let c46_ = ((0 <= i44_) & (i44_ < 7)) & ((0 <= i45_) & (i45_ < 7));
    let a47_ = select(vec4f(), in0_[select(0, i0_ + i26_ + i27_ + i28_ - 64, c25_)], c25_);
    let a48_ = select(vec4f(), in0_[select(0, i3_ + i26_ + i27_ + i28_ - 64, c31_)], c31_);
    let a49_ = select(vec4f(), in0_[select(0, i6_ + i26_ + i27_ + i28_ - 64, c34_)], c34_);
    let a50_ = select(vec4f(), in0_[select(0, i9_ + i26_ + i27_ + i28_ - 64, c37_)], c37_);
    let a51_ = select(vec4f(), in0_[select(0, i12_ + i26_ + i27_ + i28_ - 64, c40_)], c40_);
    let a52_ = select(vec4f(), in0_[select(0, i15_ + i26_ + i27_ + i28_ - 64, c43_)], c43_);
    let a53_ = select(vec4f(), in0_[select(0, i18_ + i26_ + i27_ + i28_ - 64, c46_)], c46_);
    let i54_ = step_ * 64 + column_;
    let b55_ = in1_[i54_];
    let b56_ = in1_[i54_ + 16];
    let b57_ = in1_[i54_ + 32];
    let b58_ = in1_[i54_ + 48];
    sum0_ = fma(vec4f(a47_.x), b55_, sum0_);
    sum1_ = fma(vec4f(a48_.x), b55_, sum1_);
    sum2_ = fma(vec4f(a49_.x), b55_, sum2_);
    sum3_ = fma(vec4f(a50_.x), b55_, sum3_);
    sum4_ = fma(vec4f(a51_.x), b55_, sum4_);
    sum5_ = fma(vec4f(a52_.x), b55_, sum5_);
    sum6_ = fma(vec4f(a53_.x), b55_, sum6_);
    sum0_ = fma(vec4f(a47_.y), b56_, sum0_);
    sum1_ = fma(vec4f(a48_.y), b56_, sum1_);
    sum2_ = fma(vec4f(a49_.y), b56_, sum2_);
    sum3_ = fma(vec4f(a50_.y), b56_, sum3_);
    sum4_ = fma(vec4f(a51_.y), b56_, sum4_);
    sum5_ = fma(vec4f(a52_.y), b56_, sum5_);
    sum6_ = fma(vec4f(a53_.y), b56_, sum6_);
    sum0_ = fma(vec4f(a47_.z), b57_, sum0_);
    sum1_ = fma(vec4f(a48_.z), b57_, sum1_);
    sum2_ = fma(vec4f(a49_.z), b57_, sum2_);
    sum3_ = fma(vec4f(a50_.z), b57_, sum3_);
    sum4_ = fma(vec4f(a51_.z), b57_, sum4_);
    sum5_ = fma(vec4f(a52_.z), b57_, sum5_);
    sum6_ = fma(vec4f(a53_.z), b57_, sum6_);
    sum0_ = fma(vec4f(a47_.w), b58_, sum0_);
    sum1_ = fma(vec4f(a48_.w), b58_, sum1_);
    sum2_ = fma(vec4f(a49_.w), b58_, sum2_);
    sum3_ = fma(vec4f(a50_.w), b58_, sum3_);
    sum4_ = fma(vec4f(a51_.w), b58_, sum4_);
    sum5_ = fma(vec4f(a52_.w), b58_, sum5_);
    sum6_ = fma(vec4f(a53_.w), b58_, sum6_);
  }
  let x59_ = in2_[column_];
  let i60_ = column_ * 4 + vec4i(0, 1, 2, 3);
  var tile61_ = array(sum0_, sum1_, sum2_, sum3_, sum4_, sum5_, sum6_);
  for (var i_ = 0; i_ < rounds_(7); i_++) {
    let c_ = tile61_[i_];
    {
      let at_ = row0_ + i_;
      let t62_ = c_ + x59_;
      let i63_ = column_ + at_ * 16;
      let r64_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i60_ + at_ * 64);
      let v65_ = select(t62_, vec4f(0.0f), t62_ <= vec4f(0.0f)) * vec4f(r64_.lane0 < vec4f(0.75f)) / 0.75f;
      out3_[i63_] = t62_;
      out4_[i63_] = v65_;
    }
  }
}

// dot-naive
// dot 1 x 1 x 10 x 3136: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 10) { return; }
  let column_ = item_ % 10;
  let row0_ = item_ / 10 % 1;
  let batch_ = item_ / 10;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(3136); step_++) {
    let a0_ = in0_[step_];
    let b1_ = in1_[step_ * 10 + column_];
    sum0_ = fma(a0_, b1_, sum0_);
  }
  let x2_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_] = sum0_ + x2_;
  }
}

// row-thread
// 1 rows of 10: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn isfinite_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7f800000u)) != u32(0x7f800000u); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = bits_(0xff800000u);
  for (var col_ = 0; col_ < rounds_(10); col_++) {
    sum0_ = max_1(sum0_, in0_[col_]);
  }
  let acc0_ = sum0_;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(10); col_++) {
    let t0_ = in0_[col_] - acc0_;
    sum1_ = sum1_ + select(0.0f, t0_, col_ == 0);
    sum2_ = sum2_ + exp_1(t0_);
  }
  let acc1_ = sum1_;
  let acc2_ = sum2_;
  if (place_ < 1) {
    out1_[0] = acc1_;
    out2_[0] = acc2_;
  }
  let t1_ = 1.0f / acc2_;
  let c2_ = t1_ == 0.0f;
  for (var col_ = 0; col_ < rounds_(10); col_++) {
    let t3_ = exp_1(in0_[col_] - acc0_) * t1_;
    if (place_ < 1) {
      out3_[col_] = select(t3_, 0.0f, c2_ & (!isfinite_1(t3_))) + select(0.0f, (-1.0f), col_ == 0);
    }
  }
}

// row-workgroup
// 1 rows of 756: 1 x 64 lanes (shared)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
var<workgroup> lanes0_: array<f32, 64>;
var<workgroup> lanes1_: array<f32, 64>;
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_);
  let row_ = i32(group_.x);
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  for (var col_ = colLane_; col_ < rounds_(756); col_ += 64) {
    let t0_ = in0_[col_ + 28] - in0_[col_];
    let i1_ = col_ % 27 + col_ / 27 * 28;
    let t2_ = in0_[i1_ + 1] - in0_[i1_];
    sum0_ = sum0_ + t0_ * t0_;
    sum1_ = sum1_ + t2_ * t2_;
  }
  lanes0_[local_] = sum0_;
  lanes1_[local_] = sum1_;
  for (var half_ = 32u; half_ > 0u; half_ >>= 1u) {
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 3136;
  let row0_ = item_ / 3136 % 1;
  let batch_ = item_ / 3136;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i1_ = column_ * 10;
  for (var step_ = 0; step_ < rounds_(10); step_++) {
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

// dot-register-8x4
// dot 1 x 49 x 32 x 576: 7 x 4 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 56) { return; }
  let column_ = item_ % 8;
  let row0_ = item_ / 8 % 7 * 7;
  let batch_ = item_ / 56;
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
  let i0_ = row1_ * 16;
  let i1_ = row1_ / 7;
  let i2_ = row1_ % 7;
  let i3_ = row2_ * 16;
  let i4_ = row2_ / 7;
  let i5_ = row2_ % 7;
  let i6_ = row3_ * 16;
  let i7_ = row3_ / 7;
  let i8_ = row3_ % 7;
  let i9_ = row4_ * 16;
  let i10_ = row4_ / 7;
  let i11_ = row4_ % 7;
  let i12_ = row5_ * 16;
  let i13_ = row5_ / 7;
  let i14_ = row5_ % 7;
  let i15_ = row6_ * 16;
  let i16_ = row6_ / 7;
  let i17_ = row6_ % 7;
  let i18_ = row7_ * 16;
  let i19_ = row7_ / 7;
  let i20_ = row7_ % 7;
  let i54_ = column_ * 64;
  for (var step_ = 0; step_ < rounds_(144); step_++) {
    let i21_ = step_ / 48;
    let i22_ = i1_ + i21_ - 1;
    let i23_ = (step_ >> 4u) % 3;
    let i24_ = i2_ + i23_ - 1;
    let c25_ = ((0 <= i22_) & (i22_ < 7)) & ((0 <= i24_) & (i24_ < 7));
    let i26_ = (step_ & 15);
    let i27_ = i23_ * 16;
    let i28_ = i21_ * 112;
    let i29_ = i21_ + i4_ - 1;
    let i30_ = i23_ + i5_ - 1;
    let c31_ = ((0 <= i29_) & (i29_ < 7)) & ((0 <= i30_) & (i30_ < 7));
    let i32_ = i21_ + i7_ - 1;
    let i33_ = i23_ + i8_ - 1;
    let c34_ = ((0 <= i32_) & (i32_ < 7)) & ((0 <= i33_) & (i33_ < 7));
    let i35_ = i21_ + i10_ - 1;
    let i36_ = i23_ + i11_ - 1;
    let c37_ = ((0 <= i35_) & (i35_ < 7)) & ((0 <= i36_) & (i36_ < 7));
    let i38_ = i21_ + i13_ - 1;
    let i39_ = i23_ + i14_ - 1;
    let c40_ = ((0 <= i38_) & (i38_ < 7)) & ((0 <= i39_) & (i39_ < 7));
    let i41_ = i21_ + i16_ - 1;
    let i42_ = i23_ + i17_ - 1;
    let c43_ = ((0 <= i41_) & (i41_ < 7)) & ((0 <= i42_) & (i42_ < 7));
    let i44_ = i21_ + i19_ - 1;
    let i45_ = i23_ + i20_ - 1;
    let c46_ = ((0 <= i44_) & (i44_ < 7)) & ((0 <= i45_) & (i45_ < 7));
    let a47_ = select(vec4f(), in0_[select(0, i0_ + i26_ + i27_ + i28_ - 128, c25_)], c25_);
    let a48_ = select(vec4f(), in0_[select(0, i3_ + i26_ + i27_ + i28_ - 128, c31_)], c31_);
    let a49_ = select(vec4f(), in0_[select(0, i6_ + i26_ + i27_ + i28_ - 128, c34_)], c34_);
    let a50_ = select(vec4f(), in0_[select(0, i9_ + i26_ + i27_ + i28_ - 128, c37_)], c37_);
    let a51_ = select(vec4f(), in0_[select(0, i12_ + i26_ + i27_ + i28_ - 128, c40_)], c40_);
    let a52_ = select(vec4f(), in0_[select(0, i15_ + i26_ + i27_ + i28_ - 128, c43_)], c43_);
    let a53_ = select(vec4f(), in0_[select(0, i18_ + i26_ + i27_ + i28_ - 128, c46_)], c46_);
    let i55_ = i54_ + (step_ & 15) + (step_ >> 4u) * (-512);
    let b56_ = in1_[i55_ + 4096];
    let b57_ = in1_[i55_ + 4112];
    let b58_ = in1_[i55_ + 4128];
    let b59_ = in1_[i55_ + 4144];
    let b60_ = vec4f(b56_.x, b57_.x, b58_.x, b59_.x);
    sum0_ = fma(vec4f(a47_.x), b60_, sum0_);
    sum1_ = fma(vec4f(a48_.x), b60_, sum1_);
    sum2_ = fma(vec4f(a49_.x), b60_, sum2_);
    sum3_ = fma(vec4f(a50_.x), b60_, sum3_);
    sum4_ = fma(vec4f(a51_.x), b60_, sum4_);
    sum5_ = fma(vec4f(a52_.x), b60_, sum5_);
    sum6_ = fma(vec4f(a53_.x), b60_, sum6_);
    let b61_ = vec4f(b56_.y, b57_.y, b58_.y, b59_.y);
    sum0_ = fma(vec4f(a47_.y), b61_, sum0_);
    sum1_ = fma(vec4f(a48_.y), b61_, sum1_);
    sum2_ = fma(vec4f(a49_.y), b61_, sum2_);
    sum3_ = fma(vec4f(a50_.y), b61_, sum3_);
    sum4_ = fma(vec4f(a51_.y), b61_, sum4_);
    sum5_ = fma(vec4f(a52_.y), b61_, sum5_);
    sum6_ = fma(vec4f(a53_.y), b61_, sum6_);
    let b62_ = vec4f(b56_.z, b57_.z, b58_.z, b59_.z);
    sum0_ = fma(vec4f(a47_.z), b62_, sum0_);
    sum1_ = fma(vec4f(a48_.z), b62_, sum1_);
    sum2_ = fma(vec4f(a49_.z), b62_, sum2_);
    sum3_ = fma(vec4f(a50_.z), b62_, sum3_);
    sum4_ = fma(vec4f(a51_.z), b62_, sum4_);
    sum5_ = fma(vec4f(a52_.z), b62_, sum5_);
    sum6_ = fma(vec4f(a53_.z), b62_, sum6_);
    let b63_ = vec4f(b56_.w, b57_.w, b58_.w, b59_.w);
    sum0_ = fma(vec4f(a47_.w), b63_, sum0_);
    sum1_ = fma(vec4f(a48_.w), b63_, sum1_);
    sum2_ = fma(vec4f(a49_.w), b63_, sum2_);
    sum3_ = fma(vec4f(a50_.w), b63_, sum3_);
    sum4_ = fma(vec4f(a51_.w), b63_, sum4_);
    sum5_ = fma(vec4f(a52_.w), b63_, sum5_);
    sum6_ = fma(vec4f(a53_.w), b63_, sum6_);
  }
  var tile64_ = array(sum0_, sum1_, sum2_, sum3_, sum4_, sum5_, sum6_);
  for (var i_ = 0; i_ < rounds_(7); i_++) {
    let c_ = tile64_[i_];
    {
      let at_ = row0_ + i_;
      out2_[column_ + at_ * 8] = c_;
    }
  }
}

// map-quad
// map of 6272 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4i>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let first_ = i32(group_.x) * 384 + i32(local_);
  for (var item_ = first_; item_ < min(first_ + rounds_(384), 1568); item_ += 64) {
    let i0_ = (item_ >> 3u);
    let i1_ = (item_ & 7) + item_ / 224 * 56 + ((i0_ % 14) >> 1u) * 8;
    out2_[item_] = select(select(vec4f(0.0f), in1_[i1_], vec4i(((item_ / 112) & 1) * 2 + (i0_ & 1)) == in0_[i1_]), vec4f(0.0f), out2_[item_] <= vec4f(0.0f));
  }
}

// dot-register-8x4-swap
// dot 1 x 16 x 196 x 288: 8 x 4 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 98) { return; }
  let column_ = item_ % 49;
  let row0_ = item_ / 49 % 2 * 8;
  let batch_ = item_ / 98;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  var sum7_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let row5_ = row0_ + 4;
  let row6_ = row0_ + 5;
  let row7_ = row0_ + 6;
  let row8_ = row0_ + 7;
  let i0_ = row1_ * 8;
  let i1_ = row2_ * 8;
  let i2_ = row3_ * 8;
  let i3_ = row4_ * 8;
  let i4_ = row5_ * 8;
  let i5_ = row6_ * 8;
  let i6_ = row7_ * 8;
  let i7_ = row8_ * 8;
  let i18_ = column_ * 2;
  let i19_ = i18_ + 1;
  let i20_ = column_ * 32;
  let i21_ = i18_ / 7;
  let i22_ = i18_ % 7 * 2;
  let i23_ = i19_ / 7;
  let i24_ = i19_ % 7 * 2;
  for (var step_ = 0; step_ < rounds_(72); step_++) {
    let i8_ = (step_ & 7);
    let i9_ = (step_ >> 3u) * (-128);
    let a10_ = in1_[i0_ + i8_ + i9_ + 1024];
    let a11_ = in1_[i1_ + i8_ + i9_ + 1024];
    let a12_ = in1_[i2_ + i8_ + i9_ + 1024];
    let a13_ = in1_[i3_ + i8_ + i9_ + 1024];
    let a14_ = in1_[i4_ + i8_ + i9_ + 1024];
    let a15_ = in1_[i5_ + i8_ + i9_ + 1024];
    let a16_ = in1_[i6_ + i8_ + i9_ + 1024];
    let a17_ = in1_[i7_ + i8_ + i9_ + 1024];
    let i25_ = step_ / 24;
    let i26_ = i25_ + i21_ - 1;
    let c27_ = (0 <= i26_) & (i26_ < 14);
    let i28_ = (step_ >> 3u) % 3;
    let i29_ = i28_ + i22_;
    let c30_ = c27_ & (0 <= i29_ - 1);
    let i31_ = i20_ + (step_ & 7) + i28_ * 8 + i25_ * 112;
    let c32_ = c27_ & (i29_ < 14);
    let i33_ = i25_ + i23_ - 1;
    let c34_ = (0 <= i33_) & (i33_ < 14);
    let i35_ = i28_ + i24_;
    let c36_ = c34_ & (0 <= i35_ - 1);
    let c37_ = c34_ & (i35_ < 14);
    let b38_ = select(vec4f(), in0_[select(0, i31_ - 120, c30_)], c30_);
    let b39_ = select(vec4f(), in0_[select(0, i31_ - 112, c32_)], c32_);
    let b40_ = select(vec4f(), in0_[select(0, i31_ - 104, c36_)], c36_);
    let b41_ = select(vec4f(), in0_[select(0, i31_ - 96, c37_)], c37_);
    let b42_ = vec4f(b38_.x, b39_.x, b40_.x, b41_.x);
    sum0_ = fma(vec4f(a10_.x), b42_, sum0_);
    sum1_ = fma(vec4f(a11_.x), b42_, sum1_);
    sum2_ = fma(vec4f(a12_.x), b42_, sum2_);
    sum3_ = fma(vec4f(a13_.x), b42_, sum3_);
    sum4_ = fma(vec4f(a14_.x), b42_, sum4_);
    sum5_ = fma(vec4f(a15_.x), b42_, sum5_);
    sum6_ = fma(vec4f(a16_.x), b42_, sum6_);
    sum7_ = fma(vec4f(a17_.x), b42_, sum7_);
    let b43_ = vec4f(b38_.y, b39_.y, b40_.y, b41_.y);
    sum0_ = fma(vec4f(a10_.y), b43_, sum0_);
    sum1_ = fma(vec4f(a11_.y), b43_, sum1_);
    sum2_ = fma(vec4f(a12_.y), b43_, sum2_);
    sum3_ = fma(vec4f(a13_.y), b43_, sum3_);
    sum4_ = fma(vec4f(a14_.y), b43_, sum4_);
    sum5_ = fma(vec4f(a15_.y), b43_, sum5_);
    sum6_ = fma(vec4f(a16_.y), b43_, sum6_);
    sum7_ = fma(vec4f(a17_.y), b43_, sum7_);
    let b44_ = vec4f(b38_.z, b39_.z, b40_.z, b41_.z);
    sum0_ = fma(vec4f(a10_.z), b44_, sum0_);
    sum1_ = fma(vec4f(a11_.z), b44_, sum1_);
    sum2_ = fma(vec4f(a12_.z), b44_, sum2_);
    sum3_ = fma(vec4f(a13_.z), b44_, sum3_);
    sum4_ = fma(vec4f(a14_.z), b44_, sum4_);
    sum5_ = fma(vec4f(a15_.z), b44_, sum5_);
    sum6_ = fma(vec4f(a16_.z), b44_, sum6_);
    sum7_ = fma(vec4f(a17_.z), b44_, sum7_);
    let b45_ = vec4f(b38_.w, b39_.w, b40_.w, b41_.w);
    sum0_ = fma(vec4f(a10_.w), b45_, sum0_);
    sum1_ = fma(vec4f(a11_.w), b45_, sum1_);
    sum2_ = fma(vec4f(a12_.w), b45_, sum2_);
    sum3_ = fma(vec4f(a13_.w), b45_, sum3_);
    sum4_ = fma(vec4f(a14_.w), b45_, sum4_);
    sum5_ = fma(vec4f(a15_.w), b45_, sum5_);
    sum6_ = fma(vec4f(a16_.w), b45_, sum6_);
    sum7_ = fma(vec4f(a17_.w), b45_, sum7_);
  }
  let i46_ = column_ * 64 + vec4i(0, 1, 2, 3) * 16;
  var tile47_ = array(sum0_, sum1_, sum2_, sum3_, sum4_, sum5_, sum6_, sum7_);
  for (var i_ = 0; i_ < rounds_(8); i_++) {
    let c_ = tile47_[i_];
    {
      let at_ = row0_ + i_;
      let i48_ = i46_ + at_;
      out2_[i48_.x] = c_.x;
      out2_[i48_.y] = c_.y;
      out2_[i48_.z] = c_.z;
      out2_[i48_.w] = c_.w;
    }
  }
}

// dot-naive
// dot 1 x 784 x 1 x 144: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 784) { return; }
  let column_ = item_ % 1;
  let row0_ = item_ / 1 % 784;
  let batch_ = item_ / 784;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ / 28;
  let i1_ = row1_ % 28;
  let i2_ = row1_ * 16;
  for (var step_ = 0; step_ < rounds_(144); step_++) {
    let i3_ = step_ / 48;
    let i4_ = i0_ + i3_;
    let i5_ = i4_ - 1;
    let i6_ = (step_ >> 4u) % 3;
    let i7_ = i1_ + i6_;
    let i8_ = i7_ - 1;
    let c9_ = ((0 <= i5_) & (i5_ < 28)) & ((0 <= i8_) & (i8_ < 28));
    let i10_ = (step_ & 15);
    let i11_ = i4_ + 1;
    let i12_ = i7_ + 1;
    let i13_ = i10_ + (i11_ >> 1u) * 224 + (i12_ >> 1u) * 16 - 240;
    let t14_ = select(0.0f, select(0.0f, in2_[select(0, i13_, c9_)], c9_), (i11_ & 1) * 2 + (i12_ & 1) == select(0, in1_[select(0, i13_, c9_)], c9_));
    let a15_ = select(0.0f, select(t14_, 0.0f, select(0.0f, in0_[select(0, i2_ + i10_ + i6_ * 16 + i3_ * 448 - 464, c9_)], c9_) <= 0.0f), c9_);
    let b16_ = in3_[(step_ & 15) + (step_ >> 4u) * (-16) + 128];
    sum0_ = fma(a15_, b16_, sum0_);
  }
  {
    let at_ = row0_;
    out4_[at_] = sum0_;
  }
}

// dot-naive
// dot 1 x 28 x 28 x 28: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 784) { return; }
  let column_ = item_ % 28;
  let row0_ = item_ / 28 % 28;
  let batch_ = item_ / 784;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 28;
  let r2_ = random_1(bitcast<i32>(uniforms_[0].x), (-2058422616), bitcast<i32>(uniforms_[0].y), 0);
  let i3_ = i32(floor(r2_.lane0 * 5.0f + (-2.0f)));
  for (var step_ = 0; step_ < rounds_(28); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b4_ = f32(column_ == step_ + i3_);
    sum0_ = fma(a1_, b4_, sum0_);
  }
  {
    let at_ = row0_;
    out1_[column_ + at_ * 28] = sum0_;
  }
}

// dot-naive
// dot 1 x 28 x 28 x 28: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
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
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 784) { return; }
  let column_ = item_ % 28;
  let row0_ = item_ / 28 % 28;
  let batch_ = item_ / 784;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let r0_ = random_1(bitcast<i32>(uniforms_[0].x), (-2041644997), bitcast<i32>(uniforms_[0].y), 0);
  let i1_ = i32(floor(r0_.lane0 * 5.0f + (-2.0f)));
  for (var step_ = 0; step_ < rounds_(28); step_++) {
    let a2_ = f32(row1_ == step_ + i1_);
    let b3_ = in0_[step_ * 28 + column_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  let c4_ = column_ < 27;
  let c5_ = 0 <= column_ - 1;
  {
    let at_ = row0_;
    let i6_ = column_ + at_ * 28;
    let x7_ = in1_[i6_];
    let c8_ = x7_ < 0.0f;
    let t9_ = exp_1(select(-x7_, x7_, c8_));
    let t10_ = (select(0.0f, in2_[select(0, i6_ + 1, c4_)], c4_) - select(0.0f, in2_[select(0, i6_, c4_)], c4_)) * 0.003968254f;
    let t11_ = (select(0.0f, in2_[select(0, i6_, c5_)], c5_) - select(0.0f, in2_[select(0, i6_ - 1, c5_)], c5_)) * 0.003968254f;
    let c12_ = at_ < 27;
    let t13_ = (select(0.0f, in2_[select(0, i6_ + 28, c12_)], c12_) - select(0.0f, in2_[select(0, i6_, c12_)], c12_)) * 0.003968254f;
    let c14_ = 0 <= at_ - 1;
    let t15_ = (select(0.0f, in2_[select(0, i6_, c14_)], c14_) - select(0.0f, in2_[select(0, i6_ - 28, c14_)], c14_)) * 0.003968254f;
    let t16_ = select(0.0f, t11_ + t11_, c5_) + (select(0.0f, -(t13_ + t13_), c12_) + (select(0.0f, t15_ + t15_, c14_) + sum0_));
    let t17_ = select(0.0f, -(t10_ + t10_), c4_) + t16_;
    let t18_ = t9_ + 1.0f;
    let t19_ = t9_ * (select(0.0f, t17_ / t18_, c8_) - in2_[i6_] * t17_ / t18_);
    out3_[i6_] = select(0.0f, t19_, c8_) - select(t19_, 0.0f, c8_);
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
