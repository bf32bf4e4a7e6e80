// map-quad
// map of 40 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<i32>;
@group(0) @binding(2) var<storage, read> in2_: array<i32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 10) {
    let i0_ = item_ * 4 + vec4i(0, 1, 2, 3);
    let i1_ = i0_ % 10;
    let c2_ = i1_ < vec4i(4);
    let i3_ = i0_ / 10;
    let x4_ = vec4i(select(0, in0_[select(0, i3_.x, c2_.x)], c2_.x), select(0, in0_[select(0, i3_.y, c2_.y)], c2_.y), select(0, in0_[select(0, i3_.z, c2_.z)], c2_.z), select(0, in0_[select(0, i3_.w, c2_.w)], c2_.w));
    let t5_ = vec4f(i1_ == x4_);
    let i6_ = i1_ - 4;
    let c7_ = vec4i(4) <= i1_;
    let x8_ = vec4i(select(0, in1_[select(0, i3_.x, c7_.x)], c7_.x), select(0, in1_[select(0, i3_.y, c7_.y)], c7_.y), select(0, in1_[select(0, i3_.z, c7_.z)], c7_.z), select(0, in1_[select(0, i3_.w, c7_.w)], c7_.w));
    let x9_ = vec4i(select(0, in2_[select(0, i3_.x, c7_.x)], c7_.x), select(0, in2_[select(0, i3_.y, c7_.y)], c7_.y), select(0, in2_[select(0, i3_.z, c7_.z)], c7_.z), select(0, in2_[select(0, i3_.w, c7_.w)], c7_.w));
    let v10_ = select(vec4f(i6_ == x8_), t5_, c2_);
    let v11_ = select(vec4f(i6_ == x9_), t5_, c2_);
    out3_[item_] = v10_;
    out4_[item_] = v11_;
  }
}

// dot-naive
// dot 1 x 4 x 32 x 10: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 4;
  let batch_ = item_ / 128;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 10;
  for (var step_ = 0; step_ < rounds_(10); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 32 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 32] = sum0_ + x3_;
  }
}

// dot-naive
// dot 1 x 4 x 32 x 10: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 4;
  let batch_ = item_ / 128;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 10;
  for (var step_ = 0; step_ < rounds_(10); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 32 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 32] = x3_ + sum0_;
  }
}

// dot-naive
// dot 1 x 4 x 1 x 32: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
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
    let x1_ = in0_[step_ + i0_];
    let a2_ = select(x1_, 0.0f, x1_ <= 0.0f);
    let b3_ = in1_[step_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[at_] = sum0_;
  }
}

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
    let x1_ = in0_[step_ + i0_];
    let a2_ = select(x1_, 0.0f, x1_ <= 0.0f);
    let b3_ = in1_[step_];
    sum0_ = fma(a2_, b3_, sum0_);
  }
  let x4_ = in2_[0];
  {
    let at_ = row0_;
    out3_[at_] = sum0_ + x4_ - (x4_ + out3_[at_]);
  }
}

// row-thread
// 1 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + max_1(x0_, 0.0f) + log1p_1(exp_1(-abs(x0_))) - in1_[col_] * x0_;
    let t1_ = exp_1(-abs(x0_));
    if (place_ < 1) {
      out3_[col_] = in1_[col_] * (-0.25f) + (-(t1_ * (0.25f / (t1_ + 1.0f))) * sign(x0_) + select(select(0.25f, 0.125f, x0_ == 0.0f), 0.0f, x0_ < 0.0f));
    }
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out2_[0] = acc0_ * 0.25f;
  }
}

// rows-thread+thread-vec4-8
// 1 rows of 4: 8 x 1 lanes (none); 32 rows of 4: 8 x 1 lanes (none), 4 rows at once
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<vec4f>;
@group(0) @binding(3) var<storage, read> in3_: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
fn part0_(group_: i32, local_: u32) {
  let place_ = group_ * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + -x0_ + x0_;
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out4_[0] = acc0_;
  }
}
fn part1_(group_: i32, local_: u32) {
  let row_ = group_ * 8 + i32(local_);
  var sum0_ = vec4f(0.0f);
  let x1_ = in2_[row_];
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let i2_ = row_ + col_ * 8;
    let x3_ = in0_[col_];
    sum0_ = sum0_ + select(-x3_ * x1_, vec4f(0.0f), in1_[i2_] <= vec4f(0.0f)) + select(x1_ * x3_, vec4f(0.0f), in3_[i2_] <= vec4f(0.0f));
    out5_[i2_] = select(-x3_ * x1_, vec4f(0.0f), in1_[i2_] <= vec4f(0.0f));
  }
  let acc0_ = sum0_;
  out6_[row_] = acc0_;
}
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let flat_ = i32(group_.x);
  if (flat_ < 1) { part0_(flat_, local_); }
  else { part1_(flat_ - 1, local_); }
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
    let a0_ = in0_[step_];
    let x1_ = in1_[step_ * 32 + column_];
    let b2_ = select(x1_, 0.0f, x1_ <= 0.0f);
    sum0_ = fma(a0_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_] = sum0_;
  }
}

// dot-naive
// dot 1 x 1 x 32 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
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
    let a0_ = -in0_[step_];
    let x1_ = in1_[step_ * 32 + column_];
    let b2_ = select(x1_, 0.0f, x1_ <= 0.0f);
    sum0_ = fma(a0_, b2_, sum0_);
  }
  let x3_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_] = sum0_ + x3_;
  }
}

// dot-naive
// dot 1 x 10 x 32 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 10;
  let batch_ = item_ / 320;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let x1_ = in2_[column_];
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = in0_[step_ * 10 + row1_];
    let b2_ = select(x1_ * in3_[step_], 0.0f, in1_[step_ * 32 + column_] <= 0.0f);
    sum0_ = fma(a0_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    out4_[column_ + at_ * 32] = sum0_;
  }
}

// dot-naive
// dot 1 x 10 x 32 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 32;
  let row0_ = item_ / 32 % 10;
  let batch_ = item_ / 320;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = in0_[step_ * 10 + row1_];
    let b1_ = in1_[step_ * 32 + column_];
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    let i2_ = column_ + at_ * 32;
    out3_[i2_] = sum0_ + in2_[i2_];
  }
}

// map-quad
// map of 512 elements, 4 a lane
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
