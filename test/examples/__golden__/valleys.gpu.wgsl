// row-thread
// 1 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn reduce_1(x: f32, n: f32) -> f32 {
  return ((x - n * 1.5703125f) - n * 4.837512969970703125e-4f) - n * 7.549789948768648e-8f;
}
fn sinpoly_1(r: f32) -> f32 {
  let z = r * r;
  return ((z * -1.9515295891e-4f + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z * r + r;
}
fn cospoly_1(r: f32) -> f32 {
  let z = r * r;
  return ((z * 2.443315711809948e-5f - 1.388731625493765e-3f) * z + 4.166664568298827e-2f) * z * z - 0.5f * z + 1.0f;
}
fn cos_1(x: f32) -> f32 {
  let n = round(x * 0.6366197723675814f);
  let r = reduce_1(x, n);
  let q = (i32(n) + i32(1)) & i32(3);
  let s = select(sinpoly_1(r), cospoly_1(r), (q & i32(1)) == i32(1));
  return select(s, -s, q >= i32(2));
}
fn sin_1(x: f32) -> f32 {
  let n = round(x * 0.6366197723675814f);
  let r = reduce_1(x, n);
  let q = i32(n) & i32(3);
  let s = select(sinpoly_1(r), cospoly_1(r), (q & i32(1)) == i32(1));
  return select(s, -s, q >= i32(2));
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + in0_[col_];
  }
  let acc0_ = sum0_;
  let x0_ = in1_[0];
  let t1_ = x0_ * 3.0f;
  let t2_ = acc0_ * 0.25f;
  let t3_ = x0_ * 0.2f;
  let v4_ = x0_ * x0_ / 5.0f + 1.0f - cos_1(t1_) + x0_ * t2_;
  let v5_ = t2_ + (sin_1(t1_) * 3.0f + (t3_ + t3_));
  if (place_ < 1) {
    out2_[0] = v4_;
    out3_[0] = v5_;
    out4_[0] = x0_;
  }
}

// map-quad
// map of 64 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<uniform> uniforms_: array<vec4u, 1>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 16) {
    out1_[item_] = out1_[item_] - in0_[item_] * bitcast<f32>(uniforms_[0].x);
  }
}
