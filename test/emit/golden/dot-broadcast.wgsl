// dot 1 x 33 x 40 x 20: 7 x 4 a lane, broadcast, a over k, b over n
enable subgroups;
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<vec4f>;
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(subgroup_invocation_id) local_: u32) {
  let row0_ = i32(group_.y) * 7;
  let batch_ = i32(group_.z);
  let place_ = i32(group_.x) * 8 + i32(local_);
  let column_ = min(place_, 9);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  var sumB_ = vec4f();
  var sumA0_ = 0.0f;
  var sumA1_ = 0.0f;
  var sumA2_ = 0.0f;
  var sumA3_ = 0.0f;
  var sumA4_ = 0.0f;
  var sumA5_ = 0.0f;
  var sumA6_ = 0.0f;
  let row1_ = min(row0_ + i32(local_), 32);
  let i0_ = row1_ * 5;
  for (var step_ = 0; step_ < rounds_(5); step_++) {
    let a1_ = max_4(in2_[step_ + i0_], vec4f(0.0f));
    let i2_ = step_ * 40 + column_;
    let b3_ = in3_[i2_];
    let b4_ = in3_[i2_ + 10];
    let b5_ = in3_[i2_ + 20];
    let b6_ = in3_[i2_ + 30];
    sumB_ += b3_;
    let av7_ = subgroupBroadcast(a1_.x, 0u);
    sumA0_ += av7_;
    sum0_ = fma(vec4f(av7_), b3_, sum0_);
    let av8_ = subgroupBroadcast(a1_.x, 1u);
    sumA1_ += av8_;
    sum1_ = fma(vec4f(av8_), b3_, sum1_);
    let av9_ = subgroupBroadcast(a1_.x, 2u);
    sumA2_ += av9_;
    sum2_ = fma(vec4f(av9_), b3_, sum2_);
    let av10_ = subgroupBroadcast(a1_.x, 3u);
    sumA3_ += av10_;
    sum3_ = fma(vec4f(av10_), b3_, sum3_);
    let av11_ = subgroupBroadcast(a1_.x, 4u);
    sumA4_ += av11_;
    sum4_ = fma(vec4f(av11_), b3_, sum4_);
    let av12_ = subgroupBroadcast(a1_.x, 5u);
    sumA5_ += av12_;
    sum5_ = fma(vec4f(av12_), b3_, sum5_);
    let av13_ = subgroupBroadcast(a1_.x, 6u);
    sumA6_ += av13_;
    sum6_ = fma(vec4f(av13_), b3_, sum6_);
    sumB_ += b4_;
    let av14_ = subgroupBroadcast(a1_.y, 0u);
    sumA0_ += av14_;
    sum0_ = fma(vec4f(av14_), b4_, sum0_);
    let av15_ = subgroupBroadcast(a1_.y, 1u);
    sumA1_ += av15_;
    sum1_ = fma(vec4f(av15_), b4_, sum1_);
    let av16_ = subgroupBroadcast(a1_.y, 2u);
    sumA2_ += av16_;
    sum2_ = fma(vec4f(av16_), b4_, sum2_);
    let av17_ = subgroupBroadcast(a1_.y, 3u);
    sumA3_ += av17_;
    sum3_ = fma(vec4f(av17_), b4_, sum3_);
    let av18_ = subgroupBroadcast(a1_.y, 4u);
    sumA4_ += av18_;
    sum4_ = fma(vec4f(av18_), b4_, sum4_);
    let av19_ = subgroupBroadcast(a1_.y, 5u);
    sumA5_ += av19_;
    sum5_ = fma(vec4f(av19_), b4_, sum5_);
    let av20_ = subgroupBroadcast(a1_.y, 6u);
    sumA6_ += av20_;
    sum6_ = fma(vec4f(av20_), b4_, sum6_);
    sumB_ += b5_;
    let av21_ = subgroupBroadcast(a1_.z, 0u);
    sumA0_ += av21_;
    sum0_ = fma(vec4f(av21_), b5_, sum0_);
    let av22_ = subgroupBroadcast(a1_.z, 1u);
    sumA1_ += av22_;
    sum1_ = fma(vec4f(av22_), b5_, sum1_);
    let av23_ = subgroupBroadcast(a1_.z, 2u);
    sumA2_ += av23_;
    sum2_ = fma(vec4f(av23_), b5_, sum2_);
    let av24_ = subgroupBroadcast(a1_.z, 3u);
    sumA3_ += av24_;
    sum3_ = fma(vec4f(av24_), b5_, sum3_);
    let av25_ = subgroupBroadcast(a1_.z, 4u);
    sumA4_ += av25_;
    sum4_ = fma(vec4f(av25_), b5_, sum4_);
    let av26_ = subgroupBroadcast(a1_.z, 5u);
    sumA5_ += av26_;
    sum5_ = fma(vec4f(av26_), b5_, sum5_);
    let av27_ = subgroupBroadcast(a1_.z, 6u);
    sumA6_ += av27_;
    sum6_ = fma(vec4f(av27_), b5_, sum6_);
    sumB_ += b6_;
    let av28_ = subgroupBroadcast(a1_.w, 0u);
    sumA0_ += av28_;
    sum0_ = fma(vec4f(av28_), b6_, sum0_);
    let av29_ = subgroupBroadcast(a1_.w, 1u);
    sumA1_ += av29_;
    sum1_ = fma(vec4f(av29_), b6_, sum1_);
    let av30_ = subgroupBroadcast(a1_.w, 2u);
    sumA2_ += av30_;
    sum2_ = fma(vec4f(av30_), b6_, sum2_);
    let av31_ = subgroupBroadcast(a1_.w, 3u);
    sumA3_ += av31_;
    sum3_ = fma(vec4f(av31_), b6_, sum3_);
    let av32_ = subgroupBroadcast(a1_.w, 4u);
    sumA4_ += av32_;
    sum4_ = fma(vec4f(av32_), b6_, sum4_);
    let av33_ = subgroupBroadcast(a1_.w, 5u);
    sumA5_ += av33_;
    sum5_ = fma(vec4f(av33_), b6_, sum5_);
    let av34_ = subgroupBroadcast(a1_.w, 6u);
    sumA6_ += av34_;
    sum6_ = fma(vec4f(av34_), b6_, sum6_);
  }
  let x35_ = in0_[column_];
  var tile36_ = array(sum0_, sum1_, sum2_, sum3_, sum4_, sum5_, sum6_);
  for (var i_ = 0; i_ < rounds_(7); i_++) {
    let c_ = tile36_[i_];
    if (place_ < 10 && row0_ + i_ < 33) {
      let at_ = row0_ + i_;
      let t37_ = c_ + x35_;
      let i38_ = column_ + at_ * 10;
      let v39_ = max_4(t37_, vec4f(0.0f)) + in1_[i38_];
      out4_[i38_] = v39_;
      out5_[i38_] = t37_;
    }
  }
  if (place_ < 10 && row0_ == 0) {
    out7_[column_] = sumB_;
  }
  {
    let at_ = row0_;
    if (place_ < 10 && column_ == 0 && at_ < 33) {
      out6_[at_] = sumA0_;
    }
  }
  {
    let at_ = row0_ + 1;
    if (place_ < 10 && column_ == 0 && at_ < 33) {
      out6_[at_] = sumA1_;
    }
  }
  {
    let at_ = row0_ + 2;
    if (place_ < 10 && column_ == 0 && at_ < 33) {
      out6_[at_] = sumA2_;
    }
  }
  {
    let at_ = row0_ + 3;
    if (place_ < 10 && column_ == 0 && at_ < 33) {
      out6_[at_] = sumA3_;
    }
  }
  {
    let at_ = row0_ + 4;
    if (place_ < 10 && column_ == 0 && at_ < 33) {
      out6_[at_] = sumA4_;
    }
  }
  {
    let at_ = row0_ + 5;
    if (place_ < 10 && column_ == 0 && at_ < 33) {
      out6_[at_] = sumA5_;
    }
  }
  {
    let at_ = row0_ + 6;
    if (place_ < 10 && column_ == 0 && at_ < 33) {
      out6_[at_] = sumA6_;
    }
  }
}
