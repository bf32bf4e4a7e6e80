// row-thread-vec4
// 16 rows of 16: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read> in4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 15);
  var sum0_ = vec4f(0.0f);
  let x0_ = in0_[row_];
  let i1_ = x0_ * 4;
  let c2_ = (0 <= x0_) & (x0_ < 46);
  let i3_ = (row_ & 7) * 4;
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + select(vec4f(), in1_[select(0, col_ + i1_, c2_)], c2_) + in2_[col_ + i3_];
  }
  let h4_ = sum0_.x + sum0_.z;
  let h5_ = sum0_.y + sum0_.w;
  let acc0_ = h4_ + h5_;
  if (place_ < 16) {
    out5_[row_] = acc0_ * 0.0625f;
  }
  var sum1_ = vec4f(0.0f);
  let t6_ = acc0_ * 0.0625f;
  for (var col_ = 0; col_ < 4; col_++) {
    let t7_ = select(vec4f(), in1_[select(0, col_ + i1_, c2_)], c2_) + in2_[col_ + i3_] - t6_;
    sum1_ = sum1_ + t7_ * t7_;
  }
  let h8_ = sum1_.x + sum1_.z;
  let h9_ = sum1_.y + sum1_.w;
  let acc1_ = h8_ + h9_;
  if (place_ < 16) {
    out6_[row_] = sqrt(acc1_ * 0.0625f + 0.00001f);
  }
  let t10_ = sqrt(acc1_ * 0.0625f + 0.00001f);
  let i11_ = row_ * 4;
  for (var col_ = 0; col_ < 4; col_++) {
    if (place_ < 16) {
      out7_[i11_ + col_] = (select(vec4f(), in1_[select(0, col_ + i1_, c2_)], c2_) + in2_[col_ + i3_] - t6_) * in3_[col_] / t10_ + in4_[col_];
    }
  }
}

// dot-register-8x4
// dot 1 x 16 x 48 x 16: 8 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 24) { return; }
  let column_ = item_ % 12;
  let row0_ = item_ / 12 % 2 * 8;
  let batch_ = item_ / 24;
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
  let i0_ = row1_ * 4;
  let i1_ = row2_ * 4;
  let i2_ = row3_ * 4;
  let i3_ = row4_ * 4;
  let i4_ = row5_ * 4;
  let i5_ = row6_ * 4;
  let i6_ = row7_ * 4;
  let i7_ = row8_ * 4;
  for (var step_ = 0; step_ < 4; step_++) {
    let a8_ = in0_[step_ + i0_];
    let a9_ = in0_[step_ + i1_];
    let a10_ = in0_[step_ + i2_];
    let a11_ = in0_[step_ + i3_];
    let a12_ = in0_[step_ + i4_];
    let a13_ = in0_[step_ + i5_];
    let a14_ = in0_[step_ + i6_];
    let a15_ = in0_[step_ + i7_];
    let i16_ = step_ * 48 + column_;
    let b17_ = in1_[i16_];
    let b18_ = in1_[i16_ + 12];
    let b19_ = in1_[i16_ + 24];
    let b20_ = in1_[i16_ + 36];
    sum0_ = fma(vec4f(a8_.x), b17_, sum0_);
    sum1_ = fma(vec4f(a9_.x), b17_, sum1_);
    sum2_ = fma(vec4f(a10_.x), b17_, sum2_);
    sum3_ = fma(vec4f(a11_.x), b17_, sum3_);
    sum4_ = fma(vec4f(a12_.x), b17_, sum4_);
    sum5_ = fma(vec4f(a13_.x), b17_, sum5_);
    sum6_ = fma(vec4f(a14_.x), b17_, sum6_);
    sum7_ = fma(vec4f(a15_.x), b17_, sum7_);
    sum0_ = fma(vec4f(a8_.y), b18_, sum0_);
    sum1_ = fma(vec4f(a9_.y), b18_, sum1_);
    sum2_ = fma(vec4f(a10_.y), b18_, sum2_);
    sum3_ = fma(vec4f(a11_.y), b18_, sum3_);
    sum4_ = fma(vec4f(a12_.y), b18_, sum4_);
    sum5_ = fma(vec4f(a13_.y), b18_, sum5_);
    sum6_ = fma(vec4f(a14_.y), b18_, sum6_);
    sum7_ = fma(vec4f(a15_.y), b18_, sum7_);
    sum0_ = fma(vec4f(a8_.z), b19_, sum0_);
    sum1_ = fma(vec4f(a9_.z), b19_, sum1_);
    sum2_ = fma(vec4f(a10_.z), b19_, sum2_);
    sum3_ = fma(vec4f(a11_.z), b19_, sum3_);
    sum4_ = fma(vec4f(a12_.z), b19_, sum4_);
    sum5_ = fma(vec4f(a13_.z), b19_, sum5_);
    sum6_ = fma(vec4f(a14_.z), b19_, sum6_);
    sum7_ = fma(vec4f(a15_.z), b19_, sum7_);
    sum0_ = fma(vec4f(a8_.w), b20_, sum0_);
    sum1_ = fma(vec4f(a9_.w), b20_, sum1_);
    sum2_ = fma(vec4f(a10_.w), b20_, sum2_);
    sum3_ = fma(vec4f(a11_.w), b20_, sum3_);
    sum4_ = fma(vec4f(a12_.w), b20_, sum4_);
    sum5_ = fma(vec4f(a13_.w), b20_, sum5_);
    sum6_ = fma(vec4f(a14_.w), b20_, sum6_);
    sum7_ = fma(vec4f(a15_.w), b20_, sum7_);
  }
  let x21_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 12] = sum0_ + x21_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 12] = sum1_ + x21_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 12] = sum2_ + x21_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 12] = sum3_ + x21_;
  }
  {
    let at_ = row0_ + 4;
    out3_[column_ + at_ * 12] = sum4_ + x21_;
  }
  {
    let at_ = row0_ + 5;
    out3_[column_ + at_ * 12] = sum5_ + x21_;
  }
  {
    let at_ = row0_ + 6;
    out3_[column_ + at_ * 12] = sum6_ + x21_;
  }
  {
    let at_ = row0_ + 7;
    out3_[column_ + at_ * 12] = sum7_ + x21_;
  }
}

// attend-shared-8
// attend 4 x 8 x 8 of 8 and 8: 1 rows a lane, 4 columns at once, shared, columns from row - 7 to row + 0
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<uniform> uniforms_: array<vec4u, 2>;
var<workgroup> tile0_: array<vec4f, 16>;
var<workgroup> tile1_: array<vec4f, 16>;
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

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  let batch_ = flat_;
  let base_ = 0;
  let place0_ = base_ + i32(local_);
  let row0_ = place0_;
  let a0_0_0_ = in0_[row0_ * 12 + (batch_ & 1) * 2 + (batch_ >> 1u) * 96];
  let a0_0_1_ = in0_[row0_ * 12 + (batch_ & 1) * 2 + (batch_ >> 1u) * 96 + 1];
  var sum0_0_0_ = vec4f();
  var sum0_0_1_ = vec4f();
  var max0_ = (-3.4028234663852886e+38f);
  var total0_ = 0.0f;
  let i22_ = i32(bitcast<f32>(uniforms_[0].y));
  let i23_ = batch_ * 64 + row0_ * 8;
  let first_ = 0;
  let end_ = min(8, base_ + 8);
  let i32_ = (batch_ & 1) * 2 + (batch_ >> 1u) * 96;
  let i33_ = (batch_ & 1) * 2 + (batch_ >> 1u) * 96;
  for (var tile_ = first_; tile_ < end_; tile_ += 8) {
    for (var unit_ = i32(local_); unit_ < 16; unit_ += 8) {
      let own_ = tile_ + unit_ / 2;
      let chunk_ = unit_ % 2;
      tile0_[unit_] = in0_[i32_ + own_ * 12 + chunk_ + 4];
    }
    for (var unit_ = i32(local_); unit_ < 16; unit_ += 8) {
      let own_ = tile_ + unit_ / 2;
      let chunk_ = unit_ % 2;
      tile1_[unit_] = in0_[i33_ + own_ * 12 + chunk_ + 8];
    }
    workgroupBarrier();
    let last_ = min(tile_ + 8, end_);
    for (var at_ = tile_; at_ < last_; at_ += 4) {
      let col0_ = at_;
      let col1_ = at_ + 1;
      let col2_ = at_ + 2;
      let col3_ = at_ + 3;
      let d0_ = a0_0_0_ * tile0_[(at_ - tile_) * 2 + 0];
      let d1_ = fma(a0_0_1_, tile0_[(at_ - tile_) * 2 + 1], d0_);
      let s2_ = (d1_.x + d1_.z) + (d1_.y + d1_.w);
      let d3_ = a0_0_0_ * tile0_[(at_ - tile_) * 2 + 2];
      let d4_ = fma(a0_0_1_, tile0_[(at_ - tile_) * 2 + 3], d3_);
      let s5_ = (d4_.x + d4_.z) + (d4_.y + d4_.w);
      let d6_ = a0_0_0_ * tile0_[(at_ - tile_) * 2 + 4];
      let d7_ = fma(a0_0_1_, tile0_[(at_ - tile_) * 2 + 5], d6_);
      let s8_ = (d7_.x + d7_.z) + (d7_.y + d7_.w);
      let d9_ = a0_0_0_ * tile0_[(at_ - tile_) * 2 + 6];
      let d10_ = fma(a0_0_1_, tile0_[(at_ - tile_) * 2 + 7], d9_);
      let s11_ = (d10_.x + d10_.z) + (d10_.y + d10_.w);
      let s12_ = select((-1000000000.0f), s2_ / 2.828427f, col0_ <= row0_);
      let s13_ = select((-1000000000.0f), s5_ / 2.828427f, col1_ <= row0_);
      let s14_ = select((-1000000000.0f), s8_ / 2.828427f, col2_ <= row0_);
      let s15_ = select((-1000000000.0f), s11_ / 2.828427f, col3_ <= row0_);
      let m16_ = max(max(max(max(max0_, s12_), s13_), s14_), s15_);
      let c17_ = exp(max0_ - m16_);
      let p18_ = exp(s12_ - m16_);
      let p19_ = exp(s13_ - m16_);
      let p20_ = exp(s14_ - m16_);
      let p21_ = exp(s15_ - m16_);
      max0_ = m16_;
      total0_ = fma(total0_, c17_, p18_ + p19_ + p20_ + p21_);
      sum0_0_0_ *= c17_;
      sum0_0_1_ *= c17_;
      let r24_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i22_, i23_ + col0_);
      let w25_ = p18_ * (f32(r24_.lane0 < 0.9f) / 0.9f);
      let r26_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i22_, i23_ + col1_);
      let w27_ = p19_ * (f32(r26_.lane0 < 0.9f) / 0.9f);
      let r28_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i22_, i23_ + col2_);
      let w29_ = p20_ * (f32(r28_.lane0 < 0.9f) / 0.9f);
      let r30_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i22_, i23_ + col3_);
      let w31_ = p21_ * (f32(r30_.lane0 < 0.9f) / 0.9f);
      sum0_0_0_ = fma(vec4f(w25_), tile1_[(at_ - tile_) * 2 + 0], sum0_0_0_);
      sum0_0_1_ = fma(vec4f(w25_), tile1_[(at_ - tile_) * 2 + 1], sum0_0_1_);
      sum0_0_0_ = fma(vec4f(w27_), tile1_[(at_ - tile_) * 2 + 2], sum0_0_0_);
      sum0_0_1_ = fma(vec4f(w27_), tile1_[(at_ - tile_) * 2 + 3], sum0_0_1_);
      sum0_0_0_ = fma(vec4f(w29_), tile1_[(at_ - tile_) * 2 + 4], sum0_0_0_);
      sum0_0_1_ = fma(vec4f(w29_), tile1_[(at_ - tile_) * 2 + 5], sum0_0_1_);
      sum0_0_0_ = fma(vec4f(w31_), tile1_[(at_ - tile_) * 2 + 6], sum0_0_0_);
      sum0_0_1_ = fma(vec4f(w31_), tile1_[(at_ - tile_) * 2 + 7], sum0_0_1_);
    }
    workgroupBarrier();
  }
  {
    let i34_ = batch_ * 16 + row0_ * 2;
    let v35_ = 1.0f / total0_;
    out1_[i34_] = max0_;
    out1_[i34_ + 1] = v35_;
    let t36_ = 1.0f / total0_;
    {
      out2_[i34_] = sum0_0_0_ * t36_;
    }
    {
      out2_[i34_ + 1] = sum0_0_1_ * t36_;
    }
  }
}

