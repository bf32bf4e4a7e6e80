// dot-split
// dot 1 x 2 x 4 x 784: 2 x 4 a lane, split, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
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
  for (var step_ = i32(local_); step_ < 196; step_ += 32) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let i4_ = step_ * 4 + column_;
    let b5_ = in1_[i4_];
    let b6_ = in1_[i4_ + 1];
    let b7_ = in1_[i4_ + 2];
    let b8_ = in1_[i4_ + 3];
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
  let i9_ = column_ * 4 + vec4i(0, 1, 2, 3);
  let x10_ = vec4f(in2_[i9_.x], in2_[i9_.y], in2_[i9_.z], in2_[i9_.w]);
  if (local_ == 0u) {
    let at_ = row0_;
    out3_[column_ + at_] = sum0_ + x10_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    out3_[column_ + at_] = sum1_ + x10_;
  }
}

// dot-register-8x1
// dot 1 x 2 x 10 x 4: 2 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 10) { return; }
  let column_ = item_ % 10;
  let row0_ = item_ / 10 % 1 * 2;
  let batch_ = item_ / 10;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 1; step_++) {
    let x0_ = in0_[step_ + row1_];
    let x1_ = in0_[step_ + row2_];
    let a2_ = select(x0_, vec4f(0.0f), x0_ <= vec4f(0.0f));
    let a3_ = select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f));
    let i4_ = step_ * 40 + column_ + vec4i(0, 1, 2, 3) * 10;
    let b5_ = vec4f(in1_[i4_.x], in1_[i4_.y], in1_[i4_.z], in1_[i4_.w]);
    sum0_ = fma(a2_.x, b5_.x, sum0_);
    sum1_ = fma(a3_.x, b5_.x, sum1_);
    sum0_ = fma(a2_.y, b5_.y, sum0_);
    sum1_ = fma(a3_.y, b5_.y, sum1_);
    sum0_ = fma(a2_.z, b5_.z, sum0_);
    sum1_ = fma(a3_.z, b5_.z, sum1_);
    sum0_ = fma(a2_.w, b5_.w, sum0_);
    sum1_ = fma(a3_.w, b5_.w, sum1_);
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
}

// dot-split
// dot 1 x 2 x 4 x 784: 2 x 4 a lane, split, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
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
  for (var step_ = i32(local_); step_ < 196; step_ += 32) {
    let a2_ = in0_[step_ + i0_ + 392];
    let a3_ = in0_[step_ + i1_ + 392];
    let i4_ = step_ * 4 + column_;
    let b5_ = in1_[i4_];
    let b6_ = in1_[i4_ + 1];
    let b7_ = in1_[i4_ + 2];
    let b8_ = in1_[i4_ + 3];
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
  let i9_ = column_ * 4 + vec4i(0, 1, 2, 3);
  let x10_ = vec4f(in2_[i9_.x], in2_[i9_.y], in2_[i9_.z], in2_[i9_.w]);
  if (local_ == 0u) {
    let at_ = row0_;
    out3_[column_ + at_] = x10_ + sum0_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    out3_[column_ + at_] = x10_ + sum1_;
  }
}

// dot-register-8x1
// dot 1 x 2 x 10 x 4: 2 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 10) { return; }
  let column_ = item_ % 10;
  let row0_ = item_ / 10 % 1 * 2;
  let batch_ = item_ / 10;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 1; step_++) {
    let x0_ = in0_[step_ + row1_];
    let x1_ = in0_[step_ + row2_];
    let a2_ = select(x0_, vec4f(0.0f), x0_ <= vec4f(0.0f));
    let a3_ = select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f));
    let i4_ = step_ * 40 + column_ + vec4i(0, 1, 2, 3) * 10;
    let b5_ = vec4f(in1_[i4_.x], in1_[i4_.y], in1_[i4_.z], in1_[i4_.w]);
    sum0_ = fma(a2_.x, b5_.x, sum0_);
    sum1_ = fma(a3_.x, b5_.x, sum1_);
    sum0_ = fma(a2_.y, b5_.y, sum0_);
    sum1_ = fma(a3_.y, b5_.y, sum1_);
    sum0_ = fma(a2_.z, b5_.z, sum0_);
    sum1_ = fma(a3_.z, b5_.z, sum1_);
    sum0_ = fma(a2_.w, b5_.w, sum0_);
    sum1_ = fma(a3_.w, b5_.w, sum1_);
  }
  let x6_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 10] = x6_ + sum0_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 10] = x6_ + sum1_;
  }
}

