// dot-naive
// dot 1 x 2 x 4 x 784: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 8) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 2;
  let batch_ = item_ / 8;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 784;
  for (var step_ = 0; step_ < rounds_(784); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 4 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = sum0_ + x3_;
  }
}

// dot-naive
// dot 1 x 2 x 2 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 2;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 4;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let x1_ = in0_[step_ + i0_];
    let a2_ = select(x1_, 0.0f, x1_ <= 0.0f);
    let b3_ = in1_[step_ * 2 + column_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  let x4_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 2] = sum0_ + x4_;
  }
}

// dot-naive
// dot 1 x 2 x 4 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 8) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 2;
  let batch_ = item_ / 8;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 4 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = sum0_ + x3_;
  }
}

// dot-naive
// dot 1 x 2 x 784 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 1568) { return; }
  let column_ = item_ % 784;
  let row0_ = item_ / 784 % 2;
  let batch_ = item_ / 1568;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 4;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let x1_ = in0_[step_ + i0_];
    let a2_ = select(x1_, 0.0f, x1_ <= 0.0f);
    let b3_ = in1_[step_ * 784 + column_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  let x4_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 784] = sum0_ + x4_;
  }
}

// row-workgroup
// 1 rows of 1568: 1 x 64 lanes (shared)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
var<workgroup> lanes0_: array<f32, 64>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_);
  let row_ = i32(group_.x);
  var sum0_ = 0.0f;
  for (var col_ = colLane_; col_ < rounds_(1568); col_ += 64) {
    let x0_ = in0_[col_];
    let c1_ = x0_ < 0.0f;
    let t2_ = exp_1(select(-x0_, x0_, c1_));
    let t3_ = select(1.0f, t2_, c1_) / (t2_ + 1.0f) - in1_[col_];
    sum0_ = sum0_ + t3_ * t3_;
    let t4_ = t3_ * 0.0006377551f;
    let t5_ = t4_ + t4_;
    let t6_ = t2_ + 1.0f;
    out3_[col_] = t2_ * (select(0.0f, t5_ / t6_, c1_) - select(1.0f, t2_, c1_) / t6_ * t5_ / t6_);
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
    out2_[0] = acc0_ / 1568.0f;
  }
}

// dot-naive
// dot 1 x 4 x 784 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 784;
  let row0_ = item_ / 784 % 4;
  let batch_ = item_ / 3136;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 2; step_++) {
    let x0_ = in0_[step_ * 4 + row1_];
    let a1_ = select(x0_, 0.0f, x0_ <= 0.0f);
    let i2_ = step_ * 784 + column_;
    let c3_ = in1_[i2_] < 0.0f;
    let x4_ = in2_[i2_];
    let b5_ = select(0.0f, x4_, c3_) - select(x4_, 0.0f, c3_);
    sumB_ += b5_;
    sum0_ = fma(a1_, b5_, sum0_);
  }
  {
    let at_ = row0_;
    out3_[column_ + at_ * 784] = sum0_;
  }
  if (row0_ == 0) {
    out4_[column_] = sumB_;
  }
}

// dot-naive
// dot 1 x 2 x 4 x 784: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 8) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 2;
  let batch_ = item_ / 8;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 784;
  let i5_ = column_ * 784;
  for (var step_ = 0; step_ < rounds_(784); step_++) {
    let i1_ = step_ + i0_;
    let c2_ = in0_[i1_] < 0.0f;
    let x3_ = in1_[i1_];
    let a4_ = select(0.0f, x3_, c2_) - select(x3_, 0.0f, c2_);
    let b6_ = in2_[step_ + i5_];
    sum0_ = fma(a4_, b6_, sum0_);
  }
  {
    let at_ = row0_;
    let i7_ = column_ + at_ * 4;
    out3_[i7_] = select(sum0_, 0.0f, out3_[i7_] <= 0.0f);
  }
}

// dot-naive
// dot 1 x 2 x 2 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 2;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 4;
  let i2_ = column_ * 4;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 2] = sum0_;
  }
}

// dot-naive
// dot 1 x 2 x 4 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 8) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 2;
  let batch_ = item_ / 8;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 2; step_++) {
    let a0_ = in0_[step_ * 2 + row1_];
    let b1_ = in1_[step_ * 4 + column_];
    sumB_ += b1_;
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 4] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-naive
// dot 1 x 4 x 2 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 8) { return; }
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 4;
  let batch_ = item_ / 8;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 2; step_++) {
    let x0_ = in0_[step_ * 4 + row1_];
    let a1_ = select(x0_, 0.0f, x0_ <= 0.0f);
    let b2_ = in1_[step_ * 2 + column_];
    sumB_ += b2_;
    sum0_ = fma(a1_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 2] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-naive
// dot 1 x 2 x 4 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 8) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 2;
  let batch_ = item_ / 8;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 2;
  let i2_ = column_ * 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let a1_ = in0_[step_ + i0_];
    let b3_ = in1_[step_ + i2_];
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    let i4_ = column_ + at_ * 4;
    out2_[i4_] = select(sum0_, 0.0f, out2_[i4_] <= 0.0f);
  }
}

// dot-naive
// dot 1 x 784 x 4 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 784;
  let batch_ = item_ / 3136;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 2; step_++) {
    let a0_ = in0_[step_ * 784 + row1_];
    let b1_ = in1_[step_ * 4 + column_];
    sumB_ += b1_;
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 4] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// map-quad
// map of 7424 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let first_ = i32(group_.x) * 448 + i32(local_);
  for (var item_ = first_; item_ < min(first_ + rounds_(448), 1856); item_ += 64) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
    let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
    let t3_ = t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * bitcast<f32>(uniforms_[0].z);
    let v4_ = out3_[item_] - t3_;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v4_;
  }
}