// dot-register-8x4
// dot 1 x 16 x 16 x 16: 8 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<i32>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read> in4_: array<vec4f>;
@group(0) @binding(5) var<storage, read> in5_: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;

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
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let row5_ = row0_ + 4;
  let row6_ = row0_ + 5;
  let row7_ = row0_ + 6;
  let row8_ = row0_ + 7;
  let i0_ = (row1_ & 7) * 2 + (row1_ >> 3u) * 32;
  let i1_ = (row2_ & 7) * 2;
  let i2_ = (row2_ >> 3u) * 32;
  let i3_ = (row3_ & 7) * 2;
  let i4_ = (row3_ >> 3u) * 32;
  let i5_ = (row4_ & 7) * 2;
  let i6_ = (row4_ >> 3u) * 32;
  let i7_ = (row5_ & 7) * 2;
  let i8_ = (row5_ >> 3u) * 32;
  let i9_ = (row6_ & 7) * 2;
  let i10_ = (row6_ >> 3u) * 32;
  let i11_ = (row7_ & 7) * 2;
  let i12_ = (row7_ >> 3u) * 32;
  let i13_ = (row8_ & 7) * 2;
  let i14_ = (row8_ >> 3u) * 32;
  for (var step_ = 0; step_ < 4; step_++) {
    let i15_ = (step_ & 1);
    let i16_ = (step_ >> 1u) * 16;
    let i17_ = i15_ + i16_;
    let a18_ = in0_[i0_ + i15_ + i16_];
    let a19_ = in0_[i17_ + i1_ + i2_];
    let a20_ = in0_[i17_ + i3_ + i4_];
    let a21_ = in0_[i17_ + i5_ + i6_];
    let a22_ = in0_[i17_ + i7_ + i8_];
    let a23_ = in0_[i17_ + i9_ + i10_];
    let a24_ = in0_[i17_ + i11_ + i12_];
    let a25_ = in0_[i17_ + i13_ + i14_];
    let i26_ = step_ * 16 + column_;
    let b27_ = in1_[i26_];
    let b28_ = in1_[i26_ + 4];
    let b29_ = in1_[i26_ + 8];
    let b30_ = in1_[i26_ + 12];
    sum0_ = fma(vec4f(a18_.x), b27_, sum0_);
    sum1_ = fma(vec4f(a19_.x), b27_, sum1_);
    sum2_ = fma(vec4f(a20_.x), b27_, sum2_);
    sum3_ = fma(vec4f(a21_.x), b27_, sum3_);
    sum4_ = fma(vec4f(a22_.x), b27_, sum4_);
    sum5_ = fma(vec4f(a23_.x), b27_, sum5_);
    sum6_ = fma(vec4f(a24_.x), b27_, sum6_);
    sum7_ = fma(vec4f(a25_.x), b27_, sum7_);
    sum0_ = fma(vec4f(a18_.y), b28_, sum0_);
    sum1_ = fma(vec4f(a19_.y), b28_, sum1_);
    sum2_ = fma(vec4f(a20_.y), b28_, sum2_);
    sum3_ = fma(vec4f(a21_.y), b28_, sum3_);
    sum4_ = fma(vec4f(a22_.y), b28_, sum4_);
    sum5_ = fma(vec4f(a23_.y), b28_, sum5_);
    sum6_ = fma(vec4f(a24_.y), b28_, sum6_);
    sum7_ = fma(vec4f(a25_.y), b28_, sum7_);
    sum0_ = fma(vec4f(a18_.z), b29_, sum0_);
    sum1_ = fma(vec4f(a19_.z), b29_, sum1_);
    sum2_ = fma(vec4f(a20_.z), b29_, sum2_);
    sum3_ = fma(vec4f(a21_.z), b29_, sum3_);
    sum4_ = fma(vec4f(a22_.z), b29_, sum4_);
    sum5_ = fma(vec4f(a23_.z), b29_, sum5_);
    sum6_ = fma(vec4f(a24_.z), b29_, sum6_);
    sum7_ = fma(vec4f(a25_.z), b29_, sum7_);
    sum0_ = fma(vec4f(a18_.w), b30_, sum0_);
    sum1_ = fma(vec4f(a19_.w), b30_, sum1_);
    sum2_ = fma(vec4f(a20_.w), b30_, sum2_);
    sum3_ = fma(vec4f(a21_.w), b30_, sum3_);
    sum4_ = fma(vec4f(a22_.w), b30_, sum4_);
    sum5_ = fma(vec4f(a23_.w), b30_, sum5_);
    sum6_ = fma(vec4f(a24_.w), b30_, sum6_);
    sum7_ = fma(vec4f(a25_.w), b30_, sum7_);
  }
  let x31_ = in5_[column_];
  {
    let at_ = row0_;
    let x32_ = in2_[at_];
    let c33_ = (0 <= x32_) & (x32_ < 46);
    out6_[column_ + at_ * 4] = select(vec4f(), in3_[select(0, column_ + x32_ * 4, c33_)], c33_) + in4_[column_ + (at_ & 7) * 4] + (sum0_ + x31_);
  }
  {
    let at_ = row0_ + 1;
    let x34_ = in2_[at_];
    let c35_ = (0 <= x34_) & (x34_ < 46);
    out6_[column_ + at_ * 4] = select(vec4f(), in3_[select(0, column_ + x34_ * 4, c35_)], c35_) + in4_[column_ + (at_ & 7) * 4] + (sum1_ + x31_);
  }
  {
    let at_ = row0_ + 2;
    let x36_ = in2_[at_];
    let c37_ = (0 <= x36_) & (x36_ < 46);
    out6_[column_ + at_ * 4] = select(vec4f(), in3_[select(0, column_ + x36_ * 4, c37_)], c37_) + in4_[column_ + (at_ & 7) * 4] + (sum2_ + x31_);
  }
  {
    let at_ = row0_ + 3;
    let x38_ = in2_[at_];
    let c39_ = (0 <= x38_) & (x38_ < 46);
    out6_[column_ + at_ * 4] = select(vec4f(), in3_[select(0, column_ + x38_ * 4, c39_)], c39_) + in4_[column_ + (at_ & 7) * 4] + (sum3_ + x31_);
  }
  {
    let at_ = row0_ + 4;
    let x40_ = in2_[at_];
    let c41_ = (0 <= x40_) & (x40_ < 46);
    out6_[column_ + at_ * 4] = select(vec4f(), in3_[select(0, column_ + x40_ * 4, c41_)], c41_) + in4_[column_ + (at_ & 7) * 4] + (sum4_ + x31_);
  }
  {
    let at_ = row0_ + 5;
    let x42_ = in2_[at_];
    let c43_ = (0 <= x42_) & (x42_ < 46);
    out6_[column_ + at_ * 4] = select(vec4f(), in3_[select(0, column_ + x42_ * 4, c43_)], c43_) + in4_[column_ + (at_ & 7) * 4] + (sum5_ + x31_);
  }
  {
    let at_ = row0_ + 6;
    let x44_ = in2_[at_];
    let c45_ = (0 <= x44_) & (x44_ < 46);
    out6_[column_ + at_ * 4] = select(vec4f(), in3_[select(0, column_ + x44_ * 4, c45_)], c45_) + in4_[column_ + (at_ & 7) * 4] + (sum6_ + x31_);
  }
  {
    let at_ = row0_ + 7;
    let x46_ = in2_[at_];
    let c47_ = (0 <= x46_) & (x46_ < 46);
    out6_[column_ + at_ * 4] = select(vec4f(), in3_[select(0, column_ + x46_ * 4, c47_)], c47_) + in4_[column_ + (at_ & 7) * 4] + (sum7_ + x31_);
  }
}

// row-thread-vec4
// 16 rows of 16: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 15);
  var sum0_ = vec4f(0.0f);
  let i0_ = row_ * 4;
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + in0_[i0_ + col_];
  }
  let h1_ = sum0_.x + sum0_.z;
  let h2_ = sum0_.y + sum0_.w;
  let acc0_ = h1_ + h2_;
  if (place_ < 16) {
    out3_[row_] = acc0_ * 0.0625f;
  }
  var sum1_ = vec4f(0.0f);
  let t3_ = acc0_ * 0.0625f;
  for (var col_ = 0; col_ < 4; col_++) {
    let t4_ = in0_[i0_ + col_] - t3_;
    sum1_ = sum1_ + t4_ * t4_;
  }
  let h5_ = sum1_.x + sum1_.z;
  let h6_ = sum1_.y + sum1_.w;
  let acc1_ = h5_ + h6_;
  if (place_ < 16) {
    out4_[row_] = sqrt(acc1_ * 0.0625f + 0.00001f);
  }
  let t7_ = sqrt(acc1_ * 0.0625f + 0.00001f);
  for (var col_ = 0; col_ < 4; col_++) {
    let i8_ = i0_ + col_;
    if (place_ < 16) {
      out5_[i8_] = (in0_[i8_] - t3_) * in1_[col_] / t7_ + in2_[col_];
    }
  }
}

// dot-register-8x4
// dot 1 x 16 x 64 x 16: 8 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn erf_4(x: vec4f) -> vec4f {
  let t = min(abs(x), vec4f(4.0f));
  let s = t * t;
  var r = t * -1.72853470e-5f + 3.83197126e-4f;
  let u = t * -3.88396438e-3f + 2.42546219e-2f;
  r = r * s + u;
  r = r * t - 1.06777877e-1f;
  r = r * t - 6.34846687e-1f;
  r = r * t - 1.28717512e-1f;
  r = r * t - t;
  let far = sign(x) * (1.0f - exp(r));
  var p = s * -5.96761703e-4f + 4.99119423e-3f;
  p = p * s - 2.67681349e-2f;
  p = p * s + 1.12819925e-1f;
  p = p * s - 3.76125336e-1f;
  p = p * s + 1.28379166e-1f;
  return select(select(far, p * x + x, t < vec4f(0.927734375f)), x, isnan_4(x));
}

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
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let row5_ = row0_ + 4;
  let row6_ = row0_ + 5;
  let row7_ = row0_ + 6;
  let row8_ = row0_ + 7;
  let i0_ = row1_ * 4;
  let i1_ = row2_ * 4;
  let i2_ = row3_ * 4;
  let i3_ = row4_ * 4;
  let i4_ = row5_ * 4;
  let i5_ = row6_ * 4;
  let i6_ = row7_ * 4;
  let i7_ = row8_ * 4;
  for (var step_ = 0; step_ < 4; step_++) {
    let a8_ = in0_[step_ + i0_];
    let a9_ = in0_[step_ + i1_];
    let a10_ = in0_[step_ + i2_];
    let a11_ = in0_[step_ + i3_];
    let a12_ = in0_[step_ + i4_];
    let a13_ = in0_[step_ + i5_];
    let a14_ = in0_[step_ + i6_];
    let a15_ = in0_[step_ + i7_];
    let i16_ = step_ * 64 + column_;
    let b17_ = in1_[i16_];
    let b18_ = in1_[i16_ + 16];
    let b19_ = in1_[i16_ + 32];
    let b20_ = in1_[i16_ + 48];
    sum0_ = fma(vec4f(a8_.x), b17_, sum0_);
    sum1_ = fma(vec4f(a9_.x), b17_, sum1_);
    sum2_ = fma(vec4f(a10_.x), b17_, sum2_);
    sum3_ = fma(vec4f(a11_.x), b17_, sum3_);
    sum4_ = fma(vec4f(a12_.x), b17_, sum4_);
    sum5_ = fma(vec4f(a13_.x), b17_, sum5_);
    sum6_ = fma(vec4f(a14_.x), b17_, sum6_);
    sum7_ = fma(vec4f(a15_.x), b17_, sum7_);
    sum0_ = fma(vec4f(a8_.y), b18_, sum0_);
    sum1_ = fma(vec4f(a9_.y), b18_, sum1_);
    sum2_ = fma(vec4f(a10_.y), b18_, sum2_);
    sum3_ = fma(vec4f(a11_.y), b18_, sum3_);
    sum4_ = fma(vec4f(a12_.y), b18_, sum4_);
    sum5_ = fma(vec4f(a13_.y), b18_, sum5_);
    sum6_ = fma(vec4f(a14_.y), b18_, sum6_);
    sum7_ = fma(vec4f(a15_.y), b18_, sum7_);
    sum0_ = fma(vec4f(a8_.z), b19_, sum0_);
    sum1_ = fma(vec4f(a9_.z), b19_, sum1_);
    sum2_ = fma(vec4f(a10_.z), b19_, sum2_);
    sum3_ = fma(vec4f(a11_.z), b19_, sum3_);
    sum4_ = fma(vec4f(a12_.z), b19_, sum4_);
    sum5_ = fma(vec4f(a13_.z), b19_, sum5_);
    sum6_ = fma(vec4f(a14_.z), b19_, sum6_);
    sum7_ = fma(vec4f(a15_.z), b19_, sum7_);
    sum0_ = fma(vec4f(a8_.w), b20_, sum0_);
    sum1_ = fma(vec4f(a9_.w), b20_, sum1_);
    sum2_ = fma(vec4f(a10_.w), b20_, sum2_);
    sum3_ = fma(vec4f(a11_.w), b20_, sum3_);
    sum4_ = fma(vec4f(a12_.w), b20_, sum4_);
    sum5_ = fma(vec4f(a13_.w), b20_, sum5_);
    sum6_ = fma(vec4f(a14_.w), b20_, sum6_);
    sum7_ = fma(vec4f(a15_.w), b20_, sum7_);
  }
  let x21_ = in2_[column_];
  {
    let at_ = row0_;
    let t22_ = sum0_ + x21_;
    let i23_ = column_ + at_ * 16;
    let v24_ = t22_ * 0.5f * (erf_4(t22_ / 1.4142135f) + 1.0f);
    out3_[i23_] = t22_;
    out4_[i23_] = v24_;
  }
  {
    let at_ = row0_ + 1;
    let t25_ = sum1_ + x21_;
    let i26_ = column_ + at_ * 16;
    let v27_ = t25_ * 0.5f * (erf_4(t25_ / 1.4142135f) + 1.0f);
    out3_[i26_] = t25_;
    out4_[i26_] = v27_;
  }
  {
    let at_ = row0_ + 2;
    let t28_ = sum2_ + x21_;
    let i29_ = column_ + at_ * 16;
    let v30_ = t28_ * 0.5f * (erf_4(t28_ / 1.4142135f) + 1.0f);
    out3_[i29_] = t28_;
    out4_[i29_] = v30_;
  }
  {
    let at_ = row0_ + 3;
    let t31_ = sum3_ + x21_;
    let i32_ = column_ + at_ * 16;
    let v33_ = t31_ * 0.5f * (erf_4(t31_ / 1.4142135f) + 1.0f);
    out3_[i32_] = t31_;
    out4_[i32_] = v33_;
  }
  {
    let at_ = row0_ + 4;
    let t34_ = sum4_ + x21_;
    let i35_ = column_ + at_ * 16;
    let v36_ = t34_ * 0.5f * (erf_4(t34_ / 1.4142135f) + 1.0f);
    out3_[i35_] = t34_;
    out4_[i35_] = v36_;
  }
  {
    let at_ = row0_ + 5;
    let t37_ = sum5_ + x21_;
    let i38_ = column_ + at_ * 16;
    let v39_ = t37_ * 0.5f * (erf_4(t37_ / 1.4142135f) + 1.0f);
    out3_[i38_] = t37_;
    out4_[i38_] = v39_;
  }
  {
    let at_ = row0_ + 6;
    let t40_ = sum6_ + x21_;
    let i41_ = column_ + at_ * 16;
    let v42_ = t40_ * 0.5f * (erf_4(t40_ / 1.4142135f) + 1.0f);
    out3_[i41_] = t40_;
    out4_[i41_] = v42_;
  }
  {
    let at_ = row0_ + 7;
    let t43_ = sum7_ + x21_;
    let i44_ = column_ + at_ * 16;
    let v45_ = t43_ * 0.5f * (erf_4(t43_ / 1.4142135f) + 1.0f);
    out3_[i44_] = t43_;
    out4_[i44_] = v45_;
  }
}

