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
  for (var step_ = 0; step_ < 6; step_++) {
    let i24_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let i25_ = i24_ % 3;
    let i26_ = i24_ / 3 % 3;
    let i27_ = i26_ * 3;
    let i28_ = i24_ / 9;
    let i29_ = i28_ * 15;
    let i30_ = i0_ + i25_ + i27_ + i29_ - 18;
    let i31_ = i1_ + i28_ - 1;
    let i32_ = i2_ + i26_ - 1;
    let c33_ = ((vec4i(0) <= i31_) & (i31_ < vec4i(5))) & ((vec4i(0) <= i32_) & (i32_ < vec4i(5)));
    let i34_ = i3_ + i25_ + i27_ + i29_ - 18;
    let i35_ = i28_ + i4_ - 1;
    let i36_ = i26_ + i5_ - 1;
    let c37_ = ((vec4i(0) <= i35_) & (i35_ < vec4i(5))) & ((vec4i(0) <= i36_) & (i36_ < vec4i(5)));
    let i38_ = i6_ + i25_ + i27_ + i29_ - 18;
    let i39_ = i28_ + i7_ - 1;
    let i40_ = i26_ + i8_ - 1;
    let c41_ = ((vec4i(0) <= i39_) & (i39_ < vec4i(5))) & ((vec4i(0) <= i40_) & (i40_ < vec4i(5)));
    let i42_ = i9_ + i25_ + i27_ + i29_ - 18;
    let i43_ = i28_ + i10_ - 1;
    let i44_ = i26_ + i11_ - 1;
    let c45_ = ((vec4i(0) <= i43_) & (i43_ < vec4i(5))) & ((vec4i(0) <= i44_) & (i44_ < vec4i(5)));
    let i46_ = i12_ + i25_ + i27_ + i29_ - 18;
    let i47_ = i28_ + i13_ - 1;
    let i48_ = i26_ + i14_ - 1;
    let c49_ = ((vec4i(0) <= i47_) & (i47_ < vec4i(5))) & ((vec4i(0) <= i48_) & (i48_ < vec4i(5)));
    let i50_ = i15_ + i25_ + i27_ + i29_ - 18;
    let i51_ = i28_ + i16_ - 1;
    let i52_ = i26_ + i17_ - 1;
    let c53_ = ((vec4i(0) <= i51_) & (i51_ < vec4i(5))) & ((vec4i(0) <= i52_) & (i52_ < vec4i(5)));
    let i54_ = i18_ + i25_ + i27_ + i29_ - 18;
    let i55_ = i28_ + i19_ - 1;
    let i56_ = i26_ + i20_ - 1;
    let c57_ = ((vec4i(0) <= i55_) & (i55_ < vec4i(5))) & ((vec4i(0) <= i56_) & (i56_ < vec4i(5)));
    let i58_ = i21_ + i25_ + i27_ + i29_ - 18;
    let i59_ = i28_ + i22_ - 1;
    let i60_ = i26_ + i23_ - 1;
    let c61_ = ((vec4i(0) <= i59_) & (i59_ < vec4i(5))) & ((vec4i(0) <= i60_) & (i60_ < vec4i(5)));
    let a62_ = vec4f(select(0.0f, in0_[select(0, i30_.x, c33_.x)], c33_.x), select(0.0f, in0_[select(0, i30_.y, c33_.y)], c33_.y), select(0.0f, in0_[select(0, i30_.z, c33_.z)], c33_.z), select(0.0f, in0_[select(0, i30_.w, c33_.w)], c33_.w));
    let a63_ = vec4f(select(0.0f, in0_[select(0, i34_.x, c37_.x)], c37_.x), select(0.0f, in0_[select(0, i34_.y, c37_.y)], c37_.y), select(0.0f, in0_[select(0, i34_.z, c37_.z)], c37_.z), select(0.0f, in0_[select(0, i34_.w, c37_.w)], c37_.w));
    let a64_ = vec4f(select(0.0f, in0_[select(0, i38_.x, c41_.x)], c41_.x), select(0.0f, in0_[select(0, i38_.y, c41_.y)], c41_.y), select(0.0f, in0_[select(0, i38_.z, c41_.z)], c41_.z), select(0.0f, in0_[select(0, i38_.w, c41_.w)], c41_.w));
    let a65_ = vec4f(select(0.0f, in0_[select(0, i42_.x, c45_.x)], c45_.x), select(0.0f, in0_[select(0, i42_.y, c45_.y)], c45_.y), select(0.0f, in0_[select(0, i42_.z, c45_.z)], c45_.z), select(0.0f, in0_[select(0, i42_.w, c45_.w)], c45_.w));
    let a66_ = vec4f(select(0.0f, in0_[select(0, i46_.x, c49_.x)], c49_.x), select(0.0f, in0_[select(0, i46_.y, c49_.y)], c49_.y), select(0.0f, in0_[select(0, i46_.z, c49_.z)], c49_.z), select(0.0f, in0_[select(0, i46_.w, c49_.w)], c49_.w));
    let a67_ = vec4f(select(0.0f, in0_[select(0, i50_.x, c53_.x)], c53_.x), select(0.0f, in0_[select(0, i50_.y, c53_.y)], c53_.y), select(0.0f, in0_[select(0, i50_.z, c53_.z)], c53_.z), select(0.0f, in0_[select(0, i50_.w, c53_.w)], c53_.w));
    let a68_ = vec4f(select(0.0f, in0_[select(0, i54_.x, c57_.x)], c57_.x), select(0.0f, in0_[select(0, i54_.y, c57_.y)], c57_.y), select(0.0f, in0_[select(0, i54_.z, c57_.z)], c57_.z), select(0.0f, in0_[select(0, i54_.w, c57_.w)], c57_.w));
    let a69_ = vec4f(select(0.0f, in0_[select(0, i58_.x, c61_.x)], c61_.x), select(0.0f, in0_[select(0, i58_.y, c61_.y)], c61_.y), select(0.0f, in0_[select(0, i58_.z, c61_.z)], c61_.z), select(0.0f, in0_[select(0, i58_.w, c61_.w)], c61_.w));
    let i70_ = step_ * 8 + column_;
    let i71_ = step_ * 4;
    let b72_ = in1_[i70_];
    let b73_ = in1_[i70_ + 2];
    let b74_ = in1_[i70_ + 4];
    let b75_ = in1_[column_ + i71_ % 3 * 2 + (i71_ / 3 + 1) % 3 * 6 + (i71_ + 3) / 9 * 18];
    sum0_ = fma(vec4f(a62_.x), b72_, sum0_);
    sum1_ = fma(vec4f(a63_.x), b72_, sum1_);
    sum2_ = fma(vec4f(a64_.x), b72_, sum2_);
    sum3_ = fma(vec4f(a65_.x), b72_, sum3_);
    sum4_ = fma(vec4f(a66_.x), b72_, sum4_);
    sum5_ = fma(vec4f(a67_.x), b72_, sum5_);
    sum6_ = fma(vec4f(a68_.x), b72_, sum6_);
    sum7_ = fma(vec4f(a69_.x), b72_, sum7_);
    sum0_ = fma(vec4f(a62_.y), b73_, sum0_);
    sum1_ = fma(vec4f(a63_.y), b73_, sum1_);
    sum2_ = fma(vec4f(a64_.y), b73_, sum2_);
    sum3_ = fma(vec4f(a65_.y), b73_, sum3_);
    sum4_ = fma(vec4f(a66_.y), b73_, sum4_);
    sum5_ = fma(vec4f(a67_.y), b73_, sum5_);
    sum6_ = fma(vec4f(a68_.y), b73_, sum6_);
    sum7_ = fma(vec4f(a69_.y), b73_, sum7_);
    sum0_ = fma(vec4f(a62_.z), b74_, sum0_);
    sum1_ = fma(vec4f(a63_.z), b74_, sum1_);
    sum2_ = fma(vec4f(a64_.z), b74_, sum2_);
    sum3_ = fma(vec4f(a65_.z), b74_, sum3_);
    sum4_ = fma(vec4f(a66_.z), b74_, sum4_);
    sum5_ = fma(vec4f(a67_.z), b74_, sum5_);
    sum6_ = fma(vec4f(a68_.z), b74_, sum6_);
    sum7_ = fma(vec4f(a69_.z), b74_, sum7_);
    sum0_ = fma(vec4f(a62_.w), b75_, sum0_);
    sum1_ = fma(vec4f(a63_.w), b75_, sum1_);
    sum2_ = fma(vec4f(a64_.w), b75_, sum2_);
    sum3_ = fma(vec4f(a65_.w), b75_, sum3_);
    sum4_ = fma(vec4f(a66_.w), b75_, sum4_);
    sum5_ = fma(vec4f(a67_.w), b75_, sum5_);
    sum6_ = fma(vec4f(a68_.w), b75_, sum6_);
    sum7_ = fma(vec4f(a69_.w), b75_, sum7_);
  }
  let x108_ = in1_[column_ + 48];
  let x109_ = in1_[column_ + 50];
  let x110_ = in1_[column_ + 52];
  let c76_ = (row1_ / 5 % 5 + 1 < 5) & (row1_ % 5 + 1 < 5);
  let c77_ = (row2_ / 5 % 5 + 1 < 5) & (row2_ % 5 + 1 < 5);
  let c78_ = (row3_ / 5 % 5 + 1 < 5) & (row3_ % 5 + 1 < 5);
  let c79_ = (row4_ / 5 % 5 + 1 < 5) & (row4_ % 5 + 1 < 5);
  let c80_ = (row5_ / 5 % 5 + 1 < 5) & (row5_ % 5 + 1 < 5);
  let c81_ = (row6_ / 5 % 5 + 1 < 5) & (row6_ % 5 + 1 < 5);
  let c82_ = (row7_ / 5 % 5 + 1 < 5) & (row7_ % 5 + 1 < 5);
  let c83_ = (row8_ / 5 % 5 + 1 < 5) & (row8_ % 5 + 1 < 5);
  let x84_ = select(0.0f, in0_[select(0, row1_ * 3 + 18, c76_)], c76_);
  let x85_ = select(0.0f, in0_[select(0, row2_ * 3 + 18, c77_)], c77_);
  let x86_ = select(0.0f, in0_[select(0, row3_ * 3 + 18, c78_)], c78_);
  let x87_ = select(0.0f, in0_[select(0, row4_ * 3 + 18, c79_)], c79_);
  let x88_ = select(0.0f, in0_[select(0, row5_ * 3 + 18, c80_)], c80_);
  let x89_ = select(0.0f, in0_[select(0, row6_ * 3 + 18, c81_)], c81_);
  let x90_ = select(0.0f, in0_[select(0, row7_ * 3 + 18, c82_)], c82_);
  let x91_ = select(0.0f, in0_[select(0, row8_ * 3 + 18, c83_)], c83_);
  let x92_ = select(0.0f, in0_[select(0, row1_ * 3 + 19, c76_)], c76_);
  let x93_ = select(0.0f, in0_[select(0, row2_ * 3 + 19, c77_)], c77_);
  let x94_ = select(0.0f, in0_[select(0, row3_ * 3 + 19, c78_)], c78_);
  let x95_ = select(0.0f, in0_[select(0, row4_ * 3 + 19, c79_)], c79_);
  let x96_ = select(0.0f, in0_[select(0, row5_ * 3 + 19, c80_)], c80_);
  let x97_ = select(0.0f, in0_[select(0, row6_ * 3 + 19, c81_)], c81_);
  let x98_ = select(0.0f, in0_[select(0, row7_ * 3 + 19, c82_)], c82_);
  let x99_ = select(0.0f, in0_[select(0, row8_ * 3 + 19, c83_)], c83_);
  let x100_ = select(0.0f, in0_[select(0, row1_ * 3 + 20, c76_)], c76_);
  let x101_ = select(0.0f, in0_[select(0, row2_ * 3 + 20, c77_)], c77_);
  let x102_ = select(0.0f, in0_[select(0, row3_ * 3 + 20, c78_)], c78_);
  let x103_ = select(0.0f, in0_[select(0, row4_ * 3 + 20, c79_)], c79_);
  let x104_ = select(0.0f, in0_[select(0, row5_ * 3 + 20, c80_)], c80_);
  let x105_ = select(0.0f, in0_[select(0, row6_ * 3 + 20, c81_)], c81_);
  let x106_ = select(0.0f, in0_[select(0, row7_ * 3 + 20, c82_)], c82_);
  let x107_ = select(0.0f, in0_[select(0, row8_ * 3 + 20, c83_)], c83_);
  sum0_ = fma(vec4f(x84_), x108_, sum0_);
  sum1_ = fma(vec4f(x85_), x108_, sum1_);
  sum2_ = fma(vec4f(x86_), x108_, sum2_);
  sum3_ = fma(vec4f(x87_), x108_, sum3_);
  sum4_ = fma(vec4f(x88_), x108_, sum4_);
  sum5_ = fma(vec4f(x89_), x108_, sum5_);
  sum6_ = fma(vec4f(x90_), x108_, sum6_);
  sum7_ = fma(vec4f(x91_), x108_, sum7_);
  sum0_ = fma(vec4f(x92_), x109_, sum0_);
  sum1_ = fma(vec4f(x93_), x109_, sum1_);
  sum2_ = fma(vec4f(x94_), x109_, sum2_);
  sum3_ = fma(vec4f(x95_), x109_, sum3_);
  sum4_ = fma(vec4f(x96_), x109_, sum4_);
  sum5_ = fma(vec4f(x97_), x109_, sum5_);
  sum6_ = fma(vec4f(x98_), x109_, sum6_);
  sum7_ = fma(vec4f(x99_), x109_, sum7_);
  sum0_ = fma(vec4f(x100_), x110_, sum0_);
  sum1_ = fma(vec4f(x101_), x110_, sum1_);
  sum2_ = fma(vec4f(x102_), x110_, sum2_);
  sum3_ = fma(vec4f(x103_), x110_, sum3_);
  sum4_ = fma(vec4f(x104_), x110_, sum4_);
  sum5_ = fma(vec4f(x105_), x110_, sum5_);
  sum6_ = fma(vec4f(x106_), x110_, sum6_);
  sum7_ = fma(vec4f(x107_), x110_, sum7_);
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
