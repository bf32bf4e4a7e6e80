// dot-register-8x1
// dot 1 x 4 x 4 x 4: 4 x 1 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;

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
  let quad0_ = row0_ / 4 + 0;
  let i0_ = vec4i(0, 1, 2, 3) + quad0_ * 4;
  let x1_ = vec4f(in0_[i0_.x], in0_[i0_.y], in0_[i0_.z], in0_[i0_.w]);
  for (var step_ = 0; step_ < 4; step_++) {
    let t2_ = x1_ * in1_[step_] + in2_[step_];
    let a3_ = select(t2_, vec4f(0.0f), t2_ <= vec4f(0.0f));
    let b4_ = in3_[step_ * 4 + column_];
    sum0_ = fma(a3_.x, b4_, sum0_);
    sum1_ = fma(a3_.y, b4_, sum1_);
    sum2_ = fma(a3_.z, b4_, sum2_);
    sum3_ = fma(a3_.w, b4_, sum3_);
  }
  let x5_ = in4_[column_];
  {
    let at_ = row0_;
    out5_[column_ + at_ * 4] = sum0_ + x5_;
  }
  {
    let at_ = row0_ + 1;
    out5_[column_ + at_ * 4] = sum1_ + x5_;
  }
  {
    let at_ = row0_ + 2;
    out5_[column_ + at_ * 4] = sum2_ + x5_;
  }
  {
    let at_ = row0_ + 3;
    out5_[column_ + at_ * 4] = sum3_ + x5_;
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
    let x2_ = in0_[step_ + column_];
    let b3_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    sum0_ = fma(a1_.x, b3_.x, sum0_);
    sum0_ = fma(a1_.y, b3_.y, sum0_);
    sum0_ = fma(a1_.z, b3_.z, sum0_);
    sum0_ = fma(a1_.w, b3_.w, sum0_);
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
  for (var step_ = 0; step_ < 4; step_++) {
    let t0_ = in0_[step_] * 0.25f;
    let a1_ = t0_ + t0_;
    let x2_ = in1_[step_ * 4 + column_];
    let b3_ = select(x2_, 0.0f, x2_ <= 0.0f);
    let av4_ = a1_;
    sumA0_ += av4_;
    sum0_ = fma(av4_, b3_, sum0_);
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
// dot 1 x 4 x 4 x 4: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;

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
  var sumB_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let x0_ = in1_[row1_];
  let x1_ = in2_[row1_];
  let x2_ = in1_[row2_];
  let x3_ = in2_[row2_];
  let x4_ = in1_[row3_];
  let x5_ = in2_[row3_];
  let x6_ = in1_[row4_];
  let x7_ = in2_[row4_];
  let x17_ = in5_[column_];
  for (var step_ = 0; step_ < 4; step_++) {
    let x8_ = in0_[step_];
    let t9_ = x8_ * x0_ + x1_;
    let t10_ = x8_ * x2_ + x3_;
    let t11_ = x8_ * x4_ + x5_;
    let t12_ = x8_ * x6_ + x7_;
    let a13_ = select(t9_, 0.0f, t9_ <= 0.0f);
    let a14_ = select(t10_, 0.0f, t10_ <= 0.0f);
    let a15_ = select(t11_, 0.0f, t11_ <= 0.0f);
    let a16_ = select(t12_, 0.0f, t12_ <= 0.0f);
    let t18_ = in4_[step_] * 0.25f;
    let b19_ = select((t18_ + t18_) * x17_, 0.0f, in3_[step_ * 4 + column_] <= 0.0f);
    sumB_ += b19_;
    sum0_ = fma(a13_, b19_, sum0_);
    sum1_ = fma(a14_, b19_, sum1_);
    sum2_ = fma(a15_, b19_, sum2_);
    sum3_ = fma(a16_, b19_, sum3_);
  }
  {
    let at_ = row0_;
    out6_[column_ + at_ * 4] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out6_[column_ + at_ * 4] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out6_[column_ + at_ * 4] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out6_[column_ + at_ * 4] = sum3_;
  }
  if (row0_ == 0) {
    out7_[column_] = sumB_;
  }
}

// dot-register-8x1
// dot 1 x 4 x 4 x 4: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read> in6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;

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
  let t0_ = in1_[row1_] * 0.25f;
  let t1_ = in1_[row2_] * 0.25f;
  let t2_ = in1_[row3_] * 0.25f;
  let t3_ = in1_[row4_] * 0.25f;
  let t4_ = t0_ + t0_;
  let t5_ = t1_ + t1_;
  let t6_ = t2_ + t2_;
  let t7_ = t3_ + t3_;
  for (var step_ = 0; step_ < 1; step_++) {
    let i8_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let x9_ = vec4f(in2_[i8_.x], in2_[i8_.y], in2_[i8_.z], in2_[i8_.w]);
    let a10_ = select(t4_ * x9_, vec4f(0.0f), in0_[step_ + row1_] <= vec4f(0.0f));
    let a11_ = select(t5_ * x9_, vec4f(0.0f), in0_[step_ + row2_] <= vec4f(0.0f));
    let a12_ = select(t6_ * x9_, vec4f(0.0f), in0_[step_ + row3_] <= vec4f(0.0f));
    let a13_ = select(t7_ * x9_, vec4f(0.0f), in0_[step_ + row4_] <= vec4f(0.0f));
    let b14_ = in3_[step_ + column_];
    sum0_ = fma(a10_.x, b14_.x, sum0_);
    sum1_ = fma(a11_.x, b14_.x, sum1_);
    sum2_ = fma(a12_.x, b14_.x, sum2_);
    sum3_ = fma(a13_.x, b14_.x, sum3_);
    sum0_ = fma(a10_.y, b14_.y, sum0_);
    sum1_ = fma(a11_.y, b14_.y, sum1_);
    sum2_ = fma(a12_.y, b14_.y, sum2_);
    sum3_ = fma(a13_.y, b14_.y, sum3_);
    sum0_ = fma(a10_.z, b14_.z, sum0_);
    sum1_ = fma(a11_.z, b14_.z, sum1_);
    sum2_ = fma(a12_.z, b14_.z, sum2_);
    sum3_ = fma(a13_.z, b14_.z, sum3_);
    sum0_ = fma(a10_.w, b14_.w, sum0_);
    sum1_ = fma(a11_.w, b14_.w, sum1_);
    sum2_ = fma(a12_.w, b14_.w, sum2_);
    sum3_ = fma(a13_.w, b14_.w, sum3_);
  }
  let x15_ = in5_[column_];
  let x16_ = in6_[column_];
  {
    let at_ = row0_;
    out7_[column_ + at_ * 4] = select(sum0_, 0.0f, in4_[at_] * x15_ + x16_ <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    out7_[column_ + at_ * 4] = select(sum1_, 0.0f, in4_[at_] * x15_ + x16_ <= 0.0f);
  }
  {
    let at_ = row0_ + 2;
    out7_[column_ + at_ * 4] = select(sum2_, 0.0f, in4_[at_] * x15_ + x16_ <= 0.0f);
  }
  {
    let at_ = row0_ + 3;
    out7_[column_ + at_ * 4] = select(sum3_, 0.0f, in4_[at_] * x15_ + x16_ <= 0.0f);
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
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in1_[step_];
    let b1_ = in0_[step_ * 4 + column_];
    sumB_ += b1_;
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// row-workgroup-vec4
// 1 rows of 384: 2 x 128 lanes (shared), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<uniform> uniforms_: array<vec4u, 1>;
var<workgroup> lanes0_: array<f32, 256>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn min_1(x: f32, y: f32) -> f32 { return select(x, y, (y < x) | isnan_1(y)); }

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let rowLane_ = i32(local_ / 128u);
  let colLane_ = i32(local_ % 128u);
  let place_ = i32(group_.x) * 2 + rowLane_;
  let row_ = min(place_, 0);
  var sum0_ = vec4f(0.0f);
  for (var col_ = colLane_; col_ < 96; col_ += 128) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + x0_ * x0_;
  }
  let h1_ = sum0_.x + sum0_.z;
  let h2_ = sum0_.y + sum0_.w;
  lanes0_[local_] = h1_ + h2_;
  for (var half_ = 64u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_];
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[rowLane_ * 128];
  let t3_ = min_1(1.0f / (sqrt(acc0_) + 0.000001f), 1.0f);
  for (var col_ = colLane_; col_ < 96; col_ += 128) {
    if (place_ < 1) {
      out1_[col_] = out1_[col_] - in0_[col_] * t3_ * bitcast<f32>(uniforms_[0].x);
    }
  }
}
