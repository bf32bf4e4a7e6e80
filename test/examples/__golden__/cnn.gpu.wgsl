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
  let i5_ = column_ / 28 % 28;
  let i6_ = column_ % 28;
  for (var step_ = 0; step_ < 2; step_++) {
    let i0_ = step_ * 8 + vec4i(0, 1, 2, 3) * 2;
    let i1_ = i0_ + row1_;
    let i2_ = i0_ + row2_;
    let a3_ = vec4f(in1_[i1_.x], in1_[i1_.y], in1_[i1_.z], in1_[i1_.w]);
    let a4_ = vec4f(in1_[i2_.x], in1_[i2_.y], in1_[i2_.z], in1_[i2_.w]);
    let i7_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let i8_ = i7_ % 3;
    let i9_ = i7_ / 3;
    let i10_ = column_ + i8_ + i9_ * 28 - 29;
    let i11_ = i9_ + i5_ - 1;
    let i12_ = i8_ + i6_ - 1;
    let c13_ = ((vec4i(0) <= i11_) & (i11_ < vec4i(28))) & ((vec4i(0) <= i12_) & (i12_ < vec4i(28)));
    let b14_ = vec4f(select(0.0f, in0_[select(0, i10_.x, c13_.x)], c13_.x), select(0.0f, in0_[select(0, i10_.y, c13_.y)], c13_.y), select(0.0f, in0_[select(0, i10_.z, c13_.z)], c13_.z), select(0.0f, in0_[select(0, i10_.w, c13_.w)], c13_.w));
    sum0_ = fma(a3_.x, b14_.x, sum0_);
    sum1_ = fma(a4_.x, b14_.x, sum1_);
    sum0_ = fma(a3_.y, b14_.y, sum0_);
    sum1_ = fma(a4_.y, b14_.y, sum1_);
    sum0_ = fma(a3_.z, b14_.z, sum0_);
    sum1_ = fma(a4_.z, b14_.z, sum1_);
    sum0_ = fma(a3_.w, b14_.w, sum0_);
    sum1_ = fma(a4_.w, b14_.w, sum1_);
  }
  let x15_ = in1_[row1_ + 16];
  let x16_ = in1_[row2_ + 16];
  let c17_ = (column_ / 28 % 28 + 1 < 28) & (column_ % 28 + 1 < 28);
  let x18_ = select(0.0f, in0_[select(0, column_ + 29, c17_)], c17_);
  sum0_ = fma(x15_, x18_, sum0_);
  sum1_ = fma(x16_, x18_, sum1_);
  let i19_ = column_ * 2;
  {
    let at_ = row0_;
    out3_[i19_ + at_] = sum0_ + in2_[at_];
  }
  {
    let at_ = row0_ + 1;
    out3_[i19_ + at_] = sum1_ + in2_[at_];
  }
}