// dot-split
// dot 1 x 16 x 16 x 64: 4 x 4 a lane, split, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
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
    let i8_ = step_ * 16 + column_;
    let b9_ = in1_[i8_];
    let b10_ = in1_[i8_ + 4];
    let b11_ = in1_[i8_ + 8];
    let b12_ = in1_[i8_ + 12];
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
  let x13_ = in3_[column_];
  if (local_ == 0u) {
    let at_ = row0_;
    let i14_ = column_ + at_ * 4;
    out4_[i14_] = in2_[i14_] + (sum0_ + x13_);
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i15_ = column_ + at_ * 4;
    out4_[i15_] = in2_[i15_] + (sum1_ + x13_);
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    let i16_ = column_ + at_ * 4;
    out4_[i16_] = in2_[i16_] + (sum2_ + x13_);
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    let i17_ = column_ + at_ * 4;
    out4_[i17_] = in2_[i17_] + (sum3_ + x13_);
  }
}

// rows-thread-vec4+thread-vec4-64
// 16 rows of 16: 64 x 1 lanes (none), 4 cols at once; 1 rows of 16: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4i>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 15);
  var sum0_ = vec4f(0.0f);
  let i0_ = row_ * 4;
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + in0_[i0_ + col_];
  }
  let h1_ = sum0_.x + sum0_.z;
  let h2_ = sum0_.y + sum0_.w;
  let acc0_ = h1_ + h2_;
  if (place_ < 16) {
    out4_[row_] = acc0_ * 0.0625f;
  }
  var sum1_ = vec4f(0.0f);
  let t3_ = acc0_ * 0.0625f;
  for (var col_ = 0; col_ < 4; col_++) {
    let t4_ = in0_[i0_ + col_] - t3_;
    sum1_ = sum1_ + t4_ * t4_;
  }
  let h5_ = sum1_.x + sum1_.z;
  let h6_ = sum1_.y + sum1_.w;
  let acc1_ = h5_ + h6_;
  if (place_ < 16) {
    out5_[row_] = sqrt(acc1_ * 0.0625f + 0.00001f);
  }
  let t7_ = sqrt(acc1_ * 0.0625f + 0.00001f);
  for (var col_ = 0; col_ < 4; col_++) {
    let i8_ = i0_ + col_;
    if (place_ < 16) {
      out6_[i8_] = (in0_[i8_] - t3_) * in1_[col_] / t7_ + in2_[col_];
    }
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + vec4f(!(in3_[col_] == vec4i((-100))));
  }
  let h9_ = sum0_.x + sum0_.z;
  let h10_ = sum0_.y + sum0_.w;
  let acc0_ = h9_ + h10_;
  if (place_ < 1) {
    out7_[0] = acc0_;
  }
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 1) { part0_(flat_, local_); }
  else { part1_(flat_ - 1, local_); }
}

// dot-register-8x4
// dot 1 x 16 x 46 x 16: 8 x 4 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 24) { return; }
  let column_ = item_ % 12;
  let row0_ = item_ / 12 % 2 * 8;
  let batch_ = item_ / 24;
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
  let i0_ = row1_ * 4;
  let i1_ = row2_ * 4;
  let i2_ = row3_ * 4;
  let i3_ = row4_ * 4;
  let i4_ = row5_ * 4;
  let i5_ = row6_ * 4;
  let i6_ = row7_ * 4;
  let i7_ = row8_ * 4;
  let i16_ = column_ * 4;
  let i17_ = min(i16_, 45) * 4;
  let i18_ = min(i16_ + 1, 45) * 4;
  let i19_ = min(i16_ + 2, 45) * 4;
  let i20_ = min(i16_ + 3, 45) * 4;
  for (var step_ = 0; step_ < 4; step_++) {
    let a8_ = in0_[step_ + i0_];
    let a9_ = in0_[step_ + i1_];
    let a10_ = in0_[step_ + i2_];
    let a11_ = in0_[step_ + i3_];
    let a12_ = in0_[step_ + i4_];
    let a13_ = in0_[step_ + i5_];
    let a14_ = in0_[step_ + i6_];
    let a15_ = in0_[step_ + i7_];
    let b21_ = in1_[step_ + i17_];
    let b22_ = in1_[step_ + i18_];
    let b23_ = in1_[step_ + i19_];
    let b24_ = in1_[step_ + i20_];
    let b25_ = vec4f(b21_.x, b22_.x, b23_.x, b24_.x);
    sum0_ = fma(vec4f(a8_.x), b25_, sum0_);
    sum1_ = fma(vec4f(a9_.x), b25_, sum1_);
    sum2_ = fma(vec4f(a10_.x), b25_, sum2_);
    sum3_ = fma(vec4f(a11_.x), b25_, sum3_);
    sum4_ = fma(vec4f(a12_.x), b25_, sum4_);
    sum5_ = fma(vec4f(a13_.x), b25_, sum5_);
    sum6_ = fma(vec4f(a14_.x), b25_, sum6_);
    sum7_ = fma(vec4f(a15_.x), b25_, sum7_);
    let b26_ = vec4f(b21_.y, b22_.y, b23_.y, b24_.y);
    sum0_ = fma(vec4f(a8_.y), b26_, sum0_);
    sum1_ = fma(vec4f(a9_.y), b26_, sum1_);
    sum2_ = fma(vec4f(a10_.y), b26_, sum2_);
    sum3_ = fma(vec4f(a11_.y), b26_, sum3_);
    sum4_ = fma(vec4f(a12_.y), b26_, sum4_);
    sum5_ = fma(vec4f(a13_.y), b26_, sum5_);
    sum6_ = fma(vec4f(a14_.y), b26_, sum6_);
    sum7_ = fma(vec4f(a15_.y), b26_, sum7_);
    let b27_ = vec4f(b21_.z, b22_.z, b23_.z, b24_.z);
    sum0_ = fma(vec4f(a8_.z), b27_, sum0_);
    sum1_ = fma(vec4f(a9_.z), b27_, sum1_);
    sum2_ = fma(vec4f(a10_.z), b27_, sum2_);
    sum3_ = fma(vec4f(a11_.z), b27_, sum3_);
    sum4_ = fma(vec4f(a12_.z), b27_, sum4_);
    sum5_ = fma(vec4f(a13_.z), b27_, sum5_);
    sum6_ = fma(vec4f(a14_.z), b27_, sum6_);
    sum7_ = fma(vec4f(a15_.z), b27_, sum7_);
    let b28_ = vec4f(b21_.w, b22_.w, b23_.w, b24_.w);
    sum0_ = fma(vec4f(a8_.w), b28_, sum0_);
    sum1_ = fma(vec4f(a9_.w), b28_, sum1_);
    sum2_ = fma(vec4f(a10_.w), b28_, sum2_);
    sum3_ = fma(vec4f(a11_.w), b28_, sum3_);
    sum4_ = fma(vec4f(a12_.w), b28_, sum4_);
    sum5_ = fma(vec4f(a13_.w), b28_, sum5_);
    sum6_ = fma(vec4f(a14_.w), b28_, sum6_);
    sum7_ = fma(vec4f(a15_.w), b28_, sum7_);
  }
  let i29_ = min(column_ * 4 + vec4i(0, 1, 2, 3), vec4i(45));
  {
    let at_ = row0_;
    let i30_ = i29_ + at_ * 46;
    if (column_ * 4 + 0 < 46) { out2_[i30_.x] = sum0_.x; }
    if (column_ * 4 + 1 < 46) { out2_[i30_.y] = sum0_.y; }
    if (column_ * 4 + 2 < 46) { out2_[i30_.z] = sum0_.z; }
    if (column_ * 4 + 3 < 46) { out2_[i30_.w] = sum0_.w; }
  }
  {
    let at_ = row0_ + 1;
    let i31_ = i29_ + at_ * 46;
    if (column_ * 4 + 0 < 46) { out2_[i31_.x] = sum1_.x; }
    if (column_ * 4 + 1 < 46) { out2_[i31_.y] = sum1_.y; }
    if (column_ * 4 + 2 < 46) { out2_[i31_.z] = sum1_.z; }
    if (column_ * 4 + 3 < 46) { out2_[i31_.w] = sum1_.w; }
  }
  {
    let at_ = row0_ + 2;
    let i32_ = i29_ + at_ * 46;
    if (column_ * 4 + 0 < 46) { out2_[i32_.x] = sum2_.x; }
    if (column_ * 4 + 1 < 46) { out2_[i32_.y] = sum2_.y; }
    if (column_ * 4 + 2 < 46) { out2_[i32_.z] = sum2_.z; }
    if (column_ * 4 + 3 < 46) { out2_[i32_.w] = sum2_.w; }
  }
  {
    let at_ = row0_ + 3;
    let i33_ = i29_ + at_ * 46;
    if (column_ * 4 + 0 < 46) { out2_[i33_.x] = sum3_.x; }
    if (column_ * 4 + 1 < 46) { out2_[i33_.y] = sum3_.y; }
    if (column_ * 4 + 2 < 46) { out2_[i33_.z] = sum3_.z; }
    if (column_ * 4 + 3 < 46) { out2_[i33_.w] = sum3_.w; }
  }
  {
    let at_ = row0_ + 4;
    let i34_ = i29_ + at_ * 46;
    if (column_ * 4 + 0 < 46) { out2_[i34_.x] = sum4_.x; }
    if (column_ * 4 + 1 < 46) { out2_[i34_.y] = sum4_.y; }
    if (column_ * 4 + 2 < 46) { out2_[i34_.z] = sum4_.z; }
    if (column_ * 4 + 3 < 46) { out2_[i34_.w] = sum4_.w; }
  }
  {
    let at_ = row0_ + 5;
    let i35_ = i29_ + at_ * 46;
    if (column_ * 4 + 0 < 46) { out2_[i35_.x] = sum5_.x; }
    if (column_ * 4 + 1 < 46) { out2_[i35_.y] = sum5_.y; }
    if (column_ * 4 + 2 < 46) { out2_[i35_.z] = sum5_.z; }
    if (column_ * 4 + 3 < 46) { out2_[i35_.w] = sum5_.w; }
  }
  {
    let at_ = row0_ + 6;
    let i36_ = i29_ + at_ * 46;
    if (column_ * 4 + 0 < 46) { out2_[i36_.x] = sum6_.x; }
    if (column_ * 4 + 1 < 46) { out2_[i36_.y] = sum6_.y; }
    if (column_ * 4 + 2 < 46) { out2_[i36_.z] = sum6_.z; }
    if (column_ * 4 + 3 < 46) { out2_[i36_.w] = sum6_.w; }
  }
  {
    let at_ = row0_ + 7;
    let i37_ = i29_ + at_ * 46;
    if (column_ * 4 + 0 < 46) { out2_[i37_.x] = sum7_.x; }
    if (column_ * 4 + 1 < 46) { out2_[i37_.y] = sum7_.y; }
    if (column_ * 4 + 2 < 46) { out2_[i37_.z] = sum7_.z; }
    if (column_ * 4 + 3 < 46) { out2_[i37_.w] = sum7_.w; }
  }
}

