// map-quad
// map of 16 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 4) {
    let x0_ = in2_[0];
    out3_[item_] = (in0_[item_] - in1_[0]) / select(vec4f(1.0f), x0_, vec4f(0.0f) < x0_);
  }
}

// dot-register-8x1
// dot 1 x 4 x 16 x 4: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 1 * 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  for (var step_ = 0; step_ < 1; step_++) {
    let a0_ = in0_[step_ + row1_];
    let a1_ = in0_[step_ + row2_];
    let a2_ = in0_[step_ + row3_];
    let a3_ = in0_[step_ + row4_];
    let i4_ = step_ * 64 + column_;
    let b5_ = in1_[i4_];
    let b6_ = in1_[i4_ + 16];
    let b7_ = in1_[i4_ + 32];
    let b8_ = in1_[i4_ + 48];
    sum0_ = fma(a0_.x, b5_, sum0_);
    sum1_ = fma(a1_.x, b5_, sum1_);
    sum2_ = fma(a2_.x, b5_, sum2_);
    sum3_ = fma(a3_.x, b5_, sum3_);
    sum0_ = fma(a0_.y, b6_, sum0_);
    sum1_ = fma(a1_.y, b6_, sum1_);
    sum2_ = fma(a2_.y, b6_, sum2_);
    sum3_ = fma(a3_.y, b6_, sum3_);
    sum0_ = fma(a0_.z, b7_, sum0_);
    sum1_ = fma(a1_.z, b7_, sum1_);
    sum2_ = fma(a2_.z, b7_, sum2_);
    sum3_ = fma(a3_.z, b7_, sum3_);
    sum0_ = fma(a0_.w, b8_, sum0_);
    sum1_ = fma(a1_.w, b8_, sum1_);
    sum2_ = fma(a2_.w, b8_, sum2_);
    sum3_ = fma(a3_.w, b8_, sum3_);
  }
  let x9_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 16] = sum0_ + x9_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 16] = sum1_ + x9_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 16] = sum2_ + x9_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 16] = sum3_ + x9_;
  }
}

