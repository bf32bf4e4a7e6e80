// dot-register-8x1
// dot 1 x 4 x 32 x 2: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 1 * 4;
  let batch_ = item_ / 32;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 2;
  let i1_ = row2_ * 2;
  let i2_ = row3_ * 2;
  let i3_ = row4_ * 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let b8_ = in1_[step_ * 32 + column_];
    sum0_ = fma(a4_, b8_, sum0_);
    sum1_ = fma(a5_, b8_, sum1_);
    sum2_ = fma(a6_, b8_, sum2_);
    sum3_ = fma(a7_, b8_, sum3_);
  }
  let x9_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 32] = sum0_ + x9_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 32] = sum1_ + x9_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 32] = sum2_ + x9_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 32] = sum3_ + x9_;
  }
}

// dot-register-8x1
// dot 1 x 4 x 32 x 32: 4 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 1 * 4;
  let batch_ = item_ / 32;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 8;
  let i1_ = row2_ * 8;
  let i2_ = row3_ * 8;
  let i3_ = row4_ * 8;
  for (var step_ = 0; step_ < 8; step_++) {
    let x4_ = in0_[step_ + i0_];
    let x5_ = in0_[step_ + i1_];
    let x6_ = in0_[step_ + i2_];
    let x7_ = in0_[step_ + i3_];
    let a8_ = select(x4_, vec4f(0.0f), x4_ <= vec4f(0.0f));
    let a9_ = select(x5_, vec4f(0.0f), x5_ <= vec4f(0.0f));
    let a10_ = select(x6_, vec4f(0.0f), x6_ <= vec4f(0.0f));
    let a11_ = select(x7_, vec4f(0.0f), x7_ <= vec4f(0.0f));
    let i12_ = step_ * 128 + column_;
    let b13_ = in1_[i12_];
    let b14_ = in1_[i12_ + 32];
    let b15_ = in1_[i12_ + 64];
    let b16_ = in1_[i12_ + 96];
    sum0_ = fma(a8_.x, b13_, sum0_);
    sum1_ = fma(a9_.x, b13_, sum1_);
    sum2_ = fma(a10_.x, b13_, sum2_);
    sum3_ = fma(a11_.x, b13_, sum3_);
    sum0_ = fma(a8_.y, b14_, sum0_);
    sum1_ = fma(a9_.y, b14_, sum1_);
    sum2_ = fma(a10_.y, b14_, sum2_);
    sum3_ = fma(a11_.y, b14_, sum3_);
    sum0_ = fma(a8_.z, b15_, sum0_);
    sum1_ = fma(a9_.z, b15_, sum1_);
    sum2_ = fma(a10_.z, b15_, sum2_);
    sum3_ = fma(a11_.z, b15_, sum3_);
    sum0_ = fma(a8_.w, b16_, sum0_);
    sum1_ = fma(a9_.w, b16_, sum1_);
    sum2_ = fma(a10_.w, b16_, sum2_);
    sum3_ = fma(a11_.w, b16_, sum3_);
  }
  let x17_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 32] = sum0_ + x17_;
  }
  {
    let at_ = row0_ + 1;
    out3_[column_ + at_ * 32] = sum1_ + x17_;
  }
  {
    let at_ = row0_ + 2;
    out3_[column_ + at_ * 32] = sum2_ + x17_;
  }
  {
    let at_ = row0_ + 3;
    out3_[column_ + at_ * 32] = sum3_ + x17_;
  }
}

