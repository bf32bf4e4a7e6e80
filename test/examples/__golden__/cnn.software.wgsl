// dot-register-8x4-swap
// dot 1 x 2 x 1568 x 9: 2 x 4 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 392) { return; }
  let column_ = item_ % 392;
  let row0_ = item_ / 392 % 1 * 2;
  let batch_ = item_ / 392;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i5_ = column_ * 4;
  let i6_ = column_ / 7 % 28;
  let i7_ = column_ % 7 * 4;
  for (var step_ = 0; step_ < 2; step_++) {
    let i0_ = step_ * 8 + vec4i(0, 1, 2, 3) * 2;
    let i1_ = i0_ + row1_;
    let i2_ = i0_ + row2_;
    let a3_ = vec4f(in1_[i1_.x], in1_[i1_.y], in1_[i1_.z], in1_[i1_.w]);
    let a4_ = vec4f(in1_[i2_.x], in1_[i2_.y], in1_[i2_.z], in1_[i2_.w]);
    let i8_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let i9_ = i8_ % 3;
    let i10_ = i8_ / 3;
    let i11_ = i5_ + i9_ + i10_ * 28;
    let i12_ = i11_ - 29;
    let i13_ = i10_ + i6_ - 1;
    let c14_ = (vec4i(0) <= i13_) & (i13_ < vec4i(28));
    let i15_ = i9_ + i7_;
    let c16_ = c14_ & (vec4i(0) <= i15_ - 1);
    let i17_ = i11_ - 28;
    let i18_ = i11_ - 27;
    let i19_ = i11_ - 26;
    let c20_ = c14_ & (i15_ + 2 < vec4i(28));
    let b21_ = vec4f(select(0.0f, in0_[select(0, i12_.x, c16_.x)], c16_.x), select(0.0f, in0_[select(0, i12_.y, c16_.y)], c16_.y), select(0.0f, in0_[select(0, i12_.z, c16_.z)], c16_.z), select(0.0f, in0_[select(0, i12_.w, c16_.w)], c16_.w));
    let b22_ = vec4f(select(0.0f, in0_[select(0, i17_.x, c14_.x)], c14_.x), select(0.0f, in0_[select(0, i17_.y, c14_.y)], c14_.y), select(0.0f, in0_[select(0, i17_.z, c14_.z)], c14_.z), select(0.0f, in0_[select(0, i17_.w, c14_.w)], c14_.w));
    let b23_ = vec4f(select(0.0f, in0_[select(0, i18_.x, c14_.x)], c14_.x), select(0.0f, in0_[select(0, i18_.y, c14_.y)], c14_.y), select(0.0f, in0_[select(0, i18_.z, c14_.z)], c14_.z), select(0.0f, in0_[select(0, i18_.w, c14_.w)], c14_.w));
    let b24_ = vec4f(select(0.0f, in0_[select(0, i19_.x, c20_.x)], c20_.x), select(0.0f, in0_[select(0, i19_.y, c20_.y)], c20_.y), select(0.0f, in0_[select(0, i19_.z, c20_.z)], c20_.z), select(0.0f, in0_[select(0, i19_.w, c20_.w)], c20_.w));
    let b25_ = vec4f(b21_.x, b22_.x, b23_.x, b24_.x);
    sum0_ = fma(vec4f(a3_.x), b25_, sum0_);
    sum1_ = fma(vec4f(a4_.x), b25_, sum1_);
    let b26_ = vec4f(b21_.y, b22_.y, b23_.y, b24_.y);
    sum0_ = fma(vec4f(a3_.y), b26_, sum0_);
    sum1_ = fma(vec4f(a4_.y), b26_, sum1_);
    let b27_ = vec4f(b21_.z, b22_.z, b23_.z, b24_.z);
    sum0_ = fma(vec4f(a3_.z), b27_, sum0_);
    sum1_ = fma(vec4f(a4_.z), b27_, sum1_);
    let b28_ = vec4f(b21_.w, b22_.w, b23_.w, b24_.w);
    sum0_ = fma(vec4f(a3_.w), b28_, sum0_);
    sum1_ = fma(vec4f(a4_.w), b28_, sum1_);
  }
  let i31_ = column_ * 4 + vec4i(0, 1, 2, 3) + 29;
  let c32_ = vec4<bool>(column_ / 7 % 28 + 1 < 28) & (vec4i(0, 1, 2, 3) + column_ % 7 * 4 + 1 < vec4i(28));
  let x33_ = vec4f(select(0.0f, in0_[select(0, i31_.x, c32_.x)], c32_.x), select(0.0f, in0_[select(0, i31_.y, c32_.y)], c32_.y), select(0.0f, in0_[select(0, i31_.z, c32_.z)], c32_.z), select(0.0f, in0_[select(0, i31_.w, c32_.w)], c32_.w));
  let x29_ = in1_[row1_ + 16];
  let x30_ = in1_[row2_ + 16];
  sum0_ = fma(vec4f(x29_), x33_, sum0_);
  sum1_ = fma(vec4f(x30_), x33_, sum1_);
  let i34_ = column_ * 8 + vec4i(0, 1, 2, 3) * 2;
  {
    let at_ = row0_;
    let v35_ = sum0_ + in2_[at_];
    let i36_ = i34_ + at_;
    out3_[i36_.x] = v35_.x;
    out3_[i36_.y] = v35_.y;
    out3_[i36_.z] = v35_.z;
    out3_[i36_.w] = v35_.w;
  }
  {
    let at_ = row0_ + 1;
    let v37_ = sum1_ + in2_[at_];
    let i38_ = i34_ + at_;
    out3_[i38_.x] = v37_.x;
    out3_[i38_.y] = v37_.y;
    out3_[i38_.z] = v37_.z;
    out3_[i38_.w] = v37_.w;
  }
}

