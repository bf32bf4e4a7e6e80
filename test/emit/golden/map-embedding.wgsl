// map of 80 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 20) {
    let x0_ = in0_[(item_ >> 1u)];
    let c1_ = (0 <= x0_) & (x0_ < 17);
    out2_[item_] = select(vec4f(), in1_[select(0, (item_ & 1) + x0_ * 2, c1_)], c1_);
  }
}
