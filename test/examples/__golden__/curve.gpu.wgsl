// dot-register-8x1-swap
// dot 1 x 1 x 4 x 4: 1 x 1 a lane, register, a over k, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn tanh_1(v: f32) -> f32 {
  let x = clamp(v, f32(-15.0f), f32(15.0f));
  let z = x * x;
  let p = ((((z * -5.70498872745e-3f + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
    - 3.33332819422e-1f) * z * x + x;
  let q = 1.0f - 2.0f / (exp(2.0f * abs(x)) + 1.0f);
  return select(select(sign(x) * q, p, abs(x) < f32(0.625f)), v, isnan_1(v));
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let x1_ = in0_[column_];
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in3_[step_];
    let b2_ = tanh_1(x1_ * in1_[step_] + in2_[step_]);
    sum0_ = fma(a0_, b2_, sum0_);
  }
  let x3_ = in4_[0];
  let x4_ = in5_[column_];
  {
    let at_ = row0_;
    out6_[column_] = sum0_ + x3_ - x4_;
  }
}

// row-thread
// 1 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 4; col_++) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + x0_ * x0_;
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out1_[0] = acc0_ * 0.25f;
  }
}

// dot-register-8x1
// dot 1 x 1 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn tanh_1(v: f32) -> f32 {
  let x = clamp(v, f32(-15.0f), f32(15.0f));
  let z = x * x;
  let p = ((((z * -5.70498872745e-3f + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
    - 3.33332819422e-1f) * z * x + x;
  let q = 1.0f - 2.0f / (exp(2.0f * abs(x)) + 1.0f);
  return select(select(sign(x) * q, p, abs(x) < f32(0.625f)), v, isnan_1(v));
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sumA0_ = 0.0f;
  let row1_ = row0_;
  let x2_ = in2_[column_];
  let x3_ = in3_[column_];
  for (var step_ = 0; step_ < 4; step_++) {
    let t0_ = in0_[step_] * 0.25f;
    let a1_ = t0_ + t0_;
    let b4_ = tanh_1(in1_[step_] * x2_ + x3_);
    let av5_ = a1_;
    sumA0_ += av5_;
    sum0_ = fma(av5_, b4_, sum0_);
  }
  {
    let at_ = row0_;
    out4_[column_] = sum0_;
  }
  {
    let at_ = row0_;
    if (column_ == 0) {
      out5_[0] = sumA0_;
    }
  }
}

// dot-register-8x1-swap
// dot 1 x 1 x 4 x 4: 1 x 1 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn tanh_1(v: f32) -> f32 {
  let x = clamp(v, f32(-15.0f), f32(15.0f));
  let z = x * x;
  let p = ((((z * -5.70498872745e-3f + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
    - 3.33332819422e-1f) * z * x + x;
  let q = 1.0f - 2.0f / (exp(2.0f * abs(x)) + 1.0f);
  return select(select(sign(x) * q, p, abs(x) < f32(0.625f)), v, isnan_1(v));
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  let x1_ = in1_[column_];
  let x2_ = in3_[column_];
  let x3_ = in4_[column_];
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in2_[step_];
    let t4_ = in0_[step_] * 0.25f;
    let t5_ = tanh_1(in2_[step_] * x2_ + x3_);
    let b6_ = (t4_ + t4_) * x1_ * (1.0f - t5_ * t5_);
    sumB_ += b6_;
    sum0_ = fma(a0_, b6_, sum0_);
  }
  {
    let at_ = row0_;
    out5_[column_] = sum0_;
  }
  if (row0_ == 0) {
    out6_[column_] = sumB_;
  }
}

// map-quad
// map of 256 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let x0_ = in0_[item_];
  let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
  let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
  let t3_ = t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * bitcast<f32>(uniforms_[0].z);
  let v4_ = out3_[item_] - t3_;
  out1_[item_] = t1_;
  out2_[item_] = t2_;
  out3_[item_] = v4_;
}