// row-thread-vec4
// 784 rows of 4: 16 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(16)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 16 + i32(local_);
  let row_ = min(place_, 195);
  var sum0_ = vec4f((-3.4028234663852886e+38f));
  let i0_ = (vec4i(0, 1, 2, 3) & vec4i(1)) + (vec4i(0, 1, 2, 3) >> vec4u(1u)) * 4 + row_ % 7 * 8 + row_ / 7 * 112;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let i1_ = i0_ + (col_ & 1) * 2 + (col_ >> 1u) * 56;
    let x2_ = vec4f(in0_[i1_.x], in0_[i1_.y], in0_[i1_.z], in0_[i1_.w]);
    sum0_ = max(sum0_, select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f)));
  }
  let acc0_ = sum0_;
  if (place_ < 196) {
    out1_[row_] = acc0_;
  }
  var sum1_ = vec4f(0.0f);
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let i3_ = i0_ + (col_ & 1) * 2 + (col_ >> 1u) * 56;
    let x4_ = vec4f(in0_[i3_.x], in0_[i3_.y], in0_[i3_.z], in0_[i3_.w]);
    sum1_ = sum1_ + vec4f(select(x4_, vec4f(0.0f), x4_ <= vec4f(0.0f)) == acc0_);
  }
  let acc1_ = sum1_;
  if (place_ < 196) {
    out2_[row_] = acc1_;
  }
}

