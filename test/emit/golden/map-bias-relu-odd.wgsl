// map of 105 elements, 1 a lane
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<u32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 105) {
    let t0_ = in0_[item_] + in1_[item_ % 3];
    let c1_ = 0.0f < t0_;
    let v2_ = select(0.0f, t0_, c1_);
    let v3_ = select(0u, 1u, c1_);
    out2_[item_] = v2_;
    out3_[item_] = v3_;
  }
}
