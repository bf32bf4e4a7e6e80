// dot-naive
// dot 1 x 4 x 4 x 784: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
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
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 196;
  for (var step_ = 0; step_ < rounds_(196); step_++) {
    let a1_ = in0_[step_ + i0_];
    let i2_ = step_ * 16 + column_ + vec4i(0, 1, 2, 3) * 4;
    let b3_ = vec4f(in1_[i2_.x], in1_[i2_.y], in1_[i2_.z], in1_[i2_.w]);
    sum0_ = fma(a1_.x, b3_.x, sum0_);
    sum0_ = fma(a1_.y, b3_.y, sum0_);
    sum0_ = fma(a1_.z, b3_.z, sum0_);
    sum0_ = fma(a1_.w, b3_.w, sum0_);
  }
  let x4_ = in2_[column_];
  {
    let at_ = row0_;
    let t5_ = sum0_ + x4_;
    let i6_ = column_ + at_ * 4;
    let r7_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), i6_);
    let v8_ = select(t5_, 0.0f, t5_ <= 0.0f) * f32(r7_.lane0 < 0.8f) / 0.8f;
    out3_[i6_] = t5_;
    out4_[i6_] = v8_;
  }
}

// dot-naive
// dot 1 x 4 x 10 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 40) { return; }
  let column_ = item_ % 10;
  let row0_ = item_ / 10 % 4;
  let batch_ = item_ / 40;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 1; step_++) {
    let a0_ = in0_[step_ + row1_];
    let i1_ = step_ * 40 + column_ + vec4i(0, 1, 2, 3) * 10;
    let b2_ = vec4f(in1_[i1_.x], in1_[i1_.y], in1_[i1_.z], in1_[i1_.w]);
    sum0_ = fma(a0_.x, b2_.x, sum0_);
    sum0_ = fma(a0_.y, b2_.y, sum0_);
    sum0_ = fma(a0_.z, b2_.z, sum0_);
    sum0_ = fma(a0_.w, b2_.w, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 10] = sum0_ + x3_;
  }
}

// row-thread
// 1 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum0_ = sum0_ + f32(!(in0_[col_] == (-100)));
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out1_[0] = acc0_;
  }
}

// row-thread
// 4 rows of 10: 8 x 1 lanes (none)
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
  let row_ = min(place_, 3);
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
  if (place_ < 4) {
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
    if (place_ < 4) {
      out4_[i9_] = select(t10_, 0.0f, c7_ & (!isfinite_1(t10_))) + select(0.0f, t8_, col_ == x0_);
    }
  }
}

// row-thread
// 1 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum0_ = sum0_ + in0_[col_];
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out2_[0] = acc0_ / in1_[0];
  }
}

// dot-naive
// dot 1 x 4 x 10 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 40) { return; }
  let column_ = item_ % 10;
  let row0_ = item_ / 10 % 4;
  let batch_ = item_ / 40;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 1; step_++) {
    let i0_ = step_ * 16 + vec4i(0, 1, 2, 3) * 4 + row1_;
    let a1_ = vec4f(in0_[i0_.x], in0_[i0_.y], in0_[i0_.z], in0_[i0_.w]);
    let i2_ = step_ * 40 + column_ + vec4i(0, 1, 2, 3) * 10;
    let b3_ = vec4f(in1_[i2_.x], in1_[i2_.y], in1_[i2_.z], in1_[i2_.w]);
    sumB_ += b3_.x;
    sum0_ = fma(a1_.x, b3_.x, sum0_);
    sumB_ += b3_.y;
    sum0_ = fma(a1_.y, b3_.y, sum0_);
    sumB_ += b3_.z;
    sum0_ = fma(a1_.z, b3_.z, sum0_);
    sumB_ += b3_.w;
    sum0_ = fma(a1_.w, b3_.w, sum0_);
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
// dot 1 x 4 x 4 x 10: 1 x 1 a lane, register, a over k, b over k
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
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
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
    let i11_ = column_ + at_ * 4;
    let r12_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), i11_);
    out2_[i11_] = select(f32(r12_.lane0 < 0.8f) * (sum0_ / 0.8f), 0.0f, out2_[i11_] <= 0.0f);
  }
}

