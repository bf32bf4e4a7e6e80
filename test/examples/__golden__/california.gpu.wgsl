// map-quad
// map of 52 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 13) {
    let i0_ = item_ * 4 + vec4i(0, 1, 2, 3);
    let i1_ = i0_ % 13;
    let c2_ = i1_ < vec4i(8);
    let i3_ = i0_ / 13;
    let i4_ = i1_ + i3_ * 8;
    let x5_ = vec4f(select(0.0f, in0_[select(0, i4_.x, c2_.x)], c2_.x), select(0.0f, in0_[select(0, i4_.y, c2_.y)], c2_.y), select(0.0f, in0_[select(0, i4_.z, c2_.z)], c2_.z), select(0.0f, in0_[select(0, i4_.w, c2_.w)], c2_.w));
    let x6_ = vec4f(select(0.0f, in1_[select(0, i1_.x, c2_.x)], c2_.x), select(0.0f, in1_[select(0, i1_.y, c2_.y)], c2_.y), select(0.0f, in1_[select(0, i1_.z, c2_.z)], c2_.z), select(0.0f, in1_[select(0, i1_.w, c2_.w)], c2_.w));
    let x7_ = vec4f(select(0.0f, in2_[select(0, i1_.x, c2_.x)], c2_.x), select(0.0f, in2_[select(0, i1_.y, c2_.y)], c2_.y), select(0.0f, in2_[select(0, i1_.z, c2_.z)], c2_.z), select(0.0f, in2_[select(0, i1_.w, c2_.w)], c2_.w));
    let i8_ = i1_ + i3_ * 5 - 8;
    let c9_ = vec4i(8) <= i1_;
    let x10_ = vec4f(select(0.0f, in3_[select(0, i8_.x, c9_.x)], c9_.x), select(0.0f, in3_[select(0, i8_.y, c9_.y)], c9_.y), select(0.0f, in3_[select(0, i8_.z, c9_.z)], c9_.z), select(0.0f, in3_[select(0, i8_.w, c9_.w)], c9_.w));
    out4_[item_] = select(x10_, (x5_ - x6_) / select(vec4f(1.0f), x7_, vec4f(0.0f) < x7_), c2_);
  }
}

