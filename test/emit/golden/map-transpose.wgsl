// map of 240 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 60) {
    let i0_ = vec4i(0, 1, 2, 3) * 20 + item_ % 3 * 80 + item_ / 3;
    out1_[item_] = vec4f(in0_[i0_.x], in0_[i0_.y], in0_[i0_.z], in0_[i0_.w]);
  }
}
