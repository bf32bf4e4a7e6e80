// dot-naive
// dot 1 x 4 x 1 x 32: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 1;
  let row0_ = item_ / 1 % 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 32;
  for (var step_ = 0; step_ < rounds_(32); step_++) {
    let a1_ = in0_[step_ + i0_];
    let x2_ = in1_[step_];
    let b3_ = x2_ + (select(1.0f, (-1.0f), x2_ < 0.0f) - x2_);
    sum0_ = fma(a1_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out3_[at_] = sum0_ - in2_[at_];
  }
}

// row-thread
// 1 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

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
// dot 1 x 1 x 32 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 1;
  let batch_ = item_ / 32;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let t0_ = in0_[step_] * 0.25f;
    let a1_ = t0_ + t0_;
    let b2_ = in1_[step_ * 32 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_] = sum0_;
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
    let v3_ = out3_[item_] - t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * 0.01f;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v3_;
  }
}
