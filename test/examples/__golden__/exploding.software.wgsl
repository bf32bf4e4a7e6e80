// dot-naive
// dot 1 x 4 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let x0_ = in0_[row1_];
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let t1_ = x0_ * in1_[step_] + in2_[step_];
    let a2_ = select(t1_, 0.0f, t1_ <= 0.0f);
    let b3_ = in3_[step_ * 4 + column_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  let x4_ = in4_[column_];
  {
    let at_ = row0_;
    out5_[column_ + at_ * 4] = sum0_ + x4_;
  }
}

// dot-naive
// dot 1 x 4 x 1 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
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
  let i0_ = row1_ * 4;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let x1_ = in0_[step_ + i0_];
    let a2_ = select(x1_, 0.0f, x1_ <= 0.0f);
    let b3_ = in1_[step_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  let x4_ = in2_[0];
  {
    let at_ = row0_;
    out4_[at_] = sum0_ + x4_ - in3_[at_];
  }
}

// row-thread
// 1 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + x0_ * x0_;
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out1_[0] = acc0_ * 0.25f;
  }
}

// dot-naive
// dot 1 x 1 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sumA0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let t0_ = in0_[step_] * 0.25f;
    let a1_ = t0_ + t0_;
    let x2_ = in1_[step_ * 4 + column_];
    let b3_ = select(x2_, 0.0f, x2_ <= 0.0f);
    let av4_ = a1_;
    sumA0_ += av4_;
    sum0_ = fma(av4_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_] = sum0_;
  }
  {
    let at_ = row0_;
    if (column_ == 0) {
      out3_[0] = sumA0_;
    }
  }
}

// dot-naive
// dot 1 x 4 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  let x0_ = in1_[row1_];
  let x1_ = in2_[row1_];
  let x4_ = in5_[column_];
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let t2_ = in0_[step_] * x0_ + x1_;
    let a3_ = select(t2_, 0.0f, t2_ <= 0.0f);
    let t5_ = in4_[step_] * 0.25f;
    let b6_ = select((t5_ + t5_) * x4_, 0.0f, in3_[step_ * 4 + column_] <= 0.0f);
    sumB_ += b6_;
    sum0_ = fma(a3_, b6_, sum0_);
  }
  {
    let at_ = row0_;
    out6_[column_ + at_ * 4] = sum0_;
  }
  if (row0_ == 0) {
    out7_[column_] = sumB_;
  }
}

// dot-naive
// dot 1 x 4 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read> in6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let t0_ = in1_[row1_] * 0.25f;
  let i1_ = row1_ * 4;
  let t2_ = t0_ + t0_;
  let i4_ = column_ * 4;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a3_ = select(t2_ * in2_[step_], 0.0f, in0_[step_ + i1_] <= 0.0f);
    let b5_ = in3_[step_ + i4_];
    sum0_ = fma(a3_, b5_, sum0_);
  }
  let x6_ = in5_[column_];
  let x7_ = in6_[column_];
  {
    let at_ = row0_;
    out7_[column_ + at_ * 4] = select(sum0_, 0.0f, in4_[at_] * x6_ + x7_ <= 0.0f);
  }
}

// dot-naive
// dot 1 x 4 x 1 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
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
  var sumA0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = in0_[step_ * 4 + row1_];
    let b1_ = in1_[step_];
    let av2_ = a0_;
    sumA0_ += av2_;
    sum0_ = fma(av2_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[at_] = sum0_;
  }
  {
    let at_ = row0_;
    if (column_ == 0) {
      out3_[at_] = sumA0_;
    }
  }
}

// row-thread
// 1 rows of 384: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
@group(0) @binding(2) var<uniform> uniforms_: array<vec4u, 1>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn min_1(x: f32, y: f32) -> f32 { return select(x, y, (y < x) | isnan_1(y)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var block_ = 0; block_ < rounds_(384); block_ += 64) {
    var part0_ = 0.0f;
    for (var col_ = block_; col_ < block_ + rounds_(64); col_++) {
      let x0_ = in0_[col_];
      part0_ = part0_ + x0_ * x0_;
    }
    sum0_ = sum0_ + part0_;
  }
  let acc0_ = sum0_;
  let t1_ = min_1(1.0f / (sqrt(acc0_) + 0.000001f), 1.0f);
  for (var col_ = 0; col_ < rounds_(384); col_++) {
    if (place_ < 1) {
      out1_[col_] = out1_[col_] - in0_[col_] * t1_ * bitcast<f32>(uniforms_[0].x);
    }
  }
}