// row-thread
// 1 rows of 2: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  for (var col_ = 0; col_ < 2; col_++) {
    sum0_ = sum0_ + f32(!(in0_[col_] == (-100)));
    sum1_ = sum1_ + f32(!(in0_[col_ + 2] == (-100)));
  }
  let acc0_ = sum0_;
  let acc1_ = sum1_;
  if (place_ < 1) {
    out1_[0] = acc0_;
    out2_[0] = acc1_;
  }
}

// row-workgroup
// 2 rows of 10: 16 x 16 lanes (shared)
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
  let row_ = min(place_, 1);
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
  let x1_ = in1_[row_ + 2];
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
  if (place_ < 2 && colLane_ == 0) {
    out3_[row_] = select(log_1(acc2_) - acc1_, 0.0f, x1_ == (-100));
  }
  let t3_ = select(0.5f / in2_[0], 0.0f, x1_ == (-100));
  let t4_ = t3_ / acc2_;
  let t5_ = select(t4_, 0.0f, (t3_ == 0.0f) & (!isfinite_1(t4_)));
  let c6_ = t5_ == 0.0f;
  let t7_ = -t3_;
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    let i8_ = i0_ + col_;
    let t9_ = exp(in0_[i8_] - acc0_) * t5_;
    if (place_ < 2) {
      out4_[i8_] = select(t9_, 0.0f, c6_ & (!isfinite_1(t9_))) + select(0.0f, t7_, col_ == x1_);
    }
  }
}

// row-workgroup
// 2 rows of 10: 16 x 16 lanes (shared)
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
  let row_ = min(place_, 1);
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
  if (place_ < 2 && colLane_ == 0) {
    out3_[row_] = select(log_1(acc2_) - acc1_, 0.0f, x1_ == (-100));
  }
  let t3_ = select(0.5f / in2_[0], 0.0f, x1_ == (-100));
  let t4_ = t3_ / acc2_;
  let t5_ = select(t4_, 0.0f, (t3_ == 0.0f) & (!isfinite_1(t4_)));
  let c6_ = t5_ == 0.0f;
  let t7_ = -t3_;
  for (var col_ = colLane_; col_ < 10; col_ += 16) {
    let i8_ = i0_ + col_;
    let t9_ = exp(in0_[i8_] - acc0_) * t5_;
    if (place_ < 2) {
      out4_[i8_] = select(t9_, 0.0f, c6_ & (!isfinite_1(t9_))) + select(0.0f, t7_, col_ == x1_);
    }
  }
}

// rows-thread+thread-64
// 1 rows of 2: 64 x 1 lanes (none); 10 rows of 2: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  for (var col_ = 0; col_ < 2; col_++) {
    sum0_ = sum0_ + in0_[col_];
    sum1_ = sum1_ + in1_[col_];
  }
  let acc0_ = sum0_;
  let acc1_ = sum1_;
  if (place_ < 1) {
    out6_[0] = (acc0_ / in2_[0] + acc1_ / in3_[0]) * 0.5f;
  }
}
fn part1_(group_: i32, local_: u32) {
  let place_ = group_ * 64 + i32(local_);
  let row_ = min(place_, 9);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 2; col_++) {
    let i0_ = row_ + col_ * 10;
    sum0_ = sum0_ + in4_[i0_] + in5_[i0_];
  }
  let acc0_ = sum0_;
  if (place_ < 10) {
    out7_[row_] = acc0_;
  }
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 1) { part0_(flat_, local_); }
  else { part1_(flat_ - 1, local_); }
}

// dot-register-8x1
// dot 1 x 2 x 4 x 10: 2 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 2;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 10;
  let i1_ = row2_ * 10;
  let i4_ = column_ * 10;
  for (var step_ = 0; step_ < 10; step_++) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let b5_ = in1_[step_ + i4_];
    sum0_ = fma(a2_, b5_, sum0_);
    sum1_ = fma(a3_, b5_, sum1_);
  }
  {
    let at_ = row0_;
    let i6_ = column_ + at_ * 4;
    out3_[i6_] = select(sum0_, 0.0f, in2_[i6_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i7_ = column_ + at_ * 4;
    out3_[i7_] = select(sum1_, 0.0f, in2_[i7_] <= 0.0f);
  }
}

// dot-register-8x1
// dot 1 x 4 x 10 x 2: 4 x 1 a lane, register, a over m, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

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
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 2; step_++) {
    let x0_ = in0_[step_ + quad0_];
    let a1_ = select(x0_, vec4f(0.0f), x0_ <= vec4f(0.0f));
    let b2_ = in1_[step_ * 10 + column_];
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
}