// dot-register-8x4
// dot 1 x 392 x 4 x 18: 8 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 49) { return; }
  let column_ = item_ % 1;
  let row0_ = item_ / 1 % 49 * 8;
  let batch_ = item_ / 49;
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
  let i0_ = row1_ * 2;
  let i1_ = row1_ / 14 % 14;
  let i2_ = row1_ % 14;
  let i3_ = row2_ * 2;
  let i4_ = row2_ / 14 % 14;
  let i5_ = row2_ % 14;
  let i6_ = row3_ * 2;
  let i7_ = row3_ / 14 % 14;
  let i8_ = row3_ % 14;
  let i9_ = row4_ * 2;
  let i10_ = row4_ / 14 % 14;
  let i11_ = row4_ % 14;
  let i12_ = row5_ * 2;
  let i13_ = row5_ / 14 % 14;
  let i14_ = row5_ % 14;
  let i15_ = row6_ * 2;
  let i16_ = row6_ / 14 % 14;
  let i17_ = row6_ % 14;
  let i18_ = row7_ * 2;
  let i19_ = row7_ / 14 % 14;
  let i20_ = row7_ % 14;
  let i21_ = row8_ * 2;
  let i22_ = row8_ / 14 % 14;
  let i23_ = row8_ % 14;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let i24_ = (vec4i(0, 1, 2, 3) & vec4i(1));
    let i25_ = (step_ * 2 + (vec4i(0, 1, 2, 3) >> vec4u(1u))) % 3;
    let i26_ = i25_ * 2;
    let i27_ = (step_ * 4 + vec4i(0, 1, 2, 3)) / 6;
    let i28_ = i27_ * 28;
    let i29_ = i0_ + i24_ + i26_ + i28_ - 30;
    let i30_ = i1_ + i27_ - 1;
    let i31_ = i2_ + i25_ - 1;
    let c32_ = ((vec4i(0) <= i30_) & (i30_ < vec4i(14))) & ((vec4i(0) <= i31_) & (i31_ < vec4i(14)));
    let i33_ = i3_ + i24_ + i26_ + i28_ - 30;
    let i34_ = i27_ + i4_ - 1;
    let i35_ = i25_ + i5_ - 1;
    let c36_ = ((vec4i(0) <= i34_) & (i34_ < vec4i(14))) & ((vec4i(0) <= i35_) & (i35_ < vec4i(14)));
    let i37_ = i6_ + i24_ + i26_ + i28_ - 30;
    let i38_ = i27_ + i7_ - 1;
    let i39_ = i25_ + i8_ - 1;
    let c40_ = ((vec4i(0) <= i38_) & (i38_ < vec4i(14))) & ((vec4i(0) <= i39_) & (i39_ < vec4i(14)));
    let i41_ = i9_ + i24_ + i26_ + i28_ - 30;
    let i42_ = i27_ + i10_ - 1;
    let i43_ = i25_ + i11_ - 1;
    let c44_ = ((vec4i(0) <= i42_) & (i42_ < vec4i(14))) & ((vec4i(0) <= i43_) & (i43_ < vec4i(14)));
    let i45_ = i12_ + i24_ + i26_ + i28_ - 30;
    let i46_ = i27_ + i13_ - 1;
    let i47_ = i25_ + i14_ - 1;
    let c48_ = ((vec4i(0) <= i46_) & (i46_ < vec4i(14))) & ((vec4i(0) <= i47_) & (i47_ < vec4i(14)));
    let i49_ = i15_ + i24_ + i26_ + i28_ - 30;
    let i50_ = i27_ + i16_ - 1;
    let i51_ = i25_ + i17_ - 1;
    let c52_ = ((vec4i(0) <= i50_) & (i50_ < vec4i(14))) & ((vec4i(0) <= i51_) & (i51_ < vec4i(14)));
    let i53_ = i18_ + i24_ + i26_ + i28_ - 30;
    let i54_ = i27_ + i19_ - 1;
    let i55_ = i25_ + i20_ - 1;
    let c56_ = ((vec4i(0) <= i54_) & (i54_ < vec4i(14))) & ((vec4i(0) <= i55_) & (i55_ < vec4i(14)));
    let i57_ = i21_ + i24_ + i26_ + i28_ - 30;
    let i58_ = i27_ + i22_ - 1;
    let i59_ = i25_ + i23_ - 1;
    let c60_ = ((vec4i(0) <= i58_) & (i58_ < vec4i(14))) & ((vec4i(0) <= i59_) & (i59_ < vec4i(14)));
    let a61_ = vec4f(select(0.0f, in0_[select(0, i29_.x, c32_.x)], c32_.x), select(0.0f, in0_[select(0, i29_.y, c32_.y)], c32_.y), select(0.0f, in0_[select(0, i29_.z, c32_.z)], c32_.z), select(0.0f, in0_[select(0, i29_.w, c32_.w)], c32_.w));
    let a62_ = vec4f(select(0.0f, in0_[select(0, i33_.x, c36_.x)], c36_.x), select(0.0f, in0_[select(0, i33_.y, c36_.y)], c36_.y), select(0.0f, in0_[select(0, i33_.z, c36_.z)], c36_.z), select(0.0f, in0_[select(0, i33_.w, c36_.w)], c36_.w));
    let a63_ = vec4f(select(0.0f, in0_[select(0, i37_.x, c40_.x)], c40_.x), select(0.0f, in0_[select(0, i37_.y, c40_.y)], c40_.y), select(0.0f, in0_[select(0, i37_.z, c40_.z)], c40_.z), select(0.0f, in0_[select(0, i37_.w, c40_.w)], c40_.w));
    let a64_ = vec4f(select(0.0f, in0_[select(0, i41_.x, c44_.x)], c44_.x), select(0.0f, in0_[select(0, i41_.y, c44_.y)], c44_.y), select(0.0f, in0_[select(0, i41_.z, c44_.z)], c44_.z), select(0.0f, in0_[select(0, i41_.w, c44_.w)], c44_.w));
    let a65_ = vec4f(select(0.0f, in0_[select(0, i45_.x, c48_.x)], c48_.x), select(0.0f, in0_[select(0, i45_.y, c48_.y)], c48_.y), select(0.0f, in0_[select(0, i45_.z, c48_.z)], c48_.z), select(0.0f, in0_[select(0, i45_.w, c48_.w)], c48_.w));
    let a66_ = vec4f(select(0.0f, in0_[select(0, i49_.x, c52_.x)], c52_.x), select(0.0f, in0_[select(0, i49_.y, c52_.y)], c52_.y), select(0.0f, in0_[select(0, i49_.z, c52_.z)], c52_.z), select(0.0f, in0_[select(0, i49_.w, c52_.w)], c52_.w));
    let a67_ = vec4f(select(0.0f, in0_[select(0, i53_.x, c56_.x)], c56_.x), select(0.0f, in0_[select(0, i53_.y, c56_.y)], c56_.y), select(0.0f, in0_[select(0, i53_.z, c56_.z)], c56_.z), select(0.0f, in0_[select(0, i53_.w, c56_.w)], c56_.w));
    let a68_ = vec4f(select(0.0f, in0_[select(0, i57_.x, c60_.x)], c60_.x), select(0.0f, in0_[select(0, i57_.y, c60_.y)], c60_.y), select(0.0f, in0_[select(0, i57_.z, c60_.z)], c60_.z), select(0.0f, in0_[select(0, i57_.w, c60_.w)], c60_.w));
    let i69_ = step_ * 4 + column_;
    let b70_ = in1_[i69_];
    let b71_ = in1_[i69_ + 1];
    let b72_ = in1_[i69_ + 2];
    let b73_ = in1_[i69_ + 3];
    sum0_ = fma(vec4f(a61_.x), b70_, sum0_);
    sum1_ = fma(vec4f(a62_.x), b70_, sum1_);
    sum2_ = fma(vec4f(a63_.x), b70_, sum2_);
    sum3_ = fma(vec4f(a64_.x), b70_, sum3_);
    sum4_ = fma(vec4f(a65_.x), b70_, sum4_);
    sum5_ = fma(vec4f(a66_.x), b70_, sum5_);
    sum6_ = fma(vec4f(a67_.x), b70_, sum6_);
    sum7_ = fma(vec4f(a68_.x), b70_, sum7_);
    sum0_ = fma(vec4f(a61_.y), b71_, sum0_);
    sum1_ = fma(vec4f(a62_.y), b71_, sum1_);
    sum2_ = fma(vec4f(a63_.y), b71_, sum2_);
    sum3_ = fma(vec4f(a64_.y), b71_, sum3_);
    sum4_ = fma(vec4f(a65_.y), b71_, sum4_);
    sum5_ = fma(vec4f(a66_.y), b71_, sum5_);
    sum6_ = fma(vec4f(a67_.y), b71_, sum6_);
    sum7_ = fma(vec4f(a68_.y), b71_, sum7_);
    sum0_ = fma(vec4f(a61_.z), b72_, sum0_);
    sum1_ = fma(vec4f(a62_.z), b72_, sum1_);
    sum2_ = fma(vec4f(a63_.z), b72_, sum2_);
    sum3_ = fma(vec4f(a64_.z), b72_, sum3_);
    sum4_ = fma(vec4f(a65_.z), b72_, sum4_);
    sum5_ = fma(vec4f(a66_.z), b72_, sum5_);
    sum6_ = fma(vec4f(a67_.z), b72_, sum6_);
    sum7_ = fma(vec4f(a68_.z), b72_, sum7_);
    sum0_ = fma(vec4f(a61_.w), b73_, sum0_);
    sum1_ = fma(vec4f(a62_.w), b73_, sum1_);
    sum2_ = fma(vec4f(a63_.w), b73_, sum2_);
    sum3_ = fma(vec4f(a64_.w), b73_, sum3_);
    sum4_ = fma(vec4f(a65_.w), b73_, sum4_);
    sum5_ = fma(vec4f(a66_.w), b73_, sum5_);
    sum6_ = fma(vec4f(a67_.w), b73_, sum6_);
    sum7_ = fma(vec4f(a68_.w), b73_, sum7_);
  }
  let x98_ = in1_[column_ + 16];
  let x99_ = in1_[column_ + 17];
  let c74_ = (row1_ / 14 % 14 + 1 < 14) & (row1_ % 14 + 1 < 14);
  let c75_ = (row2_ / 14 % 14 + 1 < 14) & (row2_ % 14 + 1 < 14);
  let c76_ = (row3_ / 14 % 14 + 1 < 14) & (row3_ % 14 + 1 < 14);
  let c77_ = (row4_ / 14 % 14 + 1 < 14) & (row4_ % 14 + 1 < 14);
  let c78_ = (row5_ / 14 % 14 + 1 < 14) & (row5_ % 14 + 1 < 14);
  let c79_ = (row6_ / 14 % 14 + 1 < 14) & (row6_ % 14 + 1 < 14);
  let c80_ = (row7_ / 14 % 14 + 1 < 14) & (row7_ % 14 + 1 < 14);
  let c81_ = (row8_ / 14 % 14 + 1 < 14) & (row8_ % 14 + 1 < 14);
  let x82_ = select(0.0f, in0_[select(0, row1_ * 2 + 30, c74_)], c74_);
  let x83_ = select(0.0f, in0_[select(0, row2_ * 2 + 30, c75_)], c75_);
  let x84_ = select(0.0f, in0_[select(0, row3_ * 2 + 30, c76_)], c76_);
  let x85_ = select(0.0f, in0_[select(0, row4_ * 2 + 30, c77_)], c77_);
  let x86_ = select(0.0f, in0_[select(0, row5_ * 2 + 30, c78_)], c78_);
  let x87_ = select(0.0f, in0_[select(0, row6_ * 2 + 30, c79_)], c79_);
  let x88_ = select(0.0f, in0_[select(0, row7_ * 2 + 30, c80_)], c80_);
  let x89_ = select(0.0f, in0_[select(0, row8_ * 2 + 30, c81_)], c81_);
  let x90_ = select(0.0f, in0_[select(0, row1_ * 2 + 31, c74_)], c74_);
  let x91_ = select(0.0f, in0_[select(0, row2_ * 2 + 31, c75_)], c75_);
  let x92_ = select(0.0f, in0_[select(0, row3_ * 2 + 31, c76_)], c76_);
  let x93_ = select(0.0f, in0_[select(0, row4_ * 2 + 31, c77_)], c77_);
  let x94_ = select(0.0f, in0_[select(0, row5_ * 2 + 31, c78_)], c78_);
  let x95_ = select(0.0f, in0_[select(0, row6_ * 2 + 31, c79_)], c79_);
  let x96_ = select(0.0f, in0_[select(0, row7_ * 2 + 31, c80_)], c80_);
  let x97_ = select(0.0f, in0_[select(0, row8_ * 2 + 31, c81_)], c81_);
  sum0_ = fma(vec4f(x82_), x98_, sum0_);
  sum1_ = fma(vec4f(x83_), x98_, sum1_);
  sum2_ = fma(vec4f(x84_), x98_, sum2_);
  sum3_ = fma(vec4f(x85_), x98_, sum3_);
  sum4_ = fma(vec4f(x86_), x98_, sum4_);
  sum5_ = fma(vec4f(x87_), x98_, sum5_);
  sum6_ = fma(vec4f(x88_), x98_, sum6_);
  sum7_ = fma(vec4f(x89_), x98_, sum7_);
  sum0_ = fma(vec4f(x90_), x99_, sum0_);
  sum1_ = fma(vec4f(x91_), x99_, sum1_);
  sum2_ = fma(vec4f(x92_), x99_, sum2_);
  sum3_ = fma(vec4f(x93_), x99_, sum3_);
  sum4_ = fma(vec4f(x94_), x99_, sum4_);
  sum5_ = fma(vec4f(x95_), x99_, sum5_);
  sum6_ = fma(vec4f(x96_), x99_, sum6_);
  sum7_ = fma(vec4f(x97_), x99_, sum7_);
  let i100_ = column_ * 4 + vec4i(0, 1, 2, 3);
  let x101_ = vec4f(in2_[i100_.x], in2_[i100_.y], in2_[i100_.z], in2_[i100_.w]);
  {
    let at_ = row0_;
    out3_[column_ + at_] = sum0_ + x101_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_] = sum1_ + x101_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_] = sum2_ + x101_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_] = sum3_ + x101_;
  }
  {
    let at_ = row0_ + 4;
    out3_[column_ + at_] = sum4_ + x101_;
  }
  {
    let at_ = row0_ + 5;
    out3_[column_ + at_] = sum5_ + x101_;
  }
  {
    let at_ = row0_ + 6;
    out3_[column_ + at_] = sum6_ + x101_;
  }
  {
    let at_ = row0_ + 7;
    out3_[column_ + at_] = sum7_ + x101_;
  }
}