// row-tile-vec4
// 16 rows of 46: 4 x 64 lanes (shared), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4i>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
var<workgroup> lanes0_: array<vec4f, 256>;
var<workgroup> lanes1_: array<vec4f, 256>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }
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
fn isfinite_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7f800000u)) != vec4u(0x7f800000u); }

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_ / 4u);
  let rowLane_ = i32(local_ % 4u);
  let row_ = i32(group_.x) * 4 + rowLane_;
  var sum0_ = vec4f(bits_(0xff800000u));
  let i0_ = row_ * 184;
  let i1_ = vec4i(0, 1, 2, 3) * 46;
  for (var col_ = colLane_; col_ < 46; col_ += 64) {
    let i2_ = i0_ + col_ + i1_;
    sum0_ = max_4(sum0_, vec4f(in0_[i2_.x], in0_[i2_.y], in0_[i2_.z], in0_[i2_.w]));
  }
  lanes0_[local_] = sum0_;
  for (var half_ = 32u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = max_4(lanes0_[local_], lanes0_[local_ + half_ * 4u]);
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[rowLane_];
  var sum1_ = vec4f(0.0f);
  var sum2_ = vec4f(0.0f);
  let x3_ = in1_[row_];
  for (var col_ = colLane_; col_ < 46; col_ += 64) {
    let i4_ = i0_ + col_ + i1_;
    let t5_ = vec4f(in0_[i4_.x], in0_[i4_.y], in0_[i4_.z], in0_[i4_.w]) - acc0_;
    sum1_ = sum1_ + select(vec4f(0.0f), t5_, vec4i(col_) == x3_);
    sum2_ = sum2_ + exp(t5_);
  }
  workgroupBarrier();
  lanes0_[local_] = sum1_;
  lanes1_[local_] = sum2_;
  for (var half_ = 32u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_ * 4u];
      lanes1_[local_] = lanes1_[local_] + lanes1_[local_ + half_ * 4u];
    }
  }
  workgroupBarrier();
  let acc1_ = lanes0_[rowLane_];
  let acc2_ = lanes1_[rowLane_];
  if (colLane_ == 0) {
    out3_[row_] = select(log_4(acc2_) - acc1_, vec4f(0.0f), x3_ == vec4i((-100)));
  }
  let t6_ = select(vec4f(1.0f / in2_[0]), vec4f(0.0f), x3_ == vec4i((-100)));
  let t7_ = t6_ / acc2_;
  let t8_ = select(t7_, vec4f(0.0f), (t6_ == vec4f(0.0f)) & (!isfinite_4(t7_)));
  let c9_ = t8_ == vec4f(0.0f);
  let t10_ = -t6_;
  for (var col_ = colLane_; col_ < 46; col_ += 64) {
    let i11_ = i0_ + col_ + i1_;
    let t12_ = exp(vec4f(in0_[i11_.x], in0_[i11_.y], in0_[i11_.z], in0_[i11_.w]) - acc0_) * t8_;
    let v13_ = select(t12_, vec4f(0.0f), c9_ & (!isfinite_4(t12_))) + select(vec4f(0.0f), t10_, vec4i(col_) == x3_);
    out4_[i11_.x] = v13_.x;
    out4_[i11_.y] = v13_.y;
    out4_[i11_.z] = v13_.z;
    out4_[i11_.w] = v13_.w;
  }
}

// row-thread-vec4
// 1 rows of 16: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + in0_[col_];
  }
  let h0_ = sum0_.x + sum0_.z;
  let h1_ = sum0_.y + sum0_.w;
  let acc0_ = h0_ + h1_;
  if (place_ < 1) {
    out2_[0] = acc0_ / in1_[0];
  }
}

// dot-register-8x4
// dot 1 x 16 x 16 x 46: 8 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

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
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let row5_ = row0_ + 4;
  let row6_ = row0_ + 5;
  let row7_ = row0_ + 6;
  let row8_ = row0_ + 7;
  let i0_ = row1_ * 46;
  let i1_ = row2_ * 46;
  let i2_ = row3_ * 46;
  let i3_ = row4_ * 46;
  let i4_ = row5_ * 46;
  let i5_ = row6_ * 46;
  let i6_ = row7_ * 46;
  let i7_ = row8_ * 46;
  for (var step_ = 0; step_ < 46; step_++) {
    let a8_ = in0_[step_ + i0_];
    let a9_ = in0_[step_ + i1_];
    let a10_ = in0_[step_ + i2_];
    let a11_ = in0_[step_ + i3_];
    let a12_ = in0_[step_ + i4_];
    let a13_ = in0_[step_ + i5_];
    let a14_ = in0_[step_ + i6_];
    let a15_ = in0_[step_ + i7_];
    let b16_ = in1_[step_ * 4 + column_];
    sum0_ = fma(vec4f(a8_), b16_, sum0_);
    sum1_ = fma(vec4f(a9_), b16_, sum1_);
    sum2_ = fma(vec4f(a10_), b16_, sum2_);
    sum3_ = fma(vec4f(a11_), b16_, sum3_);
    sum4_ = fma(vec4f(a12_), b16_, sum4_);
    sum5_ = fma(vec4f(a13_), b16_, sum5_);
    sum6_ = fma(vec4f(a14_), b16_, sum6_);
    sum7_ = fma(vec4f(a15_), b16_, sum7_);
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

// rows-thread-vec4+thread-vec4-64
// 16 rows of 16: 64 x 1 lanes (none), 4 rows at once; 16 rows of 16: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> out7_: array<vec4f>;
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(0.0f);
  var sum1_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 16; col_++) {
    let i0_ = row_ + col_ * 4;
    let x1_ = in0_[i0_];
    sum0_ = sum0_ + x1_;
    sum1_ = sum1_ + (in1_[i0_] - in2_[col_]) * (x1_ / in3_[col_]);
  }
  let acc0_ = sum0_;
  let acc1_ = sum1_;
  if (place_ < 4) {
    out5_[row_] = acc0_;
    out6_[row_] = acc1_;
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 15);
  var sum0_ = vec4f(0.0f);
  let i2_ = row_ * 4;
  let x3_ = in2_[row_];
  let x4_ = in3_[row_];
  for (var col_ = 0; col_ < 4; col_++) {
    let i5_ = i2_ + col_;
    sum0_ = sum0_ + -((in1_[i5_] - x3_) * in4_[col_] / x4_ * in0_[i5_] / x4_);
  }
  let h6_ = sum0_.x + sum0_.z;
  let h7_ = sum0_.y + sum0_.w;
  let acc0_ = h6_ + h7_;
  var sum1_ = vec4f(0.0f);
  let c8_ = x4_ == 0.0f;
  let t9_ = select(acc0_ * 0.5f / select(x4_, 1.0f, c8_), 0.0f, c8_) * 0.0625f;
  for (var col_ = 0; col_ < 4; col_++) {
    let i10_ = i2_ + col_;
    let t11_ = (in1_[i10_] - x3_) * t9_;
    sum1_ = sum1_ + -(in4_[col_] * (in0_[i10_] / x4_) + (t11_ + t11_));
  }
  let h12_ = sum1_.x + sum1_.z;
  let h13_ = sum1_.y + sum1_.w;
  let acc1_ = h12_ + h13_;
  let t14_ = acc1_ * 0.0625f;
  for (var col_ = 0; col_ < 4; col_++) {
    let i15_ = i2_ + col_;
    let t16_ = (in1_[i15_] - x3_) * t9_;
    if (place_ < 16) {
      out7_[i15_] = in4_[col_] * (in0_[i15_] / x4_) + (t16_ + t16_) + t14_;
    }
  }
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 1) { part0_(flat_, local_); }
  else { part1_(flat_ - 1, local_); }
}

// dot-register-8x4
// dot 1 x 64 x 16 x 16: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 8 * 8;
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
  for (var step_ = 0; step_ < 16; step_++) {
    let i0_ = step_ * 16;
    let a1_ = in0_[i0_ + quad0_];
    let a2_ = in0_[i0_ + quad1_];
    let b3_ = in1_[step_ * 4 + column_];
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
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-register-8x4
// dot 1 x 16 x 64 x 16: 8 x 4 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn erf_4(x: vec4f) -> vec4f {
  let t = min(abs(x), vec4f(4.0f));
  let s = t * t;
  var r = t * -1.72853470e-5f + 3.83197126e-4f;
  let u = t * -3.88396438e-3f + 2.42546219e-2f;
  r = r * s + u;
  r = r * t - 1.06777877e-1f;
  r = r * t - 6.34846687e-1f;
  r = r * t - 1.28717512e-1f;
  r = r * t - t;
  let far = sign(x) * (1.0f - exp(r));
  var p = s * -5.96761703e-4f + 4.99119423e-3f;
  p = p * s - 2.67681349e-2f;
  p = p * s + 1.12819925e-1f;
  p = p * s - 3.76125336e-1f;
  p = p * s + 1.28379166e-1f;
  return select(select(far, p * x + x, t < vec4f(0.927734375f)), x, isnan_4(x));
}

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
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let row5_ = row0_ + 4;
  let row6_ = row0_ + 5;
  let row7_ = row0_ + 6;
  let row8_ = row0_ + 7;
  let i0_ = row1_ * 4;
  let i1_ = row2_ * 4;
  let i2_ = row3_ * 4;
  let i3_ = row4_ * 4;
  let i4_ = row5_ * 4;
  let i5_ = row6_ * 4;
  let i6_ = row7_ * 4;
  let i7_ = row8_ * 4;
  let i16_ = column_ * 16;
  for (var step_ = 0; step_ < 4; step_++) {
    let a8_ = in0_[step_ + i0_];
    let a9_ = in0_[step_ + i1_];
    let a10_ = in0_[step_ + i2_];
    let a11_ = in0_[step_ + i3_];
    let a12_ = in0_[step_ + i4_];
    let a13_ = in0_[step_ + i5_];
    let a14_ = in0_[step_ + i6_];
    let a15_ = in0_[step_ + i7_];
    let i17_ = step_ + i16_;
    let b18_ = in1_[i17_];
    let b19_ = in1_[i17_ + 4];
    let b20_ = in1_[i17_ + 8];
    let b21_ = in1_[i17_ + 12];
    let b22_ = vec4f(b18_.x, b19_.x, b20_.x, b21_.x);
    sum0_ = fma(vec4f(a8_.x), b22_, sum0_);
    sum1_ = fma(vec4f(a9_.x), b22_, sum1_);
    sum2_ = fma(vec4f(a10_.x), b22_, sum2_);
    sum3_ = fma(vec4f(a11_.x), b22_, sum3_);
    sum4_ = fma(vec4f(a12_.x), b22_, sum4_);
    sum5_ = fma(vec4f(a13_.x), b22_, sum5_);
    sum6_ = fma(vec4f(a14_.x), b22_, sum6_);
    sum7_ = fma(vec4f(a15_.x), b22_, sum7_);
    let b23_ = vec4f(b18_.y, b19_.y, b20_.y, b21_.y);
    sum0_ = fma(vec4f(a8_.y), b23_, sum0_);
    sum1_ = fma(vec4f(a9_.y), b23_, sum1_);
    sum2_ = fma(vec4f(a10_.y), b23_, sum2_);
    sum3_ = fma(vec4f(a11_.y), b23_, sum3_);
    sum4_ = fma(vec4f(a12_.y), b23_, sum4_);
    sum5_ = fma(vec4f(a13_.y), b23_, sum5_);
    sum6_ = fma(vec4f(a14_.y), b23_, sum6_);
    sum7_ = fma(vec4f(a15_.y), b23_, sum7_);
    let b24_ = vec4f(b18_.z, b19_.z, b20_.z, b21_.z);
    sum0_ = fma(vec4f(a8_.z), b24_, sum0_);
    sum1_ = fma(vec4f(a9_.z), b24_, sum1_);
    sum2_ = fma(vec4f(a10_.z), b24_, sum2_);
    sum3_ = fma(vec4f(a11_.z), b24_, sum3_);
    sum4_ = fma(vec4f(a12_.z), b24_, sum4_);
    sum5_ = fma(vec4f(a13_.z), b24_, sum5_);
    sum6_ = fma(vec4f(a14_.z), b24_, sum6_);
    sum7_ = fma(vec4f(a15_.z), b24_, sum7_);
    let b25_ = vec4f(b18_.w, b19_.w, b20_.w, b21_.w);
    sum0_ = fma(vec4f(a8_.w), b25_, sum0_);
    sum1_ = fma(vec4f(a9_.w), b25_, sum1_);
    sum2_ = fma(vec4f(a10_.w), b25_, sum2_);
    sum3_ = fma(vec4f(a11_.w), b25_, sum3_);
    sum4_ = fma(vec4f(a12_.w), b25_, sum4_);
    sum5_ = fma(vec4f(a13_.w), b25_, sum5_);
    sum6_ = fma(vec4f(a14_.w), b25_, sum6_);
    sum7_ = fma(vec4f(a15_.w), b25_, sum7_);
  }
  {
    let at_ = row0_;
    let i26_ = column_ + at_ * 16;
    let x27_ = out2_[i26_];
    let t28_ = x27_ / 1.4142135f;
    out2_[i26_] = x27_ * 0.5f * sum0_ * (exp(-(t28_ * t28_)) * 1.1283792f) / 1.4142135f + (erf_4(t28_) + 1.0f) * sum0_ * 0.5f;
  }
  {
    let at_ = row0_ + 1;
    let i29_ = column_ + at_ * 16;
    let x30_ = out2_[i29_];
    let t31_ = x30_ / 1.4142135f;
    out2_[i29_] = x30_ * 0.5f * sum1_ * (exp(-(t31_ * t31_)) * 1.1283792f) / 1.4142135f + (erf_4(t31_) + 1.0f) * sum1_ * 0.5f;
  }
  {
    let at_ = row0_ + 2;
    let i32_ = column_ + at_ * 16;
    let x33_ = out2_[i32_];
    let t34_ = x33_ / 1.4142135f;
    out2_[i32_] = x33_ * 0.5f * sum2_ * (exp(-(t34_ * t34_)) * 1.1283792f) / 1.4142135f + (erf_4(t34_) + 1.0f) * sum2_ * 0.5f;
  }
  {
    let at_ = row0_ + 3;
    let i35_ = column_ + at_ * 16;
    let x36_ = out2_[i35_];
    let t37_ = x36_ / 1.4142135f;
    out2_[i35_] = x36_ * 0.5f * sum3_ * (exp(-(t37_ * t37_)) * 1.1283792f) / 1.4142135f + (erf_4(t37_) + 1.0f) * sum3_ * 0.5f;
  }
  {
    let at_ = row0_ + 4;
    let i38_ = column_ + at_ * 16;
    let x39_ = out2_[i38_];
    let t40_ = x39_ / 1.4142135f;
    out2_[i38_] = x39_ * 0.5f * sum4_ * (exp(-(t40_ * t40_)) * 1.1283792f) / 1.4142135f + (erf_4(t40_) + 1.0f) * sum4_ * 0.5f;
  }
  {
    let at_ = row0_ + 5;
    let i41_ = column_ + at_ * 16;
    let x42_ = out2_[i41_];
    let t43_ = x42_ / 1.4142135f;
    out2_[i41_] = x42_ * 0.5f * sum5_ * (exp(-(t43_ * t43_)) * 1.1283792f) / 1.4142135f + (erf_4(t43_) + 1.0f) * sum5_ * 0.5f;
  }
  {
    let at_ = row0_ + 6;
    let i44_ = column_ + at_ * 16;
    let x45_ = out2_[i44_];
    let t46_ = x45_ / 1.4142135f;
    out2_[i44_] = x45_ * 0.5f * sum6_ * (exp(-(t46_ * t46_)) * 1.1283792f) / 1.4142135f + (erf_4(t46_) + 1.0f) * sum6_ * 0.5f;
  }
  {
    let at_ = row0_ + 7;
    let i47_ = column_ + at_ * 16;
    let x48_ = out2_[i47_];
    let t49_ = x48_ / 1.4142135f;
    out2_[i47_] = x48_ * 0.5f * sum7_ * (exp(-(t49_ * t49_)) * 1.1283792f) / 1.4142135f + (erf_4(t49_) + 1.0f) * sum7_ * 0.5f;
  }
}

