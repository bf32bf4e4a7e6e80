// map-quad
// map of 16 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 4) {
    let x0_ = in2_[0];
    out3_[item_] = (in0_[item_] - in1_[0]) / select(vec4f(1.0f), x0_, vec4f(0.0f) < x0_);
  }
}

// dot-register-8x1
// dot 1 x 4 x 16 x 4: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 1 * 4;
  let batch_ = item_ / 16;
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
    let i4_ = step_ * 64 + column_;
    let b5_ = in1_[i4_];
    let b6_ = in1_[i4_ + 16];
    let b7_ = in1_[i4_ + 32];
    let b8_ = in1_[i4_ + 48];
    sum0_ = fma(a0_.x, b5_, sum0_);
    sum1_ = fma(a1_.x, b5_, sum1_);
    sum2_ = fma(a2_.x, b5_, sum2_);
    sum3_ = fma(a3_.x, b5_, sum3_);
    sum0_ = fma(a0_.y, b6_, sum0_);
    sum1_ = fma(a1_.y, b6_, sum1_);
    sum2_ = fma(a2_.y, b6_, sum2_);
    sum3_ = fma(a3_.y, b6_, sum3_);
    sum0_ = fma(a0_.z, b7_, sum0_);
    sum1_ = fma(a1_.z, b7_, sum1_);
    sum2_ = fma(a2_.z, b7_, sum2_);
    sum3_ = fma(a3_.z, b7_, sum3_);
    sum0_ = fma(a0_.w, b8_, sum0_);
    sum1_ = fma(a1_.w, b8_, sum1_);
    sum2_ = fma(a2_.w, b8_, sum2_);
    sum3_ = fma(a3_.w, b8_, sum3_);
  }
  let x9_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 16] = sum0_ + x9_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 16] = sum1_ + x9_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 16] = sum2_ + x9_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 16] = sum3_ + x9_;
  }
}

// dot-register-8x1-swap
// dot 1 x 1 x 4 x 16: 1 x 1 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i1_ = column_ * 4;
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in1_[step_];
    let x2_ = in0_[step_ + i1_];
    let b3_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    sum0_ = fma(a0_.x, b3_.x, sum0_);
    sum0_ = fma(a0_.y, b3_.y, sum0_);
    sum0_ = fma(a0_.z, b3_.z, sum0_);
    sum0_ = fma(a0_.w, b3_.w, sum0_);
  }
  let x4_ = in2_[0];
  let x5_ = in3_[column_];
  {
    let at_ = row0_;
    out4_[column_] = sum0_ + x4_ - x5_;
  }
}

// row-thread
// 1 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 4; col_++) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + x0_ * x0_;
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out1_[0] = acc0_ * 0.25f;
  }
}

// dot-register-8x1
// dot 1 x 1 x 16 x 4: 1 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 1;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  var sumA0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 4; step_++) {
    let t0_ = in0_[step_] * 0.25f;
    let a1_ = t0_ + t0_;
    let x2_ = in1_[step_ * 16 + column_];
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

// dot-register-8x1
// dot 1 x 4 x 16 x 4: 4 x 1 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 1 * 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  var sumB_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  let x1_ = in3_[column_];
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in0_[step_ + quad0_];
    let t2_ = in2_[step_] * 0.25f;
    let b3_ = select((t2_ + t2_) * x1_, 0.0f, in1_[step_ * 16 + column_] <= 0.0f);
    sumB_ += b3_;
    sum0_ = fma(a0_.x, b3_, sum0_);
    sum1_ = fma(a0_.y, b3_, sum1_);
    sum2_ = fma(a0_.z, b3_, sum2_);
    sum3_ = fma(a0_.w, b3_, sum3_);
  }
  {
    let at_ = row0_;
    out4_[column_ + at_ * 16] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out4_[column_ + at_ * 16] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out4_[column_ + at_ * 16] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out4_[column_ + at_ * 16] = sum3_;
  }
  if (row0_ == 0) {
    out5_[column_] = sumB_;
  }
}

// map-quad
// map of 256 elements, 4 a lane
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
  let v3_ = out3_[item_] - t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * 0.01f;
  out1_[item_] = t1_;
  out2_[item_] = t2_;
  out3_[item_] = v3_;
}
