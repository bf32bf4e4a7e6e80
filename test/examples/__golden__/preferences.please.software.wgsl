// row-thread
// 4 rows of 6: 8 x 1 lanes (none)
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = bits_(0xff800000u);
  let i0_ = row_ * 6;
  for (var col_ = 0; col_ < rounds_(6); col_++) {
    sum0_ = max_1(sum0_, in0_[i0_ + col_]);
    let i1_ = i0_ + col_;
    if (place_ < 4) {
      out1_[i1_] = select(out1_[i1_], in0_[i1_], (uniforms_[0].x != 0u));
    }
  }
  let acc0_ = sum0_;
  if (place_ < 4) {
    out2_[row_] = acc0_;
  }
  var sum1_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(6); col_++) {
    sum1_ = sum1_ + exp_1(in0_[i0_ + col_] - acc0_);
  }
  let acc1_ = sum1_;
  if (place_ < 4) {
    out3_[row_] = acc1_;
  }
}

// row-thread
// 4 rows of 6: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<i32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<uniform> uniforms_: array<vec4u, 2>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
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
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = bits_(0xff800000u);
  var sum2_ = bits_(0xff800000u);
  let x0_ = in0_[row_];
  let i1_ = x0_ * 6;
  let c2_ = (0 <= x0_) & (x0_ < 4);
  let i3_ = row_ * 6;
  for (var col_ = 0; col_ < rounds_(6); col_++) {
    let i4_ = i3_ + col_;
    let r5_ = random_1(bitcast<i32>(uniforms_[0].y), (-2041644997), bitcast<i32>(uniforms_[0].z), i4_);
    sum0_ = max_1(sum0_, select(0.0f, in1_[select(0, col_ + i1_, c2_)], c2_) - log_1(-log_1(max_1(r5_.lane0, 2.9802322e-8f))));
    sum2_ = max_1(sum2_, in1_[i4_]);
  }
  let acc0_ = sum0_;
  let acc2_ = sum2_;
  if (place_ < 4) {
    out3_[row_] = acc2_;
  }
  var sum1_ = 2147483647;
  var sum3_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(6); col_++) {
    let i6_ = i3_ + col_;
    let r7_ = random_1(bitcast<i32>(uniforms_[0].y), (-2041644997), bitcast<i32>(uniforms_[0].z), i6_);
    let t8_ = select(0.0f, in1_[select(0, col_ + i1_, c2_)], c2_) - log_1(-log_1(max_1(r7_.lane0, 2.9802322e-8f)));
    sum1_ = min(sum1_, select(6, col_, (t8_ == acc0_) | isnan_1(t8_)));
    sum3_ = sum3_ + exp_1(in1_[i6_] - acc2_);
  }
  let acc1_ = sum1_;
  let acc3_ = sum3_;
  let v9_ = min(acc1_, 5);
  let v10_ = log_1(acc3_);
  if (place_ < 4) {
    out2_[row_] = v9_;
    out4_[row_] = v10_;
  }
}

// map-quad
// map of 40 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 10) {
    let i0_ = item_ * 4 + vec4i(0, 1, 2, 3);
    let i1_ = i0_ % 10;
    let c2_ = i1_ < vec4i(4);
    let i3_ = i0_ / 10;
    let x4_ = vec4i(select(0, in0_[select(0, i3_.x, c2_.x)], c2_.x), select(0, in0_[select(0, i3_.y, c2_.y)], c2_.y), select(0, in0_[select(0, i3_.z, c2_.z)], c2_.z), select(0, in0_[select(0, i3_.w, c2_.w)], c2_.w));
    let c5_ = vec4i(4) <= i1_;
    let x6_ = vec4i(select(0, in1_[select(0, i3_.x, c5_.x)], c5_.x), select(0, in1_[select(0, i3_.y, c5_.y)], c5_.y), select(0, in1_[select(0, i3_.z, c5_.z)], c5_.z), select(0, in1_[select(0, i3_.w, c5_.w)], c5_.w));
    out2_[item_] = select(vec4f(i1_ - 4 == x6_), vec4f(i1_ == x4_), c2_);
  }
}

