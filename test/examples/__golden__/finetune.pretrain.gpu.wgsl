// dot-split
// dot 1 x 4 x 4 x 196: 4 x 4 a lane, split, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
var<workgroup> parts_: array<vec4f, 128>;

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
  let i0_ = row1_ * 49;
  let i1_ = row2_ * 49;
  let i2_ = row3_ * 49;
  let i3_ = row4_ * 49;
  for (var step_ = i32(local_); step_ < 49; step_ += 32) {
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
    out3_[column_ + at_] = sum0_ + x14_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    out3_[column_ + at_] = sum1_ + x14_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    out3_[column_ + at_] = sum2_ + x14_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    out3_[column_ + at_] = sum3_ + x14_;
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
    let x0_ = in0_[step_ + row1_];
    let x1_ = in0_[step_ + row2_];
    let x2_ = in0_[step_ + row3_];
    let x3_ = in0_[step_ + row4_];
    let a4_ = select(x0_, vec4f(0.0f), x0_ <= vec4f(0.0f));
    let a5_ = select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f));
    let a6_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    let a7_ = select(x3_, vec4f(0.0f), x3_ <= vec4f(0.0f));
    let i8_ = step_ * 40 + column_ + vec4i(0, 1, 2, 3) * 10;
    let b9_ = vec4f(in1_[i8_.x], in1_[i8_.y], in1_[i8_.z], in1_[i8_.w]);
    sum0_ = fma(a4_.x, b9_.x, sum0_);
    sum1_ = fma(a5_.x, b9_.x, sum1_);
    sum2_ = fma(a6_.x, b9_.x, sum2_);
    sum3_ = fma(a7_.x, b9_.x, sum3_);
    sum0_ = fma(a4_.y, b9_.y, sum0_);
    sum1_ = fma(a5_.y, b9_.y, sum1_);
    sum2_ = fma(a6_.y, b9_.y, sum2_);
    sum3_ = fma(a7_.y, b9_.y, sum3_);
    sum0_ = fma(a4_.z, b9_.z, sum0_);
    sum1_ = fma(a5_.z, b9_.z, sum1_);
    sum2_ = fma(a6_.z, b9_.z, sum2_);
    sum3_ = fma(a7_.z, b9_.z, sum3_);
    sum0_ = fma(a4_.w, b9_.w, sum0_);
    sum1_ = fma(a5_.w, b9_.w, sum1_);
    sum2_ = fma(a6_.w, b9_.w, sum2_);
    sum3_ = fma(a7_.w, b9_.w, sum3_);
  }
  let x10_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 10] = sum0_ + x10_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 10] = sum1_ + x10_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 10] = sum2_ + x10_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 10] = sum3_ + x10_;
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
    let x0_ = in0_[step_ + quad0_];
    let a1_ = select(x0_, vec4f(0.0f), x0_ <= vec4f(0.0f));
    let b2_ = in1_[step_ * 10 + column_];
    sumB_ += b2_;
    sum0_ = fma(a1_.x, b2_, sum0_);
    sum1_ = fma(a1_.y, b2_, sum1_);
    sum2_ = fma(a1_.z, b2_, sum2_);
    sum3_ = fma(a1_.w, b2_, sum3_);
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
    out2_[i10_] = select(sum0_, 0.0f, out2_[i10_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i11_ = column_ + at_ * 4;
    out2_[i11_] = select(sum1_, 0.0f, out2_[i11_] <= 0.0f);
  }
  {
    let at_ = row0_ + 2;
    let i12_ = column_ + at_ * 4;
    out2_[i12_] = select(sum2_, 0.0f, out2_[i12_] <= 0.0f);
  }
  {
    let at_ = row0_ + 3;
    let i13_ = column_ + at_ * 4;
    out2_[i13_] = select(sum3_, 0.0f, out2_[i13_] <= 0.0f);
  }
}

// dot-register-8x1-swap
// dot 1 x 4 x 196 x 4: 4 x 1 a lane, register, a over m, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 196) { return; }
  let column_ = item_ % 196;
  let row0_ = item_ / 196 % 1 * 4;
  let batch_ = item_ / 196;
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
    let b1_ = in0_[step_ * 196 + column_];
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
// map of 1024 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let x0_ = in0_[item_];
  let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
  let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
  let t3_ = t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * bitcast<f32>(uniforms_[0].z);
  let v4_ = out3_[item_] - t3_;
  out1_[item_] = t1_;
  out2_[item_] = t2_;
  out3_[item_] = v4_;
}
