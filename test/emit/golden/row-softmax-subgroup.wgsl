// 1024 rows of 128: 32 x 8 lanes (shared), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
var<workgroup> lanes0_: array<f32, 256>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn ln_1(x: f32) -> f32 {
  let low = select(f32(bits_(0x7fc00000u)), f32(bits_(0xff800000u)), x == f32(0.0f));
  return select(select(log(x), low, x <= f32(0.0f)), x, isnan_1(x));
}
fn log1p_1(x: f32) -> f32 {
  let z = x * x;
  var p = x * 7.0376836292e-2f - 1.1514610310e-1f;
  p = p * x + 1.1676998740e-1f;
  p = p * x - 1.2420140846e-1f;
  p = p * x + 1.4249322787e-1f;
  p = p * x - 1.6668057665e-1f;
  p = p * x + 2.0000714765e-1f;
  p = p * x - 2.4999993993e-1f;
  p = p * x + 3.3333331174e-1f;
  let near = x + (x * z * p - 0.5f * z);
  return select(ln_1(1.0f + x), near, (x > f32(-0.29289f)) & (x < f32(0.41421f)));
}
fn log_1(x: f32) -> f32 {
  return select(ln_1(x), log1p_1(x - 1.0f), (x > f32(0.70711f)) & (x < f32(1.41421f)));
}

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let rowLane_ = i32(local_ / 8u);
  let colLane_ = i32(local_ % 8u);
  let row_ = i32(group_.x) * 32 + rowLane_;
  var sum0_ = vec4f(bits_(0xff800000u));
  let i0_ = row_ * 32;
  for (var col_ = colLane_; col_ < 32; col_ += 8) {
    sum0_ = max_4(sum0_, in0_[i0_ + col_]);
  }
  let h1_ = max_1(sum0_.x, sum0_.z);
  let h2_ = max_1(sum0_.y, sum0_.w);
  lanes0_[local_] = max_1(h1_, h2_);
  for (var half_ = 4u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = max_1(lanes0_[local_], lanes0_[local_ + half_]);
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[rowLane_ * 8];
  var sum1_ = vec4f(0.0f);
  for (var col_ = colLane_; col_ < 32; col_ += 8) {
    sum1_ = sum1_ + exp(in0_[i0_ + col_] - acc0_);
  }
  let h3_ = sum1_.x + sum1_.z;
  let h4_ = sum1_.y + sum1_.w;
  workgroupBarrier();
  lanes0_[local_] = h3_ + h4_;
  for (var half_ = 4u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_];
    }
  }
  workgroupBarrier();
  let acc1_ = lanes0_[rowLane_ * 8];
  if (colLane_ == 0) {
    out2_[row_] = acc0_ + log_1(acc1_);
  }
  for (var col_ = colLane_; col_ < 32; col_ += 8) {
    let i5_ = i0_ + col_;
    out1_[i5_] = exp(in0_[i5_] - acc0_) / acc1_;
  }
}