// row-thread-vec4
// 784 rows of 4: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 195);
  var sum0_ = vec4f((-3.4028234663852886e+38f));
  let i0_ = (vec4i(0, 1, 2, 3) & vec4i(1)) + (vec4i(0, 1, 2, 3) >> vec4u(1u)) * 4 + row_ % 7 * 8 + row_ / 7 * 112;
  for (var col_ = 0; col_ < 4; col_++) {
    let i1_ = i0_ + (col_ & 1) * 2 + (col_ >> 1u) * 56;
    let x2_ = vec4f(in0_[i1_.x], in0_[i1_.y], in0_[i1_.z], in0_[i1_.w]);
    sum0_ = max(sum0_, select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f)));
  }
  let acc0_ = sum0_;
  if (place_ < 196) {
    out1_[row_] = acc0_;
  }
  var sum1_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 4; col_++) {
    let i3_ = i0_ + (col_ & 1) * 2 + (col_ >> 1u) * 56;
    let x4_ = vec4f(in0_[i3_.x], in0_[i3_.y], in0_[i3_.z], in0_[i3_.w]);
    sum1_ = sum1_ + vec4f(select(x4_, vec4f(0.0f), x4_ <= vec4f(0.0f)) == acc0_);
  }
  let acc1_ = sum1_;
  if (place_ < 196) {
    out2_[row_] = acc1_;
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
  let i4_ = column_ * 2;
  let i5_ = column_ / 14 % 14;
  let i6_ = column_ % 14;
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in1_[step_ * 4 + quad0_];
    let a1_ = in1_[step_ * 4 + quad0_ + 1];
    let a2_ = in1_[step_ * 4 + quad0_ + 2];
    let a3_ = in1_[step_ * 4 + quad0_ + 3];
    let i7_ = (step_ * 2 + (vec4i(0, 1, 2, 3) >> vec4u(1u))) % 3;
    let i8_ = (step_ * 4 + vec4i(0, 1, 2, 3)) / 6;
    let i9_ = i4_ + (vec4i(0, 1, 2, 3) & vec4i(1)) + i7_ * 2 + i8_ * 28 - 30;
    let i10_ = i5_ + i8_ - 1;
    let i11_ = i6_ + i7_ - 1;
    let c12_ = ((vec4i(0) <= i10_) & (i10_ < vec4i(14))) & ((vec4i(0) <= i11_) & (i11_ < vec4i(14)));
    let b13_ = vec4f(select(0.0f, in0_[select(0, i9_.x, c12_.x)], c12_.x), select(0.0f, in0_[select(0, i9_.y, c12_.y)], c12_.y), select(0.0f, in0_[select(0, i9_.z, c12_.z)], c12_.z), select(0.0f, in0_[select(0, i9_.w, c12_.w)], c12_.w));
    sum0_ = fma(a0_.x, b13_.x, sum0_);
    sum1_ = fma(a0_.y, b13_.x, sum1_);
    sum2_ = fma(a0_.z, b13_.x, sum2_);
    sum3_ = fma(a0_.w, b13_.x, sum3_);
    sum0_ = fma(a1_.x, b13_.y, sum0_);
    sum1_ = fma(a1_.y, b13_.y, sum1_);
    sum2_ = fma(a1_.z, b13_.y, sum2_);
    sum3_ = fma(a1_.w, b13_.y, sum3_);
    sum0_ = fma(a2_.x, b13_.z, sum0_);
    sum1_ = fma(a2_.y, b13_.z, sum1_);
    sum2_ = fma(a2_.z, b13_.z, sum2_);
    sum3_ = fma(a2_.w, b13_.z, sum3_);
    sum0_ = fma(a3_.x, b13_.w, sum0_);
    sum1_ = fma(a3_.y, b13_.w, sum1_);
    sum2_ = fma(a3_.z, b13_.w, sum2_);
    sum3_ = fma(a3_.w, b13_.w, sum3_);
  }
  let x14_ = in1_[quad0_ + 16];
  let x15_ = in1_[quad0_ + 17];
  let c16_ = (column_ / 14 % 14 + 1 < 14) & (column_ % 14 + 1 < 14);
  let i17_ = column_ * 2;
  let x18_ = select(0.0f, in0_[select(0, i17_ + 30, c16_)], c16_);
  let x19_ = select(0.0f, in0_[select(0, i17_ + 31, c16_)], c16_);
  sum0_ = fma(x14_.x, x18_, sum0_);
  sum1_ = fma(x14_.y, x18_, sum1_);
  sum2_ = fma(x14_.z, x18_, sum2_);
  sum3_ = fma(x14_.w, x18_, sum3_);
  sum0_ = fma(x15_.x, x19_, sum0_);
  sum1_ = fma(x15_.y, x19_, sum1_);
  sum2_ = fma(x15_.z, x19_, sum2_);
  sum3_ = fma(x15_.w, x19_, sum3_);
  let i20_ = column_ * 4;
  {
    let at_ = row0_;
    out3_[i20_ + at_] = sum0_ + in2_[at_];
  }
  {
    let at_ = row0_ + 1;
    out3_[i20_ + at_] = sum1_ + in2_[at_];
  }
  {
    let at_ = row0_ + 2;
    out3_[i20_ + at_] = sum2_ + in2_[at_];
  }
  {
    let at_ = row0_ + 3;
    out3_[i20_ + at_] = sum3_ + in2_[at_];
  }
}

// row-thread-vec4
// 392 rows of 4: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 2>;
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
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 97);
  var sum0_ = vec4f((-3.4028234663852886e+38f));
  let i0_ = row_ % 7 * 2 + row_ / 7 * 28;
  for (var col_ = 0; col_ < 4; col_++) {
    let x1_ = in0_[i0_ + (col_ & 1) + (col_ >> 1u) * 14];
    sum0_ = max(sum0_, select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f)));
  }
  let acc0_ = sum0_;
  let r2_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), row_ * 4 + vec4i(0, 1, 2, 3));
  let v3_ = acc0_ * vec4f(r2_.lane0 < vec4f(0.75f)) / 0.75f;
  if (place_ < 98) {
    out1_[row_] = acc0_;
    out2_[row_] = v3_;
  }
  var sum1_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 4; col_++) {
    let x4_ = in0_[i0_ + (col_ & 1) + (col_ >> 1u) * 14];
    sum1_ = sum1_ + vec4f(select(x4_, vec4f(0.0f), x4_ <= vec4f(0.0f)) == acc0_);
  }
  let acc1_ = sum1_;
  if (place_ < 98) {
    out3_[row_] = acc1_;
  }
}