// dot-naive
// dot 1 x 4 x 32 x 10: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 4;
  let batch_ = item_ / 128;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 10;
  for (var step_ = 0; step_ < rounds_(10); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 32 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 32] = sum0_ + x3_;
  }
}

// dot-naive
// dot 1 x 4 x 1 x 32: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 1;
  let row0_ = item_ / 1 % 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 32;
  for (var step_ = 0; step_ < rounds_(32); step_++) {
    let x1_ = in0_[step_ + i0_];
    let a2_ = select(x1_, 0.0f, x1_ <= 0.0f);
    let b3_ = in1_[step_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  let x4_ = in2_[0];
  {
    let at_ = row0_;
    out3_[at_] = sum0_ + x4_;
  }
}

// row-thread
// 4 rows of 6: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
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
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let x0_ = in1_[row_];
  let c1_ = (0 <= x0_) & (x0_ < 4);
  let x2_ = in0_[row_];
  let i3_ = x0_ * 6;
  let x4_ = select(0.0f, in3_[select(0, x0_, c1_)], c1_);
  let t5_ = log_1(select(0.0f, in4_[select(0, x0_, c1_)], c1_));
  for (var col_ = 0; col_ < rounds_(6); col_++) {
    let t6_ = select(0.0f, select(0.0f, in2_[select(0, col_ + i3_, c1_)], c1_) - x4_ - t5_, c1_);
    sum0_ = sum0_ + select(0.0f, t6_, col_ == x2_);
    sum1_ = sum1_ + exp_1(t6_) * (t6_ + 1.7917595f);
  }
  let acc0_ = sum0_;
  let acc1_ = sum1_;
  if (place_ < 4) {
    out5_[row_] = acc0_;
    out6_[row_] = acc1_;
  }
}

// row-thread
// 4 rows of 6: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = 0.0f;
  let x0_ = in1_[row_];
  let c1_ = (0 <= x0_) & (x0_ < 4);
  let x2_ = in0_[row_];
  let i3_ = x0_ * 6;
  let x4_ = select(0.0f, in3_[select(0, x0_, c1_)], c1_);
  let x5_ = select(0.0f, in4_[select(0, x0_, c1_)], c1_);
  for (var col_ = 0; col_ < rounds_(6); col_++) {
    sum0_ = sum0_ + select(0.0f, select(0.0f, select(0.0f, in2_[select(0, col_ + i3_, c1_)], c1_) - x4_ - x5_, c1_), col_ == x2_);
  }
  let acc0_ = sum0_;
  if (place_ < 4) {
    out6_[row_] = exp_1(in5_[row_] - acc0_);
  }
}

// row-thread
// 1 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn min_1(x: f32, y: f32) -> f32 { return select(x, y, (y < x) | isnan_1(y)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum0_ = sum0_ + in0_[col_];
    sum1_ = sum1_ + in1_[col_];
  }
  let acc0_ = sum0_;
  let acc1_ = sum1_;
  if (place_ < 1) {
    out3_[0] = acc0_ * 0.25f;
  }
  var sum2_ = 0.0f;
  let t0_ = acc0_ * 0.25f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let t1_ = in0_[col_] - t0_;
    let x2_ = in2_[col_];
    sum2_ = sum2_ + min_1(t1_ * x2_, t1_ * select(select(x2_, 0.8f, x2_ < 0.8f), 1.2f, 1.2f < x2_));
    if (place_ < 1) {
      out4_[col_] = t1_ * select(select(x2_, 0.8f, x2_ < 0.8f), 1.2f, 1.2f < x2_);
    }
  }
  let acc2_ = sum2_;
  if (place_ < 1) {
    out5_[0] = acc1_ * 0.25f * 0.2f - acc2_ * 0.25f;
  }
}

