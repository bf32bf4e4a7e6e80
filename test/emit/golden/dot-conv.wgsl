// dot 1 x 50 x 8 x 27: 8 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 14) { return; }
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 7 * 8;
  let batch_ = item_ / 14;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  var sum7_ = vec4f();
  let row1_ = min(row0_, 49);
  let row2_ = min(row0_ + 1, 49);
  let row3_ = min(row0_ + 2, 49);
  let row4_ = min(row0_ + 3, 49);
  let row5_ = min(row0_ + 4, 49);
  let row6_ = min(row0_ + 5, 49);
  let row7_ = min(row0_ + 6, 49);
  let row8_ = min(row0_ + 7, 49);
  let i0_ = row1_ * 3;
  let i1_ = row1_ / 5 % 5;
  let i2_ = row1_ % 5;
  let i3_ = row2_ * 3;
  let i4_ = row2_ / 5 % 5;
  let i5_ = row2_ % 5;
  let i6_ = row3_ * 3;
  let i7_ = row3_ / 5 % 5;
  let i8_ = row3_ % 5;
  let i9_ = row4_ * 3;
  let i10_ = row4_ / 5 % 5;
  let i11_ = row4_ % 5;
  let i12_ = row5_ * 3;
  let i13_ = row5_ / 5 % 5;
  let i14_ = row5_ % 5;
  let i15_ = row6_ * 3;
  let i16_ = row6_ / 5 % 5;
  let i17_ = row6_ % 5;
  let i18_ = row7_ * 3;
  let i19_ = row7_ / 5 % 5;
  let i20_ = row7_ % 5;
  let i21_ = row8_ * 3;
  let i22_ = row8_ / 5 % 5;
  let i23_ = row8_ % 5;
  for (var step_ = 0; step_ < 27; step_++) {
    let i24_ = step_ / 9;
    let i25_ = i1_ + i24_ - 1;
    let i26_ = step_ / 3 % 3;
    let i27_ = i2_ + i26_ - 1;
    let c28_ = ((0 <= i25_) & (i25_ < 5)) & ((0 <= i27_) & (i27_ < 5));
    let i29_ = step_ % 3;
    let i30_ = i26_ * 3;
    let i31_ = i24_ * 15;
    let i32_ = i24_ + i4_ - 1;
    let i33_ = i26_ + i5_ - 1;
    let c34_ = ((0 <= i32_) & (i32_ < 5)) & ((0 <= i33_) & (i33_ < 5));
    let i35_ = i24_ + i7_ - 1;
    let i36_ = i26_ + i8_ - 1;
    let c37_ = ((0 <= i35_) & (i35_ < 5)) & ((0 <= i36_) & (i36_ < 5));
    let i38_ = i24_ + i10_ - 1;
    let i39_ = i26_ + i11_ - 1;
    let c40_ = ((0 <= i38_) & (i38_ < 5)) & ((0 <= i39_) & (i39_ < 5));
    let i41_ = i24_ + i13_ - 1;
    let i42_ = i26_ + i14_ - 1;
    let c43_ = ((0 <= i41_) & (i41_ < 5)) & ((0 <= i42_) & (i42_ < 5));
    let i44_ = i24_ + i16_ - 1;
    let i45_ = i26_ + i17_ - 1;
    let c46_ = ((0 <= i44_) & (i44_ < 5)) & ((0 <= i45_) & (i45_ < 5));
    let i47_ = i24_ + i19_ - 1;
    let i48_ = i26_ + i20_ - 1;
    let c49_ = ((0 <= i47_) & (i47_ < 5)) & ((0 <= i48_) & (i48_ < 5));
    let i50_ = i24_ + i22_ - 1;
    let i51_ = i26_ + i23_ - 1;
    let c52_ = ((0 <= i50_) & (i50_ < 5)) & ((0 <= i51_) & (i51_ < 5));
    let a53_ = select(0.0f, in0_[select(0, i0_ + i29_ + i30_ + i31_ - 18, c28_)], c28_);
    let a54_ = select(0.0f, in0_[select(0, i3_ + i29_ + i30_ + i31_ - 18, c34_)], c34_);
    let a55_ = select(0.0f, in0_[select(0, i6_ + i29_ + i30_ + i31_ - 18, c37_)], c37_);
    let a56_ = select(0.0f, in0_[select(0, i9_ + i29_ + i30_ + i31_ - 18, c40_)], c40_);
    let a57_ = select(0.0f, in0_[select(0, i12_ + i29_ + i30_ + i31_ - 18, c43_)], c43_);
    let a58_ = select(0.0f, in0_[select(0, i15_ + i29_ + i30_ + i31_ - 18, c46_)], c46_);
    let a59_ = select(0.0f, in0_[select(0, i18_ + i29_ + i30_ + i31_ - 18, c49_)], c49_);
    let a60_ = select(0.0f, in0_[select(0, i21_ + i29_ + i30_ + i31_ - 18, c52_)], c52_);
    let b61_ = in1_[step_ * 2 + column_];
    sum0_ = fma(vec4f(a53_), b61_, sum0_);
    sum1_ = fma(vec4f(a54_), b61_, sum1_);
    sum2_ = fma(vec4f(a55_), b61_, sum2_);
    sum3_ = fma(vec4f(a56_), b61_, sum3_);
    sum4_ = fma(vec4f(a57_), b61_, sum4_);
    sum5_ = fma(vec4f(a58_), b61_, sum5_);
    sum6_ = fma(vec4f(a59_), b61_, sum6_);
    sum7_ = fma(vec4f(a60_), b61_, sum7_);
  }
  if (row0_ < 50) {
    let at_ = row0_;
    out2_[column_ + at_ * 2] = sum0_;
  }
  if (row0_ + 1 < 50) {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 2] = sum1_;
  }
  if (row0_ + 2 < 50) {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 2] = sum2_;
  }
  if (row0_ + 3 < 50) {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 2] = sum3_;
  }
  if (row0_ + 4 < 50) {
    let at_ = row0_ + 4;
    out2_[column_ + at_ * 2] = sum4_;
  }
  if (row0_ + 5 < 50) {
    let at_ = row0_ + 5;
    out2_[column_ + at_ * 2] = sum5_;
  }
  if (row0_ + 6 < 50) {
    let at_ = row0_ + 6;
    out2_[column_ + at_ * 2] = sum6_;
  }
  if (row0_ + 7 < 50) {
    let at_ = row0_ + 7;
    out2_[column_ + at_ * 2] = sum7_;
  }
}
