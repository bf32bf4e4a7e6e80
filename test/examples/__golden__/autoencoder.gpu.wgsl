// dot-split
// dot 1 x 2 x 4 x 784: 2 x 4 a lane, split, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
var<workgroup> parts_: array<vec4f, 64>;

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 2;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 196;
  let i1_ = row2_ * 196;
  for (var step_ = i32(local_); step_ < 196; step_ += 32) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let i4_ = step_ * 4 + column_;
    let b5_ = in1_[i4_];
    let b6_ = in1_[i4_ + 1];
    let b7_ = in1_[i4_ + 2];
    let b8_ = in1_[i4_ + 3];
    sum0_ = fma(vec4f(a2_.x), b5_, sum0_);
    sum1_ = fma(vec4f(a3_.x), b5_, sum1_);
    sum0_ = fma(vec4f(a2_.y), b6_, sum0_);
    sum1_ = fma(vec4f(a3_.y), b6_, sum1_);
    sum0_ = fma(vec4f(a2_.z), b7_, sum0_);
    sum1_ = fma(vec4f(a3_.z), b7_, sum1_);
    sum0_ = fma(vec4f(a2_.w), b8_, sum0_);
    sum1_ = fma(vec4f(a3_.w), b8_, sum1_);
  }
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  let i9_ = column_ * 4 + vec4i(0, 1, 2, 3);
  let x10_ = vec4f(in2_[i9_.x], in2_[i9_.y], in2_[i9_.z], in2_[i9_.w]);
  if (local_ == 0u) {
    let at_ = row0_;
    out3_[column_ + at_] = sum0_ + x10_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    out3_[column_ + at_] = sum1_ + x10_;
  }
}

// dot-register-8x1
// dot 1 x 2 x 2 x 4: 2 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 2) { return; }
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 1 * 2;
  let batch_ = item_ / 2;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 1; step_++) {
    let x0_ = in0_[step_ + row1_];
    let x1_ = in0_[step_ + row2_];
    let a2_ = select(x0_, vec4f(0.0f), x0_ <= vec4f(0.0f));
    let a3_ = select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f));
    let i4_ = step_ * 8 + column_ + vec4i(0, 1, 2, 3) * 2;
    let b5_ = vec4f(in1_[i4_.x], in1_[i4_.y], in1_[i4_.z], in1_[i4_.w]);
    sum0_ = fma(a2_.x, b5_.x, sum0_);
    sum1_ = fma(a3_.x, b5_.x, sum1_);
    sum0_ = fma(a2_.y, b5_.y, sum0_);
    sum1_ = fma(a3_.y, b5_.y, sum1_);
    sum0_ = fma(a2_.z, b5_.z, sum0_);
    sum1_ = fma(a3_.z, b5_.z, sum1_);
    sum0_ = fma(a2_.w, b5_.w, sum0_);
    sum1_ = fma(a3_.w, b5_.w, sum1_);
  }
  let x6_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 2] = sum0_ + x6_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 2] = sum1_ + x6_;
  }
}

// dot-register-8x1
// dot 1 x 2 x 4 x 2: 2 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 2;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 2;
  let i1_ = row2_ * 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let b4_ = in1_[step_ * 4 + column_];
    sum0_ = fma(a2_, b4_, sum0_);
    sum1_ = fma(a3_, b4_, sum1_);
  }
  let x5_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = sum0_ + x5_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 4] = sum1_ + x5_;
  }
}

// dot-register-8x1
// dot 1 x 2 x 784 x 4: 2 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 784) { return; }
  let column_ = item_ % 784;
  let row0_ = item_ / 784 % 1 * 2;
  let batch_ = item_ / 784;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 1; step_++) {
    let x0_ = in0_[step_ + row1_];
    let x1_ = in0_[step_ + row2_];
    let a2_ = select(x0_, vec4f(0.0f), x0_ <= vec4f(0.0f));
    let a3_ = select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f));
    let i4_ = step_ * 3136 + column_;
    let b5_ = in1_[i4_];
    let b6_ = in1_[i4_ + 784];
    let b7_ = in1_[i4_ + 1568];
    let b8_ = in1_[i4_ + 2352];
    sum0_ = fma(a2_.x, b5_, sum0_);
    sum1_ = fma(a3_.x, b5_, sum1_);
    sum0_ = fma(a2_.y, b6_, sum0_);
    sum1_ = fma(a3_.y, b6_, sum1_);
    sum0_ = fma(a2_.z, b7_, sum0_);
    sum1_ = fma(a3_.z, b7_, sum1_);
    sum0_ = fma(a2_.w, b8_, sum0_);
    sum1_ = fma(a3_.w, b8_, sum1_);
  }
  let x9_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 784] = sum0_ + x9_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 784] = sum1_ + x9_;
  }
}