// row-thread-vec4
// 392 rows of 4: 16 x 1 lanes (none), 4 rows at once
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
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(16)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 16 + i32(local_);
  let row_ = min(place_, 97);
  var sum0_ = vec4f((-3.4028234663852886e+38f));
  let i0_ = row_ % 7 * 2 + row_ / 7 * 28;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
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
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x4_ = in0_[i0_ + (col_ & 1) + (col_ >> 1u) * 14];
    sum1_ = sum1_ + vec4f(select(x4_, vec4f(0.0f), x4_ <= vec4f(0.0f)) == acc0_);
  }
  let acc1_ = sum1_;
  if (place_ < 98) {
    out3_[row_] = acc1_;
  }
}

// dot-naive
// dot 1 x 2 x 10 x 196: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 20) { return; }
  let column_ = item_ % 10;
  let row0_ = item_ / 10 % 2;
  let batch_ = item_ / 20;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 49;
  for (var step_ = 0; step_ < rounds_(49); step_++) {
    let a1_ = in0_[step_ + i0_];
    let i2_ = step_ * 40 + column_ + vec4i(0, 1, 2, 3) * 10;
    let b3_ = vec4f(in1_[i2_.x], in1_[i2_.y], in1_[i2_.z], in1_[i2_.w]);
    sum0_ = fma(a1_.x, b3_.x, sum0_);
    sum0_ = fma(a1_.y, b3_.y, sum0_);
    sum0_ = fma(a1_.z, b3_.z, sum0_);
    sum0_ = fma(a1_.w, b3_.w, sum0_);
  }
  let x4_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 10] = sum0_ + x4_;
  }
}