// dot-register-8x1
// dot 1 x 4 x 4 x 13: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
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
  let i0_ = row1_ * 13;
  let i1_ = row2_ * 13;
  let i2_ = row3_ * 13;
  let i3_ = row4_ * 13;
  for (var step_ = 0; step_ < 3; step_++) {
    let i4_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let i5_ = i4_ + i0_;
    let i6_ = i4_ + i1_;
    let i7_ = i4_ + i2_;
    let i8_ = i4_ + i3_;
    let a9_ = vec4f(in0_[i5_.x], in0_[i5_.y], in0_[i5_.z], in0_[i5_.w]);
    let a10_ = vec4f(in0_[i6_.x], in0_[i6_.y], in0_[i6_.z], in0_[i6_.w]);
    let a11_ = vec4f(in0_[i7_.x], in0_[i7_.y], in0_[i7_.z], in0_[i7_.w]);
    let a12_ = vec4f(in0_[i8_.x], in0_[i8_.y], in0_[i8_.z], in0_[i8_.w]);
    let i13_ = step_ * 16 + column_;
    let b14_ = in1_[i13_];
    let b15_ = in1_[i13_ + 4];
    let b16_ = in1_[i13_ + 8];
    let b17_ = in1_[i13_ + 12];
    sum0_ = fma(a9_.x, b14_, sum0_);
    sum1_ = fma(a10_.x, b14_, sum1_);
    sum2_ = fma(a11_.x, b14_, sum2_);
    sum3_ = fma(a12_.x, b14_, sum3_);
    sum0_ = fma(a9_.y, b15_, sum0_);
    sum1_ = fma(a10_.y, b15_, sum1_);
    sum2_ = fma(a11_.y, b15_, sum2_);
    sum3_ = fma(a12_.y, b15_, sum3_);
    sum0_ = fma(a9_.z, b16_, sum0_);
    sum1_ = fma(a10_.z, b16_, sum1_);
    sum2_ = fma(a11_.z, b16_, sum2_);
    sum3_ = fma(a12_.z, b16_, sum3_);
    sum0_ = fma(a9_.w, b17_, sum0_);
    sum1_ = fma(a10_.w, b17_, sum1_);
    sum2_ = fma(a11_.w, b17_, sum2_);
    sum3_ = fma(a12_.w, b17_, sum3_);
  }
  let x18_ = in0_[row1_ * 13 + 12];
  let x19_ = in0_[row2_ * 13 + 12];
  let x20_ = in0_[row3_ * 13 + 12];
  let x21_ = in0_[row4_ * 13 + 12];
  let x22_ = in1_[column_ + 48];
  sum0_ = fma(x18_, x22_, sum0_);
  sum1_ = fma(x19_, x22_, sum1_);
  sum2_ = fma(x20_, x22_, sum2_);
  sum3_ = fma(x21_, x22_, sum3_);
  let x23_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = sum0_ + x23_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 4] = sum1_ + x23_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 4] = sum2_ + x23_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 4] = sum3_ + x23_;
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
  for (var step_ = 0; step_ < 1; step_++) {
    let i0_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let t1_ = vec4f(in0_[i0_.x], in0_[i0_.y], in0_[i0_.z], in0_[i0_.w]) * 0.25f;
    let a2_ = t1_ + t1_;
    let i3_ = step_ * 16 + column_;
    let x4_ = in1_[i3_];
    let x5_ = in1_[i3_ + 4];
    let x6_ = in1_[i3_ + 8];
    let x7_ = in1_[i3_ + 12];
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
    out2_[i9_] = select(sum0_, 0.0f, out2_[i9_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i10_ = column_ + at_ * 4;
    out2_[i10_] = select(sum1_, 0.0f, out2_[i10_] <= 0.0f);
  }
  {
    let at_ = row0_ + 2;
    let i11_ = column_ + at_ * 4;
    out2_[i11_] = select(sum2_, 0.0f, out2_[i11_] <= 0.0f);
  }
  {
    let at_ = row0_ + 3;
    let i12_ = column_ + at_ * 4;
    out2_[i12_] = select(sum3_, 0.0f, out2_[i12_] <= 0.0f);
  }
}

// dot-register-8x1
// dot 1 x 4 x 4 x 4: 4 x 1 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
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
  var sumB_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  let i0_ = quad0_ * 4;
  for (var step_ = 0; step_ < 1; step_++) {
    let i1_ = step_ * 16 + vec4i(0, 1, 2, 3) + i0_;
    let x2_ = vec4f(in0_[i1_.x], in0_[i1_.y], in0_[i1_.z], in0_[i1_.w]);
    let a3_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    let i4_ = step_ * 16 + vec4i(0, 1, 2, 3) + i0_ + 4;
    let x5_ = vec4f(in0_[i4_.x], in0_[i4_.y], in0_[i4_.z], in0_[i4_.w]);
    let a6_ = select(x5_, vec4f(0.0f), x5_ <= vec4f(0.0f));
    let i7_ = step_ * 16 + vec4i(0, 1, 2, 3) + i0_ + 8;
    let x8_ = vec4f(in0_[i7_.x], in0_[i7_.y], in0_[i7_.z], in0_[i7_.w]);
    let a9_ = select(x8_, vec4f(0.0f), x8_ <= vec4f(0.0f));
    let i10_ = step_ * 16 + vec4i(0, 1, 2, 3) + i0_ + 12;
    let x11_ = vec4f(in0_[i10_.x], in0_[i10_.y], in0_[i10_.z], in0_[i10_.w]);
    let a12_ = select(x11_, vec4f(0.0f), x11_ <= vec4f(0.0f));
    let i13_ = step_ * 16 + column_;
    let b14_ = in1_[i13_];
    let b15_ = in1_[i13_ + 4];
    let b16_ = in1_[i13_ + 8];
    let b17_ = in1_[i13_ + 12];
    sumB_ += b14_;
    sum0_ = fma(a3_.x, b14_, sum0_);
    sum1_ = fma(a3_.y, b14_, sum1_);
    sum2_ = fma(a3_.z, b14_, sum2_);
    sum3_ = fma(a3_.w, b14_, sum3_);
    sumB_ += b15_;
    sum0_ = fma(a6_.x, b15_, sum0_);
    sum1_ = fma(a6_.y, b15_, sum1_);
    sum2_ = fma(a6_.z, b15_, sum2_);
    sum3_ = fma(a6_.w, b15_, sum3_);
    sumB_ += b16_;
    sum0_ = fma(a9_.x, b16_, sum0_);
    sum1_ = fma(a9_.y, b16_, sum1_);
    sum2_ = fma(a9_.z, b16_, sum2_);
    sum3_ = fma(a9_.w, b16_, sum3_);
    sumB_ += b17_;
    sum0_ = fma(a12_.x, b17_, sum0_);
    sum1_ = fma(a12_.y, b17_, sum1_);
    sum2_ = fma(a12_.z, b17_, sum2_);
    sum3_ = fma(a12_.w, b17_, sum3_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 4] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 4] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 4] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 4] = sum3_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-register-8x1