// row-workgroup-vec4
// 1 rows of 1568: 1 x 256 lanes (shared), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
var<workgroup> lanes0_: array<f32, 256>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let colLane_ = i32(local_);
  let row_ = i32(group_.x);
  var sum0_ = vec4f(0.0f);
  for (var col_ = colLane_; col_ < 392; col_ += 256) {
    let x0_ = in0_[col_];
    let c1_ = x0_ < vec4f(0.0f);
    let t2_ = exp(select(-x0_, x0_, c1_));
    let t3_ = select(vec4f(1.0f), t2_, c1_) / (t2_ + 1.0f) - in1_[col_];
    sum0_ = sum0_ + t3_ * t3_;
    let t4_ = t3_ * 0.0006377551f;
    let t5_ = t4_ + t4_;
    let t6_ = t2_ + 1.0f;
    out3_[col_] = t2_ * (select(vec4f(0.0f), t5_ / t6_, c1_) - select(vec4f(1.0f), t2_, c1_) / t6_ * t5_ / t6_);
  }
  let h7_ = sum0_.x + sum0_.z;
  let h8_ = sum0_.y + sum0_.w;
  lanes0_[local_] = h7_ + h8_;
  for (var half_ = 128u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (colLane_ < i32(half_)) {
      lanes0_[local_] = lanes0_[local_] + lanes0_[local_ + half_];
    }
  }
  workgroupBarrier();
  let acc0_ = lanes0_[0];
  if (colLane_ == 0) {
    out2_[0] = acc0_ / 1568.0f;
  }
}

// dot-register-8x1
// dot 1 x 4 x 784 x 2: 4 x 1 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 784) { return; }
  let column_ = item_ % 784;
  let row0_ = item_ / 784 % 1 * 4;
  let batch_ = item_ / 784;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  var sumB_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 2; step_++) {
    let x0_ = in0_[step_ + quad0_];
    let a1_ = select(x0_, vec4f(0.0f), x0_ <= vec4f(0.0f));
    let i2_ = step_ * 784 + column_;
    let c3_ = in1_[i2_] < 0.0f;
    let x4_ = in2_[i2_];
    let b5_ = select(0.0f, x4_, c3_) - select(x4_, 0.0f, c3_);
    sumB_ += b5_;
    sum0_ = fma(a1_.x, b5_, sum0_);
    sum1_ = fma(a1_.y, b5_, sum1_);
    sum2_ = fma(a1_.z, b5_, sum2_);
    sum3_ = fma(a1_.w, b5_, sum3_);
  }
  {
    let at_ = row0_;
    out3_[column_ + at_ * 784] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 784] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 784] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 784] = sum3_;
  }
  if (row0_ == 0) {
    out4_[column_] = sumB_;
  }
}

// dot-split
// dot 1 x 2 x 4 x 784: 2 x 4 a lane, split, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
var<workgroup> parts_: array<vec4f, 64>;

@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let row0_ = i32(group_.y) * 2;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 196;
  let i1_ = row2_ * 196;
  let i10_ = column_ * 784;
  for (var step_ = i32(local_); step_ < 196; step_ += 32) {
    let i2_ = step_ + i0_;
    let c3_ = in0_[i2_] < vec4f(0.0f);
    let x4_ = in1_[i2_];
    let i5_ = step_ + i1_;
    let c6_ = in0_[i5_] < vec4f(0.0f);
    let x7_ = in1_[i5_];
    let a8_ = select(vec4f(0.0f), x4_, c3_) - select(x4_, vec4f(0.0f), c3_);
    let a9_ = select(vec4f(0.0f), x7_, c6_) - select(x7_, vec4f(0.0f), c6_);
    let i11_ = step_ + i10_;
    let b12_ = in2_[i11_];
    let b13_ = in2_[i11_ + 196];
    let b14_ = in2_[i11_ + 392];
    let b15_ = in2_[i11_ + 588];
    let b16_ = vec4f(b12_.x, b13_.x, b14_.x, b15_.x);
    sum0_ = fma(vec4f(a8_.x), b16_, sum0_);
    sum1_ = fma(vec4f(a9_.x), b16_, sum1_);
    let b17_ = vec4f(b12_.y, b13_.y, b14_.y, b15_.y);
    sum0_ = fma(vec4f(a8_.y), b17_, sum0_);
    sum1_ = fma(vec4f(a9_.y), b17_, sum1_);
    let b18_ = vec4f(b12_.z, b13_.z, b14_.z, b15_.z);
    sum0_ = fma(vec4f(a8_.z), b18_, sum0_);
    sum1_ = fma(vec4f(a9_.z), b18_, sum1_);
    let b19_ = vec4f(b12_.w, b13_.w, b14_.w, b15_.w);
    sum0_ = fma(vec4f(a8_.w), b19_, sum0_);
    sum1_ = fma(vec4f(a9_.w), b19_, sum1_);
  }
  parts_[0u + local_] = sum0_;
  parts_[32u + local_] = sum1_;
  for (var half_ = 16u; half_ > 0u; half_ >>= 1u) {
    workgroupBarrier();
    if (local_ < half_) {
      parts_[0u + local_] = parts_[0u + local_] + parts_[0u + local_ + half_];
      parts_[32u + local_] = parts_[32u + local_] + parts_[32u + local_ + half_];
    }
  }
  workgroupBarrier();
  sum0_ = parts_[0];
  sum1_ = parts_[32];
  if (local_ == 0u) {
    let at_ = row0_;
    let i20_ = column_ + at_;
    out3_[i20_] = select(sum0_, vec4f(0.0f), out3_[i20_] <= vec4f(0.0f));
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    let i21_ = column_ + at_;
    out3_[i21_] = select(sum1_, vec4f(0.0f), out3_[i21_] <= vec4f(0.0f));
  }
}

