// dot-naive
// dot 1 x 4 x 4 x 1: 1 x 1 a lane, register, a over k, b over k
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
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let x0_ = in0_[row1_];
  let x1_ = in1_[column_];
  sum0_ = fma(x0_, x1_, sum0_);
  let x2_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = tanh_1(sum0_ + x2_);
  }
}

// dot-naive
// dot 1 x 4 x 1 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 1;
  let row0_ = item_ / 1 % 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 1; step_++) {
    let a0_ = in0_[step_ + row1_];
    let i1_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let b2_ = vec4f(in1_[i1_.x], in1_[i1_.y], in1_[i1_.z], in1_[i1_.w]);
    sum0_ = fma(a0_.x, b2_.x, sum0_);
    sum0_ = fma(a0_.y, b2_.y, sum0_);
    sum0_ = fma(a0_.z, b2_.z, sum0_);
    sum0_ = fma(a0_.w, b2_.w, sum0_);
  }
  let x3_ = in2_[0];
  {
    let at_ = row0_;
    out4_[at_] = sum0_ + x3_ - in3_[at_];
  }
}

// row-thread
// 1 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + x0_ * x0_;
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out1_[0] = acc0_ * 0.25f;
  }
}

// dot-naive
// dot 1 x 1 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
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
    let i3_ = step_ * 16 + column_ + vec4i(0, 1, 2, 3) * 4;
    let b4_ = vec4f(in1_[i3_.x], in1_[i3_.y], in1_[i3_.z], in1_[i3_.w]);
    let av5_ = a2_.x;
    sumA0_ += av5_;
    sum0_ = fma(av5_, b4_.x, sum0_);
    let av6_ = a2_.y;
    sumA0_ += av6_;
    sum0_ = fma(av6_, b4_.y, sum0_);
    let av7_ = a2_.z;
    sumA0_ += av7_;
    sum0_ = fma(av7_, b4_.z, sum0_);
    let av8_ = a2_.w;
    sumA0_ += av8_;
    sum0_ = fma(av8_, b4_.w, sum0_);
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

// dot-naive
// dot 1 x 4 x 4 x 1: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let t0_ = in0_[row1_] * 0.25f;
  let t1_ = t0_ + t0_;
  let x2_ = in1_[column_];
  sum0_ = fma(t1_, x2_, sum0_);
  {
    let at_ = row0_;
    let i3_ = column_ + at_ * 4;
    let x4_ = out2_[i3_];
    out2_[i3_] = sum0_ * (1.0f - x4_ * x4_);
  }
}

// dot-naive
// dot 1 x 4 x 1 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 1;
  let row0_ = item_ / 1 % 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sumA0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 1; step_++) {
    let i0_ = step_ * 16 + vec4i(0, 1, 2, 3) * 4 + row1_;
    let a1_ = vec4f(in0_[i0_.x], in0_[i0_.y], in0_[i0_.z], in0_[i0_.w]);
    let i2_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let b3_ = vec4f(in1_[i2_.x], in1_[i2_.y], in1_[i2_.z], in1_[i2_.w]);
    let av4_ = a1_.x;
    sumA0_ += av4_;
    sum0_ = fma(av4_, b3_.x, sum0_);
    let av5_ = a1_.y;
    sumA0_ += av5_;
    sum0_ = fma(av5_, b3_.y, sum0_);
    let av6_ = a1_.z;
    sumA0_ += av6_;
    sum0_ = fma(av6_, b3_.z, sum0_);
    let av7_ = a1_.w;
    sumA0_ += av7_;
    sum0_ = fma(av7_, b3_.w, sum0_);
  }
  {
    let at_ = row0_;
    out2_[at_] = sum0_;
  }
  {
    let at_ = row0_;
    if (column_ == 0) {
      out3_[at_] = sumA0_;
    }
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
