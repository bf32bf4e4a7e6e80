// dot-register-8x1-swap
// dot 1 x 2 x 1568 x 9: 2 x 1 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 1568) { return; }
  let column_ = item_ % 1568;
  let row0_ = item_ / 1568 % 1 * 2;
  let batch_ = item_ / 1568;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i3_ = column_ / 28 % 28;
  let i4_ = column_ % 28;
  for (var step_ = 0; step_ < 9; step_++) {
    let i0_ = step_ * 2;
    let a1_ = in1_[i0_ + row1_];
    let a2_ = in1_[i0_ + row2_];
    let i5_ = step_ / 3;
    let i6_ = i5_ + i3_ - 1;
    let i7_ = step_ % 3;
    let i8_ = i7_ + i4_ - 1;
    let c9_ = ((0 <= i6_) & (i6_ < 28)) & ((0 <= i8_) & (i8_ < 28));
    let b10_ = select(0.0f, in0_[select(0, column_ + i7_ + i5_ * 28 - 29, c9_)], c9_);
    sum0_ = fma(a1_, b10_, sum0_);
    sum1_ = fma(a2_, b10_, sum1_);
  }
  let i11_ = column_ * 2;
  {
    let at_ = row0_;
    out3_[i11_ + at_] = sum0_ + in2_[at_];
  }
  {
    let at_ = row0_ + 1;
    out3_[i11_ + at_] = sum1_ + in2_[at_];
  }
}

// row-thread-vec4
// 784 rows of 4: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4i>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 195);
  var sum0_ = vec4f(bits_(0xff800000u));
  let i0_ = (vec4i(0, 1, 2, 3) & vec4i(1)) + (vec4i(0, 1, 2, 3) >> vec4u(1u)) * 4 + row_ % 7 * 8 + row_ / 7 * 112;
  for (var col_ = 0; col_ < 4; col_++) {
    let i1_ = i0_ + (col_ & 1) * 2 + (col_ >> 1u) * 56;
    let x2_ = vec4f(in0_[i1_.x], in0_[i1_.y], in0_[i1_.z], in0_[i1_.w]);
    sum0_ = max_4(sum0_, select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f)));
  }
  let acc0_ = sum0_;
  var sum1_ = vec4i(2147483647);
  for (var col_ = 0; col_ < 4; col_++) {
    let i3_ = i0_ + (col_ & 1) * 2 + (col_ >> 1u) * 56;
    let x4_ = vec4f(in0_[i3_.x], in0_[i3_.y], in0_[i3_.z], in0_[i3_.w]);
    let t5_ = select(x4_, vec4f(0.0f), x4_ <= vec4f(0.0f));
    sum1_ = min(sum1_, select(vec4i(4), vec4i(col_), (t5_ == acc0_) | isnan_4(t5_)));
  }
  let acc1_ = sum1_;
  if (place_ < 196) {
    out1_[row_] = min(acc1_, vec4i(3));
  }
  var sum2_ = vec4f(0.0f);
  let i6_ = min(acc1_, vec4i(3));
  for (var col_ = 0; col_ < 4; col_++) {
    let i7_ = i0_ + (col_ & 1) * 2 + (col_ >> 1u) * 56;
    let x8_ = vec4f(in0_[i7_.x], in0_[i7_.y], in0_[i7_.z], in0_[i7_.w]);
    sum2_ = sum2_ + select(vec4f(0.0f), select(x8_, vec4f(0.0f), x8_ <= vec4f(0.0f)), vec4i(col_) == i6_);
  }
  let acc2_ = sum2_;
  if (place_ < 196) {
    out2_[row_] = acc2_;
  }
}

// dot-register-8x1-swap
// dot 1 x 4 x 392 x 18: 4 x 1 a lane, register, a over m, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 392) { return; }
  let column_ = item_ % 392;
  let row0_ = item_ / 392 % 1 * 4;
  let batch_ = item_ / 392;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  let i1_ = column_ * 2;
  let i2_ = column_ / 14 % 14;
  let i3_ = column_ % 14;
  for (var step_ = 0; step_ < 18; step_++) {
    let a0_ = in1_[step_ + quad0_];
    let i4_ = step_ / 6;
    let i5_ = i4_ + i2_ - 1;
    let i6_ = (step_ >> 1u) % 3;
    let i7_ = i6_ + i3_ - 1;
    let c8_ = ((0 <= i5_) & (i5_ < 14)) & ((0 <= i7_) & (i7_ < 14));
    let b9_ = select(0.0f, in0_[select(0, i1_ + (step_ & 1) + i6_ * 2 + i4_ * 28 - 30, c8_)], c8_);
    sum0_ = fma(a0_.x, b9_, sum0_);
    sum1_ = fma(a0_.y, b9_, sum1_);
    sum2_ = fma(a0_.z, b9_, sum2_);
    sum3_ = fma(a0_.w, b9_, sum3_);
  }
  let i10_ = column_ * 4;
  {
    let at_ = row0_;
    out3_[i10_ + at_] = sum0_ + in2_[at_];
  }
  {
    let at_ = row0_ + 1;
    out3_[i10_ + at_] = sum1_ + in2_[at_];
  }
  {
    let at_ = row0_ + 2;
    out3_[i10_ + at_] = sum2_ + in2_[at_];
  }
  {
    let at_ = row0_ + 3;
    out3_[i10_ + at_] = sum3_ + in2_[at_];
  }
}