// dot-split
// dot 1 x 2 x 10 x 196: 2 x 4 a lane, split, a over k, b over k
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
  let i0_ = row1_ * 49;
  let i1_ = row2_ * 49;
  let i4_ = column_ * 4;
  let i5_ = min(i4_, 9);
  let i6_ = min(i4_ + 1, 9);
  let i7_ = min(i4_ + 2, 9);
  let i8_ = min(i4_ + 3, 9);
  for (var step_ = i32(local_); step_ < 49; step_ += 32) {
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

// row-thread
// 1 rows of 2: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 2; col_++) {
    sum0_ = sum0_ + f32(!(in0_[col_] == (-100)));
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out1_[0] = acc0_;
  }
}

// row-workgroup
// 2 rows of 10: 16 x 16 lanes (shared)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
var<workgroup> lanes0_: array<f32, 256>;
var<workgroup> lanes1_: array<f32, 256>;
fn isfinite_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7f800000u)) != u32(0x7f800000u); }
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
  let rowLane_ = i32(local_ / 16u);
  let colLane_ = i32(local_ % 16u);
  let place_ = i32(group_.x) * 16 + rowLane_;
  let row_ = min(place_, 1);
  var sum0_ = 0.0f;
  var sum1_ = (-3.4028234663852886e+38f);
  let x0_ = in0_[row_];
  let i1_ = row_ * 10;
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    let x2_ = in1_[i1_ + col_];
    sum0_ = sum0_ + select(0.0f, x2_, col_ == x0_);
    sum1_ = max(sum1_, x2_);
  }
  lanes0_[local_] = sum0_;
  lanes1_[local_] = sum1_;
  for (var half_ = 8u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_];
      lanes1_[local_] = max(lanes1_[local_], lanes1_[local_ + half_]);
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[rowLane_ * 16];
  let acc1_ = lanes1_[rowLane_ * 16];
  var sum2_ = 0.0f;
  let t3_ = select(0.0f, acc1_, isfinite_1(acc1_));
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    sum2_ = sum2_ + exp(in1_[i1_ + col_] - t3_);
  }
  workgroupBarrier();
  lanes0_[local_] = sum2_;
  for (var half_ = 8u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_];
    }
  }
  workgroupBarrier();
  let acc2_ = lanes0_[rowLane_ * 16];
  if (place_ < 2 && colLane_ == 0) {
    out3_[row_] = select(t3_ + log_1(acc2_) - acc0_, 0.0f, x0_ == (-100));
  }
  let t4_ = select(1.0f / in2_[0], 0.0f, x0_ == (-100));
  let t5_ = t4_ / acc2_;
  let t6_ = select(t5_, 0.0f, (t4_ == 0.0f) & (!isfinite_1(t5_)));
  let c7_ = t6_ == 0.0f;
  let t8_ = -t4_;
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    let i9_ = i1_ + col_;
    let t10_ = exp(in1_[i9_] - t3_) * t6_;
    if (place_ < 2) {
      out4_[i9_] = select(t10_, 0.0f, c7_ & (!isfinite_1(t10_))) + select(0.0f, t8_, col_ == x0_);
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
// dot 1 x 196 x 10 x 2: 8 x 4 a lane, register, a over m, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 75) { return; }
  let column_ = item_ % 3;
  let row0_ = item_ / 3 % 25 * 8;
  let batch_ = item_ / 75;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  var sum7_ = vec4f();
  var sumB_ = vec4f();
  let quad0_ = min(row0_ / 4 + 0, 48);
  let quad1_ = min(row0_ / 4 + 1, 48);
  let x0_ = in0_[quad0_];
  let x1_ = in0_[quad1_];
  let x2_ = in0_[quad0_ + 49];
  let x3_ = in0_[quad1_ + 49];
  let i4_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(9));
  let i5_ = i4_ + 10;
  let x6_ = vec4f(in1_[i4_.x], in1_[i4_.y], in1_[i4_.z], in1_[i4_.w]);
  let x7_ = vec4f(in1_[i5_.x], in1_[i5_.y], in1_[i5_.z], in1_[i5_.w]);
  sumB_ += x6_;
  sum0_ = fma(vec4f(x0_.x), x6_, sum0_);
  sum1_ = fma(vec4f(x0_.y), x6_, sum1_);
  sum2_ = fma(vec4f(x0_.z), x6_, sum2_);
  sum3_ = fma(vec4f(x0_.w), x6_, sum3_);
  sum4_ = fma(vec4f(x1_.x), x6_, sum4_);
  sum5_ = fma(vec4f(x1_.y), x6_, sum5_);
  sum6_ = fma(vec4f(x1_.z), x6_, sum6_);
  sum7_ = fma(vec4f(x1_.w), x6_, sum7_);
  sumB_ += x7_;
  sum0_ = fma(vec4f(x2_.x), x7_, sum0_);
  sum1_ = fma(vec4f(x2_.y), x7_, sum1_);
  sum2_ = fma(vec4f(x2_.z), x7_, sum2_);
  sum3_ = fma(vec4f(x2_.w), x7_, sum3_);
  sum4_ = fma(vec4f(x3_.x), x7_, sum4_);
  sum5_ = fma(vec4f(x3_.y), x7_, sum5_);
  sum6_ = fma(vec4f(x3_.z), x7_, sum6_);
  sum7_ = fma(vec4f(x3_.w), x7_, sum7_);
  let i8_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(9));
  if (row0_ < 196) {
    let at_ = row0_;
    let i9_ = i8_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i9_.x] = sum0_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i9_.y] = sum0_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i9_.z] = sum0_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i9_.w] = sum0_.w; }
  }
  if (row0_ + 1 < 196) {
    let at_ = row0_ + 1;
    let i10_ = i8_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i10_.x] = sum1_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i10_.y] = sum1_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i10_.z] = sum1_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i10_.w] = sum1_.w; }
  }
  if (row0_ + 2 < 196) {
    let at_ = row0_ + 2;
    let i11_ = i8_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i11_.x] = sum2_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i11_.y] = sum2_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i11_.z] = sum2_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i11_.w] = sum2_.w; }
  }
  if (row0_ + 3 < 196) {
    let at_ = row0_ + 3;
    let i12_ = i8_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i12_.x] = sum3_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i12_.y] = sum3_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i12_.z] = sum3_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i12_.w] = sum3_.w; }
  }
  if (row0_ + 4 < 196) {
    let at_ = row0_ + 4;
    let i13_ = i8_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i13_.x] = sum4_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i13_.y] = sum4_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i13_.z] = sum4_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i13_.w] = sum4_.w; }
  }
  if (row0_ + 5 < 196) {
    let at_ = row0_ + 5;
    let i14_ = i8_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i14_.x] = sum5_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i14_.y] = sum5_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i14_.z] = sum5_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i14_.w] = sum5_.w; }
  }
  if (row0_ + 6 < 196) {
    let at_ = row0_ + 6;
    let i15_ = i8_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i15_.x] = sum6_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i15_.y] = sum6_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i15_.z] = sum6_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i15_.w] = sum6_.w; }
  }
  if (row0_ + 7 < 196) {
    let at_ = row0_ + 7;
    let i16_ = i8_ + at_ * 10;
    if (column_ * 4 + 0 < 10) { out2_[i16_.x] = sum7_.x; }
    if (column_ * 4 + 1 < 10) { out2_[i16_.y] = sum7_.y; }
    if (column_ * 4 + 2 < 10) { out2_[i16_.z] = sum7_.z; }
    if (column_ * 4 + 3 < 10) { out2_[i16_.w] = sum7_.w; }
  }
  if (row0_ == 0) {
    let i17_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(9));
    if (column_ * 4 + 0 < 10) { out3_[i17_.x] = sumB_.x; }
    if (column_ * 4 + 1 < 10) { out3_[i17_.y] = sumB_.y; }
    if (column_ * 4 + 2 < 10) { out3_[i17_.z] = sumB_.z; }
    if (column_ * 4 + 3 < 10) { out3_[i17_.w] = sumB_.w; }
  }
}

