// row-workgroup-vec4
// 1 rows of 64: 16 x 16 lanes (shared), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
var<workgroup> lanes0_: array<f32, 256>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let rowLane_ = i32(local_ / 16u);
  let colLane_ = i32(local_ % 16u);
  let place_ = i32(group_.x) * 16 + rowLane_;
  let row_ = min(place_, 0);
  var sum0_ = vec4f(0.0f);
  let x0_ = in1_[0];
  for (var col_ = colLane_; col_ < 16; col_ += 16) {
    let t1_ = in0_[col_] * x0_ - in2_[col_];
    sum0_ = sum0_ + t1_ * t1_;
  }
  let h2_ = sum0_.x + sum0_.z;
  let h3_ = sum0_.y + sum0_.w;
  lanes0_[local_] = h2_ + h3_;
  for (var half_ = 8u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_];
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[rowLane_ * 16];
  let v4_ = acc0_ * 0.015625f;
  if (place_ < 1 && colLane_ == 0) {
    out3_[0] = v4_;
    out4_[0] = x0_;
  }
}

// map-quad
// map of 64 elements, 4 a lane
@group(0) @binding(0) var<storage, read_write> out0_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 16) {
    out0_[item_] = out0_[item_];
  }
}