// rows-thread-vec4+thread-64
// 392 rows of 4: 64 x 1 lanes (none), 4 rows at once; 1 rows of 2: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4i>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 97);
  var sum0_ = vec4f(bits_(0xff800000u));
  let i0_ = row_ % 7 * 2 + row_ / 7 * 28;
  for (var col_ = 0; col_ < 4; col_++) {
    let x1_ = in0_[i0_ + (col_ & 1) + (col_ >> 1u) * 14];
    sum0_ = max_4(sum0_, select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f)));
  }
  let acc0_ = sum0_;
  var sum1_ = vec4i(2147483647);
  for (var col_ = 0; col_ < 4; col_++) {
    let x2_ = in0_[i0_ + (col_ & 1) + (col_ >> 1u) * 14];
    let t3_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    sum1_ = min(sum1_, select(vec4i(4), vec4i(col_), (t3_ == acc0_) | isnan_4(t3_)));
  }
  let acc1_ = sum1_;
  if (place_ < 98) {
    out2_[row_] = min(acc1_, vec4i(3));
  }
  var sum2_ = vec4f(0.0f);
  let i4_ = min(acc1_, vec4i(3));
  for (var col_ = 0; col_ < 4; col_++) {
    let x5_ = in0_[i0_ + (col_ & 1) + (col_ >> 1u) * 14];
    sum2_ = sum2_ + select(vec4f(0.0f), select(x5_, vec4f(0.0f), x5_ <= vec4f(0.0f)), vec4i(col_) == i4_);
  }
  let acc2_ = sum2_;
  if (place_ < 98) {
    out3_[row_] = acc2_;
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 2; col_++) {
    sum0_ = sum0_ + f32(!(in1_[col_] == (-100)));
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out4_[0] = acc0_;
  }
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 2) { part0_(flat_, local_); }
  else { part1_(flat_ - 2, local_); }
}