// dot-split
// dot 1 x 16 x 16 x 64: 4 x 4 a lane, split, a over k, b over k
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
    out2_[column_ + at_ * 4] = sum0_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 4] = sum1_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 4] = sum2_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 4] = sum3_;
  }
}

// dot-register-8x4
// dot 1 x 16 x 64 x 16: 8 x 4 a lane, register, a over m, b over n
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
  for (var step_ = 0; step_ < 16; step_++) {
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

// row-thread-vec4
// 16 rows of 16: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 16; col_++) {
    let i0_ = row_ + col_ * 4;
    sum0_ = sum0_ + in0_[i0_] + in1_[i0_];
    if (place_ < 4) {
      out2_[i0_] = in0_[i0_] + in1_[i0_];
    }
  }
  let acc0_ = sum0_;
  if (place_ < 4) {
    out3_[row_] = acc0_;
  }
}

// dot-register-8x4
// dot 1 x 16 x 16 x 16: 8 x 4 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

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
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let row5_ = row0_ + 4;
  let row6_ = row0_ + 5;
  let row7_ = row0_ + 6;
  let row8_ = row0_ + 7;
  let i0_ = row1_ * 4;
  let i1_ = row2_ * 4;
  let i2_ = row3_ * 4;
  let i3_ = row4_ * 4;
  let i4_ = row5_ * 4;
  let i5_ = row6_ * 4;
  let i6_ = row7_ * 4;
  let i7_ = row8_ * 4;
  let i16_ = column_ * 16;
  for (var step_ = 0; step_ < 4; step_++) {
    let a8_ = in0_[step_ + i0_];
    let a9_ = in0_[step_ + i1_];
    let a10_ = in0_[step_ + i2_];
    let a11_ = in0_[step_ + i3_];
    let a12_ = in0_[step_ + i4_];
    let a13_ = in0_[step_ + i5_];
    let a14_ = in0_[step_ + i6_];
    let a15_ = in0_[step_ + i7_];
    let i17_ = step_ + i16_;
    let b18_ = in1_[i17_];
    let b19_ = in1_[i17_ + 4];
    let b20_ = in1_[i17_ + 8];
    let b21_ = in1_[i17_ + 12];
    let b22_ = vec4f(b18_.x, b19_.x, b20_.x, b21_.x);
    sum0_ = fma(vec4f(a8_.x), b22_, sum0_);
    sum1_ = fma(vec4f(a9_.x), b22_, sum1_);
    sum2_ = fma(vec4f(a10_.x), b22_, sum2_);
    sum3_ = fma(vec4f(a11_.x), b22_, sum3_);
    sum4_ = fma(vec4f(a12_.x), b22_, sum4_);
    sum5_ = fma(vec4f(a13_.x), b22_, sum5_);
    sum6_ = fma(vec4f(a14_.x), b22_, sum6_);
    sum7_ = fma(vec4f(a15_.x), b22_, sum7_);
    let b23_ = vec4f(b18_.y, b19_.y, b20_.y, b21_.y);
    sum0_ = fma(vec4f(a8_.y), b23_, sum0_);
    sum1_ = fma(vec4f(a9_.y), b23_, sum1_);
    sum2_ = fma(vec4f(a10_.y), b23_, sum2_);
    sum3_ = fma(vec4f(a11_.y), b23_, sum3_);
    sum4_ = fma(vec4f(a12_.y), b23_, sum4_);
    sum5_ = fma(vec4f(a13_.y), b23_, sum5_);
    sum6_ = fma(vec4f(a14_.y), b23_, sum6_);
    sum7_ = fma(vec4f(a15_.y), b23_, sum7_);
    let b24_ = vec4f(b18_.z, b19_.z, b20_.z, b21_.z);
    sum0_ = fma(vec4f(a8_.z), b24_, sum0_);
    sum1_ = fma(vec4f(a9_.z), b24_, sum1_);
    sum2_ = fma(vec4f(a10_.z), b24_, sum2_);
    sum3_ = fma(vec4f(a11_.z), b24_, sum3_);
    sum4_ = fma(vec4f(a12_.z), b24_, sum4_);
    sum5_ = fma(vec4f(a13_.z), b24_, sum5_);
    sum6_ = fma(vec4f(a14_.z), b24_, sum6_);
    sum7_ = fma(vec4f(a15_.z), b24_, sum7_);
    let b25_ = vec4f(b18_.w, b19_.w, b20_.w, b21_.w);
    sum0_ = fma(vec4f(a8_.w), b25_, sum0_);
    sum1_ = fma(vec4f(a9_.w), b25_, sum1_);
    sum2_ = fma(vec4f(a10_.w), b25_, sum2_);
    sum3_ = fma(vec4f(a11_.w), b25_, sum3_);
    sum4_ = fma(vec4f(a12_.w), b25_, sum4_);
    sum5_ = fma(vec4f(a13_.w), b25_, sum5_);
    sum6_ = fma(vec4f(a14_.w), b25_, sum6_);
    sum7_ = fma(vec4f(a15_.w), b25_, sum7_);
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

// row-thread-vec4
// 32 rows of 8: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 31);
  var sum0_ = vec4f(0.0f);
  let i0_ = (row_ & 7) * 4;
  let i1_ = ((row_ >> 3u) & 1) * 2;
  let i2_ = (row_ >> 4u) * 32;
  let i3_ = row_ * 2;
  for (var col_ = 0; col_ < 2; col_++) {
    sum0_ = sum0_ + in0_[col_ + i0_ + i1_ + i2_] * in1_[i3_ + col_];
  }
  let h4_ = sum0_.x + sum0_.z;
  let h5_ = sum0_.y + sum0_.w;
  let acc0_ = h4_ + h5_;
  if (place_ < 32) {
    out2_[row_] = acc0_;
  }
}

