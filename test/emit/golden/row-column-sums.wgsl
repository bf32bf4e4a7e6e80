// 64 rows of 512: 16 x 16 lanes (shared), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
var<workgroup> lanes0_: array<vec4f, 256>;
var<workgroup> lanes1_: array<vec4f, 256>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }
fn min_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y < x) | isnan_4(y)); }

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_ / 16u);
  let rowLane_ = i32(local_ % 16u);
  let row_ = i32(group_.x) * 16 + rowLane_;
  var sum0_ = vec4f(0.0f);
  var sum1_ = vec4f(bits_(0xff800000u));
  for (var col_ = colLane_; col_ < 512; col_ += 16) {
    let x0_ = in0_[row_ + col_ * 16];
    sum0_ = sum0_ + x0_ * in1_[col_];
    sum1_ = max_4(sum1_, x0_);
  }
  lanes0_[local_] = sum0_;
  lanes1_[local_] = sum1_;
  for (var half_ = 8u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_ * 16u];
      lanes1_[local_] = max_4(lanes1_[local_], lanes1_[local_ + half_ * 16u]);
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[rowLane_];
  let acc1_ = lanes1_[rowLane_];
  if (colLane_ == 0) {
    out2_[row_] = acc0_;
  }
  var sum3_ = vec4f(bits_(0x7f800000u));
  for (var col_ = colLane_; col_ < 512; col_ += 16) {
    sum3_ = min_4(sum3_, in0_[row_ + col_ * 16] - acc1_);
  }
  workgroupBarrier();
  lanes0_[local_] = sum3_;
  for (var half_ = 8u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = min_4(lanes0_[local_], lanes0_[local_ + half_ * 16u]);
    }
  }
  workgroupBarrier();
  let acc3_ = lanes0_[rowLane_];
  if (colLane_ == 0) {
    out3_[row_] = acc3_ + acc1_;
  }
}