// dot-register-8x4
// dot 1 x 98 x 8 x 36: 8 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<uniform> uniforms_: array<vec4u, 2>;
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
  if (item_ >= 26) { return; }
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 13 * 8;
  let batch_ = item_ / 26;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  var sum7_ = vec4f();
  let row1_ = min(row0_, 97);
  let row2_ = min(row0_ + 1, 97);
  let row3_ = min(row0_ + 2, 97);
  let row4_ = min(row0_ + 3, 97);
  let row5_ = min(row0_ + 4, 97);
  let row6_ = min(row0_ + 5, 97);
  let row7_ = min(row0_ + 6, 97);
  let row8_ = min(row0_ + 7, 97);
  let i0_ = row1_ / 7 % 7;
  let i1_ = row1_ % 7;
  let i2_ = row2_ / 7 % 7;
  let i3_ = row2_ % 7;
  let i4_ = row3_ / 7 % 7;
  let i5_ = row3_ % 7;
  let i6_ = row4_ / 7 % 7;
  let i7_ = row4_ % 7;
  let i8_ = row5_ / 7 % 7;
  let i9_ = row5_ % 7;
  let i10_ = row6_ / 7 % 7;
  let i11_ = row6_ % 7;
  let i12_ = row7_ / 7 % 7;
  let i13_ = row7_ % 7;
  let i14_ = row8_ / 7 % 7;
  let i15_ = row8_ % 7;
  for (var step_ = 0; step_ < 9; step_++) {
    let i16_ = step_ / 3;
    let i17_ = i0_ + i16_ - 1;
    let i18_ = step_ % 3;
    let i19_ = i1_ + i18_ - 1;
    let c20_ = ((0 <= i17_) & (i17_ < 7)) & ((0 <= i19_) & (i19_ < 7));
    let i21_ = i16_ * 7;
    let i22_ = i16_ + i2_ - 1;
    let i23_ = i18_ + i3_ - 1;
    let c24_ = ((0 <= i22_) & (i22_ < 7)) & ((0 <= i23_) & (i23_ < 7));
    let i25_ = i16_ + i4_ - 1;
    let i26_ = i18_ + i5_ - 1;
    let c27_ = ((0 <= i25_) & (i25_ < 7)) & ((0 <= i26_) & (i26_ < 7));
    let i28_ = i16_ + i6_ - 1;
    let i29_ = i18_ + i7_ - 1;
    let c30_ = ((0 <= i28_) & (i28_ < 7)) & ((0 <= i29_) & (i29_ < 7));
    let i31_ = i16_ + i8_ - 1;
    let i32_ = i18_ + i9_ - 1;
    let c33_ = ((0 <= i31_) & (i31_ < 7)) & ((0 <= i32_) & (i32_ < 7));
    let i34_ = i16_ + i10_ - 1;
    let i35_ = i18_ + i11_ - 1;
    let c36_ = ((0 <= i34_) & (i34_ < 7)) & ((0 <= i35_) & (i35_ < 7));
    let i37_ = i16_ + i12_ - 1;
    let i38_ = i18_ + i13_ - 1;
    let c39_ = ((0 <= i37_) & (i37_ < 7)) & ((0 <= i38_) & (i38_ < 7));
    let i40_ = i16_ + i14_ - 1;
    let i41_ = i18_ + i15_ - 1;
    let c42_ = ((0 <= i40_) & (i40_ < 7)) & ((0 <= i41_) & (i41_ < 7));
    let a43_ = select(vec4f(), in0_[select(0, row1_ + i18_ + i21_ - 8, c20_)], c20_);
    let a44_ = select(vec4f(), in0_[select(0, row2_ + i18_ + i21_ - 8, c24_)], c24_);
    let a45_ = select(vec4f(), in0_[select(0, row3_ + i18_ + i21_ - 8, c27_)], c27_);
    let a46_ = select(vec4f(), in0_[select(0, row4_ + i18_ + i21_ - 8, c30_)], c30_);
    let a47_ = select(vec4f(), in0_[select(0, row5_ + i18_ + i21_ - 8, c33_)], c33_);
    let a48_ = select(vec4f(), in0_[select(0, row6_ + i18_ + i21_ - 8, c36_)], c36_);
    let a49_ = select(vec4f(), in0_[select(0, row7_ + i18_ + i21_ - 8, c39_)], c39_);
    let a50_ = select(vec4f(), in0_[select(0, row8_ + i18_ + i21_ - 8, c42_)], c42_);
    let i51_ = step_ * 8 + column_;
    let b52_ = in1_[i51_];
    let b53_ = in1_[i51_ + 2];
    let b54_ = in1_[i51_ + 4];
    let b55_ = in1_[i51_ + 6];
    sum0_ = fma(vec4f(a43_.x), b52_, sum0_);
    sum1_ = fma(vec4f(a44_.x), b52_, sum1_);
    sum2_ = fma(vec4f(a45_.x), b52_, sum2_);
    sum3_ = fma(vec4f(a46_.x), b52_, sum3_);
    sum4_ = fma(vec4f(a47_.x), b52_, sum4_);
    sum5_ = fma(vec4f(a48_.x), b52_, sum5_);
    sum6_ = fma(vec4f(a49_.x), b52_, sum6_);
    sum7_ = fma(vec4f(a50_.x), b52_, sum7_);
    sum0_ = fma(vec4f(a43_.y), b53_, sum0_);
    sum1_ = fma(vec4f(a44_.y), b53_, sum1_);
    sum2_ = fma(vec4f(a45_.y), b53_, sum2_);
    sum3_ = fma(vec4f(a46_.y), b53_, sum3_);
    sum4_ = fma(vec4f(a47_.y), b53_, sum4_);
    sum5_ = fma(vec4f(a48_.y), b53_, sum5_);
    sum6_ = fma(vec4f(a49_.y), b53_, sum6_);
    sum7_ = fma(vec4f(a50_.y), b53_, sum7_);
    sum0_ = fma(vec4f(a43_.z), b54_, sum0_);
    sum1_ = fma(vec4f(a44_.z), b54_, sum1_);
    sum2_ = fma(vec4f(a45_.z), b54_, sum2_);
    sum3_ = fma(vec4f(a46_.z), b54_, sum3_);
    sum4_ = fma(vec4f(a47_.z), b54_, sum4_);
    sum5_ = fma(vec4f(a48_.z), b54_, sum5_);
    sum6_ = fma(vec4f(a49_.z), b54_, sum6_);
    sum7_ = fma(vec4f(a50_.z), b54_, sum7_);
    sum0_ = fma(vec4f(a43_.w), b55_, sum0_);
    sum1_ = fma(vec4f(a44_.w), b55_, sum1_);
    sum2_ = fma(vec4f(a45_.w), b55_, sum2_);
    sum3_ = fma(vec4f(a46_.w), b55_, sum3_);
    sum4_ = fma(vec4f(a47_.w), b55_, sum4_);
    sum5_ = fma(vec4f(a48_.w), b55_, sum5_);
    sum6_ = fma(vec4f(a49_.w), b55_, sum6_);
    sum7_ = fma(vec4f(a50_.w), b55_, sum7_);
  }
  let x56_ = in2_[column_];
  let i57_ = column_ * 4 + vec4i(0, 1, 2, 3);
  if (row0_ < 98) {
    let at_ = row0_;
    let t58_ = sum0_ + x56_;
    let i59_ = column_ + at_ * 2;
    let r60_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i57_ + at_ * 8);
    let v61_ = select(t58_, vec4f(0.0f), t58_ <= vec4f(0.0f)) * vec4f(r60_.lane0 < vec4f(0.75f)) / 0.75f;
    out3_[i59_] = t58_;
    out4_[i59_] = v61_;
  }
  if (row0_ + 1 < 98) {
    let at_ = row0_ + 1;
    let t62_ = sum1_ + x56_;
    let i63_ = column_ + at_ * 2;
    let r64_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i57_ + at_ * 8);
    let v65_ = select(t62_, vec4f(0.0f), t62_ <= vec4f(0.0f)) * vec4f(r64_.lane0 < vec4f(0.75f)) / 0.75f;
    out3_[i63_] = t62_;
    out4_[i63_] = v65_;
  }
  if (row0_ + 2 < 98) {
    let at_ = row0_ + 2;
    let t66_ = sum2_ + x56_;
    let i67_ = column_ + at_ * 2;
    let r68_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i57_ + at_ * 8);
    let v69_ = select(t66_, vec4f(0.0f), t66_ <= vec4f(0.0f)) * vec4f(r68_.lane0 < vec4f(0.75f)) / 0.75f;
    out3_[i67_] = t66_;
    out4_[i67_] = v69_;
  }
  if (row0_ + 3 < 98) {
    let at_ = row0_ + 3;
    let t70_ = sum3_ + x56_;
    let i71_ = column_ + at_ * 2;
    let r72_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i57_ + at_ * 8);
    let v73_ = select(t70_, vec4f(0.0f), t70_ <= vec4f(0.0f)) * vec4f(r72_.lane0 < vec4f(0.75f)) / 0.75f;
    out3_[i71_] = t70_;
    out4_[i71_] = v73_;
  }
  if (row0_ + 4 < 98) {
    let at_ = row0_ + 4;
    let t74_ = sum4_ + x56_;
    let i75_ = column_ + at_ * 2;
    let r76_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i57_ + at_ * 8);
    let v77_ = select(t74_, vec4f(0.0f), t74_ <= vec4f(0.0f)) * vec4f(r76_.lane0 < vec4f(0.75f)) / 0.75f;
    out3_[i75_] = t74_;
    out4_[i75_] = v77_;
  }
  if (row0_ + 5 < 98) {
    let at_ = row0_ + 5;
    let t78_ = sum5_ + x56_;
    let i79_ = column_ + at_ * 2;
    let r80_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i57_ + at_ * 8);
    let v81_ = select(t78_, vec4f(0.0f), t78_ <= vec4f(0.0f)) * vec4f(r80_.lane0 < vec4f(0.75f)) / 0.75f;
    out3_[i79_] = t78_;
    out4_[i79_] = v81_;
  }
  if (row0_ + 6 < 98) {
    let at_ = row0_ + 6;
    let t82_ = sum6_ + x56_;
    let i83_ = column_ + at_ * 2;
    let r84_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i57_ + at_ * 8);
    let v85_ = select(t82_, vec4f(0.0f), t82_ <= vec4f(0.0f)) * vec4f(r84_.lane0 < vec4f(0.75f)) / 0.75f;
    out3_[i83_] = t82_;
    out4_[i83_] = v85_;
  }
  if (row0_ + 7 < 98) {
    let at_ = row0_ + 7;
    let t86_ = sum7_ + x56_;
    let i87_ = column_ + at_ * 2;
    let r88_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i57_ + at_ * 8);
    let v89_ = select(t86_, vec4f(0.0f), t86_ <= vec4f(0.0f)) * vec4f(r88_.lane0 < vec4f(0.75f)) / 0.75f;
    out3_[i87_] = t86_;
    out4_[i87_] = v89_;
  }
}