// row-thread
// 1 rows of 2: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
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

// row-thread
// 2 rows of 10: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
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
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 1);
  var sum0_ = 0.0f;
  var sum1_ = (-3.4028234663852886e+38f);
  let x0_ = in0_[row_];
  let i1_ = row_ * 10;
  for (var col_ = 0; col_ < rounds_(10); col_++) {
    let x2_ = in1_[i1_ + col_];
    sum0_ = sum0_ + select(0.0f, x2_, col_ == x0_);
    sum1_ = max(sum1_, x2_);
  }
  let acc0_ = sum0_;
  let acc1_ = sum1_;
  var sum2_ = 0.0f;
  let t3_ = select(0.0f, acc1_, isfinite_1(acc1_));
  for (var col_ = 0; col_ < rounds_(10); col_++) {
    sum2_ = sum2_ + exp(in1_[i1_ + col_] - t3_);
  }
  let acc2_ = sum2_;
  if (place_ < 2) {
    out3_[row_] = select(t3_ + log_1(acc2_) - acc0_, 0.0f, x0_ == (-100));
  }
  let t4_ = select(1.0f / in2_[0], 0.0f, x0_ == (-100));
  let t5_ = t4_ / acc2_;
  let t6_ = select(t5_, 0.0f, (t4_ == 0.0f) & (!isfinite_1(t5_)));
  let c7_ = t6_ == 0.0f;
  let t8_ = -t4_;
  for (var col_ = 0; col_ < rounds_(10); col_++) {
    let i9_ = i1_ + col_;
    let t10_ = exp(in1_[i9_] - t3_) * t6_;
    if (place_ < 2) {
      out4_[i9_] = select(t10_, 0.0f, c7_ & (!isfinite_1(t10_))) + select(0.0f, t8_, col_ == x0_);
    }
  }
}