// dot-register-8x1
// dot 1 x 2 x 2 x 4: 2 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 2) { return; }
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 1 * 2;
  let batch_ = item_ / 2;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 1; step_++) {
    let a0_ = in0_[step_ + row1_];
    let a1_ = in0_[step_ + row2_];
    let b2_ = in1_[step_ + column_];
    sum0_ = fma(a0_.x, b2_.x, sum0_);
    sum1_ = fma(a1_.x, b2_.x, sum1_);
    sum0_ = fma(a0_.y, b2_.y, sum0_);
    sum1_ = fma(a1_.y, b2_.y, sum1_);
    sum0_ = fma(a0_.z, b2_.z, sum0_);
    sum1_ = fma(a1_.z, b2_.z, sum1_);
    sum0_ = fma(a0_.w, b2_.w, sum0_);
    sum1_ = fma(a1_.w, b2_.w, sum1_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 2] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 2] = sum1_;
  }
}

// dot-register-8x1
// dot 1 x 2 x 4 x 2: 2 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 2;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 2; step_++) {
    let i0_ = step_ * 2;
    let a1_ = in0_[i0_ + row1_];
    let a2_ = in0_[i0_ + row2_];
    let b3_ = in1_[step_ * 4 + column_];
    sumB_ += b3_;
    sum0_ = fma(a1_, b3_, sum0_);
    sum1_ = fma(a2_, b3_, sum1_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 4] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 4] = sum1_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-register-8x1-swap
// dot 1 x 2 x 4 x 2: 2 x 1 a lane, register, a over k, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 2;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sumA0_ = 0.0f;
  var sumA1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 2; step_++) {
    let i0_ = step_ * 2;
    let a1_ = in1_[i0_ + row1_];
    let a2_ = in1_[i0_ + row2_];
    let x3_ = in0_[step_ * 4 + column_];
    let b4_ = select(x3_, 0.0f, x3_ <= 0.0f);
    let av5_ = a1_;
    sumA0_ += av5_;
    sum0_ = fma(av5_, b4_, sum0_);
    let av6_ = a2_;
    sumA1_ += av6_;
    sum1_ = fma(av6_, b4_, sum1_);
  }
  let i7_ = column_ * 2;
  {
    let at_ = row0_;
    out2_[i7_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[i7_ + at_] = sum1_;
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
}

// dot-register-8x1
// dot 1 x 2 x 4 x 2: 2 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 1 * 2;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let i0_ = row1_ * 2;
  let i1_ = row2_ * 2;
  let i4_ = column_ * 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let a2_ = in0_[step_ + i0_];
    let a3_ = in0_[step_ + i1_];
    let b5_ = in1_[step_ + i4_];
    sum0_ = fma(a2_, b5_, sum0_);
    sum1_ = fma(a3_, b5_, sum1_);
  }
  {
    let at_ = row0_;
    let i6_ = column_ + at_ * 4;
    out2_[i6_] = select(sum0_, 0.0f, out2_[i6_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i7_ = column_ + at_ * 4;
    out2_[i7_] = select(sum1_, 0.0f, out2_[i7_] <= 0.0f);
  }
}

// dot-register-8x1-swap
// dot 1 x 4 x 784 x 2: 4 x 1 a lane, register, a over m, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 784) { return; }
  let column_ = item_ % 784;
  let row0_ = item_ / 784 % 1 * 4;
  let batch_ = item_ / 784;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  var sumA0_ = 0.0f;
  var sumA1_ = 0.0f;
  var sumA2_ = 0.0f;
  var sumA3_ = 0.0f;
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 2; step_++) {
    let a0_ = in1_[step_ + quad0_];
    let b1_ = in0_[step_ * 784 + column_];
    let av2_ = a0_.x;
    sumA0_ += av2_;
    sum0_ = fma(av2_, b1_, sum0_);
    let av3_ = a0_.y;
    sumA1_ += av3_;
    sum1_ = fma(av3_, b1_, sum1_);
    let av4_ = a0_.z;
    sumA2_ += av4_;
    sum2_ = fma(av4_, b1_, sum2_);
    let av5_ = a0_.w;
    sumA3_ += av5_;
    sum3_ = fma(av5_, b1_, sum3_);
  }
  let i6_ = column_ * 4;
  {
    let at_ = row0_;
    out2_[i6_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[i6_ + at_] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[i6_ + at_] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[i6_ + at_] = sum3_;
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
// map of 7424 elements, 4 a lane
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