// dot-register-8x1
// dot 1 x 2 x 196 x 10: 2 x 1 a lane, register, a over k, b over k
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
  if (item_ >= 196) { return; }
  let column_ = item_ % 196;
  let row0_ = item_ / 196 % 1 * 2;
  let batch_ = item_ / 196;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 10;
  let i1_ = row2_ * 10;
  let i7_ = column_ * 10;
  for (var step_ = 0; step_ < 2; step_++) {
    let i2_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let i3_ = i2_ + i0_;
    let i4_ = i2_ + i1_;
    let a5_ = vec4f(in0_[i3_.x], in0_[i3_.y], in0_[i3_.z], in0_[i3_.w]);
    let a6_ = vec4f(in0_[i4_.x], in0_[i4_.y], in0_[i4_.z], in0_[i4_.w]);
    let i8_ = step_ * 4 + i7_ + vec4i(0, 1, 2, 3);
    let b9_ = vec4f(in1_[i8_.x], in1_[i8_.y], in1_[i8_.z], in1_[i8_.w]);
    sum0_ = fma(a5_.x, b9_.x, sum0_);
    sum1_ = fma(a6_.x, b9_.x, sum1_);
    sum0_ = fma(a5_.y, b9_.y, sum0_);
    sum1_ = fma(a6_.y, b9_.y, sum1_);
    sum0_ = fma(a5_.z, b9_.z, sum0_);
    sum1_ = fma(a6_.z, b9_.z, sum1_);
    sum0_ = fma(a5_.w, b9_.w, sum0_);
    sum1_ = fma(a6_.w, b9_.w, sum1_);
  }
  let x10_ = in0_[row1_ * 10 + 8];
  let x11_ = in0_[row2_ * 10 + 8];
  let x12_ = in0_[row1_ * 10 + 9];
  let x13_ = in0_[row2_ * 10 + 9];
  let i14_ = column_ * 10;
  let x15_ = in1_[i14_ + 8];
  let x16_ = in1_[i14_ + 9];
  sum0_ = fma(x10_, x15_, sum0_);
  sum1_ = fma(x11_, x15_, sum1_);
  sum0_ = fma(x12_, x16_, sum0_);
  sum1_ = fma(x13_, x16_, sum1_);
  {
    let at_ = row0_;
    let i17_ = column_ + at_ * 196;
    let r18_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), i17_);
    out2_[i17_] = f32(r18_.lane0 < 0.75f) * (sum0_ / 0.75f) / out2_[i17_];
  }
  {
    let at_ = row0_ + 1;
    let i19_ = column_ + at_ * 196;
    let r20_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), i19_);
    out2_[i19_] = f32(r20_.lane0 < 0.75f) * (sum1_ / 0.75f) / out2_[i19_];
  }
}

