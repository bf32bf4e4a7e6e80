// dot-register-8x1-swap
// dot 1 x 2 x 1568 x 9: 2 x 1 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

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
  for (var step_ = 0; step_ < rounds_(9); step_++) {
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

// row-thread
// 784 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<i32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 783);
  var sum0_ = bits_(0xff800000u);
  let i0_ = (row_ & 1) + (row_ >> 1u) % 14 * 4 + row_ / 28 * 112;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x1_ = in0_[i0_ + (col_ & 1) * 2 + (col_ >> 1u) * 56];
    sum0_ = max_1(sum0_, select(x1_, 0.0f, x1_ <= 0.0f));
  }
  let acc0_ = sum0_;
  var sum1_ = 2147483647;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x2_ = in0_[i0_ + (col_ & 1) * 2 + (col_ >> 1u) * 56];
    let t3_ = select(x2_, 0.0f, x2_ <= 0.0f);
    sum1_ = min(sum1_, select(4, col_, (t3_ == acc0_) | isnan_1(t3_)));
  }
  let acc1_ = sum1_;
  if (place_ < 784) {
    out1_[row_] = min(acc1_, 3);
  }
  var sum2_ = 0.0f;
  let i4_ = min(acc1_, 3);
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x5_ = in0_[i0_ + (col_ & 1) * 2 + (col_ >> 1u) * 56];
    sum2_ = sum2_ + select(0.0f, select(x5_, 0.0f, x5_ <= 0.0f), col_ == i4_);
  }
  let acc2_ = sum2_;
  if (place_ < 784) {
    out2_[row_] = acc2_;
  }
}

// dot-register-8x1-swap
// dot 1 x 4 x 392 x 18: 4 x 1 a lane, register, a over m, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

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
  for (var step_ = 0; step_ < rounds_(18); step_++) {
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
  var tile11_ = array(sum0_, sum1_, sum2_, sum3_);
  for (var i_ = 0; i_ < rounds_(4); i_++) {
    let c_ = tile11_[i_];
    {
      let at_ = row0_ + i_;
      out3_[i10_ + at_] = c_ + in2_[at_];
    }
  }
}

// rows-thread-vec4+thread-16
// 392 rows of 4: 16 x 1 lanes (none), 4 rows at once; 1 rows of 2: 16 x 1 lanes (none)
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
  let place_ = group_ * 16 + i32(local_);
  let row_ = min(place_, 97);
  var sum0_ = vec4f(bits_(0xff800000u));
  let i0_ = row_ % 7 * 2 + row_ / 7 * 28;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x1_ = in0_[i0_ + (col_ & 1) + (col_ >> 1u) * 14];
    sum0_ = max_4(sum0_, select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f)));
  }
  let acc0_ = sum0_;
  var sum1_ = vec4i(2147483647);
  for (var col_ = 0; col_ < rounds_(4); col_++) {
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
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x5_ = in0_[i0_ + (col_ & 1) + (col_ >> 1u) * 14];
    sum2_ = sum2_ + select(vec4f(0.0f), select(x5_, vec4f(0.0f), x5_ <= vec4f(0.0f)), vec4i(col_) == i4_);
  }
  let acc2_ = sum2_;
  if (place_ < 98) {
    out3_[row_] = acc2_;
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 16 + i32(local_);
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(16)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 7) { part0_(flat_, local_); }
  else { part1_(flat_ - 7, local_); }
}

// dot-naive
// dot 1 x 98 x 8 x 36: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<uniform> uniforms_: array<vec4u, 2>;
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
  let column_ = item_ % 8;
  let row0_ = item_ / 8 % 98;
  let batch_ = item_ / 784;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 4;
  let i1_ = row1_ / 7 % 7;
  let i2_ = row1_ % 7;
  for (var step_ = 0; step_ < rounds_(36); step_++) {
    let i3_ = step_ / 12;
    let i4_ = i1_ + i3_ - 1;
    let i5_ = (step_ >> 2u) % 3;
    let i6_ = i2_ + i5_ - 1;
    let c7_ = ((0 <= i4_) & (i4_ < 7)) & ((0 <= i6_) & (i6_ < 7));
    let a8_ = select(0.0f, in0_[select(0, i0_ + (step_ & 3) + i5_ * 4 + i3_ * 28 - 32, c7_)], c7_);
    let b9_ = in1_[step_ * 8 + column_];
    sum0_ = fma(a8_, b9_, sum0_);
  }
  let x10_ = in2_[column_];
  {
    let at_ = row0_;
    let t11_ = sum0_ + x10_;
    let i12_ = column_ + at_ * 8;
    let r13_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), i12_);
    let v14_ = select(t11_, 0.0f, t11_ <= 0.0f) * f32(r13_.lane0 < 0.75f) / 0.75f;
    out3_[i12_] = t11_;
    out4_[i12_] = v14_;
  }
}