// dot-register-8x1
// dot 1 x 4 x 10 x 2: 4 x 1 a lane, register, a over m, b over k
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
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 2; step_++) {
    let x0_ = in0_[step_ + quad0_];
    let a1_ = select(x0_, vec4f(0.0f), x0_ <= vec4f(0.0f));
    let b2_ = in1_[step_ * 10 + column_];
    sum0_ = fma(a1_.x, b2_, sum0_);
    sum1_ = fma(a1_.y, b2_, sum1_);
    sum2_ = fma(a1_.z, b2_, sum2_);
    sum3_ = fma(a1_.w, b2_, sum3_);
  }
  {
    let at_ = row0_;
    let i3_ = column_ + at_ * 10;
    out3_[i3_] = sum0_ + in2_[i3_];
  }
  {
    let at_ = row0_ + 1;
    let i4_ = column_ + at_ * 10;
    out3_[i4_] = sum1_ + in2_[i4_];
  }
  {
    let at_ = row0_ + 2;
    let i5_ = column_ + at_ * 10;
    out3_[i5_] = sum2_ + in2_[i5_];
  }
  {
    let at_ = row0_ + 3;
    let i6_ = column_ + at_ * 10;
    out3_[i6_] = sum3_ + in2_[i6_];
  }
}

// dot-register-8x1
// dot 1 x 2 x 4 x 10: 2 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 2;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 10;
  let i1_ = row2_ * 10;
  let i4_ = column_ * 10;
  for (var step_ = 0; step_ < 10; step_++) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let b5_ = in1_[step_ + i4_];
    sum0_ = fma(a2_, b5_, sum0_);
    sum1_ = fma(a3_, b5_, sum1_);
  }
  {
    let at_ = row0_;
    let i6_ = column_ + at_ * 4;
    out2_[i6_] = select(sum0_, 0.0f, out2_[i6_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i7_ = column_ + at_ * 4;
    out2_[i7_] = select(sum1_, 0.0f, out2_[i7_] <= 0.0f);
  }
}

// row-thread-vec4
// 4 rows of 2: 64 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 2; col_++) {
    let i0_ = row_ + col_;
    sum0_ = sum0_ + in0_[i0_] + in1_[i0_];
  }
  let acc0_ = sum0_;
  let i1_ = row_ * 4 + vec4i(0, 1, 2, 3);
  if (place_ < 1) {
    out2_[i1_.x] = acc0_.x;
    out2_[i1_.y] = acc0_.y;
    out2_[i1_.z] = acc0_.z;
    out2_[i1_.w] = acc0_.w;
  }
}

// dot-register-8x1-swap
// dot 1 x 4 x 784 x 2: 4 x 1 a lane, register, a over m, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

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
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 2; step_++) {
    let a0_ = in1_[step_ + quad0_];
    let b1_ = in0_[step_ * 784 + column_];
    sum0_ = fma(a0_.x, b1_, sum0_);
    sum1_ = fma(a0_.y, b1_, sum1_);
    sum2_ = fma(a0_.z, b1_, sum2_);
    sum3_ = fma(a0_.w, b1_, sum3_);
  }
  let i2_ = column_ * 4;
  {
    let at_ = row0_;
    out2_[i2_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[i2_ + at_] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[i2_ + at_] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[i2_ + at_] = sum3_;
  }
}

// dot-register-8x1-swap
// dot 1 x 4 x 784 x 2: 4 x 1 a lane, register, a over m, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
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
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 2; step_++) {
    let a0_ = in1_[step_ + quad0_];
    let b1_ = in0_[step_ * 784 + column_ + 1568];
    sum0_ = fma(a0_.x, b1_, sum0_);
    sum1_ = fma(a0_.y, b1_, sum1_);
    sum2_ = fma(a0_.z, b1_, sum2_);
    sum3_ = fma(a0_.w, b1_, sum3_);
  }
  let i2_ = column_ * 4;
  {
    let at_ = row0_;
    let i3_ = i2_ + at_;
    out3_[i3_] = sum0_ + in2_[i3_];
  }
  {
    let at_ = row0_ + 1;
    let i4_ = i2_ + at_;
    out3_[i4_] = sum1_ + in2_[i4_];
  }
  {
    let at_ = row0_ + 2;
    let i5_ = i2_ + at_;
    out3_[i5_] = sum2_ + in2_[i5_];
  }
  {
    let at_ = row0_ + 3;
    let i6_ = i2_ + at_;
    out3_[i6_] = sum3_ + in2_[i6_];
  }
}

// map-quad
// map of 3328 elements, 4 a lane
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
  let v3_ = out3_[item_] - t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * 0.002f;
  out1_[item_] = t1_;
  out2_[item_] = t2_;
  out3_[item_] = v3_;
}