// attend-shared-8
// attend 4 x 8 x 8 of 8 and 8: 1 rows a lane, 4 columns at once, shared, columns from row - 7 to row + 0
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<uniform> uniforms_: array<vec4u, 2>;
var<workgroup> tile0_: array<vec4f, 16>;
var<workgroup> tile1_: array<vec4f, 16>;
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

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  let batch_ = flat_;
  let base_ = 0;
  let place0_ = base_ + i32(local_);
  let row0_ = place0_;
  let a0_0_0_ = in0_[row0_ * 12 + (batch_ & 1) * 2 + (batch_ >> 1u) * 96];
  let a0_0_1_ = in0_[row0_ * 12 + (batch_ & 1) * 2 + (batch_ >> 1u) * 96 + 1];
  let a1_0_0_ = in1_[row0_ * 4 + (batch_ & 1) * 2 + (batch_ >> 1u) * 32];
  let a1_0_1_ = in1_[row0_ * 4 + (batch_ & 1) * 2 + (batch_ >> 1u) * 32 + 1];
  var sum0_0_0_ = vec4f();
  var sum0_0_1_ = vec4f();
  let i24_ = batch_ * 16 + row0_ * 2;
  let x25_ = in2_[i24_ + 1];
  let x26_ = in2_[i24_];
  let i27_ = i32(bitcast<f32>(uniforms_[0].y));
  let i28_ = batch_ * 64 + row0_ * 8;
  let t29_ = (-1.0f) * x25_ * in3_[batch_ * 8 + row0_];
  let first_ = 0;
  let end_ = min(8, base_ + 8);
  let i46_ = (batch_ & 1) * 2 + (batch_ >> 1u) * 96;
  let i47_ = (batch_ & 1) * 2 + (batch_ >> 1u) * 96;
  for (var tile_ = first_; tile_ < end_; tile_ += 8) {
    for (var unit_ = i32(local_); unit_ < 16; unit_ += 8) {
      let own_ = tile_ + unit_ / 2;
      let chunk_ = unit_ % 2;
      tile0_[unit_] = in0_[i46_ + own_ * 12 + chunk_ + 4];
    }
    for (var unit_ = i32(local_); unit_ < 16; unit_ += 8) {
      let own_ = tile_ + unit_ / 2;
      let chunk_ = unit_ % 2;
      tile1_[unit_] = in0_[i47_ + own_ * 12 + chunk_ + 8];
    }
    workgroupBarrier();
    let last_ = min(tile_ + 8, end_);
    for (var at_ = tile_; at_ < last_; at_ += 4) {
      let col0_ = at_;
      let col1_ = at_ + 1;
      let col2_ = at_ + 2;
      let col3_ = at_ + 3;
      let d0_ = a0_0_0_ * tile0_[(at_ - tile_) * 2 + 0];
      let d1_ = fma(a0_0_1_, tile0_[(at_ - tile_) * 2 + 1], d0_);
      let s2_ = (d1_.x + d1_.z) + (d1_.y + d1_.w);
      let d3_ = a0_0_0_ * tile0_[(at_ - tile_) * 2 + 2];
      let d4_ = fma(a0_0_1_, tile0_[(at_ - tile_) * 2 + 3], d3_);
      let s5_ = (d4_.x + d4_.z) + (d4_.y + d4_.w);
      let d6_ = a0_0_0_ * tile0_[(at_ - tile_) * 2 + 4];
      let d7_ = fma(a0_0_1_, tile0_[(at_ - tile_) * 2 + 5], d6_);
      let s8_ = (d7_.x + d7_.z) + (d7_.y + d7_.w);
      let d9_ = a0_0_0_ * tile0_[(at_ - tile_) * 2 + 6];
      let d10_ = fma(a0_0_1_, tile0_[(at_ - tile_) * 2 + 7], d9_);
      let s11_ = (d10_.x + d10_.z) + (d10_.y + d10_.w);
      let d12_ = a1_0_0_ * tile1_[(at_ - tile_) * 2 + 0];
      let d13_ = fma(a1_0_1_, tile1_[(at_ - tile_) * 2 + 1], d12_);
      let s14_ = (d13_.x + d13_.z) + (d13_.y + d13_.w);
      let d15_ = a1_0_0_ * tile1_[(at_ - tile_) * 2 + 2];
      let d16_ = fma(a1_0_1_, tile1_[(at_ - tile_) * 2 + 3], d15_);
      let s17_ = (d16_.x + d16_.z) + (d16_.y + d16_.w);
      let d18_ = a1_0_0_ * tile1_[(at_ - tile_) * 2 + 4];
      let d19_ = fma(a1_0_1_, tile1_[(at_ - tile_) * 2 + 5], d18_);
      let s20_ = (d19_.x + d19_.z) + (d19_.y + d19_.w);
      let d21_ = a1_0_0_ * tile1_[(at_ - tile_) * 2 + 6];
      let d22_ = fma(a1_0_1_, tile1_[(at_ - tile_) * 2 + 7], d21_);
      let s23_ = (d22_.x + d22_.z) + (d22_.y + d22_.w);
      let c30_ = col0_ <= row0_;
      let r31_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i27_, i28_ + col0_);
      let t32_ = exp(select((-1000000000.0f), s2_ / 2.828427f, c30_) - x26_) * (f32(r31_.lane0 < 0.9f) * (s14_ / 0.9f) * x25_ + t29_);
      let w33_ = select(0.0f, t32_, c30_) / 2.828427f;
      let c34_ = col1_ <= row0_;
      let r35_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i27_, i28_ + col1_);
      let t36_ = exp(select((-1000000000.0f), s5_ / 2.828427f, c34_) - x26_) * (f32(r35_.lane0 < 0.9f) * (s17_ / 0.9f) * x25_ + t29_);
      let w37_ = select(0.0f, t36_, c34_) / 2.828427f;
      let c38_ = col2_ <= row0_;
      let r39_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i27_, i28_ + col2_);
      let t40_ = exp(select((-1000000000.0f), s8_ / 2.828427f, c38_) - x26_) * (f32(r39_.lane0 < 0.9f) * (s20_ / 0.9f) * x25_ + t29_);
      let w41_ = select(0.0f, t40_, c38_) / 2.828427f;
      let c42_ = col3_ <= row0_;
      let r43_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i27_, i28_ + col3_);
      let t44_ = exp(select((-1000000000.0f), s11_ / 2.828427f, c42_) - x26_) * (f32(r43_.lane0 < 0.9f) * (s23_ / 0.9f) * x25_ + t29_);
      let w45_ = select(0.0f, t44_, c42_) / 2.828427f;
      sum0_0_0_ = fma(vec4f(w33_), tile0_[(at_ - tile_) * 2 + 0], sum0_0_0_);
      sum0_0_1_ = fma(vec4f(w33_), tile0_[(at_ - tile_) * 2 + 1], sum0_0_1_);
      sum0_0_0_ = fma(vec4f(w37_), tile0_[(at_ - tile_) * 2 + 2], sum0_0_0_);
      sum0_0_1_ = fma(vec4f(w37_), tile0_[(at_ - tile_) * 2 + 3], sum0_0_1_);
      sum0_0_0_ = fma(vec4f(w41_), tile0_[(at_ - tile_) * 2 + 4], sum0_0_0_);
      sum0_0_1_ = fma(vec4f(w41_), tile0_[(at_ - tile_) * 2 + 5], sum0_0_1_);
      sum0_0_0_ = fma(vec4f(w45_), tile0_[(at_ - tile_) * 2 + 6], sum0_0_0_);
      sum0_0_1_ = fma(vec4f(w45_), tile0_[(at_ - tile_) * 2 + 7], sum0_0_1_);
    }
    workgroupBarrier();
  }
  {
    {
      out4_[i24_] = sum0_0_0_;
    }
    {
      out4_[i24_ + 1] = sum0_0_1_;
    }
  }
}

// attend-shared-8
// attend 4 x 8 x 8 of 8 and 8: 1 rows a lane, 4 columns at once, shared, columns from row + 0 to row + 7
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
@group(0) @binding(6) var<uniform> uniforms_: array<vec4u, 2>;
var<workgroup> tile0_: array<vec4f, 16>;
var<workgroup> tile1_: array<vec4f, 16>;
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

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  let batch_ = flat_;
  let base_ = 0;
  let place0_ = base_ + i32(local_);
  let row0_ = place0_;
  let a0_0_0_ = in0_[row0_ * 12 + (batch_ & 1) * 2 + (batch_ >> 1u) * 96 + 4];
  let a0_0_1_ = in0_[row0_ * 12 + (batch_ & 1) * 2 + (batch_ >> 1u) * 96 + 5];
  let a1_0_0_ = in0_[row0_ * 12 + (batch_ & 1) * 2 + (batch_ >> 1u) * 96 + 8];
  let a1_0_1_ = in0_[row0_ * 12 + (batch_ & 1) * 2 + (batch_ >> 1u) * 96 + 9];
  var sum0_0_0_ = vec4f();
  var sum0_0_1_ = vec4f();
  var sum1_0_0_ = vec4f();
  var sum1_0_1_ = vec4f();
  let i24_ = batch_ * 16;
  let i25_ = i32(bitcast<f32>(uniforms_[0].y));
  let i26_ = batch_ * 64 + row0_;
  let i51_ = batch_ * 8;
  let first_ = max(0, base_ + 0) / 4 * 4;
  let end_ = 8;
  let i72_ = (batch_ & 1) * 2 + (batch_ >> 1u) * 96;
  let i73_ = (batch_ & 1) * 2 + (batch_ >> 1u) * 32;
  for (var tile_ = first_; tile_ < end_; tile_ += 8) {
    for (var unit_ = i32(local_); unit_ < 16; unit_ += 8) {
      let own_ = min(tile_ + unit_ / 2, 7);
      let chunk_ = unit_ % 2;
      tile0_[unit_] = in0_[i72_ + own_ * 12 + chunk_];
    }
    for (var unit_ = i32(local_); unit_ < 16; unit_ += 8) {
      let own_ = min(tile_ + unit_ / 2, 7);
      let chunk_ = unit_ % 2;
      tile1_[unit_] = in1_[i73_ + own_ * 4 + chunk_];
    }
    workgroupBarrier();
    let last_ = min(tile_ + 8, end_);
    for (var at_ = tile_; at_ < last_; at_ += 4) {
      let col0_ = at_;
      let col1_ = at_ + 1;
      let col2_ = at_ + 2;
      let col3_ = at_ + 3;
      let d0_ = a0_0_0_ * tile0_[(at_ - tile_) * 2 + 0];
      let d1_ = fma(a0_0_1_, tile0_[(at_ - tile_) * 2 + 1], d0_);
      let s2_ = (d1_.x + d1_.z) + (d1_.y + d1_.w);
      let d3_ = a0_0_0_ * tile0_[(at_ - tile_) * 2 + 2];
      let d4_ = fma(a0_0_1_, tile0_[(at_ - tile_) * 2 + 3], d3_);
      let s5_ = (d4_.x + d4_.z) + (d4_.y + d4_.w);
      let d6_ = a0_0_0_ * tile0_[(at_ - tile_) * 2 + 4];
      let d7_ = fma(a0_0_1_, tile0_[(at_ - tile_) * 2 + 5], d6_);
      let s8_ = (d7_.x + d7_.z) + (d7_.y + d7_.w);
      let d9_ = a0_0_0_ * tile0_[(at_ - tile_) * 2 + 6];
      let d10_ = fma(a0_0_1_, tile0_[(at_ - tile_) * 2 + 7], d9_);
      let s11_ = (d10_.x + d10_.z) + (d10_.y + d10_.w);
      let d12_ = a1_0_0_ * tile1_[(at_ - tile_) * 2 + 0];
      let d13_ = fma(a1_0_1_, tile1_[(at_ - tile_) * 2 + 1], d12_);
      let s14_ = (d13_.x + d13_.z) + (d13_.y + d13_.w);
      let d15_ = a1_0_0_ * tile1_[(at_ - tile_) * 2 + 2];
      let d16_ = fma(a1_0_1_, tile1_[(at_ - tile_) * 2 + 3], d15_);
      let s17_ = (d16_.x + d16_.z) + (d16_.y + d16_.w);
      let d18_ = a1_0_0_ * tile1_[(at_ - tile_) * 2 + 4];
      let d19_ = fma(a1_0_1_, tile1_[(at_ - tile_) * 2 + 5], d18_);
      let s20_ = (d19_.x + d19_.z) + (d19_.y + d19_.w);
      let d21_ = a1_0_0_ * tile1_[(at_ - tile_) * 2 + 6];
      let d22_ = fma(a1_0_1_, tile1_[(at_ - tile_) * 2 + 7], d21_);
      let s23_ = (d22_.x + d22_.z) + (d22_.y + d22_.w);
      let i27_ = i24_ + col0_ * 2;
      let x28_ = in2_[i27_];
      let x29_ = in2_[i27_ + 1];
      let i30_ = col0_ * 8;
      let r31_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i25_, i26_ + i30_);
      let w32_ = exp(select((-1000000000.0f), s2_ / 2.828427f, row0_ <= col0_) - x28_) * x29_ * f32(r31_.lane0 < 0.9f) / 0.9f;
      let i33_ = i24_ + col1_ * 2;
      let x34_ = in2_[i33_];
      let x35_ = in2_[i33_ + 1];
      let i36_ = col1_ * 8;
      let r37_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i25_, i26_ + i36_);
      let w38_ = exp(select((-1000000000.0f), s5_ / 2.828427f, row0_ <= col1_) - x34_) * x35_ * f32(r37_.lane0 < 0.9f) / 0.9f;
      let i39_ = i24_ + col2_ * 2;
      let x40_ = in2_[i39_];
      let x41_ = in2_[i39_ + 1];
      let i42_ = col2_ * 8;
      let r43_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i25_, i26_ + i42_);
      let w44_ = exp(select((-1000000000.0f), s8_ / 2.828427f, row0_ <= col2_) - x40_) * x41_ * f32(r43_.lane0 < 0.9f) / 0.9f;
      let i45_ = i24_ + col3_ * 2;
      let x46_ = in2_[i45_];
      let x47_ = in2_[i45_ + 1];
      let i48_ = col3_ * 8;
      let r49_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i25_, i26_ + i48_);
      let w50_ = exp(select((-1000000000.0f), s11_ / 2.828427f, row0_ <= col3_) - x46_) * x47_ * f32(r49_.lane0 < 0.9f) / 0.9f;
      sum0_0_0_ = fma(vec4f(w32_), tile1_[(at_ - tile_) * 2 + 0], sum0_0_0_);
      sum0_0_1_ = fma(vec4f(w32_), tile1_[(at_ - tile_) * 2 + 1], sum0_0_1_);
      sum0_0_0_ = fma(vec4f(w38_), tile1_[(at_ - tile_) * 2 + 2], sum0_0_0_);
      sum0_0_1_ = fma(vec4f(w38_), tile1_[(at_ - tile_) * 2 + 3], sum0_0_1_);
      sum0_0_0_ = fma(vec4f(w44_), tile1_[(at_ - tile_) * 2 + 4], sum0_0_0_);
      sum0_0_1_ = fma(vec4f(w44_), tile1_[(at_ - tile_) * 2 + 5], sum0_0_1_);
      sum0_0_0_ = fma(vec4f(w50_), tile1_[(at_ - tile_) * 2 + 6], sum0_0_0_);
      sum0_0_1_ = fma(vec4f(w50_), tile1_[(at_ - tile_) * 2 + 7], sum0_0_1_);
      let t52_ = (-1.0f) * x29_ * in3_[i51_ + col0_];
      let c53_ = row0_ <= col0_;
      let r54_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i25_, i26_ + i30_);
      let t55_ = exp(select((-1000000000.0f), s2_ / 2.828427f, c53_) - x28_) * (f32(r54_.lane0 < 0.9f) * (s14_ / 0.9f) * x29_ + t52_);
      let w56_ = select(0.0f, t55_, c53_) / 2.828427f;
      let t57_ = (-1.0f) * x35_ * in3_[i51_ + col1_];
      let c58_ = row0_ <= col1_;
      let r59_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i25_, i26_ + i36_);
      let t60_ = exp(select((-1000000000.0f), s5_ / 2.828427f, c58_) - x34_) * (f32(r59_.lane0 < 0.9f) * (s17_ / 0.9f) * x35_ + t57_);
      let w61_ = select(0.0f, t60_, c58_) / 2.828427f;
      let t62_ = (-1.0f) * x41_ * in3_[i51_ + col2_];
      let c63_ = row0_ <= col2_;
      let r64_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i25_, i26_ + i42_);
      let t65_ = exp(select((-1000000000.0f), s8_ / 2.828427f, c63_) - x40_) * (f32(r64_.lane0 < 0.9f) * (s20_ / 0.9f) * x41_ + t62_);
      let w66_ = select(0.0f, t65_, c63_) / 2.828427f;
      let t67_ = (-1.0f) * x47_ * in3_[i51_ + col3_];
      let c68_ = row0_ <= col3_;
      let r69_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, i25_, i26_ + i48_);
      let t70_ = exp(select((-1000000000.0f), s11_ / 2.828427f, c68_) - x46_) * (f32(r69_.lane0 < 0.9f) * (s23_ / 0.9f) * x47_ + t67_);
      let w71_ = select(0.0f, t70_, c68_) / 2.828427f;
      sum1_0_0_ = fma(vec4f(w56_), tile0_[(at_ - tile_) * 2 + 0], sum1_0_0_);
      sum1_0_1_ = fma(vec4f(w56_), tile0_[(at_ - tile_) * 2 + 1], sum1_0_1_);
      sum1_0_0_ = fma(vec4f(w61_), tile0_[(at_ - tile_) * 2 + 2], sum1_0_0_);
      sum1_0_1_ = fma(vec4f(w61_), tile0_[(at_ - tile_) * 2 + 3], sum1_0_1_);
      sum1_0_0_ = fma(vec4f(w66_), tile0_[(at_ - tile_) * 2 + 4], sum1_0_0_);
      sum1_0_1_ = fma(vec4f(w66_), tile0_[(at_ - tile_) * 2 + 5], sum1_0_1_);
      sum1_0_0_ = fma(vec4f(w71_), tile0_[(at_ - tile_) * 2 + 6], sum1_0_0_);
      sum1_0_1_ = fma(vec4f(w71_), tile0_[(at_ - tile_) * 2 + 7], sum1_0_1_);
    }
    workgroupBarrier();
  }
  {
    let i74_ = i24_ + row0_ * 2;
    {
      out4_[i74_] = sum0_0_0_;
    }
    {
      out4_[i74_ + 1] = sum0_0_1_;
    }
    {
      out5_[i74_] = sum1_0_0_;
    }
    {
      out5_[i74_ + 1] = sum1_0_1_;
    }
  }
}

