// row-thread
// 16 rows of 16: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row_ = i32(group_.x) * 8 + i32(local_);
  var sum0_ = 0.0f;
  let x0_ = in0_[row_];
  let i1_ = x0_ * 16;
  let c2_ = (0 <= x0_) & (x0_ < 46);
  let i3_ = (row_ & 7) * 16;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    sum0_ = sum0_ + select(0.0f, in1_[select(0, col_ + i1_, c2_)], c2_) + in2_[col_ + i3_];
  }
  let acc0_ = sum0_;
  out5_[row_] = acc0_ * 0.0625f;
  var sum1_ = 0.0f;
  let t4_ = acc0_ * 0.0625f;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    let t5_ = select(0.0f, in1_[select(0, col_ + i1_, c2_)], c2_) + in2_[col_ + i3_] - t4_;
    sum1_ = sum1_ + t5_ * t5_;
  }
  let acc1_ = sum1_;
  out6_[row_] = sqrt(acc1_ * 0.0625f + 0.00001f);
  let t6_ = sqrt(acc1_ * 0.0625f + 0.00001f);
  let i7_ = row_ * 16;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    out7_[i7_ + col_] = (select(0.0f, in1_[select(0, col_ + i1_, c2_)], c2_) + in2_[col_ + i3_] - t4_) * in3_[col_] / t6_ + in4_[col_];
  }
}

// dot-naive
// dot 1 x 16 x 48 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 48;
  let row0_ = item_ / 48 % 16;
  let batch_ = item_ / 768;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 16;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 48 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 48] = sum0_ + x3_;
  }
}

// dot-naive
// dot 4 x 8 x 8 x 8: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 8;
  let row0_ = item_ / 8 % 8;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 48;
  let i1_ = (batch_ & 1) * 8;
  let i2_ = (batch_ >> 1u) * 384;
  let i4_ = column_ * 48;
  for (var step_ = 0; step_ < rounds_(8); step_++) {
    let a3_ = in0_[step_ + i0_ + i1_ + i2_];
    let b5_ = in0_[step_ + i4_ + i1_ + i2_ + 16];
    sum0_ = fma(a3_, b5_, sum0_);
  }
  let i6_ = batch_ * 64 + column_;
  {
    let at_ = row0_;
    out1_[i6_ + at_ * 8] = select((-1000000000.0f), sum0_ / 2.828427f, column_ <= at_);
  }
}

// row-thread
// 32 rows of 8: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 2>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
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

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row_ = i32(group_.x) * 8 + i32(local_);
  var sum0_ = bits_(0xff800000u);
  let i0_ = row_ * 8;
  for (var col_ = 0; col_ < rounds_(8); col_++) {
    sum0_ = max_1(sum0_, in0_[i0_ + col_]);
  }
  let acc0_ = sum0_;
  out1_[row_] = acc0_;
  var sum1_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(8); col_++) {
    sum1_ = sum1_ + exp_1(in0_[i0_ + col_] - acc0_);
  }
  let acc1_ = sum1_;
  out2_[row_] = acc1_;
  for (var col_ = 0; col_ < rounds_(8); col_++) {
    let i1_ = i0_ + col_;
    let r2_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, bitcast<i32>(uniforms_[0].y), i1_);
    out3_[i1_] = exp_1(in0_[i1_] - acc0_) / acc1_ * f32(r2_.lane0 < 0.9f) / 0.9f;
  }
}

// dot-naive
// dot 4 x 8 x 8 x 8: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 8;
  let row0_ = item_ / 8 % 8;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = batch_ * 64;
  let i1_ = row1_ * 8;
  let i3_ = (batch_ & 1) * 8;
  let i4_ = (batch_ >> 1u) * 384;
  for (var step_ = 0; step_ < rounds_(8); step_++) {
    let a2_ = in0_[i0_ + step_ + i1_];
    let b5_ = in1_[step_ * 48 + column_ + i3_ + i4_ + 32];
    sum0_ = fma(a2_, b5_, sum0_);
  }
  let i6_ = batch_ * 64 + column_;
  {
    let at_ = row0_;
    out2_[i6_ + at_ * 8] = sum0_;
  }
}

