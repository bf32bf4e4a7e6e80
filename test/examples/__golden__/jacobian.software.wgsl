// row-thread
// 1 rows of 8: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  var sum1_ = bits_(0xff800000u);
  for (var col_ = 0; col_ < rounds_(8); col_++) {
    sum0_ = sum0_ + f32(col_);
    sum1_ = max_1(sum1_, in0_[col_]);
  }
  let acc0_ = sum0_;
  let acc1_ = sum1_;
  var sum2_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(8); col_++) {
    sum2_ = sum2_ + exp_1(in0_[col_] - acc1_);
  }
  let acc2_ = sum2_;
  var sum3_ = 0.0f;
  var sum4_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(8); col_++) {
    let t0_ = exp_1(in0_[col_] - acc1_) / acc2_;
    let t1_ = t0_ - f32(col_) / acc0_;
    let t2_ = t1_ * 8.0f;
    sum3_ = sum3_ + t1_ * t1_;
    sum4_ = sum4_ + -(t0_ * (t2_ + t2_) / acc2_);
  }
  let acc3_ = sum3_;
  let acc4_ = sum4_;
  if (place_ < 1) {
    out1_[0] = acc3_ * 8.0f;
  }
  for (var col_ = 0; col_ < rounds_(8); col_++) {
    let t3_ = exp_1(in0_[col_] - acc1_);
    let t4_ = (t3_ / acc2_ - f32(col_) / acc0_) * 8.0f;
    if (place_ < 1) {
      out2_[col_] = t3_ * ((t4_ + t4_) / acc2_ + acc4_);
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
