// dot-split
// dot 1 x 4 x 4 x 784: 4 x 4 a lane, split, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;
@group(0) @binding(5) var<uniform> uniforms_: array<vec4u, 2>;
var<workgroup> parts_: array<vec4f, 128>;
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

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 4;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 196;
  let i1_ = row2_ * 196;
  let i2_ = row3_ * 196;
  let i3_ = row4_ * 196;
  for (var step_ = i32(local_); step_ < 196; step_ += 32) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let i8_ = step_ * 4 + column_;
    let b9_ = in1_[i8_];
    let b10_ = in1_[i8_ + 1];
    let b11_ = in1_[i8_ + 2];
    let b12_ = in1_[i8_ + 3];
    sum0_ = fma(vec4f(a4_.x), b9_, sum0_);
    sum1_ = fma(vec4f(a5_.x), b9_, sum1_);
    sum2_ = fma(vec4f(a6_.x), b9_, sum2_);
    sum3_ = fma(vec4f(a7_.x), b9_, sum3_);
    sum0_ = fma(vec4f(a4_.y), b10_, sum0_);
    sum1_ = fma(vec4f(a5_.y), b10_, sum1_);
    sum2_ = fma(vec4f(a6_.y), b10_, sum2_);
    sum3_ = fma(vec4f(a7_.y), b10_, sum3_);
    sum0_ = fma(vec4f(a4_.z), b11_, sum0_);
    sum1_ = fma(vec4f(a5_.z), b11_, sum1_);
    sum2_ = fma(vec4f(a6_.z), b11_, sum2_);
    sum3_ = fma(vec4f(a7_.z), b11_, sum3_);
    sum0_ = fma(vec4f(a4_.w), b12_, sum0_);
    sum1_ = fma(vec4f(a5_.w), b12_, sum1_);
    sum2_ = fma(vec4f(a6_.w), b12_, sum2_);
    sum3_ = fma(vec4f(a7_.w), b12_, sum3_);
  }
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  parts_[64u + local_] = sum2_;
  parts_[96u + local_] = sum3_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
      parts_[64u + local_] = parts_[64u + local_] + parts_[64u + local_ + half_];
      parts_[96u + local_] = parts_[96u + local_] + parts_[96u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  sum2_ = parts_[64];
  sum3_ = parts_[96];
  let i13_ = column_ * 4 + vec4i(0, 1, 2, 3);
  let x14_ = vec4f(in2_[i13_.x], in2_[i13_.y], in2_[i13_.z], in2_[i13_.w]);
  if (local_ == 0u) {
    let at_ = row0_;
    let t15_ = sum0_ + x14_;
    let i16_ = column_ + at_;
    let r17_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i13_ + at_ * 4);
    let v18_ = select(t15_, vec4f(0.0f), t15_ <= vec4f(0.0f)) * vec4f(r17_.lane0 < vec4f(0.8f)) / 0.8f;
    out3_[i16_] = t15_;
    out4_[i16_] = v18_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let t19_ = sum1_ + x14_;
    let i20_ = column_ + at_;
    let r21_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i13_ + at_ * 4);
    let v22_ = select(t19_, vec4f(0.0f), t19_ <= vec4f(0.0f)) * vec4f(r21_.lane0 < vec4f(0.8f)) / 0.8f;
    out3_[i20_] = t19_;
    out4_[i20_] = v22_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    let t23_ = sum2_ + x14_;
    let i24_ = column_ + at_;
    let r25_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i13_ + at_ * 4);
    let v26_ = select(t23_, vec4f(0.0f), t23_ <= vec4f(0.0f)) * vec4f(r25_.lane0 < vec4f(0.8f)) / 0.8f;
    out3_[i24_] = t23_;
    out4_[i24_] = v26_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    let t27_ = sum3_ + x14_;
    let i28_ = column_ + at_;
    let r29_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-693015970)), vec4i(bitcast<i32>(uniforms_[0].y)), i13_ + at_ * 4);
    let v30_ = select(t27_, vec4f(0.0f), t27_ <= vec4f(0.0f)) * vec4f(r29_.lane0 < vec4f(0.8f)) / 0.8f;
    out3_[i28_] = t27_;
    out4_[i28_] = v30_;
  }
}