// dot-naive
// dot 1 x 16 x 16 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<i32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 16;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = (row1_ & 7) * 8 + (row1_ >> 3u) * 128;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a1_ = in0_[i0_ + (step_ & 7) + (step_ >> 3u) * 64];
    let b2_ = in1_[step_ * 16 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in5_[column_];
  {
    let at_ = row0_;
    let x4_ = in2_[at_];
    let c5_ = (0 <= x4_) & (x4_ < 46);
    out6_[column_ + at_ * 16] = select(0.0f, in3_[select(0, column_ + x4_ * 16, c5_)], c5_) + in4_[column_ + (at_ & 7) * 16] + (sum0_ + x3_);
  }
}

// row-thread
// 16 rows of 16: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row_ = i32(group_.x) * 8 + i32(local_);
  var sum0_ = 0.0f;
  let i0_ = row_ * 16;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    sum0_ = sum0_ + in0_[i0_ + col_];
  }
  let acc0_ = sum0_;
  out3_[row_] = acc0_ * 0.0625f;
  var sum1_ = 0.0f;
  let t1_ = acc0_ * 0.0625f;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    let t2_ = in0_[i0_ + col_] - t1_;
    sum1_ = sum1_ + t2_ * t2_;
  }
  let acc1_ = sum1_;
  out4_[row_] = sqrt(acc1_ * 0.0625f + 0.00001f);
  let t3_ = sqrt(acc1_ * 0.0625f + 0.00001f);
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    let i4_ = i0_ + col_;
    out5_[i4_] = (in0_[i4_] - t1_) * in1_[col_] / t3_ + in2_[col_];
  }
}

// dot-naive
// dot 1 x 16 x 64 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn erf_1(x: f32) -> f32 {
  let t = min(abs(x), f32(4.0f));
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
  return select(select(far, p * x + x, t < f32(0.927734375f)), x, isnan_1(x));
}
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 16;
  let batch_ = item_ / 1024;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 16;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 64 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    let t4_ = sum0_ + x3_;
    let i5_ = column_ + at_ * 64;
    let v6_ = t4_ * 0.5f * (erf_1(t4_ / 1.4142135f) + 1.0f);
    out3_[i5_] = t4_;
    out4_[i5_] = v6_;
  }
}

// dot-naive
// dot 1 x 16 x 16 x 64: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 16;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 64;
  for (var step_ = 0; step_ < rounds_(64); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 16 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in3_[column_];
  {
    let at_ = row0_;
    let i4_ = column_ + at_ * 16;
    out4_[i4_] = in2_[i4_] + (sum0_ + x3_);
  }
}

// rows-thread+thread-8
// 16 rows of 16: 8 x 1 lanes (none); 1 rows of 16: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<i32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
fn part0_(group_: i32, local_: u32) {
  let row_ = group_ * 8 + i32(local_);
  var sum0_ = 0.0f;
  let i0_ = row_ * 16;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    sum0_ = sum0_ + in0_[i0_ + col_];
  }
  let acc0_ = sum0_;
  out4_[row_] = acc0_ * 0.0625f;
  var sum1_ = 0.0f;
  let t1_ = acc0_ * 0.0625f;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    let t2_ = in0_[i0_ + col_] - t1_;
    sum1_ = sum1_ + t2_ * t2_;
  }
  let acc1_ = sum1_;
  out5_[row_] = sqrt(acc1_ * 0.0625f + 0.00001f);
  let t3_ = sqrt(acc1_ * 0.0625f + 0.00001f);
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    let i4_ = i0_ + col_;
    out6_[i4_] = (in0_[i4_] - t1_) * in1_[col_] / t3_ + in2_[col_];
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    sum0_ = sum0_ + f32(!(in3_[col_] == (-100)));
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out7_[0] = acc0_;
  }
}
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 2) { part0_(flat_, local_); }
  else { part1_(flat_ - 2, local_); }
}

// dot-naive
// dot 1 x 16 x 46 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 736) { return; }
  let column_ = item_ % 46;
  let row0_ = item_ / 46 % 16;
  let batch_ = item_ / 736;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 16;
  let i2_ = column_ * 16;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 46] = sum0_;
  }
}