// dot 1 x 4 x 4 x 4: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
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
  for (var step_ = 0; step_ < 1; step_++) {
    let a0_ = in0_[step_ + row1_];
    let a1_ = in0_[step_ + row2_];
    let a2_ = in0_[step_ + row3_];
    let a3_ = in0_[step_ + row4_];
    let b4_ = in1_[step_ + column_];
    sum0_ = fma(a0_.x, b4_.x, sum0_);
    sum1_ = fma(a1_.x, b4_.x, sum1_);
    sum2_ = fma(a2_.x, b4_.x, sum2_);
    sum3_ = fma(a3_.x, b4_.x, sum3_);
    sum0_ = fma(a0_.y, b4_.y, sum0_);
    sum1_ = fma(a1_.y, b4_.y, sum1_);
    sum2_ = fma(a2_.y, b4_.y, sum2_);
    sum3_ = fma(a3_.y, b4_.y, sum3_);
    sum0_ = fma(a0_.z, b4_.z, sum0_);
    sum1_ = fma(a1_.z, b4_.z, sum1_);
    sum2_ = fma(a2_.z, b4_.z, sum2_);
    sum3_ = fma(a3_.z, b4_.z, sum3_);
    sum0_ = fma(a0_.w, b4_.w, sum0_);
    sum1_ = fma(a1_.w, b4_.w, sum1_);
    sum2_ = fma(a2_.w, b4_.w, sum2_);
    sum3_ = fma(a3_.w, b4_.w, sum3_);
  }
  {
    let at_ = row0_;
    let i5_ = column_ + at_ * 4;
    out2_[i5_] = select(sum0_, 0.0f, out2_[i5_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i6_ = column_ + at_ * 4;
    out2_[i6_] = select(sum1_, 0.0f, out2_[i6_] <= 0.0f);
  }
  {
    let at_ = row0_ + 2;
    let i7_ = column_ + at_ * 4;
    out2_[i7_] = select(sum2_, 0.0f, out2_[i7_] <= 0.0f);
  }
  {
    let at_ = row0_ + 3;
    let i8_ = column_ + at_ * 4;
    out2_[i8_] = select(sum3_, 0.0f, out2_[i8_] <= 0.0f);
  }
}

// dot-register-8x1-swap
// dot 1 x 4 x 13 x 4: 4 x 1 a lane, register, a over m, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

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
  let i0_ = quad0_ * 4;
  for (var step_ = 0; step_ < 1; step_++) {
    let i1_ = step_ * 16 + vec4i(0, 1, 2, 3) + i0_;
    let a2_ = vec4f(in1_[i1_.x], in1_[i1_.y], in1_[i1_.z], in1_[i1_.w]);
    let i3_ = step_ * 16 + vec4i(0, 1, 2, 3) + i0_ + 4;
    let a4_ = vec4f(in1_[i3_.x], in1_[i3_.y], in1_[i3_.z], in1_[i3_.w]);
    let i5_ = step_ * 16 + vec4i(0, 1, 2, 3) + i0_ + 8;
    let a6_ = vec4f(in1_[i5_.x], in1_[i5_.y], in1_[i5_.z], in1_[i5_.w]);
    let i7_ = step_ * 16 + vec4i(0, 1, 2, 3) + i0_ + 12;
    let a8_ = vec4f(in1_[i7_.x], in1_[i7_.y], in1_[i7_.z], in1_[i7_.w]);
    let i9_ = step_ * 52 + column_ + vec4i(0, 1, 2, 3) * 13;
    let b10_ = vec4f(in0_[i9_.x], in0_[i9_.y], in0_[i9_.z], in0_[i9_.w]);
    let av11_ = a2_.x;
    sumA0_ += av11_;
    sum0_ = fma(av11_, b10_.x, sum0_);
    let av12_ = a2_.y;
    sumA1_ += av12_;
    sum1_ = fma(av12_, b10_.x, sum1_);
    let av13_ = a2_.z;
    sumA2_ += av13_;
    sum2_ = fma(av13_, b10_.x, sum2_);
    let av14_ = a2_.w;
    sumA3_ += av14_;
    sum3_ = fma(av14_, b10_.x, sum3_);
    let av15_ = a4_.x;
    sumA0_ += av15_;
    sum0_ = fma(av15_, b10_.y, sum0_);
    let av16_ = a4_.y;
    sumA1_ += av16_;
    sum1_ = fma(av16_, b10_.y, sum1_);
    let av17_ = a4_.z;
    sumA2_ += av17_;
    sum2_ = fma(av17_, b10_.y, sum2_);
    let av18_ = a4_.w;
    sumA3_ += av18_;
    sum3_ = fma(av18_, b10_.y, sum3_);
    let av19_ = a6_.x;
    sumA0_ += av19_;
    sum0_ = fma(av19_, b10_.z, sum0_);
    let av20_ = a6_.y;
    sumA1_ += av20_;
    sum1_ = fma(av20_, b10_.z, sum1_);
    let av21_ = a6_.z;
    sumA2_ += av21_;
    sum2_ = fma(av21_, b10_.z, sum2_);
    let av22_ = a6_.w;
    sumA3_ += av22_;
    sum3_ = fma(av22_, b10_.z, sum3_);
    let av23_ = a8_.x;
    sumA0_ += av23_;
    sum0_ = fma(av23_, b10_.w, sum0_);
    let av24_ = a8_.y;
    sumA1_ += av24_;
    sum1_ = fma(av24_, b10_.w, sum1_);
    let av25_ = a8_.z;
    sumA2_ += av25_;
    sum2_ = fma(av25_, b10_.w, sum2_);
    let av26_ = a8_.w;
    sumA3_ += av26_;
    sum3_ = fma(av26_, b10_.w, sum3_);
  }
  let i27_ = column_ * 4;
  {
    let at_ = row0_;
    out2_[i27_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[i27_ + at_] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[i27_ + at_] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[i27_ + at_] = sum3_;
  }
  {
    let at_ = row0_;
    if (column_ == 0) {
      out3_[at_] = sumA0_;
    }
  }
  {
    let at_ = row0_ + 1;
    if (column_ == 0) {
      out3_[at_] = sumA1_;
    }
  }
  {
    let at_ = row0_ + 2;
    if (column_ == 0) {
      out3_[at_] = sumA2_;
    }
  }
  {
    let at_ = row0_ + 3;
    if (column_ == 0) {
      out3_[at_] = sumA3_;
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
