// dot-register-8x4
// dot 1 x 2 x 256 x 784: 2 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1 * 2;
  let batch_ = item_ / 64;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 196;
  let i1_ = row2_ * 196;
  for (var step_ = 0; step_ < rounds_(196); step_++) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let i4_ = step_ * 256 + column_;
    let b5_ = in1_[i4_];
    let b6_ = in1_[i4_ + 64];
    let b7_ = in1_[i4_ + 128];
    let b8_ = in1_[i4_ + 192];
    sum0_ = fma(vec4f(a2_.x), b5_, sum0_);
    sum1_ = fma(vec4f(a3_.x), b5_, sum1_);
    sum0_ = fma(vec4f(a2_.y), b6_, sum0_);
    sum1_ = fma(vec4f(a3_.y), b6_, sum1_);
    sum0_ = fma(vec4f(a2_.z), b7_, sum0_);
    sum1_ = fma(vec4f(a3_.z), b7_, sum1_);
    sum0_ = fma(vec4f(a2_.w), b8_, sum0_);
    sum1_ = fma(vec4f(a3_.w), b8_, sum1_);
  }
  let x9_ = in2_[column_];
  var tile10_ = array(sum0_, sum1_);
  for (var i_ = 0; i_ < 2; i_++) {
    let c_ = tile10_[i_];
    {
      let at_ = row0_ + i_;
      out3_[column_ + at_ * 64] = c_ + x9_;
    }
  }
}

// dot-naive
// dot 1 x 2 x 3 x 256: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 6) { return; }
  let column_ = item_ % 3;
  let row0_ = item_ / 3 % 2;
  let batch_ = item_ / 6;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 256;
  for (var step_ = 0; step_ < rounds_(256); step_++) {
    let x1_ = in0_[step_ + i0_];
    let a2_ = select(x1_, 0.0f, x1_ <= 0.0f);
    let b3_ = in1_[step_ * 3 + column_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  let x4_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 3] = sum0_ + x4_;
  }
}

// row-thread
// 1 rows of 6: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
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
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
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
fn reduce_1(x: f32, n: f32) -> f32 {
  return ((x - n * 1.5703125f) - n * 4.837512969970703125e-4f) - n * 7.549789948768648e-8f;
}
fn sinpoly_1(r: f32) -> f32 {
  let z = r * r;
  return ((z * -1.9515295891e-4f + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z * r + r;
}
fn cospoly_1(r: f32) -> f32 {
  let z = r * r;
  return ((z * 2.443315711809948e-5f - 1.388731625493765e-3f) * z + 4.166664568298827e-2f) * z * z - 0.5f * z + 1.0f;
}
fn cos_1(x: f32) -> f32 {
  let n = round(x * 0.6366197723675814f);
  let r = reduce_1(x, n);
  let q = (i32(n) + i32(1)) & i32(3);
  let s = select(sinpoly_1(r), cospoly_1(r), (q & i32(1)) == i32(1));
  return select(s, -s, q >= i32(2));
}
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(6); col_++) {
    let x0_ = in0_[col_];
    let x1_ = in1_[col_];
    sum0_ = sum0_ + x0_ + 1.0f - x1_ * x1_ - exp_1(x0_);
    let i2_ = bitcast<i32>(uniforms_[0].x);
    let i3_ = bitcast<i32>(uniforms_[0].y);
    let r4_ = random_1(i2_, (-2041644997), i3_, col_);
    if (place_ < 1) {
      out2_[col_] = x1_ + exp_1(x0_ * 0.5f) * (sqrt(log_1(1.0f - r4_.lane0) * (-2.0f)) * cos_1(r4_.lane1 * 6.2831855f));
    }
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out3_[0] = acc0_;
  }
}

// dot-naive
// dot 1 x 2 x 256 x 3: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 256;
  let row0_ = item_ / 256 % 2;
  let batch_ = item_ / 512;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 3;
  for (var step_ = 0; step_ < rounds_(3); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 256 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 256] = sum0_ + x3_;
  }
}

// dot-register-8x4
// dot 1 x 2 x 784 x 256: 2 x 4 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 196) { return; }
  let column_ = item_ % 196;
  let row0_ = item_ / 196 % 1 * 2;
  let batch_ = item_ / 196;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 64;
  let i1_ = row2_ * 64;
  for (var step_ = 0; step_ < rounds_(64); step_++) {
    let x2_ = in0_[step_ + i0_];
    let x3_ = in0_[step_ + i1_];
    let a4_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    let a5_ = select(x3_, vec4f(0.0f), x3_ <= vec4f(0.0f));
    let i6_ = step_ * 784 + column_;
    let b7_ = in1_[i6_];
    let b8_ = in1_[i6_ + 196];
    let b9_ = in1_[i6_ + 392];
    let b10_ = in1_[i6_ + 588];
    sum0_ = fma(vec4f(a4_.x), b7_, sum0_);
    sum1_ = fma(vec4f(a5_.x), b7_, sum1_);
    sum0_ = fma(vec4f(a4_.y), b8_, sum0_);
    sum1_ = fma(vec4f(a5_.y), b8_, sum1_);
    sum0_ = fma(vec4f(a4_.z), b9_, sum0_);
    sum1_ = fma(vec4f(a5_.z), b9_, sum1_);
    sum0_ = fma(vec4f(a4_.w), b10_, sum0_);
    sum1_ = fma(vec4f(a5_.w), b10_, sum1_);
  }
  let x11_ = in2_[column_];
  var tile12_ = array(sum0_, sum1_);
  for (var i_ = 0; i_ < 2; i_++) {
    let c_ = tile12_[i_];
    {
      let at_ = row0_ + i_;
      out3_[column_ + at_ * 196] = c_ + x11_;
    }
  }
}

