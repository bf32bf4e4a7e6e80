// dot-register-8x1
// dot 1 x 4 x 4 x 1: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn tanh_1(v: f32) -> f32 {
  let x = clamp(v, f32(-15.0f), f32(15.0f));
  let z = x * x;
  let p = ((((z * -5.70498872745e-3f + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
    - 3.33332819422e-1f) * z * x + x;
  let q = 1.0f - 2.0f / (exp(2.0f * abs(x)) + 1.0f);
  return select(sign(x) * q, p, abs(x) < f32(0.625f));
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let x0_ = in0_[row1_];
  let x1_ = in0_[row2_];
  let x2_ = in0_[row3_];
  let x3_ = in0_[row4_];
  let x4_ = in1_[column_];
  sum0_ = fma(x0_, x4_, sum0_);
  sum1_ = fma(x1_, x4_, sum1_);
  sum2_ = fma(x2_, x4_, sum2_);
  sum3_ = fma(x3_, x4_, sum3_);
  let x5_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = tanh_1(sum0_ + x5_);
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 4] = tanh_1(sum1_ + x5_);
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 4] = tanh_1(sum2_ + x5_);
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 4] = tanh_1(sum3_ + x5_);
  }
}

// dot-register-8x1-swap
// dot 1 x 1 x 4 x 4: 1 x 1 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 1; step_++) {
    let i0_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let a1_ = vec4f(in1_[i0_.x], in1_[i0_.y], in1_[i0_.z], in1_[i0_.w]);
    let b2_ = in0_[step_ + column_];
    sum0_ = fma(a1_.x, b2_.x, sum0_);
    sum0_ = fma(a1_.y, b2_.y, sum0_);
    sum0_ = fma(a1_.z, b2_.z, sum0_);
    sum0_ = fma(a1_.w, b2_.w, sum0_);
  }
  let x3_ = in2_[0];
  let x4_ = in3_[column_];
  {
    let at_ = row0_;
    out4_[column_] = sum0_ + x3_ - x4_;
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
// dot 1 x 1 x 4 x 4: 1 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

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
  for (var step_ = 0; step_ < 1; step_++) {
    let i0_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let t1_ = vec4f(in0_[i0_.x], in0_[i0_.y], in0_[i0_.z], in0_[i0_.w]) * 0.25f;
    let a2_ = t1_ + t1_;
    let i3_ = step_ * 16 + column_;
    let b4_ = in1_[i3_];
    let b5_ = in1_[i3_ + 4];
    let b6_ = in1_[i3_ + 8];
    let b7_ = in1_[i3_ + 12];
    let av8_ = a2_.x;
    sumA0_ += av8_;
    sum0_ = fma(av8_, b4_, sum0_);
    let av9_ = a2_.y;
    sumA0_ += av9_;
    sum0_ = fma(av9_, b5_, sum0_);
    let av10_ = a2_.z;
    sumA0_ += av10_;
    sum0_ = fma(av10_, b6_, sum0_);
    let av11_ = a2_.w;
    sumA0_ += av11_;
    sum0_ = fma(av11_, b7_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_] = sum0_;
  }
  {
    let at_ = row0_;
    if (column_ == 0) {
      out3_[0] = sumA0_;
    }
  }
}

// dot-register-8x1
// dot 1 x 4 x 4 x 1: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let t0_ = in0_[row1_] * 0.25f;
  let t1_ = in0_[row2_] * 0.25f;
  let t2_ = in0_[row3_] * 0.25f;
  let t3_ = in0_[row4_] * 0.25f;
  let t4_ = t0_ + t0_;
  let t5_ = t1_ + t1_;
  let t6_ = t2_ + t2_;
  let t7_ = t3_ + t3_;
  let x8_ = in1_[column_];
  sum0_ = fma(t4_, x8_, sum0_);
  sum1_ = fma(t5_, x8_, sum1_);
  sum2_ = fma(t6_, x8_, sum2_);
  sum3_ = fma(t7_, x8_, sum3_);
  {
    let at_ = row0_;
    let i9_ = column_ + at_ * 4;
    let x10_ = out2_[i9_];
    out2_[i9_] = sum0_ * (1.0f - x10_ * x10_);
  }
  {
    let at_ = row0_ + 1;
    let i11_ = column_ + at_ * 4;
    let x12_ = out2_[i11_];
    out2_[i11_] = sum1_ * (1.0f - x12_ * x12_);
  }
  {
    let at_ = row0_ + 2;
    let i13_ = column_ + at_ * 4;
    let x14_ = out2_[i13_];
    out2_[i13_] = sum2_ * (1.0f - x14_ * x14_);
  }
  {
    let at_ = row0_ + 3;
    let i15_ = column_ + at_ * 4;
    let x16_ = out2_[i15_];
    out2_[i15_] = sum3_ * (1.0f - x16_ * x16_);
  }
}

// dot-register-8x1-swap
// dot 1 x 1 x 4 x 4: 1 x 1 a lane, register, a over k, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

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
  for (var step_ = 0; step_ < 1; step_++) {
    let i0_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let a1_ = vec4f(in1_[i0_.x], in1_[i0_.y], in1_[i0_.z], in1_[i0_.w]);
    let i2_ = step_ * 16 + column_;
    let b3_ = in0_[i2_];
    let b4_ = in0_[i2_ + 4];
    let b5_ = in0_[i2_ + 8];
    let b6_ = in0_[i2_ + 12];
    sumB_ += b3_;
    sum0_ = fma(a1_.x, b3_, sum0_);
    sumB_ += b4_;
    sum0_ = fma(a1_.y, b4_, sum0_);
    sumB_ += b5_;
    sum0_ = fma(a1_.z, b5_, sum0_);
    sumB_ += b6_;
    sum0_ = fma(a1_.w, b6_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
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