// row-thread
// 1 rows of 2: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
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

// dot-naive
// dot 1 x 196 x 10 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 1960) { return; }
  let column_ = item_ % 10;
  let row0_ = item_ / 10 % 196;
  let batch_ = item_ / 1960;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  let x0_ = in0_[row1_];
  let x1_ = in0_[row1_ + 196];
  let x2_ = in1_[column_];
  let x3_ = in1_[column_ + 10];
  sumB_ += x2_;
  sum0_ = fma(x0_, x2_, sum0_);
  sumB_ += x3_;
  sum0_ = fma(x1_, x3_, sum0_);
  {
    let at_ = row0_;
    out2_[column_ + at_ * 10] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-naive
// dot 1 x 2 x 196 x 10: 1 x 1 a lane, register, a over k, b over k
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
  let column_ = item_ % 196;
  let row0_ = item_ / 196 % 2;
  let batch_ = item_ / 392;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 10;
  let i3_ = column_ * 10;
  for (var step_ = 0; step_ < 2; step_++) {
    let i1_ = step_ * 4 + vec4i(0, 1, 2, 3) + i0_;
    let a2_ = vec4f(in0_[i1_.x], in0_[i1_.y], in0_[i1_.z], in0_[i1_.w]);
    let i4_ = step_ * 4 + i3_ + vec4i(0, 1, 2, 3);
    let b5_ = vec4f(in1_[i4_.x], in1_[i4_.y], in1_[i4_.z], in1_[i4_.w]);
    sum0_ = fma(a2_.x, b5_.x, sum0_);
    sum0_ = fma(a2_.y, b5_.y, sum0_);
    sum0_ = fma(a2_.z, b5_.z, sum0_);
    sum0_ = fma(a2_.w, b5_.w, sum0_);
  }
  let x6_ = in0_[row1_ * 10 + 8];
  let x7_ = in0_[row1_ * 10 + 9];
  let i8_ = column_ * 10;
  let x9_ = in1_[i8_ + 8];
  let x10_ = in1_[i8_ + 9];
  sum0_ = fma(x6_, x9_, sum0_);
  sum0_ = fma(x7_, x10_, sum0_);
  {
    let at_ = row0_;
    let i11_ = column_ + at_ * 196;
    let r12_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), i11_);
    out2_[i11_] = f32(r12_.lane0 < 0.75f) * (sum0_ / 0.75f) / out2_[i11_];
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