// dot-split
// dot 1 x 2 x 10 x 392: 2 x 4 a lane, split, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
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
  let i0_ = row1_ * 98;
  let i1_ = row2_ * 98;
  let i4_ = column_ * 4;
  let i5_ = min(i4_, 9);
  let i6_ = min(i4_ + 1, 9);
  let i7_ = min(i4_ + 2, 9);
  let i8_ = min(i4_ + 3, 9);
  for (var step_ = i32(local_); step_ < 98; step_ += 32) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let i9_ = step_ * 40 + vec4i(0, 1, 2, 3) * 10;
    let i10_ = i9_ + i5_;
    let i11_ = i9_ + i6_;
    let i12_ = i9_ + i7_;
    let i13_ = i9_ + i8_;
    let b14_ = vec4f(in1_[i10_.x], in1_[i10_.y], in1_[i10_.z], in1_[i10_.w]);
    let b15_ = vec4f(in1_[i11_.x], in1_[i11_.y], in1_[i11_.z], in1_[i11_.w]);
    let b16_ = vec4f(in1_[i12_.x], in1_[i12_.y], in1_[i12_.z], in1_[i12_.w]);
    let b17_ = vec4f(in1_[i13_.x], in1_[i13_.y], in1_[i13_.z], in1_[i13_.w]);
    let b18_ = vec4f(b14_.x, b15_.x, b16_.x, b17_.x);
    sum0_ = fma(vec4f(a2_.x), b18_, sum0_);
    sum1_ = fma(vec4f(a3_.x), b18_, sum1_);
    let b19_ = vec4f(b14_.y, b15_.y, b16_.y, b17_.y);
    sum0_ = fma(vec4f(a2_.y), b19_, sum0_);
    sum1_ = fma(vec4f(a3_.y), b19_, sum1_);
    let b20_ = vec4f(b14_.z, b15_.z, b16_.z, b17_.z);
    sum0_ = fma(vec4f(a2_.z), b20_, sum0_);
    sum1_ = fma(vec4f(a3_.z), b20_, sum1_);
    let b21_ = vec4f(b14_.w, b15_.w, b16_.w, b17_.w);
    sum0_ = fma(vec4f(a2_.w), b21_, sum0_);
    sum1_ = fma(vec4f(a3_.w), b21_, sum1_);
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
  let i22_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(9));
  let x23_ = vec4f(in2_[i22_.x], in2_[i22_.y], in2_[i22_.z], in2_[i22_.w]);
  if (local_ == 0u) {
    let at_ = row0_;
    let v24_ = sum0_ + x23_;
    let i25_ = i22_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out3_[i25_.x] = v24_.x; }
    if (column_ * 4 + 1 < 10) { out3_[i25_.y] = v24_.y; }
    if (column_ * 4 + 2 < 10) { out3_[i25_.z] = v24_.z; }
    if (column_ * 4 + 3 < 10) { out3_[i25_.w] = v24_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let v26_ = sum1_ + x23_;
    let i27_ = i22_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out3_[i27_.x] = v26_.x; }
    if (column_ * 4 + 1 < 10) { out3_[i27_.y] = v26_.y; }
    if (column_ * 4 + 2 < 10) { out3_[i27_.z] = v26_.z; }
    if (column_ * 4 + 3 < 10) { out3_[i27_.w] = v26_.w; }
  }
}

// row-workgroup
// 2 rows of 10: 16 x 16 lanes (shared)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
var<workgroup> lanes0_: array<f32, 256>;
var<workgroup> lanes1_: array<f32, 256>;
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

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let rowLane_ = i32(local_ / 16u);
  let colLane_ = i32(local_ % 16u);
  let place_ = i32(group_.x) * 16 + rowLane_;
  let row_ = min(place_, 1);
  var sum0_ = bits_(0xff800000u);
  let i0_ = row_ * 10;
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    sum0_ = max_1(sum0_, in0_[i0_ + col_]);
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
  let x1_ = in1_[row_];
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    let t2_ = in0_[i0_ + col_] - acc0_;
    sum1_ = sum1_ + select(0.0f, t2_, col_ == x1_);
    sum2_ = sum2_ + exp(t2_);
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
  if (place_ < 2 && colLane_ == 0) {
    out3_[row_] = select(log_1(acc2_) - acc1_, 0.0f, x1_ == (-100));
  }
  let t3_ = select(1.0f / in2_[0], 0.0f, x1_ == (-100));
  let t4_ = t3_ / acc2_;
  let t5_ = select(t4_, 0.0f, (t3_ == 0.0f) & (!isfinite_1(t4_)));
  let c6_ = t5_ == 0.0f;
  let t7_ = -t3_;
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    let i8_ = i0_ + col_;
    let t9_ = exp(in0_[i8_] - acc0_) * t5_;
    if (place_ < 2) {
      out4_[i8_] = select(t9_, 0.0f, c6_ & (!isfinite_1(t9_))) + select(0.0f, t7_, col_ == x1_);
    }
  }
}

// row-thread
// 1 rows of 2: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 2; col_++) {
    sum0_ = sum0_ + in0_[col_];
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out2_[0] = acc0_ / in1_[0];
  }
}

