// row-thread
// 1 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let x0_ = in1_[0];
  for (var col_ = 0; col_ < 4; col_++) {
    let x1_ = in0_[col_];
    let t2_ = x1_ * x0_ - in2_[col_];
    let t3_ = t2_ * 0.25f;
    sum0_ = sum0_ + t2_ * t2_;
    sum1_ = sum1_ + x1_ * (t3_ + t3_);
  }
  let acc0_ = sum0_;
  let acc1_ = sum1_;
  let v4_ = acc0_ * 0.25f;
  if (place_ < 1) {
    out3_[0] = v4_;
    out4_[0] = acc1_;
    out5_[0] = x0_;
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
    out1_[item_] = out1_[item_] - in0_[item_] * 0.1f;
  }
}
