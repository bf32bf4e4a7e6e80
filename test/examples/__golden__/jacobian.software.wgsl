// row-thread-vec4
// 1 rows of 8: 8 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn exp_4(x: vec4f) -> vec4f { return select(exp(x), x, isnan_4(x)); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = vec4f(0.0f);
  var sum1_ = vec4f(bits_(0xff800000u));
  for (var col_ = 0; col_ < 2; col_++) {
    sum0_ = sum0_ + vec4f(col_ * 4 + vec4i(0, 1, 2, 3));
    sum1_ = max_4(sum1_, in0_[col_]);
  }
  let h0_ = sum0_.x + sum0_.z;
  let h1_ = sum0_.y + sum0_.w;
  let h2_ = max_1(sum1_.x, sum1_.z);
  let h3_ = max_1(sum1_.y, sum1_.w);
  let acc0_ = h0_ + h1_;
  let acc1_ = max_1(h2_, h3_);
  var sum2_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 2; col_++) {
    sum2_ = sum2_ + exp_4(in0_[col_] - acc1_);
  }
  let h4_ = sum2_.x + sum2_.z;
  let h5_ = sum2_.y + sum2_.w;
  let acc2_ = h4_ + h5_;
  var sum3_ = vec4f(0.0f);
  var sum4_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 2; col_++) {
    let t6_ = exp_4(in0_[col_] - acc1_) / acc2_;
    let t7_ = t6_ - vec4f(col_ * 4 + vec4i(0, 1, 2, 3)) / acc0_;
    let t8_ = t7_ * 8.0f;
    sum3_ = sum3_ + t7_ * t7_;
    sum4_ = sum4_ + -(t6_ * (t8_ + t8_) / acc2_);
  }
  let h9_ = sum3_.x + sum3_.z;
  let h10_ = sum3_.y + sum3_.w;
  let h11_ = sum4_.x + sum4_.z;
  let h12_ = sum4_.y + sum4_.w;
  let acc3_ = h9_ + h10_;
  let acc4_ = h11_ + h12_;
  if (place_ < 1) {
    out1_[0] = acc3_ * 8.0f;
  }
  for (var col_ = 0; col_ < 2; col_++) {
    let t13_ = exp_4(in0_[col_] - acc1_);
    let t14_ = (t13_ / acc2_ - vec4f(col_ * 4 + vec4i(0, 1, 2, 3)) / acc0_) * 8.0f;
    if (place_ < 1) {
      out2_[col_] = t13_ * ((t14_ + t14_) / acc2_ + acc4_);
    }
  }
}

// map-quad
// map of 64 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 16) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
    let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
    let v3_ = out3_[item_] - t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * 0.05f;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v3_;
  }
}