// dot-register-8x4
// dot 1 x 392 x 10 x 2: 8 x 4 a lane, register, a over m, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 147) { return; }
  let column_ = item_ % 3;
  let row0_ = item_ / 3 % 49 * 8;
  let batch_ = item_ / 147;
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
  let i3_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(9));
  for (var step_ = 0; step_ < 2; step_++) {
    let i0_ = step_ * 98;
    let a1_ = in0_[i0_ + quad0_];
    let a2_ = in0_[i0_ + quad1_];
    let i4_ = step_ * 10 + i3_;
    let b5_ = vec4f(in1_[i4_.x], in1_[i4_.y], in1_[i4_.z], in1_[i4_.w]);
    sumB_ += b5_;
    sum0_ = fma(vec4f(a1_.x), b5_, sum0_);
    sum1_ = fma(vec4f(a1_.y), b5_, sum1_);
    sum2_ = fma(vec4f(a1_.z), b5_, sum2_);
    sum3_ = fma(vec4f(a1_.w), b5_, sum3_);
    sum4_ = fma(vec4f(a2_.x), b5_, sum4_);
    sum5_ = fma(vec4f(a2_.y), b5_, sum5_);
    sum6_ = fma(vec4f(a2_.z), b5_, sum6_);
    sum7_ = fma(vec4f(a2_.w), b5_, sum7_);
  }
  let i6_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(9));
  {
    let at_ = row0_;
    let i7_ = i6_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i7_.x] = sum0_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i7_.y] = sum0_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i7_.z] = sum0_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i7_.w] = sum0_.w; }
  }
  {
    let at_ = row0_ + 1;
    let i8_ = i6_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i8_.x] = sum1_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i8_.y] = sum1_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i8_.z] = sum1_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i8_.w] = sum1_.w; }
  }
  {
    let at_ = row0_ + 2;
    let i9_ = i6_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i9_.x] = sum2_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i9_.y] = sum2_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i9_.z] = sum2_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i9_.w] = sum2_.w; }
  }
  {
    let at_ = row0_ + 3;
    let i10_ = i6_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i10_.x] = sum3_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i10_.y] = sum3_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i10_.z] = sum3_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i10_.w] = sum3_.w; }
  }
  {
    let at_ = row0_ + 4;
    let i11_ = i6_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i11_.x] = sum4_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i11_.y] = sum4_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i11_.z] = sum4_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i11_.w] = sum4_.w; }
  }
  {
    let at_ = row0_ + 5;
    let i12_ = i6_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i12_.x] = sum5_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i12_.y] = sum5_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i12_.z] = sum5_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i12_.w] = sum5_.w; }
  }
  {
    let at_ = row0_ + 6;
    let i13_ = i6_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i13_.x] = sum6_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i13_.y] = sum6_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i13_.z] = sum6_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i13_.w] = sum6_.w; }
  }
  {
    let at_ = row0_ + 7;
    let i14_ = i6_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i14_.x] = sum7_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i14_.y] = sum7_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i14_.z] = sum7_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i14_.w] = sum7_.w; }
  }
  if (row0_ == 0) {
    let i15_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(9));
    if (column_ * 4 + 0 < 10) { out3_[i15_.x] = sumB_.x; }
    if (column_ * 4 + 1 < 10) { out3_[i15_.y] = sumB_.y; }
    if (column_ * 4 + 2 < 10) { out3_[i15_.z] = sumB_.z; }
    if (column_ * 4 + 3 < 10) { out3_[i15_.w] = sumB_.w; }
  }
}

// dot-register-8x1
// dot 1 x 2 x 392 x 10: 2 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<uniform> uniforms_: array<vec4u, 2>;
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
  if (item_ >= 392) { return; }
  let column_ = item_ % 392;
  let row0_ = item_ / 392 % 1 * 2;
  let batch_ = item_ / 392;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 10;
  let i1_ = row2_ * 10;
  let i4_ = column_ * 10;
  for (var step_ = 0; step_ < 10; step_++) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let b5_ = in1_[step_ + i4_];
    sum0_ = fma(a2_, b5_, sum0_);
    sum1_ = fma(a3_, b5_, sum1_);
  }
  {
    let at_ = row0_;
    let i6_ = column_ + at_ * 392;
    let r7_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), i6_);
    out2_[i6_] = select(f32(r7_.lane0 < 0.75f) * (sum0_ / 0.75f), 0.0f, out2_[i6_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i8_ = column_ + at_ * 392;
    let r9_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), i8_);
    out2_[i8_] = select(f32(r9_.lane0 < 0.75f) * (sum1_ / 0.75f), 0.0f, out2_[i8_] <= 0.0f);
  }
}

// row-tile-vec4
// 8 rows of 98: 2 x 128 lanes (shared), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
var<workgroup> lanes0_: array<vec4f, 256>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_ / 2u);
  let rowLane_ = i32(local_ % 2u);
  let row_ = i32(group_.x) * 2 + rowLane_;
  var sum0_ = vec4f(0.0f);
  for (var col_ = colLane_; col_ < 98; col_ += 128) {
    sum0_ = sum0_ + in0_[row_ + col_ * 2];
  }
  lanes0_[local_] = sum0_;
  for (var half_ = 64u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_ * 2u];
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[rowLane_];
  if (colLane_ == 0) {
    out1_[row_] = acc0_;
  }
}

