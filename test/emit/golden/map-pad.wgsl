// map of 48 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 12) {
    let i0_ = (item_ & 3);
    let c1_ = (i0_ * (-1) < 0) & (i0_ - 3 < 0);
    out1_[item_] = select(vec4f(), in0_[select(0, i0_ + (item_ >> 2u) * 2 - 1, c1_)], c1_);
  }
}