// dot-register-8x1-swap
// dot 1 x 1 x 4 x 16: 1 x 1 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
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
  let i1_ = column_ * 4;
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in1_[step_];
    let x2_ = in0_[step_ + i1_];
    let b3_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    sum0_ = fma(a0_.x, b3_.x, sum0_);
    sum0_ = fma(a0_.y, b3_.y, sum0_);
    sum0_ = fma(a0_.z, b3_.z, sum0_);
    sum0_ = fma(a0_.w, b3_.w, sum0_);
  }
  let x4_ = in2_[0];
  let x5_ = in3_[column_];
  {
    let at_ = row0_;
    out4_[column_] = sum0_ + x4_ - x5_;
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
// dot 1 x 1 x 16 x 4: 1 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 1;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  var sumA0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 1; step_++) {
    let i0_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let t1_ = vec4f(in0_[i0_.x], in0_[i0_.y], in0_[i0_.z], in0_[i0_.w]) * 0.25f;
    let a2_ = t1_ + t1_;
    let i3_ = step_ * 64 + column_;
    let x4_ = in1_[i3_];
    let x5_ = in1_[i3_ + 16];
    let x6_ = in1_[i3_ + 32];
    let x7_ = in1_[i3_ + 48];
    let b8_ = select(x4_, 0.0f, x4_ <= 0.0f);
    let b9_ = select(x5_, 0.0f, x5_ <= 0.0f);
    let b10_ = select(x6_, 0.0f, x6_ <= 0.0f);
    let b11_ = select(x7_, 0.0f, x7_ <= 0.0f);
    let av12_ = a2_.x;
    sumA0_ += av12_;
    sum0_ = fma(av12_, b8_, sum0_);
    let av13_ = a2_.y;
    sumA0_ += av13_;
    sum0_ = fma(av13_, b9_, sum0_);
    let av14_ = a2_.z;
    sumA0_ += av14_;
    sum0_ = fma(av14_, b10_, sum0_);
    let av15_ = a2_.w;
    sumA0_ += av15_;
    sum0_ = fma(av15_, b11_, sum0_);
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
// dot 1 x 4 x 16 x 1: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 1 * 4;
  let batch_ = item_ / 16;
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
    let i9_ = column_ + at_ * 16;
    out2_[i9_] = select(sum0_, 0.0f, out2_[i9_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i10_ = column_ + at_ * 16;
    out2_[i10_] = select(sum1_, 0.0f, out2_[i10_] <= 0.0f);
  }
  {
    let at_ = row0_ + 2;
    let i11_ = column_ + at_ * 16;
    out2_[i11_] = select(sum2_, 0.0f, out2_[i11_] <= 0.0f);
  }
  {
    let at_ = row0_ + 3;
    let i12_ = column_ + at_ * 16;
    out2_[i12_] = select(sum3_, 0.0f, out2_[i12_] <= 0.0f);
  }
}

// dot-register-8x1
// dot 1 x 4 x 16 x 4: 4 x 1 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 16;
  let row0_ = item_ / 16 % 1 * 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  var sumB_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  let i0_ = quad0_ * 4;
  for (var step_ = 0; step_ < 1; step_++) {
    let i1_ = step_ * 16 + vec4i(0, 1, 2, 3) + i0_;
    let a2_ = vec4f(in0_[i1_.x], in0_[i1_.y], in0_[i1_.z], in0_[i1_.w]);
    let i3_ = step_ * 16 + vec4i(0, 1, 2, 3) + i0_ + 4;
    let a4_ = vec4f(in0_[i3_.x], in0_[i3_.y], in0_[i3_.z], in0_[i3_.w]);
    let i5_ = step_ * 16 + vec4i(0, 1, 2, 3) + i0_ + 8;
    let a6_ = vec4f(in0_[i5_.x], in0_[i5_.y], in0_[i5_.z], in0_[i5_.w]);
    let i7_ = step_ * 16 + vec4i(0, 1, 2, 3) + i0_ + 12;
    let a8_ = vec4f(in0_[i7_.x], in0_[i7_.y], in0_[i7_.z], in0_[i7_.w]);
    let i9_ = step_ * 64 + column_;
    let b10_ = in1_[i9_];
    let b11_ = in1_[i9_ + 16];
    let b12_ = in1_[i9_ + 32];
    let b13_ = in1_[i9_ + 48];
    sumB_ += b10_;
    sum0_ = fma(a2_.x, b10_, sum0_);
    sum1_ = fma(a2_.y, b10_, sum1_);
    sum2_ = fma(a2_.z, b10_, sum2_);
    sum3_ = fma(a2_.w, b10_, sum3_);
    sumB_ += b11_;
    sum0_ = fma(a4_.x, b11_, sum0_);
    sum1_ = fma(a4_.y, b11_, sum1_);
    sum2_ = fma(a4_.z, b11_, sum2_);
    sum3_ = fma(a4_.w, b11_, sum3_);
    sumB_ += b12_;
    sum0_ = fma(a6_.x, b12_, sum0_);
    sum1_ = fma(a6_.y, b12_, sum1_);
    sum2_ = fma(a6_.z, b12_, sum2_);
    sum3_ = fma(a6_.w, b12_, sum3_);
    sumB_ += b13_;
    sum0_ = fma(a8_.x, b13_, sum0_);
    sum1_ = fma(a8_.y, b13_, sum1_);
    sum2_ = fma(a8_.z, b13_, sum2_);
    sum3_ = fma(a8_.w, b13_, sum3_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 16] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 16] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 16] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 16] = sum3_;
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
  let v3_ = out3_[item_] - t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * 0.01f;
  out1_[item_] = t1_;
  out2_[item_] = t2_;
  out3_[item_] = v3_;
}
