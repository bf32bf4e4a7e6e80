// map of 65536 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 256 + i32(local_);
  let x0_ = in0_[item_];
  let t1_ = out2_[item_] * 0.9f + x0_ * 0.1f;
  let t2_ = out3_[item_] * 0.99f + x0_ * x0_ * 0.01f;
  let v3_ = out1_[item_] - t1_ * bitcast<f32>(uniforms_[0].x) / (sqrt(t2_) + bitcast<f32>(uniforms_[0].y));
  out1_[item_] = v3_;
  out2_[item_] = t1_;
  out3_[item_] = t2_;
}