// dot-split-swap
// dot 1 x 8 x 36 x 98: 4 x 4 a lane, split, a over m, b over n, m and n exchanged
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
  let quad0_ = row0_ / 4 + 0;
  let i1_ = column_ / 3;
  let i2_ = column_ % 3;
  let i3_ = i1_ * 7;
  for (var step_ = i32(local_); step_ < 98; step_ += 32) {
    let a0_ = in1_[quad0_ + (step_ & 1) * 98 + (step_ >> 1u) * 2];
    let i4_ = step_ / 14 + i1_ - 1;
    let i5_ = (step_ >> 1u);
    let i6_ = i5_ % 7 + i2_ - 1;
    let c7_ = ((0 <= i4_) & (i4_ < 7)) & ((0 <= i6_) & (i6_ < 7));
    let b8_ = select(vec4f(), in0_[select(0, (step_ & 1) * 49 + i5_ + i2_ + i3_ - 8, c7_)], c7_);
    sum0_ = fma(vec4f(a0_.x), b8_, sum0_);
    sum1_ = fma(vec4f(a0_.y), b8_, sum1_);
    sum2_ = fma(vec4f(a0_.z), b8_, sum2_);
    sum3_ = fma(vec4f(a0_.w), b8_, sum3_);
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
  let i9_ = column_ * 32 + vec4i(0, 1, 2, 3) * 8;
  if (local_ == 0u) {
    let at_ = row0_;
    let i10_ = i9_ + at_;
    out2_[i10_.x] = sum0_.x;
    out2_[i10_.y] = sum0_.y;
    out2_[i10_.z] = sum0_.z;
    out2_[i10_.w] = sum0_.w;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i11_ = i9_ + at_;
    out2_[i11_.x] = sum1_.x;
    out2_[i11_.y] = sum1_.y;
    out2_[i11_.z] = sum1_.z;
    out2_[i11_.w] = sum1_.w;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    let i12_ = i9_ + at_;
    out2_[i12_.x] = sum2_.x;
    out2_[i12_.y] = sum2_.y;
    out2_[i12_.z] = sum2_.z;
    out2_[i12_.w] = sum2_.w;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    let i13_ = i9_ + at_;
    out2_[i13_.x] = sum3_.x;
    out2_[i13_.y] = sum3_.y;
    out2_[i13_.z] = sum3_.z;
    out2_[i13_.w] = sum3_.w;
  }
}

// dot-split-swap
// dot 1 x 4 x 98 x 72: 4 x 4 a lane, split, a over k, b over k, m and n exchanged
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
  let i0_ = row1_ * 2;
  let i1_ = row2_ * 2;
  let i2_ = row3_ * 2;
  let i3_ = row4_ * 2;
  let i10_ = column_ * 4;
  let i11_ = min(i10_, 97);
  let i12_ = min(i10_ + 1, 97);
  let i13_ = min(i10_ + 2, 97);
  let i14_ = min(i10_ + 3, 97);
  let i15_ = i11_ * 2;
  let i16_ = i11_ / 7 % 7;
  let i17_ = i11_ % 7;
  let i18_ = i12_ * 2;
  let i19_ = i12_ / 7 % 7;
  let i20_ = i12_ % 7;
  let i21_ = i13_ * 2;
  let i22_ = i13_ / 7 % 7;
  let i23_ = i13_ % 7;
  let i24_ = i14_ * 2;
  let i25_ = i14_ / 7 % 7;
  let i26_ = i14_ % 7;
  for (var step_ = i32(local_); step_ < 18; step_ += 32) {
    let i4_ = (step_ & 1);
    let i5_ = (step_ >> 1u) * (-8);
    let a6_ = in1_[i0_ + i4_ + i5_ + 64];
    let a7_ = in1_[i1_ + i4_ + i5_ + 64];
    let a8_ = in1_[i2_ + i4_ + i5_ + 64];
    let a9_ = in1_[i3_ + i4_ + i5_ + 64];
    let i27_ = step_ / 6;
    let i28_ = i27_ + i16_ - 1;
    let i29_ = (step_ >> 1u) % 3;
    let i30_ = i29_ + i17_ - 1;
    let c31_ = ((0 <= i28_) & (i28_ < 7)) & ((0 <= i30_) & (i30_ < 7));
    let i32_ = (step_ & 1) + i29_ * 2 + i27_ * 14;
    let i33_ = i27_ + i19_ - 1;
    let i34_ = i29_ + i20_ - 1;
    let c35_ = ((0 <= i33_) & (i33_ < 7)) & ((0 <= i34_) & (i34_ < 7));
    let i36_ = i27_ + i22_ - 1;
    let i37_ = i29_ + i23_ - 1;
    let c38_ = ((0 <= i36_) & (i36_ < 7)) & ((0 <= i37_) & (i37_ < 7));
    let i39_ = i27_ + i25_ - 1;
    let i40_ = i29_ + i26_ - 1;
    let c41_ = ((0 <= i39_) & (i39_ < 7)) & ((0 <= i40_) & (i40_ < 7));
    let b42_ = select(vec4f(), in0_[select(0, i32_ + i15_ - 16, c31_)], c31_);
    let b43_ = select(vec4f(), in0_[select(0, i32_ + i18_ - 16, c35_)], c35_);
    let b44_ = select(vec4f(), in0_[select(0, i32_ + i21_ - 16, c38_)], c38_);
    let b45_ = select(vec4f(), in0_[select(0, i32_ + i24_ - 16, c41_)], c41_);
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
  let i50_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(97)) * 4;
  if (local_ == 0u) {
    let at_ = row0_;
    let i51_ = i50_ + at_;
    if (column_ * 4 + 0 < 98) { out2_[i51_.x] = sum0_.x; }
    if (column_ * 4 + 1 < 98) { out2_[i51_.y] = sum0_.y; }
    if (column_ * 4 + 2 < 98) { out2_[i51_.z] = sum0_.z; }
    if (column_ * 4 + 3 < 98) { out2_[i51_.w] = sum0_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i52_ = i50_ + at_;
    if (column_ * 4 + 0 < 98) { out2_[i52_.x] = sum1_.x; }
    if (column_ * 4 + 1 < 98) { out2_[i52_.y] = sum1_.y; }
    if (column_ * 4 + 2 < 98) { out2_[i52_.z] = sum1_.z; }
    if (column_ * 4 + 3 < 98) { out2_[i52_.w] = sum1_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    let i53_ = i50_ + at_;
    if (column_ * 4 + 0 < 98) { out2_[i53_.x] = sum2_.x; }
    if (column_ * 4 + 1 < 98) { out2_[i53_.y] = sum2_.y; }
    if (column_ * 4 + 2 < 98) { out2_[i53_.z] = sum2_.z; }
    if (column_ * 4 + 3 < 98) { out2_[i53_.w] = sum2_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    let i54_ = i50_ + at_;
    if (column_ * 4 + 0 < 98) { out2_[i54_.x] = sum3_.x; }
    if (column_ * 4 + 1 < 98) { out2_[i54_.y] = sum3_.y; }
    if (column_ * 4 + 2 < 98) { out2_[i54_.z] = sum3_.z; }
    if (column_ * 4 + 3 < 98) { out2_[i54_.w] = sum3_.w; }
  }
}

// map-quad
// map of 1568 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4i>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 392) {
    let i0_ = item_ / 14;
    let i1_ = item_ / 196 * 49 + ((i0_ % 14) >> 1u) * 7 + ((item_ % 14) >> 1u);
    out2_[item_] = select(select(vec4f(0.0f), in1_[i1_], vec4i((i0_ & 1) * 2 + (item_ & 1)) == in0_[i1_]), vec4f(0.0f), out2_[item_] <= vec4f(0.0f));
  }
}

