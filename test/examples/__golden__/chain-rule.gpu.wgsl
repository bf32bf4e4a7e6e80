// map-flat
// map of 1 elements, 1 a lane
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 1) {
    let x0_ = in0_[0];
    let x1_ = in1_[0];
    let t2_ = x0_ + x1_ * 2.0f - 3.0f;
    let t3_ = t2_ + t2_;
    let v4_ = t2_ * t2_;
    let v5_ = t3_ * 2.0f;
    out2_[0] = v4_;
    out3_[0] = t3_;
    out4_[0] = v5_;
    out5_[0] = x1_;
    out6_[0] = x0_;
  }
}

// map-quad
// map of 128 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 32) {
    out1_[item_] = out1_[item_] - in0_[item_] * 0.05f;
  }
}
