// dot-skinny
// dot 1 x 2 x 256 x 784: 2 x 4 a lane, split, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
var<workgroup> parts_: array<vec4f, 512>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 2;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x) * 8 + i32(local_ % 8u);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 196;
  let i1_ = row2_ * 196;
  for (var step_ = i32(local_ / 8u); step_ < 196; step_ += 32) {
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
  parts_[0u + local_] = sum0_;
  parts_[256u + local_] = sum1_;
  for (var half_ = 128u; half_ >= 8u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[256u + local_] = parts_[256u + local_] + parts_[256u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0u + local_ % 8u];
  sum1_ = parts_[256u + local_ % 8u];
  let x9_ = in2_[column_];
  if (local_ < 8u) {
    let at_ = row0_;
    out3_[column_ + at_ * 64] = sum0_ + x9_;
  }
  if (local_ < 8u) {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 64] = sum1_ + x9_;
  }
}

// dot-split
// dot 1 x 2 x 3 x 256: 2 x 1 a lane, split, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
var<workgroup> parts_: array<f32, 64>;

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 2;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 64;
  let i1_ = row2_ * 64;
  for (var step_ = i32(local_); step_ < 64; step_ += 32) {
    let x2_ = in0_[step_ + i0_];
    let x3_ = in0_[step_ + i1_];
    let a4_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    let a5_ = select(x3_, vec4f(0.0f), x3_ <= vec4f(0.0f));
    let i6_ = step_ * 12 + column_ + vec4i(0, 1, 2, 3) * 3;
    let b7_ = vec4f(in1_[i6_.x], in1_[i6_.y], in1_[i6_.z], in1_[i6_.w]);
    sum0_ = fma(a4_.x, b7_.x, sum0_);
    sum1_ = fma(a5_.x, b7_.x, sum1_);
    sum0_ = fma(a4_.y, b7_.y, sum0_);
    sum1_ = fma(a5_.y, b7_.y, sum1_);
    sum0_ = fma(a4_.z, b7_.z, sum0_);
    sum1_ = fma(a5_.z, b7_.z, sum1_);
    sum0_ = fma(a4_.w, b7_.w, sum0_);
    sum1_ = fma(a5_.w, b7_.w, sum1_);
  }
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  let x8_ = in2_[column_];
  if (local_ == 0u) {
    let at_ = row0_;
    out3_[column_ + at_ * 3] = sum0_ + x8_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 3] = sum1_ + x8_;
  }
}

// row-thread
// 1 rows of 6: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;
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

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 6; col_++) {
    let x0_ = in0_[col_];
    let x1_ = in1_[col_];
    sum0_ = sum0_ + x0_ + 1.0f - x1_ * x1_ - exp(x0_);
    let i2_ = bitcast<i32>(uniforms_[0].x);
    let i3_ = bitcast<i32>(uniforms_[0].y);
    let r4_ = random_1(i2_, (-2041644997), i3_, col_);
    if (place_ < 1) {
      out2_[col_] = x1_ + exp(x0_ * 0.5f) * (sqrt(log_1(1.0f - r4_.lane0) * (-2.0f)) * cos_1(r4_.lane1 * 6.2831855f));
    }
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out3_[0] = acc0_;
  }
}

// dot-register-8x1
// dot 1 x 2 x 256 x 3: 2 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 256;
  let row0_ = item_ / 256 % 1 * 2;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 3;
  let i1_ = row2_ * 3;
  for (var step_ = 0; step_ < 3; step_++) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let b4_ = in1_[step_ * 256 + column_];
    sum0_ = fma(a2_, b4_, sum0_);
    sum1_ = fma(a3_, b4_, sum1_);
  }
  let x5_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 256] = sum0_ + x5_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 256] = sum1_ + x5_;
  }
}

// dot-skinny
// dot 1 x 2 x 784 x 256: 2 x 4 a lane, split, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
var<workgroup> parts_: array<vec4f, 512>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 2;
  let batch_ = i32(group_.z);
  let place_ = i32(group_.x) * 8 + i32(local_ % 8u);
  let column_ = min(place_, 195);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 64;
  let i1_ = row2_ * 64;
  for (var step_ = i32(local_ / 8u); step_ < 64; step_ += 32) {
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
  parts_[0u + local_] = sum0_;
  parts_[256u + local_] = sum1_;
  for (var half_ = 128u; half_ >= 8u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[256u + local_] = parts_[256u + local_] + parts_[256u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0u + local_ % 8u];
  sum1_ = parts_[256u + local_ % 8u];
  let x11_ = in2_[column_];
  if (local_ < 8u && place_ < 196) {
    let at_ = row0_;
    out3_[column_ + at_ * 196] = sum0_ + x11_;
  }
  if (local_ < 8u && place_ < 196) {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 196] = sum1_ + x11_;
  }
}