// row-thread
// 16 rows of 46: 8 x 1 lanes (none)
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
  let row_ = i32(group_.x) * 8 + i32(local_);
  var sum0_ = bits_(0xff800000u);
  let i0_ = row_ * 46;
  for (var col_ = 0; col_ < rounds_(46); col_++) {
    sum0_ = max_1(sum0_, in0_[i0_ + col_]);
  }
  let acc0_ = sum0_;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  let x1_ = in1_[row_];
  for (var col_ = 0; col_ < rounds_(46); col_++) {
    let t2_ = in0_[i0_ + col_] - acc0_;
    sum1_ = sum1_ + select(0.0f, t2_, col_ == x1_);
    sum2_ = sum2_ + exp_1(t2_);
  }
  let acc1_ = sum1_;
  let acc2_ = sum2_;
  out3_[row_] = select(log_1(acc2_) - acc1_, 0.0f, x1_ == (-100));
  let t3_ = select(1.0f / in2_[0], 0.0f, x1_ == (-100));
  let t4_ = t3_ / acc2_;
  let t5_ = select(t4_, 0.0f, (t3_ == 0.0f) & (!isfinite_1(t4_)));
  let c6_ = t5_ == 0.0f;
  let t7_ = -t3_;
  for (var col_ = 0; col_ < rounds_(46); col_++) {
    let i8_ = i0_ + col_;
    let t9_ = exp_1(in0_[i8_] - acc0_) * t5_;
    out4_[i8_] = select(t9_, 0.0f, c6_ & (!isfinite_1(t9_))) + select(0.0f, t7_, col_ == x1_);
  }
}

// row-thread
// 1 rows of 16: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    sum0_ = sum0_ + in0_[col_];
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out2_[0] = acc0_ / in1_[0];
  }
}

// dot-naive
// dot 1 x 16 x 16 x 46: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 16;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 46;
  for (var step_ = 0; step_ < rounds_(46); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 16 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 16] = sum0_;
  }
}

// rows-thread-vec4+thread-8
// 16 rows of 16: 8 x 1 lanes (none), 4 rows at once; 16 rows of 16: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(0.0f);
  var sum1_ = vec4f(0.0f);
  let i0_ = row_ * 4;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    let i1_ = i0_ + col_ * 16 + vec4i(0, 1, 2, 3);
    let x2_ = vec4f(in0_[i1_.x], in0_[i1_.y], in0_[i1_.z], in0_[i1_.w]);
    sum0_ = sum0_ + x2_;
    sum1_ = sum1_ + (vec4f(in1_[i1_.x], in1_[i1_.y], in1_[i1_.z], in1_[i1_.w]) - in2_[col_]) * (x2_ / in3_[col_]);
  }
  let acc0_ = sum0_;
  let acc1_ = sum1_;
  if (place_ < 4) {
    out5_[row_] = acc0_;
    out6_[row_] = acc1_;
  }
}
fn part1_(group_: i32, local_: u32) {
  let row_ = group_ * 8 + i32(local_);
  var sum0_ = 0.0f;
  let i3_ = row_ * 16;
  let x4_ = in2_[row_];
  let x5_ = in3_[row_];
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    let i6_ = i3_ + col_;
    sum0_ = sum0_ + -((in1_[i6_] - x4_) * in4_[col_] / x5_ * in0_[i6_] / x5_);
  }
  let acc0_ = sum0_;
  var sum1_ = 0.0f;
  let c7_ = x5_ == 0.0f;
  let t8_ = select(acc0_ * 0.5f / select(x5_, 1.0f, c7_), 0.0f, c7_) * 0.0625f;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    let i9_ = i3_ + col_;
    let t10_ = (in1_[i9_] - x4_) * t8_;
    sum1_ = sum1_ + -(in4_[col_] * (in0_[i9_] / x5_) + (t10_ + t10_));
  }
  let acc1_ = sum1_;
  let t11_ = acc1_ * 0.0625f;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    let i12_ = i3_ + col_;
    let t13_ = (in1_[i12_] - x4_) * t8_;
    out7_[i12_] = in4_[col_] * (in0_[i12_] / x5_) + (t13_ + t13_) + t11_;
  }
}
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 1) { part0_(flat_, local_); }
  else { part1_(flat_ - 1, local_); }
}