// row-workgroup
// 1 rows of 1568: 1 x 64 lanes (shared)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
var<workgroup> lanes0_: array<f32, 64>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_);
  let row_ = i32(group_.x);
  var sum0_ = 0.0f;
  for (var col_ = colLane_; col_ < rounds_(1568); col_ += 64) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + max_1(x0_, 0.0f) + log1p_1(exp_1(-abs(x0_))) - in1_[col_] * x0_;
    let t1_ = exp_1(-abs(x0_));
    out4_[col_] = in1_[col_] * (-0.5f) + (-(t1_ * (0.5f / (t1_ + 1.0f))) * sign(x0_) + select(select(0.5f, 0.25f, x0_ == 0.0f), 0.0f, x0_ < 0.0f));
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
  if (colLane_ == 0) {
    out3_[0] = acc0_ * 0.5f + in2_[0] * (-0.5f) * 0.5f;
  }
}

// dot-register-8x4
// dot 1 x 256 x 784 x 2: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 196;
  let row0_ = item_ / 196 % 32 * 8;
  let batch_ = item_ / 6272;
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
  for (var step_ = 0; step_ < 2; step_++) {
    let i0_ = step_ * 64;
    let x1_ = in0_[i0_ + quad0_];
    let x2_ = in0_[i0_ + quad1_];
    let a3_ = select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f));
    let a4_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    let b5_ = in1_[step_ * 196 + column_];
    sumB_ += b5_;
    sum0_ = fma(vec4f(a3_.x), b5_, sum0_);
    sum1_ = fma(vec4f(a3_.y), b5_, sum1_);
    sum2_ = fma(vec4f(a3_.z), b5_, sum2_);
    sum3_ = fma(vec4f(a3_.w), b5_, sum3_);
    sum4_ = fma(vec4f(a4_.x), b5_, sum4_);
    sum5_ = fma(vec4f(a4_.y), b5_, sum5_);
    sum6_ = fma(vec4f(a4_.z), b5_, sum6_);
    sum7_ = fma(vec4f(a4_.w), b5_, sum7_);
  }
  var tile6_ = array(sum0_, sum1_, sum2_, sum3_, sum4_, sum5_, sum6_, sum7_);
  for (var i_ = 0; i_ < rounds_(8); i_++) {
    let c_ = tile6_[i_];
    {
      let at_ = row0_ + i_;
      out2_[column_ + at_ * 196] = c_;
    }
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-register-8x4
// dot 1 x 2 x 256 x 784: 2 x 4 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 1 * 2;
  let batch_ = item_ / 64;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 196;
  let i1_ = row2_ * 196;
  let i4_ = column_ * 784;
  for (var step_ = 0; step_ < rounds_(196); step_++) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let i5_ = step_ + i4_;
    let b6_ = in1_[i5_];
    let b7_ = in1_[i5_ + 196];
    let b8_ = in1_[i5_ + 392];
    let b9_ = in1_[i5_ + 588];
    let b10_ = vec4f(b6_.x, b7_.x, b8_.x, b9_.x);
    sum0_ = fma(vec4f(a2_.x), b10_, sum0_);
    sum1_ = fma(vec4f(a3_.x), b10_, sum1_);
    let b11_ = vec4f(b6_.y, b7_.y, b8_.y, b9_.y);
    sum0_ = fma(vec4f(a2_.y), b11_, sum0_);
    sum1_ = fma(vec4f(a3_.y), b11_, sum1_);
    let b12_ = vec4f(b6_.z, b7_.z, b8_.z, b9_.z);
    sum0_ = fma(vec4f(a2_.z), b12_, sum0_);
    sum1_ = fma(vec4f(a3_.z), b12_, sum1_);
    let b13_ = vec4f(b6_.w, b7_.w, b8_.w, b9_.w);
    sum0_ = fma(vec4f(a2_.w), b13_, sum0_);
    sum1_ = fma(vec4f(a3_.w), b13_, sum1_);
  }
  var tile14_ = array(sum0_, sum1_);
  for (var i_ = 0; i_ < 2; i_++) {
    let c_ = tile14_[i_];
    {
      let at_ = row0_ + i_;
      let i15_ = column_ + at_ * 64;
      out2_[i15_] = select(c_, vec4f(0.0f), out2_[i15_] <= vec4f(0.0f));
    }
  }
}