// row-workgroup-vec4
// 1 rows of 1568: 1 x 256 lanes (shared), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
var<workgroup> lanes0_: array<f32, 256>;
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
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

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_);
  let row_ = i32(group_.x);
  var sum0_ = vec4f(0.0f);
  for (var col_ = colLane_; col_ < 392; col_ += 256) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + max_4(x0_, vec4f(0.0f)) + log1p_4(exp(-abs(x0_))) - in1_[col_] * x0_;
    let t1_ = exp(-abs(x0_));
    let t2_ = -(t1_ * (0.5f / (t1_ + 1.0f))) * sign(x0_) + select(select(vec4f(0.5f), vec4f(0.25f), x0_ == vec4f(0.0f)), vec4f(0.0f), x0_ < vec4f(0.0f));
    out4_[col_] = in1_[col_] * (-0.5f) + t2_;
  }
  let h3_ = sum0_.x + sum0_.z;
  let h4_ = sum0_.y + sum0_.w;
  lanes0_[local_] = h3_ + h4_;
  for (var half_ = 128u; half_ > 0u; half_ >>= 1u) {
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
  {
    let at_ = row0_;
    out2_[column_ + at_ * 196] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 196] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 196] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 196] = sum3_;
  }
  {
    let at_ = row0_ + 4;
    out2_[column_ + at_ * 196] = sum4_;
  }
  {
    let at_ = row0_ + 5;
    out2_[column_ + at_ * 196] = sum5_;
  }
  {
    let at_ = row0_ + 6;
    out2_[column_ + at_ * 196] = sum6_;
  }
  {
    let at_ = row0_ + 7;
    out2_[column_ + at_ * 196] = sum7_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-split
// dot 1 x 2 x 256 x 784: 2 x 4 a lane, split, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
var<workgroup> parts_: array<vec4f, 64>;

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 2;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 196;
  let i1_ = row2_ * 196;
  let i4_ = column_ * 784;
  for (var step_ = i32(local_); step_ < 196; step_ += 32) {
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
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  if (local_ == 0u) {
    let at_ = row0_;
    let i14_ = column_ + at_ * 64;
    out2_[i14_] = select(sum0_, vec4f(0.0f), out2_[i14_] <= vec4f(0.0f));
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i15_ = column_ + at_ * 64;
    out2_[i15_] = select(sum1_, vec4f(0.0f), out2_[i15_] <= vec4f(0.0f));
  }
}

// dot-register-8x1
// dot 1 x 3 x 256 x 2: 3 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 256;
  let row0_ = item_ / 256 % 1 * 3;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let i0_ = step_ * 3;
    let a1_ = in0_[i0_ + row1_];
    let a2_ = in0_[i0_ + row2_];
    let a3_ = in0_[i0_ + row3_];
    let b4_ = in1_[step_ * 256 + column_];
    sumB_ += b4_;
    sum0_ = fma(a1_, b4_, sum0_);
    sum1_ = fma(a2_, b4_, sum1_);
    sum2_ = fma(a3_, b4_, sum2_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 256] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 256] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 256] = sum2_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-split
// dot 1 x 2 x 3 x 256: 2 x 1 a lane, split, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<uniform> uniforms_: array<vec4u, 1>;
var<workgroup> parts_: array<f32, 64>;
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

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 2;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 64;
  let i1_ = row2_ * 64;
  let i4_ = column_ * 64;
  for (var step_ = i32(local_); step_ < 64; step_ += 32) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let b5_ = in1_[step_ + i4_];
    sum0_ = fma(a2_.x, b5_.x, sum0_);
    sum1_ = fma(a3_.x, b5_.x, sum1_);
    sum0_ = fma(a2_.y, b5_.y, sum0_);
    sum1_ = fma(a3_.y, b5_.y, sum1_);
    sum0_ = fma(a2_.z, b5_.z, sum0_);
    sum1_ = fma(a3_.z, b5_.z, sum1_);
    sum0_ = fma(a2_.w, b5_.w, sum0_);
    sum1_ = fma(a3_.w, b5_.w, sum1_);
  }
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  if (local_ == 0u) {
    let at_ = row0_;
    let i6_ = column_ + at_ * 3;
    let x7_ = in2_[i6_];
    let i8_ = bitcast<i32>(uniforms_[0].x);
    let i9_ = bitcast<i32>(uniforms_[0].y);
    let r10_ = random_1(i8_, (-2041644997), i9_, i6_);
    let t11_ = exp(x7_ * 0.5f) * (sqrt(log_1(1.0f - r10_.lane0) * (-2.0f)) * cos_1(r10_.lane1 * 6.2831855f) * sum0_) * 0.5f + (-0.25f);
    let t12_ = in3_[i6_] * 0.25f;
    let v13_ = exp(x7_) * 0.25f + t11_;
    let v14_ = t12_ + (t12_ + sum0_);
    out4_[i6_] = v13_;
    out5_[i6_] = v14_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i15_ = column_ + at_ * 3;
    let x16_ = in2_[i15_];
    let i17_ = bitcast<i32>(uniforms_[0].x);
    let i18_ = bitcast<i32>(uniforms_[0].y);
    let r19_ = random_1(i17_, (-2041644997), i18_, i15_);
    let t20_ = exp(x16_ * 0.5f) * (sqrt(log_1(1.0f - r19_.lane0) * (-2.0f)) * cos_1(r19_.lane1 * 6.2831855f) * sum1_) * 0.5f + (-0.25f);
    let t21_ = in3_[i15_] * 0.25f;
    let v22_ = exp(x16_) * 0.25f + t20_;
    let v23_ = t21_ + (t21_ + sum1_);
    out4_[i15_] = v22_;
    out5_[i15_] = v23_;
  }
}