// map-quad
// map of 768 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let i0_ = (item_ >> 6u);
  let c1_ = 0 <= i0_ - 2;
  let i2_ = i0_ - 1;
  let c3_ = (0 <= i2_) & (i2_ < 1);
  let c4_ = i0_ < 1;
  out3_[item_] = select(vec4f(), in0_[select(0, item_ - 128, c1_)], c1_) + (select(vec4f(), in1_[select(0, item_ - 64, c3_)], c3_) + select(vec4f(), in2_[select(0, item_, c4_)], c4_));
}

// dot-register-8x4
// dot 1 x 16 x 16 x 48: 8 x 4 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

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
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let row5_ = row0_ + 4;
  let row6_ = row0_ + 5;
  let row7_ = row0_ + 6;
  let row8_ = row0_ + 7;
  let i0_ = (row1_ & 7) * 2 + (row1_ >> 3u) * 32;
  let i1_ = (row2_ & 7) * 2;
  let i2_ = (row2_ >> 3u) * 32;
  let i3_ = (row3_ & 7) * 2;
  let i4_ = (row3_ >> 3u) * 32;
  let i5_ = (row4_ & 7) * 2;
  let i6_ = (row4_ >> 3u) * 32;
  let i7_ = (row5_ & 7) * 2;
  let i8_ = (row5_ >> 3u) * 32;
  let i9_ = (row6_ & 7) * 2;
  let i10_ = (row6_ >> 3u) * 32;
  let i11_ = (row7_ & 7) * 2;
  let i12_ = (row7_ >> 3u) * 32;
  let i13_ = (row8_ & 7) * 2;
  let i14_ = (row8_ >> 3u) * 32;
  let i27_ = column_ * 48;
  for (var step_ = 0; step_ < 12; step_++) {
    let i15_ = (step_ & 1);
    let i16_ = ((step_ >> 1u) & 1) * 16;
    let i17_ = (step_ >> 2u) * 64;
    let i18_ = i15_ + i16_ + i17_;
    let a19_ = in0_[i0_ + i15_ + i16_ + i17_];
    let a20_ = in0_[i18_ + i1_ + i2_];
    let a21_ = in0_[i18_ + i3_ + i4_];
    let a22_ = in0_[i18_ + i5_ + i6_];
    let a23_ = in0_[i18_ + i7_ + i8_];
    let a24_ = in0_[i18_ + i9_ + i10_];
    let a25_ = in0_[i18_ + i11_ + i12_];
    let a26_ = in0_[i18_ + i13_ + i14_];
    let i28_ = step_ + i27_;
    let b29_ = in1_[i28_];
    let b30_ = in1_[i28_ + 12];
    let b31_ = in1_[i28_ + 24];
    let b32_ = in1_[i28_ + 36];
    let b33_ = vec4f(b29_.x, b30_.x, b31_.x, b32_.x);
    sum0_ = fma(vec4f(a19_.x), b33_, sum0_);
    sum1_ = fma(vec4f(a20_.x), b33_, sum1_);
    sum2_ = fma(vec4f(a21_.x), b33_, sum2_);
    sum3_ = fma(vec4f(a22_.x), b33_, sum3_);
    sum4_ = fma(vec4f(a23_.x), b33_, sum4_);
    sum5_ = fma(vec4f(a24_.x), b33_, sum5_);
    sum6_ = fma(vec4f(a25_.x), b33_, sum6_);
    sum7_ = fma(vec4f(a26_.x), b33_, sum7_);
    let b34_ = vec4f(b29_.y, b30_.y, b31_.y, b32_.y);
    sum0_ = fma(vec4f(a19_.y), b34_, sum0_);
    sum1_ = fma(vec4f(a20_.y), b34_, sum1_);
    sum2_ = fma(vec4f(a21_.y), b34_, sum2_);
    sum3_ = fma(vec4f(a22_.y), b34_, sum3_);
    sum4_ = fma(vec4f(a23_.y), b34_, sum4_);
    sum5_ = fma(vec4f(a24_.y), b34_, sum5_);
    sum6_ = fma(vec4f(a25_.y), b34_, sum6_);
    sum7_ = fma(vec4f(a26_.y), b34_, sum7_);
    let b35_ = vec4f(b29_.z, b30_.z, b31_.z, b32_.z);
    sum0_ = fma(vec4f(a19_.z), b35_, sum0_);
    sum1_ = fma(vec4f(a20_.z), b35_, sum1_);
    sum2_ = fma(vec4f(a21_.z), b35_, sum2_);
    sum3_ = fma(vec4f(a22_.z), b35_, sum3_);
    sum4_ = fma(vec4f(a23_.z), b35_, sum4_);
    sum5_ = fma(vec4f(a24_.z), b35_, sum5_);
    sum6_ = fma(vec4f(a25_.z), b35_, sum6_);
    sum7_ = fma(vec4f(a26_.z), b35_, sum7_);
    let b36_ = vec4f(b29_.w, b30_.w, b31_.w, b32_.w);
    sum0_ = fma(vec4f(a19_.w), b36_, sum0_);
    sum1_ = fma(vec4f(a20_.w), b36_, sum1_);
    sum2_ = fma(vec4f(a21_.w), b36_, sum2_);
    sum3_ = fma(vec4f(a22_.w), b36_, sum3_);
    sum4_ = fma(vec4f(a23_.w), b36_, sum4_);
    sum5_ = fma(vec4f(a24_.w), b36_, sum5_);
    sum6_ = fma(vec4f(a25_.w), b36_, sum6_);
    sum7_ = fma(vec4f(a26_.w), b36_, sum7_);
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

// dot-register-8x4
// dot 1 x 16 x 48 x 16: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 24) { return; }
  let column_ = item_ % 12;
  let row0_ = item_ / 12 % 2 * 8;
  let batch_ = item_ / 24;
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
  let i3_ = (column_ & 1);
  let i4_ = ((column_ >> 1u) & 1) * 16;
  let i5_ = (column_ >> 2u) * 64;
  for (var step_ = 0; step_ < 16; step_++) {
    let i0_ = step_ * 4;
    let a1_ = in0_[i0_ + quad0_];
    let a2_ = in0_[i0_ + quad1_];
    let b6_ = in1_[(step_ & 7) * 2 + (step_ >> 3u) * 32 + i3_ + i4_ + i5_];
    sumB_ += b6_;
    sum0_ = fma(vec4f(a1_.x), b6_, sum0_);
    sum1_ = fma(vec4f(a1_.y), b6_, sum1_);
    sum2_ = fma(vec4f(a1_.z), b6_, sum2_);
    sum3_ = fma(vec4f(a1_.w), b6_, sum3_);
    sum4_ = fma(vec4f(a2_.x), b6_, sum4_);
    sum5_ = fma(vec4f(a2_.y), b6_, sum5_);
    sum6_ = fma(vec4f(a2_.z), b6_, sum6_);
    sum7_ = fma(vec4f(a2_.w), b6_, sum7_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 12] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 12] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 12] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 12] = sum3_;
  }
  {
    let at_ = row0_ + 4;
    out2_[column_ + at_ * 12] = sum4_;
  }
  {
    let at_ = row0_ + 5;
    out2_[column_ + at_ * 12] = sum5_;
  }
  {
    let at_ = row0_ + 6;
    out2_[column_ + at_ * 12] = sum6_;
  }
  {
    let at_ = row0_ + 7;
    out2_[column_ + at_ * 12] = sum7_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// row-thread-vec4
// 16 rows of 16: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> out7_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(0.0f);
  var sum1_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 16; col_++) {
    let x0_ = in0_[row_ + col_ * 4];
    let x1_ = in1_[col_];
    let c2_ = (0 <= x1_) & (x1_ < 46);
    sum0_ = sum0_ + x0_;
    sum1_ = sum1_ + (select(vec4f(), in2_[select(0, row_ + x1_ * 4, c2_)], c2_) + in3_[row_ + (col_ & 7) * 4] - in4_[col_]) * (x0_ / in5_[col_]);
  }
  let acc0_ = sum0_;
  let acc1_ = sum1_;
  if (place_ < 4) {
    out6_[row_] = acc0_;
    out7_[row_] = acc1_;
  }
}

// row-thread-vec4
// 16 rows of 16: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<vec4f>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read> in6_: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> out7_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 15);
  var sum0_ = vec4f(0.0f);
  let x0_ = in0_[row_];
  let i1_ = x0_ * 4;
  let c2_ = (0 <= x0_) & (x0_ < 46);
  let i3_ = (row_ & 7) * 4;
  let x4_ = in3_[row_];
  let x5_ = in5_[row_];
  let i6_ = row_ * 4;
  for (var col_ = 0; col_ < 4; col_++) {
    let t7_ = (select(vec4f(), in1_[select(0, col_ + i1_, c2_)], c2_) + in2_[col_ + i3_] - x4_) * in4_[col_] / x5_ * in6_[i6_ + col_];
    sum0_ = sum0_ + -(t7_ / x5_);
  }
  let h8_ = sum0_.x + sum0_.z;
  let h9_ = sum0_.y + sum0_.w;
  let acc0_ = h8_ + h9_;
  let c10_ = x5_ == 0.0f;
  let t11_ = select(acc0_ * 0.5f / select(x5_, 1.0f, c10_), 0.0f, c10_) * 0.0625f;
  for (var col_ = 0; col_ < 4; col_++) {
    let t12_ = (select(vec4f(), in1_[select(0, col_ + i1_, c2_)], c2_) + in2_[col_ + i3_] - x4_) * t11_;
    if (place_ < 16) {
      out7_[i6_ + col_] = t12_ + t12_;
    }
  }
}

// row-thread-vec4
// 16 rows of 16: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 15);
  var sum0_ = vec4f(0.0f);
  let i0_ = row_ * 4;
  let x1_ = in2_[row_];
  for (var col_ = 0; col_ < 4; col_++) {
    let i2_ = i0_ + col_;
    sum0_ = sum0_ + -(in0_[col_] * (in1_[i2_] / x1_) + in3_[i2_]);
    if (place_ < 16) {
      out4_[i2_] = in0_[col_] * (in1_[i2_] / x1_) + in3_[i2_];
    }
  }
  let h3_ = sum0_.x + sum0_.z;
  let h4_ = sum0_.y + sum0_.w;
  let acc0_ = h3_ + h4_;
  if (place_ < 16) {
    out5_[row_] = acc0_ * 0.0625f;
  }
}