// row-thread-vec4
// 4 rows of 392: 8 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = vec4f(0.0f);
  for (var block_ = 0; block_ < rounds_(392); block_ += 64) {
    var part0_ = vec4f(0.0f);
    for (var col_ = block_; col_ < min(block_ + rounds_(64), 392); col_++) {
      part0_ = part0_ + in0_[row_ + col_];
    }
    sum0_ = sum0_ + part0_;
  }
  let acc0_ = sum0_;
  let i0_ = row_ * 4 + vec4i(0, 1, 2, 3);
  if (place_ < 1) {
    out1_[i0_.x] = acc0_.x;
    out1_[i0_.y] = acc0_.y;
    out1_[i0_.z] = acc0_.z;
    out1_[i0_.w] = acc0_.w;
  }
}

// dot-register-8x4-swap
// dot 1 x 2 x 512 x 36: 2 x 4 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 128;
  let row0_ = item_ / 128 % 1 * 2;
  let batch_ = item_ / 128;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i3_ = ((column_ >> 2u) & 15);
  let i4_ = (column_ & 3) * 4;
  let i5_ = i3_ * 14;
  let i6_ = (column_ >> 6u) * 196;
  for (var step_ = 0; step_ < rounds_(9); step_++) {
    let i0_ = step_ * (-2);
    let a1_ = in1_[i0_ + row1_ + 16];
    let a2_ = in1_[i0_ + row2_ + 16];
    let i7_ = step_ / 3;
    let i8_ = i7_ + i3_ - 2;
    let c9_ = (0 <= i8_) & (i8_ < 14);
    let i10_ = step_ % 3;
    let i11_ = i10_ + i4_;
    let c12_ = c9_ & (0 <= i11_ - 2);
    let i13_ = i10_ + i7_ * 14 + i4_ + i5_ + i6_;
    let c14_ = c9_ & (0 <= i11_ - 1);
    let c15_ = c9_ & (i11_ < 14);
    let c16_ = c9_ & (i11_ + 1 < 14);
    let b17_ = select(vec4f(), in0_[select(0, i13_ - 30, c12_)], c12_);
    let b18_ = select(vec4f(), in0_[select(0, i13_ - 29, c14_)], c14_);
    let b19_ = select(vec4f(), in0_[select(0, i13_ - 28, c15_)], c15_);
    let b20_ = select(vec4f(), in0_[select(0, i13_ - 27, c16_)], c16_);
    let b21_ = vec4f(b17_.x, b18_.x, b19_.x, b20_.x);
    sum0_ = fma(vec4f(a1_.x), b21_, sum0_);
    sum1_ = fma(vec4f(a2_.x), b21_, sum1_);
    let b22_ = vec4f(b17_.y, b18_.y, b19_.y, b20_.y);
    sum0_ = fma(vec4f(a1_.y), b22_, sum0_);
    sum1_ = fma(vec4f(a2_.y), b22_, sum1_);
    let b23_ = vec4f(b17_.z, b18_.z, b19_.z, b20_.z);
    sum0_ = fma(vec4f(a1_.z), b23_, sum0_);
    sum1_ = fma(vec4f(a2_.z), b23_, sum1_);
    let b24_ = vec4f(b17_.w, b18_.w, b19_.w, b20_.w);
    sum0_ = fma(vec4f(a1_.w), b24_, sum0_);
    sum1_ = fma(vec4f(a2_.w), b24_, sum1_);
  }
  let i25_ = column_ * 8 + vec4i(0, 1, 2, 3) * 2;
  {
    let at_ = row0_;
    let i26_ = i25_ + at_;
    out2_[i26_.x] = sum0_.x;
    out2_[i26_.y] = sum0_.y;
    out2_[i26_.z] = sum0_.z;
    out2_[i26_.w] = sum0_.w;
  }
  {
    let at_ = row0_ + 1;
    let i27_ = i25_ + at_;
    out2_[i27_.x] = sum1_.x;
    out2_[i27_.y] = sum1_.y;
    out2_[i27_.z] = sum1_.z;
    out2_[i27_.w] = sum1_.w;
  }
}