// dot-register-8x1-swap
// dot 1 x 3 x 256 x 2: 3 x 1 a lane, register, a over k, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 256;
  let row0_ = item_ / 256 % 1 * 3;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sumA0_ = 0.0f;
  var sumA1_ = 0.0f;
  var sumA2_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let i0_ = step_ * 3;
    let a1_ = in1_[i0_ + row1_];
    let a2_ = in1_[i0_ + row2_];
    let a3_ = in1_[i0_ + row3_];
    let x4_ = in0_[step_ * 256 + column_];
    let b5_ = select(x4_, 0.0f, x4_ <= 0.0f);
    let av6_ = a1_;
    sumA0_ += av6_;
    sum0_ = fma(av6_, b5_, sum0_);
    let av7_ = a2_;
    sumA1_ += av7_;
    sum1_ = fma(av7_, b5_, sum1_);
    let av8_ = a3_;
    sumA2_ += av8_;
    sum2_ = fma(av8_, b5_, sum2_);
  }
  let i9_ = column_ * 3;
  {
    let at_ = row0_;
    out2_[i9_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[i9_ + at_] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[i9_ + at_] = sum2_;
  }
  {
    let at_ = row0_;
    if (column_ == 0) {
      out3_[at_] = sumA0_;
    }
  }
  {
    let at_ = row0_ + 1;
    if (column_ == 0) {
      out3_[at_] = sumA1_;
    }
  }
  {
    let at_ = row0_ + 2;
    if (column_ == 0) {
      out3_[at_] = sumA2_;
    }
  }
}

// dot-register-8x1
// dot 1 x 2 x 256 x 3: 2 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 256;
  let row0_ = item_ / 256 % 1 * 2;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 3;
  let i1_ = row2_ * 3;
  let i4_ = column_ * 3;
  for (var step_ = 0; step_ < 3; step_++) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let b5_ = in1_[step_ + i4_];
    sum0_ = fma(a2_, b5_, sum0_);
    sum1_ = fma(a3_, b5_, sum1_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 256] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 256] = sum1_;
  }
}

// dot-register-8x1
// dot 1 x 2 x 256 x 3: 2 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 256;
  let row0_ = item_ / 256 % 1 * 2;
  let batch_ = item_ / 256;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 3;
  let i1_ = row2_ * 3;
  let i4_ = column_ * 3;
  for (var step_ = 0; step_ < 3; step_++) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let b5_ = in1_[step_ + i4_];
    sum0_ = fma(a2_, b5_, sum0_);
    sum1_ = fma(a3_, b5_, sum1_);
  }
  {
    let at_ = row0_;
    let i6_ = column_ + at_ * 256;
    out3_[i6_] = select(sum0_ + in2_[i6_], 0.0f, out3_[i6_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i7_ = column_ + at_ * 256;
    out3_[i7_] = select(sum1_ + in2_[i7_], 0.0f, out3_[i7_] <= 0.0f);
  }
}

// dot-register-8x4
// dot 1 x 784 x 256 x 2: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

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
  {
    let at_ = row0_;
    out2_[column_ + at_ * 64] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 64] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 64] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 64] = sum3_;
  }
  {
    let at_ = row0_ + 4;
    out2_[column_ + at_ * 64] = sum4_;
  }
  {
    let at_ = row0_ + 5;
    out2_[column_ + at_ * 64] = sum5_;
  }
  {
    let at_ = row0_ + 6;
    out2_[column_ + at_ * 64] = sum6_;
  }
  {
    let at_ = row0_ + 7;
    out2_[column_ + at_ * 64] = sum7_;
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

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 256 + i32(local_);
  if (item_ < 101296) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
    let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
    let v3_ = out3_[item_] - t1_ / bitcast<f32>(uniforms_[0].z) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].w)) + 1e-8f) * 0.001f;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v3_;
  }
}