// map-quad
// map of 24 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 6) {
    let i0_ = item_ * 4 + vec4i(0, 1, 2, 3);
    let i1_ = i0_ / 6;
    let x2_ = vec4f(in1_[i1_.x], in1_[i1_.y], in1_[i1_.z], in1_[i1_.w]);
    let t3_ = vec4f(in2_[i1_.x], in2_[i1_.y], in2_[i1_.z], in2_[i1_.w]) - in3_[0];
    let t4_ = t3_ * x2_;
    let x5_ = vec4f(in4_[i1_.x], in4_[i1_.y], in4_[i1_.z], in4_[i1_.w]);
    let t6_ = select(vec4f((-0.25f)), vec4f((-0.125f)), t4_ == x5_);
    let t7_ = select(select(t3_ * select(t6_, vec4f(0.0f), t4_ < x5_), vec4f(0.0f), vec4f(1.2f) < x2_), vec4f(0.0f), x2_ < vec4f(0.8f));
    out5_[item_] = select(vec4f(0.0f), x2_ * (t7_ + t3_ * select(t6_, vec4f(0.0f), x5_ < t4_)), i0_ % 6 == vec4i(in0_[i1_.x], in0_[i1_.y], in0_[i1_.z], in0_[i1_.w]));
  }
}

// map-quad
// map of 24 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
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
fn exp_4(x: vec4f) -> vec4f { return select(exp(x), x, isnan_4(x)); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 6) {
    let i0_ = item_ * 4 + vec4i(0, 1, 2, 3);
    let i1_ = i0_ / 6;
    let x2_ = vec4i(in0_[i1_.x], in0_[i1_.y], in0_[i1_.z], in0_[i1_.w]);
    let c3_ = (vec4i(0) <= x2_) & (x2_ < vec4i(4));
    let i4_ = i0_ % 6 + x2_ * 6;
    let x5_ = vec4f(select(0.0f, in1_[select(0, i4_.x, c3_.x)], c3_.x), select(0.0f, in1_[select(0, i4_.y, c3_.y)], c3_.y), select(0.0f, in1_[select(0, i4_.z, c3_.z)], c3_.z), select(0.0f, in1_[select(0, i4_.w, c3_.w)], c3_.w));
    let x6_ = vec4f(select(0.0f, in2_[select(0, x2_.x, c3_.x)], c3_.x), select(0.0f, in2_[select(0, x2_.y, c3_.y)], c3_.y), select(0.0f, in2_[select(0, x2_.z, c3_.z)], c3_.z), select(0.0f, in2_[select(0, x2_.w, c3_.w)], c3_.w));
    let x7_ = vec4f(select(0.0f, in3_[select(0, x2_.x, c3_.x)], c3_.x), select(0.0f, in3_[select(0, x2_.y, c3_.y)], c3_.y), select(0.0f, in3_[select(0, x2_.z, c3_.z)], c3_.z), select(0.0f, in3_[select(0, x2_.w, c3_.w)], c3_.w));
    let t8_ = select(vec4f(0.0f), x5_ - x6_ - log_4(x7_), c3_);
    let t9_ = exp_4(t8_);
    out4_[item_] = t9_ * 0.05f + (t9_ * ((t8_ + 1.7917595f) * 0.05f) + out4_[item_]);
  }
}

// dot-naive
// dot 1 x 4 x 6 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 24) { return; }
  let column_ = item_ % 6;
  let row0_ = item_ / 6 % 4;
  let batch_ = item_ / 24;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = f32(in0_[step_] == row1_);
    let b1_ = in1_[step_ * 6 + column_];
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 6] = sum0_;
  }
}

// row-thread
// 4 rows of 6: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = 0.0f;
  let i0_ = row_ * 6;
  for (var col_ = 0; col_ < rounds_(6); col_++) {
    sum0_ = sum0_ + -in0_[i0_ + col_];
  }
  let acc0_ = sum0_;
  let x1_ = in2_[row_];
  let t2_ = acc0_ / in3_[row_];
  for (var col_ = 0; col_ < rounds_(6); col_++) {
    let i3_ = i0_ + col_;
    if (place_ < 4) {
      out4_[i3_] = in0_[i3_] + exp_1(in1_[i3_] - x1_) * t2_;
    }
  }
}

// map-quad
// map of 64 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 2>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 16) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
    let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
    let v3_ = out3_[item_] - t1_ / bitcast<f32>(uniforms_[0].w) / (sqrt(t2_ / bitcast<f32>(uniforms_[1].x)) + 1e-8f) * 0.03f;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v3_;
  }
}
