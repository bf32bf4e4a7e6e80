// map-flat
// map of 1 elements, 1 a lane
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 1) {
    let x0_ = in0_[0];
    let x1_ = in0_[1];
    out1_[0] = (x0_ * x0_ + x1_ * x1_ * 50.0f) * 0.5f;
  }
}

// map-flat
// map of 2 elements, 1 a lane
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 2) {
    let c0_ = 0 <= item_ - 1;
    let t1_ = select(0.0f, in0_[select(0, 1, c0_)], c0_) * 25.0f;
    let c2_ = item_ < 1;
    let t3_ = select(0.0f, in0_[select(0, 0, c2_)], c2_) * 0.5f;
    out1_[item_] = select(0.0f, t1_ + t1_, c0_) + select(0.0f, t3_ + t3_, c2_);
  }
}

// map-quad
// map of 64 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 16) {
    out1_[item_] = out1_[item_] - in0_[item_] * 0.02f;
  }
}

// map-quad
// map of 64 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 16) {
    let t0_ = in0_[item_] + out1_[item_] * 0.8f;
    let v1_ = out2_[item_] - t0_ * 0.02f;
    out1_[item_] = t0_;
    out2_[item_] = v1_;
  }
}

// map-quad
// map of 64 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 16) {
    let x0_ = in0_[item_];
    let t1_ = x0_ + out1_[item_] * 0.8f;
    let v2_ = out2_[item_] - (x0_ + t1_ * 0.8f) * 0.02f;
    out1_[item_] = t1_;
    out2_[item_] = v2_;
  }
}

// map-quad
// map of 64 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 16) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] + x0_ * x0_;
    let v2_ = out2_[item_] - x0_ * 0.8f / (sqrt(t1_) + 1e-10f);
    out1_[item_] = t1_;
    out2_[item_] = v2_;
  }
}

// map-quad
// map of 64 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 16) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.99f + x0_ * x0_ * 0.01f;
    let v2_ = out2_[item_] - x0_ / (sqrt(t1_) + 1e-8f) * 0.05f;
    out1_[item_] = t1_;
    out2_[item_] = v2_;
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
    let v3_ = out3_[item_] - t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * 0.15f;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v3_;
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
    let x3_ = out3_[item_];
    let v4_ = x3_ - (t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) + x3_ * 0.1f) * 0.15f;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v4_;
  }
}