// dot-naive
// dot 1 x 2 x 10 x 392: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 20) { return; }
  let column_ = item_ % 10;
  let row0_ = item_ / 10 % 2;
  let batch_ = item_ / 20;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 392;
  for (var step_ = 0; step_ < rounds_(392); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 10 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 10] = sum0_ + x3_;
  }
}

// row-thread
// 2 rows of 10: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 1);
  var sum0_ = bits_(0xff800000u);
  let i0_ = row_ * 10;
  for (var col_ = 0; col_ < rounds_(10); col_++) {
    sum0_ = max_1(sum0_, in0_[i0_ + col_]);
  }
  let acc0_ = sum0_;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  let x1_ = in1_[row_];
  for (var col_ = 0; col_ < rounds_(10); col_++) {
    let t2_ = in0_[i0_ + col_] - acc0_;
    sum1_ = sum1_ + select(0.0f, t2_, col_ == x1_);
    sum2_ = sum2_ + exp_1(t2_);
  }
  let acc1_ = sum1_;
  let acc2_ = sum2_;
  if (place_ < 2) {
    out3_[row_] = select(log_1(acc2_) - acc1_, 0.0f, x1_ == (-100));
  }
  let t3_ = select(1.0f / in2_[0], 0.0f, x1_ == (-100));
  let t4_ = t3_ / acc2_;
  let t5_ = select(t4_, 0.0f, (t3_ == 0.0f) & (!isfinite_1(t4_)));
  let c6_ = t5_ == 0.0f;
  let t7_ = -t3_;
  for (var col_ = 0; col_ < rounds_(10); col_++) {
    let i8_ = i0_ + col_;
    let t9_ = exp_1(in0_[i8_] - acc0_) * t5_;
    if (place_ < 2) {
      out4_[i8_] = select(t9_, 0.0f, c6_ & (!isfinite_1(t9_))) + select(0.0f, t7_, col_ == x1_);
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
// dot 1 x 392 x 10 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 3920) { return; }
  let column_ = item_ % 10;
  let row0_ = item_ / 10 % 392;
  let batch_ = item_ / 3920;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 2; step_++) {
    let a0_ = in0_[step_ * 392 + row1_];
    let b1_ = in1_[step_ * 10 + column_];
    sumB_ += b1_;
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 10] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-naive
// dot 1 x 2 x 392 x 10: 1 x 1 a lane, register, a over k, b over k
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 784) { return; }
  let column_ = item_ % 392;
  let row0_ = item_ / 392 % 2;
  let batch_ = item_ / 784;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 10;
  let i2_ = column_ * 10;
  for (var step_ = 0; step_ < rounds_(10); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    let i4_ = column_ + at_ * 392;
    let r5_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), i4_);
    out2_[i4_] = select(f32(r5_.lane0 < 0.75f) * (sum0_ / 0.75f), 0.0f, out2_[i4_] <= 0.0f);
  }
}

// row-thread-vec4
// 8 rows of 98: 8 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 1);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < rounds_(98); col_++) {
    sum0_ = sum0_ + in0_[row_ + col_ * 2];
  }
  let acc0_ = sum0_;
  if (place_ < 2) {
    out1_[row_] = acc0_;
  }
}

// dot-naive
// dot 1 x 36 x 8 x 98: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 288) { return; }
  let column_ = item_ % 8;
  let row0_ = item_ / 8 % 36;
  let batch_ = item_ / 288;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = (row1_ >> 2u) % 3;
  let i1_ = row1_ / 12;
  let i2_ = (row1_ & 3) + i0_ * 4 + i1_ * 28;
  for (var step_ = 0; step_ < rounds_(98); step_++) {
    let i3_ = i1_ + step_ / 14 - 1;
    let i4_ = (step_ >> 1u);
    let i5_ = i0_ + i4_ % 7 - 1;
    let c6_ = ((0 <= i3_) & (i3_ < 7)) & ((0 <= i5_) & (i5_ < 7));
    let a7_ = select(0.0f, in0_[select(0, i2_ + (step_ & 1) * 196 + i4_ * 4 - 32, c6_)], c6_);
    let b8_ = in1_[column_ + (step_ & 1) * 392 + (step_ >> 1u) * 8];
    sum0_ = fma(a7_, b8_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 8] = sum0_;
  }
}

