// dot-register-8x1-swap
// dot 1 x 1 x 4 x 32: 1 x 1 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i2_ = column_ * 8;
  for (var step_ = 0; step_ < 8; step_++) {
    let x0_ = in1_[step_];
    let a1_ = x0_ + (select(vec4f(1.0f), vec4f((-1.0f)), x0_ < vec4f(0.0f)) - x0_);
    let b3_ = in0_[step_ + i2_];
    sum0_ = fma(a1_.x, b3_.x, sum0_);
    sum0_ = fma(a1_.y, b3_.y, sum0_);
    sum0_ = fma(a1_.z, b3_.z, sum0_);
    sum0_ = fma(a1_.w, b3_.w, sum0_);
  }
  let x4_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_] = sum0_ - x4_;
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
// dot 1 x 1 x 32 x 4: 1 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 1;
  let batch_ = item_ / 32;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 4; step_++) {
    let t0_ = in0_[step_] * 0.25f;
    let a1_ = t0_ + t0_;
    let b2_ = in1_[step_ * 32 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_] = sum0_;
  }
}

// map-quad
// map of 64 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 16) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
    let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
    let v3_ = out3_[item_] - t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * 0.01f;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v3_;
  }
}