// dot-naive
// dot 1 x 64 x 16 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 64;
  let batch_ = item_ / 1024;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a0_ = in0_[step_ * 64 + row1_];
    let b1_ = in1_[step_ * 16 + column_];
    sumB_ += b1_;
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 16] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-naive
// dot 1 x 16 x 64 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn erf_1(x: f32) -> f32 {
  let t = min(abs(x), f32(4.0f));
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
  return select(select(far, p * x + x, t < f32(0.927734375f)), x, isnan_1(x));
}
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 16;
  let batch_ = item_ / 1024;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 16;
  let i2_ = column_ * 16;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    let i4_ = column_ + at_ * 64;
    let x5_ = out2_[i4_];
    let t6_ = x5_ / 1.4142135f;
    out2_[i4_] = x5_ * 0.5f * sum0_ * (exp_1(-(t6_ * t6_)) * 1.1283792f) / 1.4142135f + (erf_1(t6_) + 1.0f) * sum0_ * 0.5f;
  }
}

// dot-naive
// dot 1 x 16 x 16 x 64: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 16;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 64;
  let i2_ = column_ * 64;
  for (var step_ = 0; step_ < rounds_(64); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 16] = sum0_;
  }
}

// dot-naive
// dot 1 x 16 x 64 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 16;
  let batch_ = item_ / 1024;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a0_ = in0_[step_ * 16 + row1_];
    let b1_ = in1_[step_ * 64 + column_];
    sumB_ += b1_;
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 64] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// row-thread-vec4
// 16 rows of 16: 8 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < rounds_(16); col_++) {
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

// dot-naive
// dot 1 x 16 x 16 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 16;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 16;
  let i2_ = column_ * 16;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 16] = sum0_;
  }
}

// dot-naive
// dot 4 x 8 x 8 x 8: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 8;
  let row0_ = item_ / 8 % 8;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = batch_ * 64;
  let i2_ = (batch_ & 1) * 8;
  let i3_ = (batch_ >> 1u) * 128;
  for (var step_ = 0; step_ < rounds_(8); step_++) {
    let a1_ = in0_[i0_ + step_ * 8 + row1_];
    let b4_ = in1_[step_ * 16 + column_ + i2_ + i3_];
    sum0_ = fma(a1_, b4_, sum0_);
  }
  let i5_ = batch_ * 64 + column_;
  {
    let at_ = row0_;
    out2_[i5_ + at_ * 8] = sum0_;
  }
}

// dot-naive
// dot 4 x 8 x 8 x 8: 1 x 1 a lane, register, a over k, b over k
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
  let column_ = item_ % 8;
  let row0_ = item_ / 8 % 8;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 16;
  let i1_ = (batch_ & 1) * 8;
  let i2_ = (batch_ >> 1u) * 128;
  let i4_ = column_ * 48;
  let i5_ = (batch_ >> 1u) * 384;
  for (var step_ = 0; step_ < rounds_(8); step_++) {
    let a3_ = in0_[step_ + i0_ + i1_ + i2_];
    let b6_ = in1_[step_ + i4_ + i1_ + i5_ + 32];
    sum0_ = fma(a3_, b6_, sum0_);
  }
  let i7_ = batch_ * 64 + column_;
  {
    let at_ = row0_;
    let i8_ = i7_ + at_ * 8;
    let r9_ = random_1(bitcast<i32>(uniforms_[0].x), 170842830, bitcast<i32>(uniforms_[0].y), i8_);
    out2_[i8_] = f32(r9_.lane0 < 0.9f) * (sum0_ / 0.9f);
  }
}

// row-thread
// 32 rows of 8: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn isfinite_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7f800000u)) != u32(0x7f800000u); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row_ = i32(group_.x) * 8 + i32(local_);
  var sum0_ = 0.0f;
  let i0_ = row_ * 8;
  let x1_ = in1_[row_];
  let x2_ = in2_[row_];
  for (var col_ = 0; col_ < rounds_(8); col_++) {
    let i3_ = i0_ + col_;
    sum0_ = sum0_ + -(exp_1(in0_[i3_] - x1_) / x2_ * in3_[i3_] / x2_);
  }
  let acc0_ = sum0_;
  let i4_ = (row_ & 7);
  for (var col_ = 0; col_ < rounds_(8); col_++) {
    let i5_ = i0_ + col_;
    let t6_ = select(0.0f, exp_1(in0_[i5_] - x1_) * (in3_[i5_] / x2_ + acc0_), col_ <= i4_);
    let t7_ = t6_ / 2.828427f;
    out4_[i5_] = select(t7_, 0.0f, (t6_ == 0.0f) & (!isfinite_1(t7_)));
  }
}