// dot-naive
// dot 1 x 98 x 4 x 72: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 392) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 98;
  let batch_ = item_ / 392;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 8;
  let i1_ = row1_ / 7 % 7;
  let i2_ = row1_ % 7;
  let i9_ = column_ * 8;
  for (var step_ = 0; step_ < rounds_(72); step_++) {
    let i3_ = step_ / 24;
    let i4_ = i1_ + i3_ - 1;
    let i5_ = (step_ >> 3u) % 3;
    let i6_ = i2_ + i5_ - 1;
    let c7_ = ((0 <= i4_) & (i4_ < 7)) & ((0 <= i6_) & (i6_ < 7));
    let a8_ = select(0.0f, in0_[select(0, i0_ + (step_ & 7) + i5_ * 8 + i3_ * 56 - 64, c7_)], c7_);
    let b10_ = in1_[i9_ + (step_ & 7) + (step_ >> 3u) * (-32) + 256];
    sum0_ = fma(a8_, b10_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 4] = sum0_;
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

// row-thread
// 4 rows of 392: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = 0.0f;
  for (var block_ = 0; block_ < rounds_(392); block_ += 64) {
    var part0_ = 0.0f;
    for (var col_ = block_; col_ < min(block_ + rounds_(64), 392); col_++) {
      part0_ = part0_ + in0_[row_ + col_ * 4];
    }
    sum0_ = sum0_ + part0_;
  }
  let acc0_ = sum0_;
  if (place_ < 4) {
    out1_[row_] = acc0_;
  }
}

// dot-register-8x1-swap
// dot 1 x 4 x 18 x 392: 4 x 1 a lane, register, a over m, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

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
  let i1_ = (column_ >> 1u) % 3;
  let i2_ = column_ / 6;
  let i3_ = (column_ & 1);
  let i4_ = i1_ * 2;
  let i5_ = i2_ * 28;
  for (var step_ = 0; step_ < rounds_(392); step_++) {
    let a0_ = in1_[quad0_ + (step_ & 1) * 196 + (step_ >> 1u)];
    let i6_ = step_ / 28 + i2_ - 1;
    let i7_ = (step_ >> 1u);
    let i8_ = i7_ % 14 + i1_ - 1;
    let c9_ = ((0 <= i6_) & (i6_ < 14)) & ((0 <= i8_) & (i8_ < 14));
    let b10_ = select(0.0f, in0_[select(0, (step_ & 1) * 392 + i7_ * 2 + i3_ + i4_ + i5_ - 30, c9_)], c9_);
    sum0_ = fma(a0_.x, b10_, sum0_);
    sum1_ = fma(a0_.y, b10_, sum1_);
    sum2_ = fma(a0_.z, b10_, sum2_);
    sum3_ = fma(a0_.w, b10_, sum3_);
  }
  let i11_ = column_ * 4;
  {
    let at_ = row0_;
    out2_[i11_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[i11_ + at_] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[i11_ + at_] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[i11_ + at_] = sum3_;
  }
}

// dot-naive
// dot 1 x 392 x 2 x 36: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 784) { return; }
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 392;
  let batch_ = item_ / 784;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 4;
  let i1_ = row1_ / 14 % 14;
  let i2_ = row1_ % 14;
  let i9_ = column_ * 4;
  for (var step_ = 0; step_ < rounds_(36); step_++) {
    let i3_ = step_ / 12;
    let i4_ = i1_ + i3_ - 1;
    let i5_ = (step_ >> 2u) % 3;
    let i6_ = i2_ + i5_ - 1;
    let c7_ = ((0 <= i4_) & (i4_ < 14)) & ((0 <= i6_) & (i6_ < 14));
    let a8_ = select(0.0f, in0_[select(0, i0_ + (step_ & 3) + i5_ * 4 + i3_ * 56 - 60, c7_)], c7_);
    let b10_ = in1_[i9_ + (step_ & 3) + (step_ >> 2u) * (-8) + 64];
    sum0_ = fma(a8_, b10_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 2] = sum0_;
  }
}

// map-quad
// map of 3136 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let first_ = i32(group_.x) * 192 + i32(local_);
  for (var item_ = first_; item_ < min(first_ + rounds_(192), 784); item_ += 64) {
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 18) { return; }
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 9;
  let batch_ = item_ / 18;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ % 3;
  let i1_ = row1_ / 3;
  let i2_ = i0_ + i1_ * 28;
  for (var step_ = 0; step_ < rounds_(1568); step_++) {
    let i3_ = i1_ + step_ / 56 - 1;
    let i4_ = (step_ >> 1u);
    let i5_ = i0_ + i4_ % 28 - 1;
    let c6_ = ((0 <= i3_) & (i3_ < 28)) & ((0 <= i5_) & (i5_ < 28));
    let a7_ = select(0.0f, in0_[select(0, i2_ + (step_ & 1) * 784 + i4_ - 29, c6_)], c6_);
    let b8_ = in1_[column_ + (step_ & 1) * 1568 + (step_ >> 1u) * 2];
    sum0_ = fma(a7_, b8_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 2] = sum0_;
  }
}

// map-quad
// map of 4736 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 2>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let first_ = i32(group_.x) * 256 + i32(local_);
  for (var item_ = first_; item_ < min(first_ + rounds_(256), 1184); item_ += 64) {
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
