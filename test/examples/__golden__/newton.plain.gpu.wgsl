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
    let t1_ = 1.0f - x0_;
    let x2_ = in1_[0];
    let t3_ = x2_ - x0_ * x0_;
    let t4_ = t3_ * 100.0f;
    let t5_ = t4_ + t4_;
    let t6_ = x0_ * -t5_;
    let v7_ = t1_ * t1_ + t3_ * t3_ * 100.0f;
    let v8_ = t6_ + (t6_ - (t1_ + t1_));
    out2_[0] = v7_;
    out3_[0] = t5_;
    out4_[0] = v8_;
    out5_[0] = x0_;
    out6_[0] = x2_;
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
    out1_[item_] = out1_[item_] - in0_[item_] * 0.001f;
  }
}