// dot-naive
// dot 1 x 3 x 256 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 256;
  let row0_ = item_ / 256 % 3;
  let batch_ = item_ / 768;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 2; step_++) {
    let a0_ = in0_[step_ * 3 + row1_];
    let b1_ = in1_[step_ * 256 + column_];
    sumB_ += b1_;
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 256] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-naive
// dot 1 x 2 x 3 x 256: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<uniform> uniforms_: array<vec4u, 1>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
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
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
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
fn reduce_1(x: f32, n: f32) -> f32 {
  return ((x - n * 1.5703125f) - n * 4.837512969970703125e-4f) - n * 7.549789948768648e-8f;
}
fn sinpoly_1(r: f32) -> f32 {
  let z = r * r;
  return ((z * -1.9515295891e-4f + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z * r + r;
}
fn cospoly_1(r: f32) -> f32 {
  let z = r * r;
  return ((z * 2.443315711809948e-5f - 1.388731625493765e-3f) * z + 4.166664568298827e-2f) * z * z - 0.5f * z + 1.0f;
}
fn cos_1(x: f32) -> f32 {
  let n = round(x * 0.6366197723675814f);
  let r = reduce_1(x, n);
  let q = (i32(n) + i32(1)) & i32(3);
  let s = select(sinpoly_1(r), cospoly_1(r), (q & i32(1)) == i32(1));
  return select(s, -s, q >= i32(2));
}
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 6) { return; }
  let column_ = item_ % 3;
  let row0_ = item_ / 3 % 2;
  let batch_ = item_ / 6;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 256;
  let i2_ = column_ * 256;
  for (var step_ = 0; step_ < rounds_(256); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    let i4_ = column_ + at_ * 3;
    let x5_ = in2_[i4_];
    let i6_ = bitcast<i32>(uniforms_[0].x);
    let i7_ = bitcast<i32>(uniforms_[0].y);
    let r8_ = random_1(i6_, (-2041644997), i7_, i4_);
    let t9_ = exp_1(x5_ * 0.5f) * (sqrt(log_1(1.0f - r8_.lane0) * (-2.0f)) * cos_1(r8_.lane1 * 6.2831855f) * sum0_) * 0.5f + (-0.25f);
    let t10_ = in3_[i4_] * 0.25f;
    let v11_ = exp_1(x5_) * 0.25f + t9_;
    let v12_ = t10_ + (t10_ + sum0_);
    out4_[i4_] = v11_;
    out5_[i4_] = v12_;
  }
}

// dot-naive
// dot 1 x 256 x 3 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 3;
  let row0_ = item_ / 3 % 256;
  let batch_ = item_ / 768;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 2; step_++) {
    let x0_ = in0_[step_ * 256 + row1_];
    let a1_ = select(x0_, 0.0f, x0_ <= 0.0f);
    let b2_ = in1_[step_ * 3 + column_];
    sumB_ += b2_;
    sum0_ = fma(a1_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 3] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-naive
// dot 1 x 2 x 256 x 3: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 256;
  let row0_ = item_ / 256 % 2;
  let batch_ = item_ / 512;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 3;
  let i2_ = column_ * 3;
  for (var step_ = 0; step_ < rounds_(3); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 256] = sum0_;
  }
}

// dot-naive
// dot 1 x 2 x 256 x 3: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 256;
  let row0_ = item_ / 256 % 2;
  let batch_ = item_ / 512;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 3;
  let i2_ = column_ * 3;
  for (var step_ = 0; step_ < rounds_(3); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    let i4_ = column_ + at_ * 256;
    out3_[i4_] = select(sum0_ + in2_[i4_], 0.0f, out3_[i4_] <= 0.0f);
  }
}

// dot-register-8x4
// dot 1 x 784 x 256 x 2: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 64;
  let row0_ = item_ / 64 % 98 * 8;
  let batch_ = item_ / 6272;
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
  for (var step_ = 0; step_ < 2; step_++) {
    let i0_ = step_ * 196;
    let a1_ = in0_[i0_ + quad0_];
    let a2_ = in0_[i0_ + quad1_];
    let b3_ = in1_[step_ * 64 + column_];
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
  var tile4_ = array(sum0_, sum1_, sum2_, sum3_, sum4_, sum5_, sum6_, sum7_);
  for (var i_ = 0; i_ < rounds_(8); i_++) {
    let c_ = tile4_[i_];
    {
      let at_ = row0_ + i_;
      out2_[column_ + at_ * 64] = c_;
    }
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// map-quad
// map of 405184 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let first_ = i32(group_.x) * 512 + i32(local_);
  for (var item_ = first_; item_ < min(first_ + rounds_(512), 101296); item_ += 64) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
    let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
    let v3_ = out3_[item_] - t1_ / bitcast<f32>(uniforms_[0].z) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].w)) + 1e-8f) * 0.001f;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v3_;
  }
}
