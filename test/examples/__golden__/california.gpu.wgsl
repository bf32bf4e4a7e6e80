// dot-register-8x1
// dot 1 x 4 x 4 x 13: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;

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
  let i0_ = row1_ * 8;
  let i1_ = row1_ * 5;
  let i2_ = row2_ * 8;
  let i3_ = row2_ * 5;
  let i4_ = row3_ * 8;
  let i5_ = row3_ * 5;
  let i6_ = row4_ * 8;
  let i7_ = row4_ * 5;
  for (var step_ = 0; step_ < 13; step_++) {
    let c8_ = step_ < 8;
    let x9_ = select(0.0f, in1_[select(0, step_, c8_)], c8_);
    let x10_ = select(0.0f, in2_[select(0, step_, c8_)], c8_);
    let t11_ = select(1.0f, x10_, 0.0f < x10_);
    let c12_ = 8 <= step_;
    let a13_ = select(select(0.0f, in3_[select(0, step_ + i1_ - 8, c12_)], c12_), (select(0.0f, in0_[select(0, step_ + i0_, c8_)], c8_) - x9_) / t11_, c8_);
    let a14_ = select(select(0.0f, in3_[select(0, step_ + i3_ - 8, c12_)], c12_), (select(0.0f, in0_[select(0, step_ + i2_, c8_)], c8_) - x9_) / t11_, c8_);
    let a15_ = select(select(0.0f, in3_[select(0, step_ + i5_ - 8, c12_)], c12_), (select(0.0f, in0_[select(0, step_ + i4_, c8_)], c8_) - x9_) / t11_, c8_);
    let a16_ = select(select(0.0f, in3_[select(0, step_ + i7_ - 8, c12_)], c12_), (select(0.0f, in0_[select(0, step_ + i6_, c8_)], c8_) - x9_) / t11_, c8_);
    let b17_ = in4_[step_ * 4 + column_];
    sum0_ = fma(a13_, b17_, sum0_);
    sum1_ = fma(a14_, b17_, sum1_);
    sum2_ = fma(a15_, b17_, sum2_);
    sum3_ = fma(a16_, b17_, sum3_);
  }
  let x18_ = in5_[column_];
  {
    let at_ = row0_;
    out6_[column_ + at_ * 4] = sum0_ + x18_;
  }
  {
    let at_ = row0_ + 1;
    out6_[column_ + at_ * 4] = sum1_ + x18_;
  }
  {
    let at_ = row0_ + 2;
    out6_[column_ + at_ * 4] = sum2_ + x18_;
  }
  {
    let at_ = row0_ + 3;
    out6_[column_ + at_ * 4] = sum3_ + x18_;
  }
}

// dot-register-8x1
// dot 1 x 4 x 4 x 4: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

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
  for (var step_ = 0; step_ < 1; step_++) {
    let x0_ = in0_[step_ + row1_];
    let x1_ = in0_[step_ + row2_];
    let x2_ = in0_[step_ + row3_];
    let x3_ = in0_[step_ + row4_];
    let a4_ = select(x0_, vec4f(0.0f), x0_ <= vec4f(0.0f));
    let a5_ = select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f));
    let a6_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    let a7_ = select(x3_, vec4f(0.0f), x3_ <= vec4f(0.0f));
    let i8_ = step_ * 16 + column_;
    let b9_ = in1_[i8_];
    let b10_ = in1_[i8_ + 4];
    let b11_ = in1_[i8_ + 8];
    let b12_ = in1_[i8_ + 12];
    sum0_ = fma(a4_.x, b9_, sum0_);
    sum1_ = fma(a5_.x, b9_, sum1_);
    sum2_ = fma(a6_.x, b9_, sum2_);
    sum3_ = fma(a7_.x, b9_, sum3_);
    sum0_ = fma(a4_.y, b10_, sum0_);
    sum1_ = fma(a5_.y, b10_, sum1_);
    sum2_ = fma(a6_.y, b10_, sum2_);
    sum3_ = fma(a7_.y, b10_, sum3_);
    sum0_ = fma(a4_.z, b11_, sum0_);
    sum1_ = fma(a5_.z, b11_, sum1_);
    sum2_ = fma(a6_.z, b11_, sum2_);
    sum3_ = fma(a7_.z, b11_, sum3_);
    sum0_ = fma(a4_.w, b12_, sum0_);
    sum1_ = fma(a5_.w, b12_, sum1_);
    sum2_ = fma(a6_.w, b12_, sum2_);
    sum3_ = fma(a7_.w, b12_, sum3_);
  }
  let x13_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = sum0_ + x13_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 4] = sum1_ + x13_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 4] = sum2_ + x13_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 4] = sum3_ + x13_;
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
// dot 1 x 4 x 4 x 4: 4 x 1 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
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
  var sumB_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  let x2_ = in3_[column_];
  for (var step_ = 0; step_ < 4; step_++) {
    let x0_ = in0_[step_ + quad0_];
    let a1_ = select(x0_, vec4f(0.0f), x0_ <= vec4f(0.0f));
    let t3_ = in2_[step_] * 0.25f;
    let b4_ = select((t3_ + t3_) * x2_, 0.0f, in1_[step_ * 4 + column_] <= 0.0f);
    sumB_ += b4_;
    sum0_ = fma(a1_.x, b4_, sum0_);
    sum1_ = fma(a1_.y, b4_, sum1_);
    sum2_ = fma(a1_.z, b4_, sum2_);
    sum3_ = fma(a1_.w, b4_, sum3_);
  }
  {
    let at_ = row0_;
    out4_[column_ + at_ * 4] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out4_[column_ + at_ * 4] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out4_[column_ + at_ * 4] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out4_[column_ + at_ * 4] = sum3_;
  }
  if (row0_ == 0) {
    out5_[column_] = sumB_;
  }
}