// row-tile-vec4
// 4 rows of 392: 1 x 256 lanes (shared), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
var<workgroup> lanes0_: array<vec4f, 256>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_);
  let row_ = i32(group_.x);
  var sum0_ = vec4f(0.0f);
  for (var col_ = colLane_; col_ < 392; col_ += 256) {
    sum0_ = sum0_ + in0_[row_ + col_];
  }
  lanes0_[local_] = sum0_;
  for (var half_ = 128u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_];
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[0];
  let i0_ = row_ * 4 + vec4i(0, 1, 2, 3);
  if (colLane_ == 0) {
    out1_[i0_.x] = acc0_.x;
    out1_[i0_.y] = acc0_.y;
    out1_[i0_.z] = acc0_.z;
    out1_[i0_.w] = acc0_.w;
  }
}

// dot-split-swap
// dot 1 x 4 x 18 x 392: 4 x 4 a lane, split, a over m, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
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
  let quad0_ = row0_ / 4 + 0;
  let i1_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(17));
  let i2_ = (i1_ >> vec4u(1u)) % 3;
  let i3_ = i1_ / 6;
  let i4_ = (i1_ & vec4i(1));
  let i5_ = i2_ * 2;
  let i6_ = i3_ * 28;
  for (var step_ = i32(local_); step_ < 392; step_ += 32) {
    let a0_ = in1_[quad0_ + (step_ & 1) * 196 + (step_ >> 1u)];
    let i7_ = (step_ >> 1u);
    let i8_ = (step_ & 1) * 392 + i7_ * 2 + i4_ + i5_ + i6_ - 30;
    let i9_ = step_ / 28 + i3_ - 1;
    let i10_ = i7_ % 14 + i2_ - 1;
    let c11_ = ((vec4i(0) <= i9_) & (i9_ < vec4i(14))) & ((vec4i(0) <= i10_) & (i10_ < vec4i(14)));
    let b12_ = vec4f(select(0.0f, in0_[select(0, i8_.x, c11_.x)], c11_.x), select(0.0f, in0_[select(0, i8_.y, c11_.y)], c11_.y), select(0.0f, in0_[select(0, i8_.z, c11_.z)], c11_.z), select(0.0f, in0_[select(0, i8_.w, c11_.w)], c11_.w));
    sum0_ = fma(vec4f(a0_.x), b12_, sum0_);
    sum1_ = fma(vec4f(a0_.y), b12_, sum1_);
    sum2_ = fma(vec4f(a0_.z), b12_, sum2_);
    sum3_ = fma(vec4f(a0_.w), b12_, sum3_);
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
  let i13_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(17)) * 4;
  if (local_ == 0u) {
    let at_ = row0_;
    let i14_ = i13_ + at_;
    if (column_ * 4 + 0 < 18) { out2_[i14_.x] = sum0_.x; }
    if (column_ * 4 + 1 < 18) { out2_[i14_.y] = sum0_.y; }
    if (column_ * 4 + 2 < 18) { out2_[i14_.z] = sum0_.z; }
    if (column_ * 4 + 3 < 18) { out2_[i14_.w] = sum0_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i15_ = i13_ + at_;
    if (column_ * 4 + 0 < 18) { out2_[i15_.x] = sum1_.x; }
    if (column_ * 4 + 1 < 18) { out2_[i15_.y] = sum1_.y; }
    if (column_ * 4 + 2 < 18) { out2_[i15_.z] = sum1_.z; }
    if (column_ * 4 + 3 < 18) { out2_[i15_.w] = sum1_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    let i16_ = i13_ + at_;
    if (column_ * 4 + 0 < 18) { out2_[i16_.x] = sum2_.x; }
    if (column_ * 4 + 1 < 18) { out2_[i16_.y] = sum2_.y; }
    if (column_ * 4 + 2 < 18) { out2_[i16_.z] = sum2_.z; }
    if (column_ * 4 + 3 < 18) { out2_[i16_.w] = sum2_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    let i17_ = i13_ + at_;
    if (column_ * 4 + 0 < 18) { out2_[i17_.x] = sum3_.x; }
    if (column_ * 4 + 1 < 18) { out2_[i17_.y] = sum3_.y; }
    if (column_ * 4 + 2 < 18) { out2_[i17_.z] = sum3_.z; }
    if (column_ * 4 + 3 < 18) { out2_[i17_.w] = sum3_.w; }
  }
}

// dot-register-8x1-swap
// dot 1 x 2 x 392 x 36: 2 x 1 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 392) { return; }
  let column_ = item_ % 392;
  let row0_ = item_ / 392 % 1 * 2;
  let batch_ = item_ / 392;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i3_ = column_ / 14 % 14;
  let i4_ = column_ % 14;
  for (var step_ = 0; step_ < 9; step_++) {
    let i0_ = step_ * (-2);
    let a1_ = in1_[i0_ + row1_ + 16];
    let a2_ = in1_[i0_ + row2_ + 16];
    let i5_ = step_ / 3;
    let i6_ = i5_ + i3_ - 1;
    let i7_ = step_ % 3;
    let i8_ = i7_ + i4_ - 1;
    let c9_ = ((0 <= i6_) & (i6_ < 14)) & ((0 <= i8_) & (i8_ < 14));
    let b10_ = select(vec4f(), in0_[select(0, column_ + i7_ + i5_ * 14 - 15, c9_)], c9_);
    sum0_ = fma(a1_.x, b10_.x, sum0_);
    sum1_ = fma(a2_.x, b10_.x, sum1_);
    sum0_ = fma(a1_.y, b10_.y, sum0_);
    sum1_ = fma(a2_.y, b10_.y, sum1_);
    sum0_ = fma(a1_.z, b10_.z, sum0_);
    sum1_ = fma(a2_.z, b10_.z, sum1_);
    sum0_ = fma(a1_.w, b10_.w, sum0_);
    sum1_ = fma(a2_.w, b10_.w, sum1_);
  }
  let i11_ = column_ * 2;
  {
    let at_ = row0_;
    out2_[i11_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[i11_ + at_] = sum1_;
  }
}

// map-quad
// map of 3136 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 784) {
    let i0_ = item_ / 14;
    let i1_ = (vec4i(0, 1, 2, 3) & vec4i(1)) + item_ % 14 * 2 + item_ / 392 * 392 + ((i0_ % 28) >> 1u) * 28;
    let t2_ = select(vec4f(0.0f), vec4f(in1_[i1_.x], in1_[i1_.y], in1_[i1_.z], in1_[i1_.w]), (vec4i(0, 1, 2, 3) >> vec4u(1u)) + (i0_ & 1) * 2 == vec4i(in0_[i1_.x], in0_[i1_.y], in0_[i1_.z], in0_[i1_.w]));
    out2_[item_] = select(t2_, vec4f(0.0f), out2_[item_] <= vec4f(0.0f));
  }
}