// dot-register-8x4
// dot 1 x 784 x 4 x 4: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 98) { return; }
  let column_ = item_ % 1;
  let row0_ = item_ / 1 % 98 * 8;
  let batch_ = item_ / 98;
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
  let i12_ = column_ * 4;
  for (var step_ = 0; step_ < 1; step_++) {
    let i0_ = step_ * 784;
    let a1_ = in0_[i0_ + quad0_];
    let a2_ = in0_[i0_ + quad1_];
    let i3_ = step_ * 784;
    let a4_ = in0_[i3_ + quad0_ + 196];
    let a5_ = in0_[i3_ + quad1_ + 196];
    let i6_ = step_ * 784;
    let a7_ = in0_[i6_ + quad0_ + 392];
    let a8_ = in0_[i6_ + quad1_ + 392];
    let i9_ = step_ * 784;
    let a10_ = in0_[i9_ + quad0_ + 588];
    let a11_ = in0_[i9_ + quad1_ + 588];
    let i13_ = step_ * 16 + i12_ + vec4i(0, 1, 2, 3);
    let i14_ = i13_ + 4;
    let i15_ = i13_ + 8;
    let i16_ = i13_ + 12;
    let b17_ = vec4f(in1_[i13_.x], in1_[i13_.y], in1_[i13_.z], in1_[i13_.w]);
    let b18_ = vec4f(in1_[i14_.x], in1_[i14_.y], in1_[i14_.z], in1_[i14_.w]);
    let b19_ = vec4f(in1_[i15_.x], in1_[i15_.y], in1_[i15_.z], in1_[i15_.w]);
    let b20_ = vec4f(in1_[i16_.x], in1_[i16_.y], in1_[i16_.z], in1_[i16_.w]);
    sumB_ += b17_;
    sum0_ = fma(vec4f(a1_.x), b17_, sum0_);
    sum1_ = fma(vec4f(a1_.y), b17_, sum1_);
    sum2_ = fma(vec4f(a1_.z), b17_, sum2_);
    sum3_ = fma(vec4f(a1_.w), b17_, sum3_);
    sum4_ = fma(vec4f(a2_.x), b17_, sum4_);
    sum5_ = fma(vec4f(a2_.y), b17_, sum5_);
    sum6_ = fma(vec4f(a2_.z), b17_, sum6_);
    sum7_ = fma(vec4f(a2_.w), b17_, sum7_);
    sumB_ += b18_;
    sum0_ = fma(vec4f(a4_.x), b18_, sum0_);
    sum1_ = fma(vec4f(a4_.y), b18_, sum1_);
    sum2_ = fma(vec4f(a4_.z), b18_, sum2_);
    sum3_ = fma(vec4f(a4_.w), b18_, sum3_);
    sum4_ = fma(vec4f(a5_.x), b18_, sum4_);
    sum5_ = fma(vec4f(a5_.y), b18_, sum5_);
    sum6_ = fma(vec4f(a5_.z), b18_, sum6_);
    sum7_ = fma(vec4f(a5_.w), b18_, sum7_);
    sumB_ += b19_;
    sum0_ = fma(vec4f(a7_.x), b19_, sum0_);
    sum1_ = fma(vec4f(a7_.y), b19_, sum1_);
    sum2_ = fma(vec4f(a7_.z), b19_, sum2_);
    sum3_ = fma(vec4f(a7_.w), b19_, sum3_);
    sum4_ = fma(vec4f(a8_.x), b19_, sum4_);
    sum5_ = fma(vec4f(a8_.y), b19_, sum5_);
    sum6_ = fma(vec4f(a8_.z), b19_, sum6_);
    sum7_ = fma(vec4f(a8_.w), b19_, sum7_);
    sumB_ += b20_;
    sum0_ = fma(vec4f(a10_.x), b20_, sum0_);
    sum1_ = fma(vec4f(a10_.y), b20_, sum1_);
    sum2_ = fma(vec4f(a10_.z), b20_, sum2_);
    sum3_ = fma(vec4f(a10_.w), b20_, sum3_);
    sum4_ = fma(vec4f(a11_.x), b20_, sum4_);
    sum5_ = fma(vec4f(a11_.y), b20_, sum5_);
    sum6_ = fma(vec4f(a11_.z), b20_, sum6_);
    sum7_ = fma(vec4f(a11_.w), b20_, sum7_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[column_ + at_] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[column_ + at_] = sum3_;
  }
  {
    let at_ = row0_ + 4;
    out2_[column_ + at_] = sum4_;
  }
  {
    let at_ = row0_ + 5;
    out2_[column_ + at_] = sum5_;
  }
  {
    let at_ = row0_ + 6;
    out2_[column_ + at_] = sum6_;
  }
  {
    let at_ = row0_ + 7;
    out2_[column_ + at_] = sum7_;
  }
  if (row0_ == 0) {
    let i21_ = column_ * 4 + vec4i(0, 1, 2, 3);
    out3_[i21_.x] = sumB_.x;
    out3_[i21_.y] = sumB_.y;
    out3_[i21_.z] = sumB_.z;
    out3_[i21_.w] = sumB_.w;
  }
}

// map-quad
// map of 3328 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 2>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let first_ = i32(group_.x) * 192 + i32(local_);
  for (var item_ = first_; item_ < min(first_ + rounds_(192), 832); item_ += 64) {
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