// dot-naive
// dot 4 x 8 x 8 x 8: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 8;
  let row0_ = item_ / 8 % 8;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = batch_ * 64;
  let i1_ = row1_ * 8;
  let i3_ = (batch_ & 1) * 8;
  let i4_ = (batch_ >> 1u) * 384;
  for (var step_ = 0; step_ < rounds_(8); step_++) {
    let a2_ = in0_[i0_ + step_ + i1_];
    let b5_ = in1_[step_ * 48 + column_ + i3_ + i4_ + 16];
    sum0_ = fma(a2_, b5_, sum0_);
  }
  let i6_ = batch_ * 64 + column_;
  {
    let at_ = row0_;
    out2_[i6_ + at_ * 8] = sum0_;
  }
}

// dot-naive
// dot 4 x 8 x 8 x 8: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 8;
  let row0_ = item_ / 8 % 8;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = batch_ * 64;
  let i2_ = (batch_ & 1) * 8;
  let i3_ = (batch_ >> 1u) * 384;
  for (var step_ = 0; step_ < rounds_(8); step_++) {
    let a1_ = in0_[i0_ + step_ * 8 + row1_];
    let b4_ = in1_[step_ * 48 + column_ + i2_ + i3_];
    sum0_ = fma(a1_, b4_, sum0_);
  }
  let i5_ = batch_ * 64 + column_;
  {
    let at_ = row0_;
    out2_[i5_ + at_ * 8] = sum0_;
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

// dot-naive
// dot 1 x 16 x 16 x 48: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 16;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = (row1_ & 7) * 8 + (row1_ >> 3u) * 128;
  let i2_ = column_ * 48;
  for (var step_ = 0; step_ < rounds_(48); step_++) {
    let a1_ = in0_[i0_ + (step_ & 7) + ((step_ >> 3u) & 1) * 64 + (step_ >> 4u) * 256];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 16] = sum0_;
  }
}

// dot-naive
// dot 1 x 16 x 48 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 48;
  let row0_ = item_ / 48 % 16;
  let batch_ = item_ / 768;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  let i1_ = (column_ & 7);
  let i2_ = ((column_ >> 3u) & 1) * 64;
  let i3_ = (column_ >> 4u) * 256;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a0_ = in0_[step_ * 16 + row1_];
    let b4_ = in1_[(step_ & 7) * 8 + (step_ >> 3u) * 128 + i1_ + i2_ + i3_];
    sumB_ += b4_;
    sum0_ = fma(a0_, b4_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 48] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// row-thread-vec4
// 16 rows of 16: 8 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> out7_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(0.0f);
  var sum1_ = vec4f(0.0f);
  for (var col_ = 0; col_ < rounds_(16); col_++) {
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

// row-thread
// 16 rows of 16: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read> in6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row_ = i32(group_.x) * 8 + i32(local_);
  var sum0_ = 0.0f;
  let x0_ = in0_[row_];
  let i1_ = x0_ * 16;
  let c2_ = (0 <= x0_) & (x0_ < 46);
  let i3_ = (row_ & 7) * 16;
  let x4_ = in3_[row_];
  let x5_ = in5_[row_];
  let i6_ = row_ * 16;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    let t7_ = (select(0.0f, in1_[select(0, col_ + i1_, c2_)], c2_) + in2_[col_ + i3_] - x4_) * in4_[col_] / x5_ * in6_[i6_ + col_];
    sum0_ = sum0_ + -(t7_ / x5_);
  }
  let acc0_ = sum0_;
  let c8_ = x5_ == 0.0f;
  let t9_ = select(acc0_ * 0.5f / select(x5_, 1.0f, c8_), 0.0f, c8_) * 0.0625f;
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    let t10_ = (select(0.0f, in1_[select(0, col_ + i1_, c2_)], c2_) + in2_[col_ + i3_] - x4_) * t9_;
    out7_[i6_ + col_] = t10_ + t10_;
  }
}