// dot-register-8x1
// dot 1 x 4 x 4 x 4: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

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
  {
    let at_ = row0_;
    let i15_ = column_ + at_ * 4;
    out4_[i15_] = select(sum0_, 0.0f, out4_[i15_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i16_ = column_ + at_ * 4;
    out4_[i16_] = select(sum1_, 0.0f, out4_[i16_] <= 0.0f);
  }
  {
    let at_ = row0_ + 2;
    let i17_ = column_ + at_ * 4;
    out4_[i17_] = select(sum2_, 0.0f, out4_[i17_] <= 0.0f);
  }
  {
    let at_ = row0_ + 3;
    let i18_ = column_ + at_ * 4;
    out4_[i18_] = select(sum3_, 0.0f, out4_[i18_] <= 0.0f);
  }
}

// dot-register-8x1-swap
// dot 1 x 4 x 13 x 4: 4 x 1 a lane, register, a over m, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 13) { return; }
  let column_ = item_ % 13;
  let row0_ = item_ / 13 % 1 * 4;
  let batch_ = item_ / 13;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  var sumA0_ = 0.0f;
  var sumA1_ = 0.0f;
  var sumA2_ = 0.0f;
  var sumA3_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  let c1_ = column_ < 8;
  let x2_ = select(0.0f, in2_[select(0, column_, c1_)], c1_);
  let x3_ = select(0.0f, in1_[select(0, column_, c1_)], c1_);
  let t4_ = select(1.0f, x2_, 0.0f < x2_);
  let c5_ = 8 <= column_;
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in4_[step_ + quad0_];
    let b6_ = select(select(0.0f, in3_[select(0, step_ * 5 + column_ - 8, c5_)], c5_), (select(0.0f, in0_[select(0, step_ * 8 + column_, c1_)], c1_) - x3_) / t4_, c1_);
    let av7_ = a0_.x;
    sumA0_ += av7_;
    sum0_ = fma(av7_, b6_, sum0_);
    let av8_ = a0_.y;
    sumA1_ += av8_;
    sum1_ = fma(av8_, b6_, sum1_);
    let av9_ = a0_.z;
    sumA2_ += av9_;
    sum2_ = fma(av9_, b6_, sum2_);
    let av10_ = a0_.w;
    sumA3_ += av10_;
    sum3_ = fma(av10_, b6_, sum3_);
  }
  let i11_ = column_ * 4;
  {
    let at_ = row0_;
    out5_[i11_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out5_[i11_ + at_] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out5_[i11_ + at_] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out5_[i11_ + at_] = sum3_;
  }
  {
    let at_ = row0_;
    if (column_ == 0) {
      out6_[at_] = sumA0_;
    }
  }
  {
    let at_ = row0_ + 1;
    if (column_ == 0) {
      out6_[at_] = sumA1_;
    }
  }
  {
    let at_ = row0_ + 2;
    if (column_ == 0) {
      out6_[at_] = sumA2_;
    }
  }
  {
    let at_ = row0_ + 3;
    if (column_ == 0) {
      out6_[at_] = sumA3_;
    }
  }
}

// map-quad
// map of 384 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 96) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
    let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
    let x3_ = out3_[item_];
    let t4_ = (t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) + x3_ * 0.01f) * bitcast<f32>(uniforms_[0].z);
    let v5_ = x3_ - t4_;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v5_;
  }
}