// dot-register-8x1
// dot 1 x 4 x 10 x 4: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 10) { return; }
  let column_ = item_ % 10;
  let row0_ = item_ / 10 % 1 * 4;
  let batch_ = item_ / 10;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  for (var step_ = 0; step_ < 1; step_++) {
    let a0_ = in0_[step_ + row1_];
    let a1_ = in0_[step_ + row2_];
    let a2_ = in0_[step_ + row3_];
    let a3_ = in0_[step_ + row4_];
    let i4_ = step_ * 40 + column_ + vec4i(0, 1, 2, 3) * 10;
    let b5_ = vec4f(in1_[i4_.x], in1_[i4_.y], in1_[i4_.z], in1_[i4_.w]);
    sum0_ = fma(a0_.x, b5_.x, sum0_);
    sum1_ = fma(a1_.x, b5_.x, sum1_);
    sum2_ = fma(a2_.x, b5_.x, sum2_);
    sum3_ = fma(a3_.x, b5_.x, sum3_);
    sum0_ = fma(a0_.y, b5_.y, sum0_);
    sum1_ = fma(a1_.y, b5_.y, sum1_);
    sum2_ = fma(a2_.y, b5_.y, sum2_);
    sum3_ = fma(a3_.y, b5_.y, sum3_);
    sum0_ = fma(a0_.z, b5_.z, sum0_);
    sum1_ = fma(a1_.z, b5_.z, sum1_);
    sum2_ = fma(a2_.z, b5_.z, sum2_);
    sum3_ = fma(a3_.z, b5_.z, sum3_);
    sum0_ = fma(a0_.w, b5_.w, sum0_);
    sum1_ = fma(a1_.w, b5_.w, sum1_);
    sum2_ = fma(a2_.w, b5_.w, sum2_);
    sum3_ = fma(a3_.w, b5_.w, sum3_);
  }
  let x6_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 10] = sum0_ + x6_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 10] = sum1_ + x6_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 10] = sum2_ + x6_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 10] = sum3_ + x6_;
  }
}

// row-thread
// 1 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + f32(!(in0_[col_] == (-100)));
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out1_[0] = acc0_;
  }
}

// row-workgroup
// 4 rows of 10: 16 x 16 lanes (shared)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
var<workgroup> lanes0_: array<f32, 256>;
var<workgroup> lanes1_: array<f32, 256>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
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
fn isfinite_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7f800000u)) != u32(0x7f800000u); }

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let rowLane_ = i32(local_ / 16u);
  let colLane_ = i32(local_ % 16u);
  let place_ = i32(group_.x) * 16 + rowLane_;
  let row_ = min(place_, 3);
  var sum0_ = bits_(0xff800000u);
  let i0_ = row_ * 10;
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    sum0_ = max_1(sum0_, in0_[i0_ + col_]);
  }
  lanes0_[local_] = sum0_;
  for (var half_ = 8u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = max_1(lanes0_[local_], lanes0_[local_ + half_]);
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[rowLane_ * 16];
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  let x1_ = in1_[row_];
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    let t2_ = in0_[i0_ + col_] - acc0_;
    sum1_ = sum1_ + select(0.0f, t2_, col_ == x1_);
    sum2_ = sum2_ + exp(t2_);
  }
  workgroupBarrier();
  lanes0_[local_] = sum1_;
  lanes1_[local_] = sum2_;
  for (var half_ = 8u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_];
      lanes1_[local_] = lanes1_[local_] + lanes1_[local_ + half_];
    }
  }
  workgroupBarrier();
  let acc1_ = lanes0_[rowLane_ * 16];
  let acc2_ = lanes1_[rowLane_ * 16];
  if (place_ < 4 && colLane_ == 0) {
    out3_[row_] = select(log_1(acc2_) - acc1_, 0.0f, x1_ == (-100));
  }
  let t3_ = select(1.0f / in2_[0], 0.0f, x1_ == (-100));
  let t4_ = t3_ / acc2_;
  let t5_ = select(t4_, 0.0f, (t3_ == 0.0f) & (!isfinite_1(t4_)));
  let c6_ = t5_ == 0.0f;
  let t7_ = -t3_;
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    let i8_ = i0_ + col_;
    let t9_ = exp(in0_[i8_] - acc0_) * t5_;
    if (place_ < 4) {
      out4_[i8_] = select(t9_, 0.0f, c6_ & (!isfinite_1(t9_))) + select(0.0f, t7_, col_ == x1_);
    }
  }
}