// dot-register-8x1-swap
// dot 1 x 2 x 4 x 32: 2 x 1 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
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
  let i5_ = column_ * 8;
  for (var step_ = 0; step_ < 8; step_++) {
    let i0_ = step_ * 8 + vec4i(0, 1, 2, 3) * 2;
    let i1_ = i0_ + row1_;
    let i2_ = i0_ + row2_;
    let a3_ = vec4f(in1_[i1_.x], in1_[i1_.y], in1_[i1_.z], in1_[i1_.w]);
    let a4_ = vec4f(in1_[i2_.x], in1_[i2_.y], in1_[i2_.z], in1_[i2_.w]);
    let x6_ = in0_[step_ + i5_];
    let b7_ = select(x6_, vec4f(0.0f), x6_ <= vec4f(0.0f));
    sum0_ = fma(a3_.x, b7_.x, sum0_);
    sum1_ = fma(a4_.x, b7_.x, sum1_);
    sum0_ = fma(a3_.y, b7_.y, sum0_);
    sum1_ = fma(a4_.y, b7_.y, sum1_);
    sum0_ = fma(a3_.z, b7_.z, sum0_);
    sum1_ = fma(a4_.z, b7_.z, sum1_);
    sum0_ = fma(a3_.w, b7_.w, sum0_);
    sum1_ = fma(a4_.w, b7_.w, sum1_);
  }
  let i8_ = column_ * 2;
  {
    let at_ = row0_;
    out3_[i8_ + at_] = sum0_ + in2_[at_];
  }
  {
    let at_ = row0_ + 1;
    out3_[i8_ + at_] = sum1_ + in2_[at_];
  }
}

// row-thread
// 1 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + f32(!(in0_[col_] == (-100)));
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out1_[0] = acc0_;
  }
}

// row-thread
// 4 rows of 2: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn ln_1(x: f32) -> f32 {
  let low = select(f32(bits_(0x7fc00000u)), f32(bits_(0xff800000u)), x == f32(0.0f));
  return select(select(log(x), low, x <= f32(0.0f)), x, isnan_1(x));
}
fn log1p_1(x: f32) -> f32 {
  let z = x * x;
  var p = x * 7.0376836292e-2f - 1.1514610310e-1f;
  p = p * x + 1.1676998740e-1f;
  p = p * x - 1.2420140846e-1f;
  p = p * x + 1.4249322787e-1f;
  p = p * x - 1.6668057665e-1f;
  p = p * x + 2.0000714765e-1f;
  p = p * x - 2.4999993993e-1f;
  p = p * x + 3.3333331174e-1f;
  let near = x + (x * z * p - 0.5f * z);
  return select(ln_1(1.0f + x), near, (x > f32(-0.29289f)) & (x < f32(0.41421f)));
}
fn log_1(x: f32) -> f32 {
  return select(ln_1(x), log1p_1(x - 1.0f), (x > f32(0.70711f)) & (x < f32(1.41421f)));
}
fn isfinite_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7f800000u)) != u32(0x7f800000u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = bits_(0xff800000u);
  let i0_ = row_ * 2;
  for (var col_ = 0; col_ < 2; col_++) {
    sum0_ = max_1(sum0_, in0_[i0_ + col_]);
  }
  let acc0_ = sum0_;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  let x1_ = in1_[row_];
  for (var col_ = 0; col_ < 2; col_++) {
    let t2_ = in0_[i0_ + col_] - acc0_;
    sum1_ = sum1_ + select(0.0f, t2_, col_ == x1_);
    sum2_ = sum2_ + exp(t2_);
  }
  let acc1_ = sum1_;
  let acc2_ = sum2_;
  if (place_ < 4) {
    out3_[row_] = select(log_1(acc2_) - acc1_, 0.0f, x1_ == (-100));
  }
  let t3_ = select(1.0f / in2_[0], 0.0f, x1_ == (-100));
  let t4_ = t3_ / acc2_;
  let t5_ = select(t4_, 0.0f, (t3_ == 0.0f) & (!isfinite_1(t4_)));
  let c6_ = t5_ == 0.0f;
  let t7_ = -t3_;
  for (var col_ = 0; col_ < 2; col_++) {
    let i8_ = i0_ + col_;
    let t9_ = exp(in0_[i8_] - acc0_) * t5_;
    if (place_ < 4) {
      out4_[i8_] = select(t9_, 0.0f, c6_ & (!isfinite_1(t9_))) + select(0.0f, t7_, col_ == x1_);
    }
  }
}