// dot-register-8x4
// dot 1 x 16 x 16 x 16: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;

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
  let i0_ = (quad0_ & 1);
  let i1_ = (quad0_ >> 1u) * 16;
  let i2_ = (quad1_ & 1);
  let i3_ = (quad1_ >> 1u) * 16;
  for (var step_ = 0; step_ < 16; step_++) {
    let i4_ = (step_ & 7) * 2 + (step_ >> 3u) * 32;
    let a5_ = in0_[i4_ + i0_ + i1_];
    let a6_ = in0_[i4_ + i2_ + i3_];
    let b7_ = in1_[step_ * 4 + column_];
    sum0_ = fma(vec4f(a5_.x), b7_, sum0_);
    sum1_ = fma(vec4f(a5_.y), b7_, sum1_);
    sum2_ = fma(vec4f(a5_.z), b7_, sum2_);
    sum3_ = fma(vec4f(a5_.w), b7_, sum3_);
    sum4_ = fma(vec4f(a6_.x), b7_, sum4_);
    sum5_ = fma(vec4f(a6_.y), b7_, sum5_);
    sum6_ = fma(vec4f(a6_.z), b7_, sum6_);
    sum7_ = fma(vec4f(a6_.w), b7_, sum7_);
  }
  {
    let at_ = row0_;
    let i8_ = column_ + at_ * 4;
    let v9_ = in1_[i8_] + (in2_[i8_] + in3_[at_]);
    out4_[i8_] = sum0_;
    out5_[i8_] = v9_;
  }
  {
    let at_ = row0_ + 1;
    let i10_ = column_ + at_ * 4;
    let v11_ = in1_[i10_] + (in2_[i10_] + in3_[at_]);
    out4_[i10_] = sum1_;
    out5_[i10_] = v11_;
  }
  {
    let at_ = row0_ + 2;
    let i12_ = column_ + at_ * 4;
    let v13_ = in1_[i12_] + (in2_[i12_] + in3_[at_]);
    out4_[i12_] = sum2_;
    out5_[i12_] = v13_;
  }
  {
    let at_ = row0_ + 3;
    let i14_ = column_ + at_ * 4;
    let v15_ = in1_[i14_] + (in2_[i14_] + in3_[at_]);
    out4_[i14_] = sum3_;
    out5_[i14_] = v15_;
  }
  {
    let at_ = row0_ + 4;
    let i16_ = column_ + at_ * 4;
    let v17_ = in1_[i16_] + (in2_[i16_] + in3_[at_]);
    out4_[i16_] = sum4_;
    out5_[i16_] = v17_;
  }
  {
    let at_ = row0_ + 5;
    let i18_ = column_ + at_ * 4;
    let v19_ = in1_[i18_] + (in2_[i18_] + in3_[at_]);
    out4_[i18_] = sum5_;
    out5_[i18_] = v19_;
  }
  {
    let at_ = row0_ + 6;
    let i20_ = column_ + at_ * 4;
    let v21_ = in1_[i20_] + (in2_[i20_] + in3_[at_]);
    out4_[i20_] = sum6_;
    out5_[i20_] = v21_;
  }
  {
    let at_ = row0_ + 7;
    let i22_ = column_ + at_ * 4;
    let v23_ = in1_[i22_] + (in2_[i22_] + in3_[at_]);
    out4_[i22_] = sum7_;
    out5_[i22_] = v23_;
  }
}

// row-thread-vec4
// 128 rows of 2: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 31);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 2; col_++) {
    sum0_ = sum0_ + in0_[row_ + col_ * 32];
  }
  let acc0_ = sum0_;
  if (place_ < 32) {
    out1_[row_] = acc0_;
  }
}

// dot-register-8x4
// dot 1 x 46 x 16 x 16: 8 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4i>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 24) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 6 * 8;
  let batch_ = item_ / 24;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  var sum7_ = vec4f();
  let row1_ = min(row0_, 45);
  let row2_ = min(row0_ + 1, 45);
  let row3_ = min(row0_ + 2, 45);
  let row4_ = min(row0_ + 3, 45);
  let row5_ = min(row0_ + 4, 45);
  let row6_ = min(row0_ + 5, 45);
  let row7_ = min(row0_ + 6, 45);
  let row8_ = min(row0_ + 7, 45);
  for (var step_ = 0; step_ < 4; step_++) {
    let x0_ = in0_[step_];
    let a1_ = vec4f(x0_ == vec4i(row1_));
    let a2_ = vec4f(x0_ == vec4i(row2_));
    let a3_ = vec4f(x0_ == vec4i(row3_));
    let a4_ = vec4f(x0_ == vec4i(row4_));
    let a5_ = vec4f(x0_ == vec4i(row5_));
    let a6_ = vec4f(x0_ == vec4i(row6_));
    let a7_ = vec4f(x0_ == vec4i(row7_));
    let a8_ = vec4f(x0_ == vec4i(row8_));
    let i9_ = step_ * 16 + column_;
    let b10_ = in1_[i9_];
    let b11_ = in1_[i9_ + 4];
    let b12_ = in1_[i9_ + 8];
    let b13_ = in1_[i9_ + 12];
    sum0_ = fma(vec4f(a1_.x), b10_, sum0_);
    sum1_ = fma(vec4f(a2_.x), b10_, sum1_);
    sum2_ = fma(vec4f(a3_.x), b10_, sum2_);
    sum3_ = fma(vec4f(a4_.x), b10_, sum3_);
    sum4_ = fma(vec4f(a5_.x), b10_, sum4_);
    sum5_ = fma(vec4f(a6_.x), b10_, sum5_);
    sum6_ = fma(vec4f(a7_.x), b10_, sum6_);
    sum7_ = fma(vec4f(a8_.x), b10_, sum7_);
    sum0_ = fma(vec4f(a1_.y), b11_, sum0_);
    sum1_ = fma(vec4f(a2_.y), b11_, sum1_);
    sum2_ = fma(vec4f(a3_.y), b11_, sum2_);
    sum3_ = fma(vec4f(a4_.y), b11_, sum3_);
    sum4_ = fma(vec4f(a5_.y), b11_, sum4_);
    sum5_ = fma(vec4f(a6_.y), b11_, sum5_);
    sum6_ = fma(vec4f(a7_.y), b11_, sum6_);
    sum7_ = fma(vec4f(a8_.y), b11_, sum7_);
    sum0_ = fma(vec4f(a1_.z), b12_, sum0_);
    sum1_ = fma(vec4f(a2_.z), b12_, sum1_);
    sum2_ = fma(vec4f(a3_.z), b12_, sum2_);
    sum3_ = fma(vec4f(a4_.z), b12_, sum3_);
    sum4_ = fma(vec4f(a5_.z), b12_, sum4_);
    sum5_ = fma(vec4f(a6_.z), b12_, sum5_);
    sum6_ = fma(vec4f(a7_.z), b12_, sum6_);
    sum7_ = fma(vec4f(a8_.z), b12_, sum7_);
    sum0_ = fma(vec4f(a1_.w), b13_, sum0_);
    sum1_ = fma(vec4f(a2_.w), b13_, sum1_);
    sum2_ = fma(vec4f(a3_.w), b13_, sum2_);
    sum3_ = fma(vec4f(a4_.w), b13_, sum3_);
    sum4_ = fma(vec4f(a5_.w), b13_, sum4_);
    sum5_ = fma(vec4f(a6_.w), b13_, sum5_);
    sum6_ = fma(vec4f(a7_.w), b13_, sum6_);
    sum7_ = fma(vec4f(a8_.w), b13_, sum7_);
  }
  if (row0_ < 46) {
    let at_ = row0_;
    out2_[column_ + at_ * 4] = sum0_;
  }
  if (row0_ + 1 < 46) {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 4] = sum1_;
  }
  if (row0_ + 2 < 46) {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 4] = sum2_;
  }
  if (row0_ + 3 < 46) {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 4] = sum3_;
  }
  if (row0_ + 4 < 46) {
    let at_ = row0_ + 4;
    out2_[column_ + at_ * 4] = sum4_;
  }
  if (row0_ + 5 < 46) {
    let at_ = row0_ + 5;
    out2_[column_ + at_ * 4] = sum5_;
  }
  if (row0_ + 6 < 46) {
    let at_ = row0_ + 6;
    out2_[column_ + at_ * 4] = sum6_;
  }
  if (row0_ + 7 < 46) {
    let at_ = row0_ + 7;
    out2_[column_ + at_ * 4] = sum7_;
  }
}

// dot-register-8x4
// dot 1 x 46 x 16 x 16: 8 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 24) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 6 * 8;
  let batch_ = item_ / 24;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  var sum7_ = vec4f();
  let row1_ = min(row0_, 45);
  let row2_ = min(row0_ + 1, 45);
  let row3_ = min(row0_ + 2, 45);
  let row4_ = min(row0_ + 3, 45);
  let row5_ = min(row0_ + 4, 45);
  let row6_ = min(row0_ + 5, 45);
  let row7_ = min(row0_ + 6, 45);
  let row8_ = min(row0_ + 7, 45);
  for (var step_ = 0; step_ < 16; step_++) {
    let i0_ = step_ * 46;
    let a1_ = in0_[i0_ + row1_];
    let a2_ = in0_[i0_ + row2_];
    let a3_ = in0_[i0_ + row3_];
    let a4_ = in0_[i0_ + row4_];
    let a5_ = in0_[i0_ + row5_];
    let a6_ = in0_[i0_ + row6_];
    let a7_ = in0_[i0_ + row7_];
    let a8_ = in0_[i0_ + row8_];
    let b9_ = in1_[step_ * 4 + column_];
    sum0_ = fma(vec4f(a1_), b9_, sum0_);
    sum1_ = fma(vec4f(a2_), b9_, sum1_);
    sum2_ = fma(vec4f(a3_), b9_, sum2_);
    sum3_ = fma(vec4f(a4_), b9_, sum3_);
    sum4_ = fma(vec4f(a5_), b9_, sum4_);
    sum5_ = fma(vec4f(a6_), b9_, sum5_);
    sum6_ = fma(vec4f(a7_), b9_, sum6_);
    sum7_ = fma(vec4f(a8_), b9_, sum7_);
  }
  if (row0_ < 46) {
    let at_ = row0_;
    let i10_ = column_ + at_ * 4;
    out3_[i10_] = sum0_ + in2_[i10_];
  }
  if (row0_ + 1 < 46) {
    let at_ = row0_ + 1;
    let i11_ = column_ + at_ * 4;
    out3_[i11_] = sum1_ + in2_[i11_];
  }
  if (row0_ + 2 < 46) {
    let at_ = row0_ + 2;
    let i12_ = column_ + at_ * 4;
    out3_[i12_] = sum2_ + in2_[i12_];
  }
  if (row0_ + 3 < 46) {
    let at_ = row0_ + 3;
    let i13_ = column_ + at_ * 4;
    out3_[i13_] = sum3_ + in2_[i13_];
  }
  if (row0_ + 4 < 46) {
    let at_ = row0_ + 4;
    let i14_ = column_ + at_ * 4;
    out3_[i14_] = sum4_ + in2_[i14_];
  }
  if (row0_ + 5 < 46) {
    let at_ = row0_ + 5;
    let i15_ = column_ + at_ * 4;
    out3_[i15_] = sum5_ + in2_[i15_];
  }
  if (row0_ + 6 < 46) {
    let at_ = row0_ + 6;
    let i16_ = column_ + at_ * 4;
    out3_[i16_] = sum6_ + in2_[i16_];
  }
  if (row0_ + 7 < 46) {
    let at_ = row0_ + 7;
    let i17_ = column_ + at_ * 4;
    out3_[i17_] = sum7_ + in2_[i17_];
  }
}

// row-workgroup-vec4
// 1 rows of 4608: 1 x 256 lanes (shared), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
@group(0) @binding(6) var<uniform> uniforms_: array<vec4u, 2>;
var<workgroup> lanes0_: array<f32, 256>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn min_1(x: f32, y: f32) -> f32 { return select(x, y, (y < x) | isnan_1(y)); }

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_);
  let row_ = i32(group_.x);
  var sum0_ = vec4f(0.0f);
  for (var col_ = colLane_; col_ < 1152; col_ += 256) {
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
  for (var col_ = colLane_; col_ < 1152; col_ += 256) {
    let t4_ = in0_[col_] * t3_;
    let t5_ = in1_[col_] * 0.9f + t4_ * 0.1f;
    let t6_ = in2_[col_] * 0.999f + t4_ * t4_ * 0.001f;
    let x7_ = out5_[col_];
    let t8_ = (t5_ / bitcast<f32>(uniforms_[0].z) / (sqrt(t6_ / bitcast<f32>(uniforms_[0].w)) + 1e-8f) + x7_ * 0.1f) * bitcast<f32>(uniforms_[1].x);
    let v9_ = x7_ - t8_;
    out3_[col_] = t5_;
    out4_[col_] = t6_;
    out5_[col_] = v9_;
  }
}

// map-quad
// map of 4608 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  out1_[item_] = in0_[item_];
}