// row-thread
// 1 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + in0_[col_];
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out2_[0] = acc0_ / in1_[0];
  }
}

// dot-register-8x1
// dot 1 x 4 x 10 x 4: 4 x 1 a lane, register, a over m, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 10) { return; }
  let column_ = item_ % 10;
  let row0_ = item_ / 10 % 1 * 4;
  let batch_ = item_ / 10;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  var sumB_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in0_[step_ + quad0_];
    let b1_ = in1_[step_ * 10 + column_];
    sumB_ += b1_;
    sum0_ = fma(a0_.x, b1_, sum0_);
    sum1_ = fma(a0_.y, b1_, sum1_);
    sum2_ = fma(a0_.z, b1_, sum2_);
    sum3_ = fma(a0_.w, b1_, sum3_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 10] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 10] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 10] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 10] = sum3_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-register-8x1
// dot 1 x 4 x 4 x 10: 4 x 1 a lane, register, a over k, b over k
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
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 10;
  let i1_ = row2_ * 10;
  let i2_ = row3_ * 10;
  let i3_ = row4_ * 10;
  let i8_ = column_ * 10;
  for (var step_ = 0; step_ < 10; step_++) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let b9_ = in1_[step_ + i8_];
    sum0_ = fma(a4_, b9_, sum0_);
    sum1_ = fma(a5_, b9_, sum1_);
    sum2_ = fma(a6_, b9_, sum2_);
    sum3_ = fma(a7_, b9_, sum3_);
  }
  {
    let at_ = row0_;
    let i10_ = column_ + at_ * 4;
    let r11_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), i10_);
    out2_[i10_] = select(f32(r11_.lane0 < 0.8f) * (sum0_ / 0.8f), 0.0f, out2_[i10_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i12_ = column_ + at_ * 4;
    let r13_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), i12_);
    out2_[i12_] = select(f32(r13_.lane0 < 0.8f) * (sum1_ / 0.8f), 0.0f, out2_[i12_] <= 0.0f);
  }
  {
    let at_ = row0_ + 2;
    let i14_ = column_ + at_ * 4;
    let r15_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), i14_);
    out2_[i14_] = select(f32(r15_.lane0 < 0.8f) * (sum2_ / 0.8f), 0.0f, out2_[i14_] <= 0.0f);
  }
  {
    let at_ = row0_ + 3;
    let i16_ = column_ + at_ * 4;
    let r17_ = random_1(bitcast<i32>(uniforms_[0].x), (-693015970), bitcast<i32>(uniforms_[0].y), i16_);
    out2_[i16_] = select(f32(r17_.lane0 < 0.8f) * (sum3_ / 0.8f), 0.0f, out2_[i16_] <= 0.0f);
  }
}

// dot-register-8x1-swap
// dot 1 x 4 x 784 x 4: 4 x 1 a lane, register, a over m, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 784) { return; }
  let column_ = item_ % 784;
  let row0_ = item_ / 784 % 1 * 4;
  let batch_ = item_ / 784;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  var sumA0_ = 0.0f;
  var sumA1_ = 0.0f;
  var sumA2_ = 0.0f;
  var sumA3_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in1_[step_ + quad0_];
    let b1_ = in0_[step_ * 784 + column_];
    let av2_ = a0_.x;
    sumA0_ += av2_;
    sum0_ = fma(av2_, b1_, sum0_);
    let av3_ = a0_.y;
    sumA1_ += av3_;
    sum1_ = fma(av3_, b1_, sum1_);
    let av4_ = a0_.z;
    sumA2_ += av4_;
    sum2_ = fma(av4_, b1_, sum2_);
    let av5_ = a0_.w;
    sumA3_ += av5_;
    sum3_ = fma(av5_, b1_, sum3_);
  }
  let i6_ = column_ * 4;
  {
    let at_ = row0_;
    out2_[i6_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[i6_ + at_] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[i6_ + at_] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[i6_ + at_] = sum3_;
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
  {
    let at_ = row0_ + 3;
    if (column_ == 0) {
      out3_[at_] = sumA3_;
    }
  }
}

// map-quad
// map of 3328 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 2>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
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