// row-thread
// 1 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + in0_[col_];
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out2_[0] = acc0_ / in1_[0];
  }
}

// dot-register-8x1-swap
// dot 1 x 2 x 32 x 4: 2 x 1 a lane, register, a over k, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 1 * 2;
  let batch_ = item_ / 32;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sumA0_ = 0.0f;
  var sumA1_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 4; step_++) {
    let i0_ = step_ * 2;
    let a1_ = in1_[i0_ + row1_];
    let a2_ = in1_[i0_ + row2_];
    let x3_ = in0_[step_ * 32 + column_];
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
// dot 1 x 4 x 32 x 2: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 1 * 4;
  let batch_ = item_ / 32;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 2;
  let i1_ = row2_ * 2;
  let i2_ = row3_ * 2;
  let i3_ = row4_ * 2;
  let i8_ = column_ * 2;
  for (var step_ = 0; step_ < 2; step_++) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let b9_ = in1_[step_ + i8_];
    sum0_ = fma(a4_, b9_, sum0_);
    sum1_ = fma(a5_, b9_, sum1_);
    sum2_ = fma(a6_, b9_, sum2_);
    sum3_ = fma(a7_, b9_, sum3_);
  }
  {
    let at_ = row0_;
    let i10_ = column_ + at_ * 32;
    out2_[i10_] = select(sum0_, 0.0f, out2_[i10_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i11_ = column_ + at_ * 32;
    out2_[i11_] = select(sum1_, 0.0f, out2_[i11_] <= 0.0f);
  }
  {
    let at_ = row0_ + 2;
    let i12_ = column_ + at_ * 32;
    out2_[i12_] = select(sum2_, 0.0f, out2_[i12_] <= 0.0f);
  }
  {
    let at_ = row0_ + 3;
    let i13_ = column_ + at_ * 32;
    out2_[i13_] = select(sum3_, 0.0f, out2_[i13_] <= 0.0f);
  }
}

// dot-register-8x4
// dot 1 x 32 x 32 x 4: 8 x 4 a lane, register, a over m, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 8;
  let row0_ = item_ / 8 % 4 * 8;
  let batch_ = item_ / 32;
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  var sum4_ = vec4f();
  var sum5_ = vec4f();
  var sum6_ = vec4f();
  var sum7_ = vec4f();
  var sumB_ = vec4f();
  let quad0_ = row0_ / 4 + 0;
  let quad1_ = row0_ / 4 + 1;
  for (var step_ = 0; step_ < 4; step_++) {
    let i0_ = step_ * 8;
    let x1_ = in0_[i0_ + quad0_];
    let x2_ = in0_[i0_ + quad1_];
    let a3_ = select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f));
    let a4_ = select(x2_, vec4f(0.0f), x2_ <= vec4f(0.0f));
    let b5_ = in1_[step_ * 8 + column_];
    sumB_ += b5_;
    sum0_ = fma(vec4f(a3_.x), b5_, sum0_);
    sum1_ = fma(vec4f(a3_.y), b5_, sum1_);
    sum2_ = fma(vec4f(a3_.z), b5_, sum2_);
    sum3_ = fma(vec4f(a3_.w), b5_, sum3_);
    sum4_ = fma(vec4f(a4_.x), b5_, sum4_);
    sum5_ = fma(vec4f(a4_.y), b5_, sum5_);
    sum6_ = fma(vec4f(a4_.z), b5_, sum6_);
    sum7_ = fma(vec4f(a4_.w), b5_, sum7_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 8] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 8] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 8] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 8] = sum3_;
  }
  {
    let at_ = row0_ + 4;
    out2_[column_ + at_ * 8] = sum4_;
  }
  {
    let at_ = row0_ + 5;
    out2_[column_ + at_ * 8] = sum5_;
  }
  {
    let at_ = row0_ + 6;
    out2_[column_ + at_ * 8] = sum6_;
  }
  {
    let at_ = row0_ + 7;
    out2_[column_ + at_ * 8] = sum7_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-register-8x1
// dot 1 x 4 x 32 x 32: 4 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 1 * 4;
  let batch_ = item_ / 32;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sum2_ = 0.0f;
  var sum3_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  let row3_ = row0_ + 2;
  let row4_ = row0_ + 3;
  let i0_ = row1_ * 8;
  let i1_ = row2_ * 8;
  let i2_ = row3_ * 8;
  let i3_ = row4_ * 8;
  let i8_ = column_ * 8;
  for (var step_ = 0; step_ < 8; step_++) {
    let a4_ = in0_[step_ + i0_];
    let a5_ = in0_[step_ + i1_];
    let a6_ = in0_[step_ + i2_];
    let a7_ = in0_[step_ + i3_];
    let b9_ = in1_[step_ + i8_];
    sum0_ = fma(a4_.x, b9_.x, sum0_);
    sum1_ = fma(a5_.x, b9_.x, sum1_);
    sum2_ = fma(a6_.x, b9_.x, sum2_);
    sum3_ = fma(a7_.x, b9_.x, sum3_);
    sum0_ = fma(a4_.y, b9_.y, sum0_);
    sum1_ = fma(a5_.y, b9_.y, sum1_);
    sum2_ = fma(a6_.y, b9_.y, sum2_);
    sum3_ = fma(a7_.y, b9_.y, sum3_);
    sum0_ = fma(a4_.z, b9_.z, sum0_);
    sum1_ = fma(a5_.z, b9_.z, sum1_);
    sum2_ = fma(a6_.z, b9_.z, sum2_);
    sum3_ = fma(a7_.z, b9_.z, sum3_);
    sum0_ = fma(a4_.w, b9_.w, sum0_);
    sum1_ = fma(a5_.w, b9_.w, sum1_);
    sum2_ = fma(a6_.w, b9_.w, sum2_);
    sum3_ = fma(a7_.w, b9_.w, sum3_);
  }
  {
    let at_ = row0_;
    let i10_ = column_ + at_ * 32;
    out2_[i10_] = select(sum0_, 0.0f, out2_[i10_] <= 0.0f);
  }
  {
    let at_ = row0_ + 1;
    let i11_ = column_ + at_ * 32;
    out2_[i11_] = select(sum1_, 0.0f, out2_[i11_] <= 0.0f);
  }
  {
    let at_ = row0_ + 2;
    let i12_ = column_ + at_ * 32;
    out2_[i12_] = select(sum2_, 0.0f, out2_[i12_] <= 0.0f);
  }
  {
    let at_ = row0_ + 3;
    let i13_ = column_ + at_ * 32;
    out2_[i13_] = select(sum3_, 0.0f, out2_[i13_] <= 0.0f);
  }
}

// dot-register-8x1
// dot 1 x 2 x 32 x 4: 2 x 1 a lane, register, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 32) { return; }
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 1 * 2;
  let batch_ = item_ / 32;
  var sum0_ = 0.0f;
  var sum1_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  let row2_ = row0_ + 1;
  for (var step_ = 0; step_ < 4; step_++) {
    let i0_ = step_ * 2;
    let a1_ = in0_[i0_ + row1_];
    let a2_ = in0_[i0_ + row2_];
    let b3_ = in1_[step_ * 32 + column_];
    sumB_ += b3_;
    sum0_ = fma(a1_, b3_, sum0_);
    sum1_ = fma(a2_, b3_, sum1_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 32] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 32] = sum1_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// map-quad
// map of 1344 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<uniform> uniforms_: array<vec4u, 1>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 336) {
    let x0_ = in0_[item_];
    let t1_ = out1_[item_] * 0.9f + x0_ * 0.1f;
    let t2_ = out2_[item_] * 0.999f + x0_ * x0_ * 0.001f;
    let t3_ = t1_ / bitcast<f32>(uniforms_[0].x) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].y)) + 1e-8f) * bitcast<f32>(uniforms_[0].z);
    let v4_ = out3_[item_] - t3_;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v4_;
  }
}