// row-tile
// 2 rows of 1568: 2 x 128 lanes (shared)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
var<workgroup> lanes0_: array<f32, 256>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_ / 2u);
  let rowLane_ = i32(local_ % 2u);
  let row_ = i32(group_.x) * 2 + rowLane_;
  var sum0_ = 0.0f;
  for (var col_ = colLane_; col_ < 1568; col_ += 128) {
    sum0_ = sum0_ + in0_[row_ + col_ * 2];
  }
  lanes0_[local_] = sum0_;
  for (var half_ = 64u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_ * 2u];
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[rowLane_];
  if (colLane_ == 0) {
    out1_[row_] = acc0_;
  }
}

// dot-split-swap
// dot 1 x 2 x 9 x 1568: 2 x 4 a lane, split, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
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
  let i4_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(8));
  let i5_ = i4_ / 3;
  let i6_ = i4_ % 3;
  let i7_ = i5_ * 28;
  for (var step_ = i32(local_); step_ < 1568; step_ += 32) {
    let i0_ = (step_ & 1) * 1568;
    let i1_ = (step_ >> 1u) * 2;
    let a2_ = in1_[row1_ + i0_ + i1_];
    let a3_ = in1_[row2_ + i0_ + i1_];
    let i8_ = (step_ >> 1u);
    let i9_ = (step_ & 1) * 784 + i8_ + i6_ + i7_ - 29;
    let i10_ = step_ / 56 + i5_ - 1;
    let i11_ = i8_ % 28 + i6_ - 1;
    let c12_ = ((vec4i(0) <= i10_) & (i10_ < vec4i(28))) & ((vec4i(0) <= i11_) & (i11_ < vec4i(28)));
    let b13_ = vec4f(select(0.0f, in0_[select(0, i9_.x, c12_.x)], c12_.x), select(0.0f, in0_[select(0, i9_.y, c12_.y)], c12_.y), select(0.0f, in0_[select(0, i9_.z, c12_.z)], c12_.z), select(0.0f, in0_[select(0, i9_.w, c12_.w)], c12_.w));
    sum0_ = fma(vec4f(a2_), b13_, sum0_);
    sum1_ = fma(vec4f(a3_), b13_, sum1_);
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
  let i14_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(8)) * 2;
  if (local_ == 0u) {
    let at_ = row0_;
    let i15_ = i14_ + at_;
    if (column_ * 4 + 0 < 9) { out2_[i15_.x] = sum0_.x; }
    if (column_ * 4 + 1 < 9) { out2_[i15_.y] = sum0_.y; }
    if (column_ * 4 + 2 < 9) { out2_[i15_.z] = sum0_.z; }
    if (column_ * 4 + 3 < 9) { out2_[i15_.w] = sum0_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i16_ = i14_ + at_;
    if (column_ * 4 + 0 < 9) { out2_[i16_.x] = sum1_.x; }
    if (column_ * 4 + 1 < 9) { out2_[i16_.y] = sum1_.y; }
    if (column_ * 4 + 2 < 9) { out2_[i16_.z] = sum1_.z; }
    if (column_ * 4 + 3 < 9) { out2_[i16_.w] = sum1_.w; }
  }
}

// map-quad
// map of 4736 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 2>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 1184) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
    let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
    let x3_ = out3_[item_];
    let t4_ = (t1_ / bitcast<f32>(uniforms_[0].z) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].w)) + 1e-8f) + x3_ * 0.01f) * bitcast<f32>(uniforms_[1].x);
    let v5_ = x3_ - t4_;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v5_;
  }
}