// dot-register-8x1-swap
// dot 1 x 4 x 18 x 392: 4 x 1 a lane, register, a over m, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 18) { return; }
  let column_ = item_ % 18;
  let row0_ = item_ / 18 % 1 * 4;
  let batch_ = item_ / 18;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  let i4_ = (column_ >> 1u) % 3;
  let i5_ = column_ / 6;
  let i6_ = (column_ & 1);
  let i7_ = i4_ * 2;
  let i8_ = i5_ * 28;
  for (var step_ = 0; step_ < rounds_(98); step_++) {
    let a0_ = in1_[step_ * 2 + quad0_];
    let a1_ = in1_[step_ * 2 + quad0_ + 196];
    let a2_ = in1_[step_ * 2 + quad0_ + 1];
    let a3_ = in1_[step_ * 2 + quad0_ + 197];
    let i9_ = (vec4i(0, 1, 2, 3) >> vec4u(1u));
    let i10_ = step_ * 4 + i6_ + i7_ + i8_ + (vec4i(0, 1, 2, 3) & vec4i(1)) * 392 + i9_ * 2 - 30;
    let i11_ = step_ / 7 + i5_ - 1;
    let i12_ = step_ % 7 * 2 + i4_ + i9_ - 1;
    let c13_ = vec4<bool>((0 <= i11_) & (i11_ < 14)) & ((vec4i(0) <= i12_) & (i12_ < vec4i(14)));
    let b14_ = vec4f(select(0.0f, in0_[select(0, i10_.x, c13_.x)], c13_.x), select(0.0f, in0_[select(0, i10_.y, c13_.y)], c13_.y), select(0.0f, in0_[select(0, i10_.z, c13_.z)], c13_.z), select(0.0f, in0_[select(0, i10_.w, c13_.w)], c13_.w));
    sum0_ = fma(a0_.x, b14_.x, sum0_);
    sum1_ = fma(a0_.y, b14_.x, sum1_);
    sum2_ = fma(a0_.z, b14_.x, sum2_);
    sum3_ = fma(a0_.w, b14_.x, sum3_);
    sum0_ = fma(a1_.x, b14_.y, sum0_);
    sum1_ = fma(a1_.y, b14_.y, sum1_);
    sum2_ = fma(a1_.z, b14_.y, sum2_);
    sum3_ = fma(a1_.w, b14_.y, sum3_);
    sum0_ = fma(a2_.x, b14_.z, sum0_);
    sum1_ = fma(a2_.y, b14_.z, sum1_);
    sum2_ = fma(a2_.z, b14_.z, sum2_);
    sum3_ = fma(a2_.w, b14_.z, sum3_);
    sum0_ = fma(a3_.x, b14_.w, sum0_);
    sum1_ = fma(a3_.y, b14_.w, sum1_);
    sum2_ = fma(a3_.z, b14_.w, sum2_);
    sum3_ = fma(a3_.w, b14_.w, sum3_);
  }
  let i15_ = column_ * 4;
  {
    let at_ = row0_;
    out2_[i15_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[i15_ + at_] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[i15_ + at_] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[i15_ + at_] = sum3_;
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
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let first_ = i32(group_.x) * 192 + i32(local_);
  for (var item_ = first_; item_ < min(first_ + rounds_(192), 784); item_ += 64) {
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
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_ / 2u);
  let rowLane_ = i32(local_ % 2u);
  let row_ = i32(group_.x) * 2 + rowLane_;
  var sum0_ = 0.0f;
  for (var col_ = colLane_; col_ < rounds_(1568); col_ += 128) {
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

// dot-naive
// dot 1 x 9 x 2 x 1568: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 18) { return; }
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 9;
  let batch_ = item_ / 18;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ / 3;
  let i1_ = row1_ % 3;
  let i2_ = i0_ * 28;
  for (var step_ = 0; step_ < rounds_(392); step_++) {
    let i3_ = (vec4i(0, 1, 2, 3) >> vec4u(1u));
    let i4_ = step_ * 2 + i1_ + i2_ + (vec4i(0, 1, 2, 3) & vec4i(1)) * 784 + i3_ - 29;
    let i5_ = i0_ + step_ / 14 - 1;
    let i6_ = i1_ + i3_ + step_ % 14 * 2 - 1;
    let c7_ = vec4<bool>((0 <= i5_) & (i5_ < 28)) & ((vec4i(0) <= i6_) & (i6_ < vec4i(28)));
    let a8_ = vec4f(select(0.0f, in0_[select(0, i4_.x, c7_.x)], c7_.x), select(0.0f, in0_[select(0, i4_.y, c7_.y)], c7_.y), select(0.0f, in0_[select(0, i4_.z, c7_.z)], c7_.z), select(0.0f, in0_[select(0, i4_.w, c7_.w)], c7_.w));
    let i9_ = step_ * 4 + column_ + (vec4i(0, 1, 2, 3) & vec4i(1)) * 1568 + (vec4i(0, 1, 2, 3) >> vec4u(1u)) * 2;
    let b10_ = vec4f(in1_[i9_.x], in1_[i9_.y], in1_[i9_.z], in1_[i9_.w]);
    sum0_ = fma(a8_.x, b10_.x, sum0_);
    sum0_ = fma(a8_.y, b10_.y, sum0_);
    sum0_ = fma(a8_.z, b10_.z, sum0_);
    sum0_ = fma(a8_.w, b10_.w, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 2] = sum0_;
  }
}

// map-quad
// map of 2368 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 2>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let first_ = i32(group_.x) * 128 + i32(local_);
  for (var item_ = first_; item_ < min(first_ + rounds_(128), 592); item_ += 64) {
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