// map-quad
// map of 1568 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 392) {
    let x0_ = out2_[item_];
    let c1_ = x0_ <= vec4f(0.0f);
    let i2_ = item_ / 196 * 49 + ((item_ / 14 % 14) >> 1u) * 7 + ((item_ % 14) >> 1u);
    out2_[item_] = select(select(vec4f(0.0f), in1_[i2_], select(x0_, vec4f(0.0f), c1_) == in0_[i2_]), vec4f(0.0f), c1_);
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

// dot-register-8x1-swap
// dot 1 x 2 x 512 x 36: 2 x 1 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 512;
  let row0_ = item_ / 512 % 1 * 2;
  let batch_ = item_ / 512;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i3_ = ((column_ >> 4u) & 15);
  let i4_ = (column_ & 15);
  let i5_ = i3_ * 14;
  let i6_ = (column_ >> 8u) * 196;
  for (var step_ = 0; step_ < 9; step_++) {
    let i0_ = step_ * (-2);
    let a1_ = in1_[i0_ + row1_ + 16];
    let a2_ = in1_[i0_ + row2_ + 16];
    let i7_ = step_ / 3;
    let i8_ = i7_ + i3_ - 2;
    let i9_ = step_ % 3;
    let i10_ = i9_ + i4_ - 2;
    let c11_ = ((0 <= i8_) & (i8_ < 14)) & ((0 <= i10_) & (i10_ < 14));
    let b12_ = select(vec4f(), in0_[select(0, i9_ + i7_ * 14 + i4_ + i5_ + i6_ - 30, c11_)], c11_);
    sum0_ = fma(a1_.x, b12_.x, sum0_);
    sum1_ = fma(a2_.x, b12_.x, sum1_);
    sum0_ = fma(a1_.y, b12_.y, sum0_);
    sum1_ = fma(a2_.y, b12_.y, sum1_);
    sum0_ = fma(a1_.z, b12_.z, sum0_);
    sum1_ = fma(a2_.z, b12_.z, sum1_);
    sum0_ = fma(a1_.w, b12_.w, sum0_);
    sum1_ = fma(a2_.w, b12_.w, sum1_);
  }
  let i13_ = column_ * 2;
  {
    let at_ = row0_;
    out2_[i13_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[i13_ + at_] = sum1_;
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
  let i4_ = column_ * 4;
  let i5_ = min(i4_, 17);
  let i6_ = (i5_ >> 1u) % 3;
  let i7_ = i5_ / 6;
  let i8_ = min(i4_ + 1, 17);
  let i9_ = (i8_ >> 1u) % 3;
  let i10_ = i8_ / 6;
  let i11_ = min(i4_ + 2, 17);
  let i12_ = (i11_ >> 1u) % 3;
  let i13_ = i11_ / 6;
  let i14_ = min(i4_ + 3, 17);
  let i15_ = (i14_ >> 1u) % 3;
  let i16_ = i14_ / 6;
  let i17_ = (i5_ & 1);
  let i18_ = i6_ * 2;
  let i19_ = i7_ * 28;
  let i20_ = (i8_ & 1);
  let i21_ = i9_ * 2;
  let i22_ = i10_ * 28;
  let i23_ = (i11_ & 1);
  let i24_ = i12_ * 2;
  let i25_ = i13_ * 28;
  let i26_ = (i14_ & 1);
  let i27_ = i15_ * 2;
  let i28_ = i16_ * 28;
  for (var step_ = i32(local_); step_ < 98; step_ += 32) {
    let a0_ = in1_[step_ * 2 + quad0_];
    let a1_ = in1_[step_ * 2 + quad0_ + 196];
    let a2_ = in1_[step_ * 2 + quad0_ + 1];
    let a3_ = in1_[step_ * 2 + quad0_ + 197];
    let i29_ = step_ * 4;
    let i30_ = (vec4i(0, 1, 2, 3) & vec4i(1)) * 392;
    let i31_ = (vec4i(0, 1, 2, 3) >> vec4u(1u));
    let i32_ = i31_ * 2;
    let i33_ = i29_ + i17_ + i18_ + i19_ + i30_ + i32_ - 30;
    let i34_ = step_ / 7;
    let i35_ = i34_ + i7_ - 1;
    let i36_ = step_ % 7 * 2;
    let i37_ = i36_ + i6_ + i31_ - 1;
    let c38_ = vec4<bool>((0 <= i35_) & (i35_ < 14)) & ((vec4i(0) <= i37_) & (i37_ < vec4i(14)));
    let i39_ = i29_ + i30_ + i32_;
    let i40_ = i39_ + i20_ + i21_ + i22_ - 30;
    let i41_ = i34_ + i10_ - 1;
    let i42_ = i36_ + i31_;
    let i43_ = i42_ + i9_ - 1;
    let c44_ = vec4<bool>((0 <= i41_) & (i41_ < 14)) & ((vec4i(0) <= i43_) & (i43_ < vec4i(14)));
    let i45_ = i39_ + i23_ + i24_ + i25_ - 30;
    let i46_ = i34_ + i13_ - 1;
    let i47_ = i42_ + i12_ - 1;
    let c48_ = vec4<bool>((0 <= i46_) & (i46_ < 14)) & ((vec4i(0) <= i47_) & (i47_ < vec4i(14)));
    let i49_ = i39_ + i26_ + i27_ + i28_ - 30;
    let i50_ = i34_ + i16_ - 1;
    let i51_ = i42_ + i15_ - 1;
    let c52_ = vec4<bool>((0 <= i50_) & (i50_ < 14)) & ((vec4i(0) <= i51_) & (i51_ < vec4i(14)));
    let b53_ = vec4f(select(0.0f, in0_[select(0, i33_.x, c38_.x)], c38_.x), select(0.0f, in0_[select(0, i33_.y, c38_.y)], c38_.y), select(0.0f, in0_[select(0, i33_.z, c38_.z)], c38_.z), select(0.0f, in0_[select(0, i33_.w, c38_.w)], c38_.w));
    let b54_ = vec4f(select(0.0f, in0_[select(0, i40_.x, c44_.x)], c44_.x), select(0.0f, in0_[select(0, i40_.y, c44_.y)], c44_.y), select(0.0f, in0_[select(0, i40_.z, c44_.z)], c44_.z), select(0.0f, in0_[select(0, i40_.w, c44_.w)], c44_.w));
    let b55_ = vec4f(select(0.0f, in0_[select(0, i45_.x, c48_.x)], c48_.x), select(0.0f, in0_[select(0, i45_.y, c48_.y)], c48_.y), select(0.0f, in0_[select(0, i45_.z, c48_.z)], c48_.z), select(0.0f, in0_[select(0, i45_.w, c48_.w)], c48_.w));
    let b56_ = vec4f(select(0.0f, in0_[select(0, i49_.x, c52_.x)], c52_.x), select(0.0f, in0_[select(0, i49_.y, c52_.y)], c52_.y), select(0.0f, in0_[select(0, i49_.z, c52_.z)], c52_.z), select(0.0f, in0_[select(0, i49_.w, c52_.w)], c52_.w));
    let b57_ = vec4f(b53_.x, b54_.x, b55_.x, b56_.x);
    sum0_ = fma(vec4f(a0_.x), b57_, sum0_);
    sum1_ = fma(vec4f(a0_.y), b57_, sum1_);
    sum2_ = fma(vec4f(a0_.z), b57_, sum2_);
    sum3_ = fma(vec4f(a0_.w), b57_, sum3_);
    let b58_ = vec4f(b53_.y, b54_.y, b55_.y, b56_.y);
    sum0_ = fma(vec4f(a1_.x), b58_, sum0_);
    sum1_ = fma(vec4f(a1_.y), b58_, sum1_);
    sum2_ = fma(vec4f(a1_.z), b58_, sum2_);
    sum3_ = fma(vec4f(a1_.w), b58_, sum3_);
    let b59_ = vec4f(b53_.z, b54_.z, b55_.z, b56_.z);
    sum0_ = fma(vec4f(a2_.x), b59_, sum0_);
    sum1_ = fma(vec4f(a2_.y), b59_, sum1_);
    sum2_ = fma(vec4f(a2_.z), b59_, sum2_);
    sum3_ = fma(vec4f(a2_.w), b59_, sum3_);
    let b60_ = vec4f(b53_.w, b54_.w, b55_.w, b56_.w);
    sum0_ = fma(vec4f(a3_.x), b60_, sum0_);
    sum1_ = fma(vec4f(a3_.y), b60_, sum1_);
    sum2_ = fma(vec4f(a3_.z), b60_, sum2_);
    sum3_ = fma(vec4f(a3_.w), b60_, sum3_);
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
  let i61_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(17)) * 4;
  if (local_ == 0u) {
    let at_ = row0_;
    let i62_ = i61_ + at_;
    if (column_ * 4 + 0 < 18) { out2_[i62_.x] = sum0_.x; }
    if (column_ * 4 + 1 < 18) { out2_[i62_.y] = sum0_.y; }
    if (column_ * 4 + 2 < 18) { out2_[i62_.z] = sum0_.z; }
    if (column_ * 4 + 3 < 18) { out2_[i62_.w] = sum0_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i63_ = i61_ + at_;
    if (column_ * 4 + 0 < 18) { out2_[i63_.x] = sum1_.x; }
    if (column_ * 4 + 1 < 18) { out2_[i63_.y] = sum1_.y; }
    if (column_ * 4 + 2 < 18) { out2_[i63_.z] = sum1_.z; }
    if (column_ * 4 + 3 < 18) { out2_[i63_.w] = sum1_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    let i64_ = i61_ + at_;
    if (column_ * 4 + 0 < 18) { out2_[i64_.x] = sum2_.x; }
    if (column_ * 4 + 1 < 18) { out2_[i64_.y] = sum2_.y; }
    if (column_ * 4 + 2 < 18) { out2_[i64_.z] = sum2_.z; }
    if (column_ * 4 + 3 < 18) { out2_[i64_.w] = sum2_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    let i65_ = i61_ + at_;
    if (column_ * 4 + 0 < 18) { out2_[i65_.x] = sum3_.x; }
    if (column_ * 4 + 1 < 18) { out2_[i65_.y] = sum3_.y; }
    if (column_ * 4 + 2 < 18) { out2_[i65_.z] = sum3_.z; }
    if (column_ * 4 + 3 < 18) { out2_[i65_.w] = sum3_.w; }
  }
}

// map-quad
// map of 784 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 196) {
    let i0_ = vec4i(0, 1, 2, 3) + item_ % 7 * 4 + item_ / 7 % 14 * 32 + item_ / 98 * 512 + 34;
    out1_[item_] = vec4f(in0_[i0_.x], in0_[i0_.y], in0_[i0_.z], in0_[i0_.w]) / out1_[item_];
  }
}

// map-quad
// map of 3136 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 784) {
    let x0_ = out2_[item_];
    let c1_ = x0_ <= vec4f(0.0f);
    let i2_ = (vec4i(0, 1, 2, 3) & vec4i(1)) + item_ % 14 * 2 + item_ / 392 * 392 + ((item_ / 14 % 28) >> 1u) * 28;
    let t3_ = select(vec4f(0.0f), vec4f(in1_[i2_.x], in1_[i2_.y], in1_[i2_.z], in1_[i2_.w]), select(x0_, vec4f(0.0f), c1_) == vec4f(in0_[i2_.x], in0_[i2_.y], in0_[i2_.z], in0_[i2_.w]));
    out2_[item_] = select(t3_, vec4f(0.0f), c1_);
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
  let i7_ = column_ * 4;
  let i8_ = min(i7_, 8);
  let i9_ = i8_ / 3;
  let i10_ = min(i7_ + 1, 8);
  let i11_ = i10_ / 3;
  let i12_ = min(i7_ + 2, 8);
  let i13_ = i12_ / 3;
  let i14_ = min(i7_ + 3, 8);
  let i15_ = i14_ / 3;
  let i16_ = i8_ % 3;
  let i17_ = i9_ * 28;
  let i18_ = i10_ % 3;
  let i19_ = i11_ * 28;
  let i20_ = i12_ % 3;
  let i21_ = i13_ * 28;
  let i22_ = i14_ % 3;
  let i23_ = i15_ * 28;
  for (var step_ = i32(local_); step_ < 392; step_ += 32) {
    let i0_ = step_ * 4;
    let i1_ = (vec4i(0, 1, 2, 3) & vec4i(1)) * 1568;
    let i2_ = (vec4i(0, 1, 2, 3) >> vec4u(1u)) * 2;
    let i3_ = i0_ + row1_ + i1_ + i2_;
    let i4_ = i0_ + row2_ + i1_ + i2_;
    let a5_ = vec4f(in1_[i3_.x], in1_[i3_.y], in1_[i3_.z], in1_[i3_.w]);
    let a6_ = vec4f(in1_[i4_.x], in1_[i4_.y], in1_[i4_.z], in1_[i4_.w]);
    let i24_ = (vec4i(0, 1, 2, 3) >> vec4u(1u));
    let i25_ = step_ * 2 + (vec4i(0, 1, 2, 3) & vec4i(1)) * 784 + i24_;
    let i26_ = i25_ + i16_ + i17_ - 29;
    let i27_ = step_ / 14;
    let i28_ = i27_ + i9_ - 1;
    let i29_ = i24_ + step_ % 14 * 2;
    let i30_ = i29_ + i16_ - 1;
    let c31_ = vec4<bool>((0 <= i28_) & (i28_ < 28)) & ((vec4i(0) <= i30_) & (i30_ < vec4i(28)));
    let i32_ = i25_ + i18_ + i19_ - 29;
    let i33_ = i27_ + i11_ - 1;
    let i34_ = i29_ + i18_ - 1;
    let c35_ = vec4<bool>((0 <= i33_) & (i33_ < 28)) & ((vec4i(0) <= i34_) & (i34_ < vec4i(28)));
    let i36_ = i25_ + i20_ + i21_ - 29;
    let i37_ = i27_ + i13_ - 1;
    let i38_ = i29_ + i20_ - 1;
    let c39_ = vec4<bool>((0 <= i37_) & (i37_ < 28)) & ((vec4i(0) <= i38_) & (i38_ < vec4i(28)));
    let i40_ = i25_ + i22_ + i23_ - 29;
    let i41_ = i29_ + i22_ - 1;
    let c42_ = vec4<bool>(i27_ + i15_ - 1 < 28) & ((vec4i(0) <= i41_) & (i41_ < vec4i(28)));
    let b43_ = vec4f(select(0.0f, in0_[select(0, i26_.x, c31_.x)], c31_.x), select(0.0f, in0_[select(0, i26_.y, c31_.y)], c31_.y), select(0.0f, in0_[select(0, i26_.z, c31_.z)], c31_.z), select(0.0f, in0_[select(0, i26_.w, c31_.w)], c31_.w));
    let b44_ = vec4f(select(0.0f, in0_[select(0, i32_.x, c35_.x)], c35_.x), select(0.0f, in0_[select(0, i32_.y, c35_.y)], c35_.y), select(0.0f, in0_[select(0, i32_.z, c35_.z)], c35_.z), select(0.0f, in0_[select(0, i32_.w, c35_.w)], c35_.w));
    let b45_ = vec4f(select(0.0f, in0_[select(0, i36_.x, c39_.x)], c39_.x), select(0.0f, in0_[select(0, i36_.y, c39_.y)], c39_.y), select(0.0f, in0_[select(0, i36_.z, c39_.z)], c39_.z), select(0.0f, in0_[select(0, i36_.w, c39_.w)], c39_.w));
    let b46_ = vec4f(select(0.0f, in0_[select(0, i40_.x, c42_.x)], c42_.x), select(0.0f, in0_[select(0, i40_.y, c42_.y)], c42_.y), select(0.0f, in0_[select(0, i40_.z, c42_.z)], c42_.z), select(0.0f, in0_[select(0, i40_.w, c42_.w)], c42_.w));
    let b47_ = vec4f(b43_.x, b44_.x, b45_.x, b46_.x);
    sum0_ = fma(vec4f(a5_.x), b47_, sum0_);
    sum1_ = fma(vec4f(a6_.x), b47_, sum1_);
    let b48_ = vec4f(b43_.y, b44_.y, b45_.y, b46_.y);
    sum0_ = fma(vec4f(a5_.y), b48_, sum0_);
    sum1_ = fma(vec4f(a6_.y), b48_, sum1_);
    let b49_ = vec4f(b43_.z, b44_.z, b45_.z, b46_.z);
    sum0_ = fma(vec4f(a5_.z), b49_, sum0_);
    sum1_ = fma(vec4f(a6_.z), b49_, sum1_);
    let b50_ = vec4f(b43_.w, b44_.w, b45_.w, b46_.w);
    sum0_ = fma(vec4f(a5_.w), b50_, sum0_);
    sum1_ = fma(vec4f(a6_.w), b50_, sum1_);
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
  let i51_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(8)) * 2;
  if (local_ == 0u) {
    let at_ = row0_;
    let i52_ = i51_ + at_;
    if (column_ * 4 + 0 < 9) { out2_[i52_.x] = sum0_.x; }
    if (column_ * 4 + 1 < 9) { out2_[i52_.y] = sum0_.y; }
    if (column_ * 4 + 2 < 9) { out2_[i52_.z] = sum0_.z; }
    if (column_ * 4 + 3 < 9) { out2_[i52_.w] = sum0_.w; }
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i53_ = i51_ + at_;
    if (column_ * 4 + 0 < 9) { out2_[i53_.x] = sum1_.x; }
    if (column_ * 4 + 1 < 9) { out2_[i53_.y] = sum1_.y; }
    if (column_ * 4 + 2 < 9) { out2_[i53_.z] = sum1_.z; }
    if (column_ * 4 + 3 < 9) { out2_[i53_.w] = sum1_.w; }
  }
}

// map-quad
// map of 2368 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 2>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 592) {
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
