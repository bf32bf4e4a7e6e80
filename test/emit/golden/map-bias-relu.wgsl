// map of 60000 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4u>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let first_ = i32(group_.x) * 512 + i32(local_);
  for (var item_ = first_; item_ < min(first_ + rounds_(512), 15000); item_ += 64) {
    let t0_ = in0_[item_] + in1_[item_ % 50];
    let c1_ = vec4f(0.0f) < t0_;
    let v2_ = select(vec4f(0.0f), t0_, c1_);
    let v3_ = select(vec4u(0u), vec4u(1u), c1_);
    out2_[item_] = v2_;
    out3_[item_] = v3_;
  }
}