// row-thread
// 16 rows of 16: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row_ = i32(group_.x) * 8 + i32(local_);
  var sum0_ = 0.0f;
  let i0_ = row_ * 16;
  let x1_ = in2_[row_];
  for (var col_ = 0; col_ < rounds_(16); col_++) {
    let i2_ = i0_ + col_;
    sum0_ = sum0_ + -(in0_[col_] * (in1_[i2_] / x1_) + in3_[i2_]);
    out4_[i2_] = in0_[col_] * (in1_[i2_] / x1_) + in3_[i2_];
  }
  let acc0_ = sum0_;
  out5_[row_] = acc0_ * 0.0625f;
}

// dot-naive
// dot 1 x 16 x 16 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 16;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = (row1_ & 7);
  let i1_ = (row1_ >> 3u) * 64;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a2_ = in0_[(step_ & 7) * 8 + (step_ >> 3u) * 128 + i0_ + i1_];
    let b3_ = in1_[step_ * 16 + column_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    let i4_ = column_ + at_ * 16;
    let v5_ = in1_[i4_] + (in2_[i4_] + in3_[at_]);
    out4_[i4_] = sum0_;
    out5_[i4_] = v5_;
  }
}

// row-thread-vec4
// 128 rows of 2: 8 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row_ = i32(group_.x) * 8 + i32(local_);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 2; col_++) {
    sum0_ = sum0_ + in0_[row_ + col_ * 32];
  }
  let acc0_ = sum0_;
  out1_[row_] = acc0_;
}

// dot-naive
// dot 1 x 46 x 16 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 736) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 46;
  let batch_ = item_ / 736;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a0_ = f32(in0_[step_] == row1_);
    let b1_ = in1_[step_ * 16 + column_];
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 16] = sum0_;
  }
}

// dot-naive
// dot 1 x 46 x 16 x 16: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 736) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 46;
  let batch_ = item_ / 736;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(16); step_++) {
    let a0_ = in0_[step_ * 46 + row1_];
    let b1_ = in1_[step_ * 16 + column_];
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    let i2_ = column_ + at_ * 16;
    out3_[i2_] = sum0_ + in2_[i2_];
  }
}

// row-workgroup
// 1 rows of 4608: 1 x 64 lanes (shared)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<uniform> uniforms_: array<vec4u, 2>;
var<workgroup> lanes0_: array<f32, 64>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn min_1(x: f32, y: f32) -> f32 { return select(x, y, (y < x) | isnan_1(y)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_);
  let row_ = i32(group_.x);
  var sum0_ = 0.0f;
  for (var col_ = colLane_; col_ < rounds_(4608); col_ += 64) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + x0_ * x0_;
  }
  lanes0_[local_] = sum0_;
  for (var half_ = 32u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_];
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[0];
  let t1_ = min_1(1.0f / (sqrt(acc0_) + 0.000001f), 1.0f);
  for (var col_ = colLane_; col_ < rounds_(4608); col_ += 64) {
    let t2_ = in0_[col_] * t1_;
    let t3_ = in1_[col_] * 0.9f + t2_ * 0.1f;
    let t4_ = in2_[col_] * 0.999f + t2_ * t2_ * 0.001f;
    let x5_ = out5_[col_];
    let t6_ = (t3_ / bitcast<f32>(uniforms_[0].z) / (sqrt(t4_ / bitcast<f32>(uniforms_[0].w)) + 1e-8f) + x5_ * 0.1f) * bitcast<f32>(uniforms_[1].x);
    let v7_ = x5_ - t6_;
    out3_[col_] = t3_;
    out4_[col_] = t4_;
    out5_[col_] = v7_;
  }
}

// map-quad
// map of 4608 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let first_ = i32(group_.x) * 256 + i32(local_);
  for (var item_ = first_; item_ < min(first_ + rounds_(256), 1152); item_ += 64) {
    out1_[item_] = in0_[item_];
  }
}
