// row-thread
// 4 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<i32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<u32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<i32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<i32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<uniform> uniforms_: array<vec4u, 1>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn imod_1(x: i32, y: i32) -> i32 {
  let r = x % y;
  return select(r, r + y, (r != i32(0)) & ((r < i32(0)) != (y < i32(0))));
}
struct Random_1 { lane0: f32, lane1: f32 }
fn round_1(x: ptr<function, u32>, y: ptr<function, u32>, r: u32) {
  *x = *x + *y;
  *y = ((*y << u32(r)) | (*y >> u32(32u - r))) ^ *x;
}
fn random_1(seed: i32, site: i32, step: i32, element: i32) -> Random_1 {
  let k0 = bitcast<u32>(seed);
  let k1 = bitcast<u32>(site);
  let k2 = u32(0x1bd11bdau) ^ k0 ^ k1;
  var x = bitcast<u32>(step) + k0;
  var y = bitcast<u32>(element) + k1;
  round_1(&x, &y, 13u); round_1(&x, &y, 15u); round_1(&x, &y, 26u); round_1(&x, &y, 6u);
  x += k1; y += k2 + u32(1u);
  round_1(&x, &y, 17u); round_1(&x, &y, 29u); round_1(&x, &y, 16u); round_1(&x, &y, 24u);
  x += k2; y += k0 + u32(2u);
  round_1(&x, &y, 13u); round_1(&x, &y, 15u); round_1(&x, &y, 26u); round_1(&x, &y, 6u);
  x += k0; y += k1 + u32(3u);
  round_1(&x, &y, 17u); round_1(&x, &y, 29u); round_1(&x, &y, 16u); round_1(&x, &y, 24u);
  x += k1; y += k2 + u32(4u);
  round_1(&x, &y, 13u); round_1(&x, &y, 15u); round_1(&x, &y, 26u); round_1(&x, &y, 6u);
  x += k2; y += k0 + u32(5u);
  return Random_1(f32(x >> u32(8u)) * 5.9604644775390625e-8f, f32(y >> u32(8u)) * 5.9604644775390625e-8f);
}
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
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
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = bits_(0xff800000u);
  let x0_ = in0_[row_];
  let i1_ = imod_1(x0_, 4);
  let i2_ = i32(floor(f32(x0_) * 0.25f));
  let i3_ = i1_ + i2_ * 4;
  let i4_ = row_ * 8;
  let i5_ = i1_ * 4;
  let i6_ = i2_ * 16;
  let c7_ = (0 <= i3_) & (i3_ < 16);
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let r8_ = random_1(bitcast<i32>(uniforms_[0].x), (-2041644997), bitcast<i32>(uniforms_[0].y), i4_ + col_);
    let t9_ = r8_.lane0;
    sum0_ = max_1(sum0_, -log_1(-log_1(select(select(t9_, 0.000001f, t9_ < 0.000001f), 0.999999f, 0.999999f < t9_))) + select(0.0f, in1_[select(0, col_ + i5_ + i6_, c7_)], c7_));
  }
  let acc0_ = sum0_;
  var sum1_ = 2147483647;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let r10_ = random_1(bitcast<i32>(uniforms_[0].x), (-2041644997), bitcast<i32>(uniforms_[0].y), i4_ + col_);
    let t11_ = r10_.lane0;
    let t12_ = -log_1(-log_1(select(select(t11_, 0.000001f, t11_ < 0.000001f), 0.999999f, 0.999999f < t11_))) + select(0.0f, in1_[select(0, col_ + i5_ + i6_, c7_)], c7_);
    sum1_ = min(sum1_, select(4, col_, (t12_ == acc0_) | isnan_1(t12_)));
  }
  let acc1_ = sum1_;
  let i13_ = min(acc1_, 3);
  let i14_ = i32((i2_ < 3) | (i1_ < 3));
  let i15_ = i2_ + i14_ * (i32(i13_ == 0) + i32(i13_ == 1) * (-1));
  let i16_ = select(select(i15_, 0, i15_ < 0), 3, 3 < i15_);
  let i17_ = i1_ + (i32(i13_ == 2) + i32(i13_ == 3) * (-1)) * i14_;
  let i18_ = select(select(i17_, 0, i17_ < 0), 3, 3 < i17_);
  let v19_ = select(0u, 1u, (i16_ < 3) | (i18_ < 3));
  let v20_ = i18_ + i16_ * 4;
  if (place_ < 4) {
    out2_[row_] = i13_;
    out3_[row_] = v19_;
    out4_[row_] = v20_;
  }
  var sum2_ = bits_(0xff800000u);
  let i21_ = i18_ + i16_ * 4;
  let i22_ = i18_ * 4;
  let i23_ = i16_ * 16;
  let c24_ = (0 <= i21_) & (i21_ < 16);
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let r25_ = random_1(bitcast<i32>(uniforms_[0].x), (-2041644997), bitcast<i32>(uniforms_[0].y), i4_ + col_ + 4);
    let t26_ = r25_.lane0;
    sum2_ = max_1(sum2_, -log_1(-log_1(select(select(t26_, 0.000001f, t26_ < 0.000001f), 0.999999f, 0.999999f < t26_))) + select(0.0f, in1_[select(0, col_ + i22_ + i23_, c24_)], c24_));
  }
  let acc2_ = sum2_;
  var sum3_ = 2147483647;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let r27_ = random_1(bitcast<i32>(uniforms_[0].x), (-2041644997), bitcast<i32>(uniforms_[0].y), i4_ + col_ + 4);
    let t28_ = r27_.lane0;
    let t29_ = -log_1(-log_1(select(select(t28_, 0.000001f, t28_ < 0.000001f), 0.999999f, 0.999999f < t28_))) + select(0.0f, in1_[select(0, col_ + i22_ + i23_, c24_)], c24_);
    sum3_ = min(sum3_, select(4, col_, (t29_ == acc2_) | isnan_1(t29_)));
  }
  let acc3_ = sum3_;
  let i30_ = min(acc3_, 3);
  let c31_ = (i16_ < 3) | (i18_ < 3);
  let i32_ = i32(c31_);
  let i33_ = i16_ + (i32(i30_ == 0) + i32(i30_ == 1) * (-1)) * i32_;
  let i34_ = i18_ + i32_ * (i32(i30_ == 2) + i32(i30_ == 3) * (-1));
  let t35_ = f32((select(select(i33_, 0, i33_ < 0), 3, 3 < i33_) == 3) & (select(select(i34_, 0, i34_ < 0), 3, 3 < i34_) == 3));
  let v36_ = f32((i2_ < 3) | (i1_ < 3)) * (f32((i16_ == 3) & (i18_ == 3)) - 0.05f) + f32(c31_) * (t35_ - 0.05f);
  if (place_ < 4) {
    out5_[row_] = i30_;
    out6_[row_] = v36_;
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
    sum0_ = sum0_ + in0_[col_];
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out1_[0] = acc0_ * 0.25f;
  }
}

// row-thread
// 4 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<u32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = 0.0f;
  let x0_ = in0_[row_];
  let t1_ = f32((in1_[row_] != 0u)) * ((in2_[row_] - in3_[0]) * (-0.25f));
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum0_ = sum0_ + -select(0.0f, t1_, col_ == x0_);
  }
  let acc0_ = sum0_;
  if (place_ < 4) {
    out4_[row_] = acc0_;
  }
}

// row-thread
// 4 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<i32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = bits_(0xff800000u);
  let x0_ = in0_[row_];
  let i1_ = x0_ * 4;
  let c2_ = (0 <= x0_) & (x0_ < 16);
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum0_ = max_1(sum0_, select(0.0f, in1_[select(0, col_ + i1_, c2_)], c2_));
  }
  let acc0_ = sum0_;
  var sum1_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum1_ = sum1_ + exp_1(select(0.0f, in1_[select(0, col_ + i1_, c2_)], c2_) - acc0_);
  }
  let acc1_ = sum1_;
  if (place_ < 4) {
    out4_[row_] = acc1_;
  }
  var sum2_ = 0.0f;
  let x3_ = in3_[row_];
  let t4_ = x3_ / acc1_;
  let x5_ = in2_[row_];
  let t6_ = log_1(acc1_);
  let t7_ = select(t4_, 0.0f, (x3_ == 0.0f) & (!isfinite_1(t4_)));
  let i8_ = row_ * 4;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum2_ = sum2_ + select(0.0f, select(0.0f, in1_[select(0, col_ + i1_, c2_)], c2_) - acc0_ - t6_, col_ == x5_);
    if (place_ < 4) {
      out6_[i8_ + col_] = exp_1(select(0.0f, in1_[select(0, col_ + i1_, c2_)], c2_) - acc0_) * t7_;
    }
  }
  let acc2_ = sum2_;
  if (place_ < 4) {
    out5_[row_] = acc2_;
  }
}

// row-thread
// 4 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<i32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn imod_1(x: i32, y: i32) -> i32 {
  let r = x % y;
  return select(r, r + y, (r != i32(0)) & ((r < i32(0)) != (y < i32(0))));
}
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }
fn exp_1(x: f32) -> f32 { return select(exp(x), x, isnan_1(x)); }
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
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = bits_(0xff800000u);
  var sum3_ = 0.0f;
  let x0_ = in0_[row_];
  let i1_ = imod_1(x0_, 4);
  let i2_ = i32(floor(f32(x0_) * 0.25f));
  let i3_ = i1_ + i2_ * 4;
  let i4_ = i1_ * 4;
  let i5_ = i2_ * 16;
  let c6_ = (0 <= i3_) & (i3_ < 16);
  let x7_ = in2_[row_];
  let t8_ = f32((i2_ < 3) | (i1_ < 3)) * ((in3_[row_] - in4_[0]) * (-0.25f));
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum0_ = max_1(sum0_, select(0.0f, in1_[select(0, col_ + i4_ + i5_, c6_)], c6_));
    sum3_ = sum3_ + -select(0.0f, t8_, col_ == x7_);
  }
  let acc0_ = sum0_;
  let acc3_ = sum3_;
  var sum1_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum1_ = sum1_ + exp_1(select(0.0f, in1_[select(0, col_ + i4_ + i5_, c6_)], c6_) - acc0_);
  }
  let acc1_ = sum1_;
  var sum2_ = 0.0f;
  let t9_ = acc3_ / acc1_;
  let t10_ = select(t9_, 0.0f, (acc3_ == 0.0f) & (!isfinite_1(t9_)));
  let t11_ = log_1(acc1_);
  let c12_ = t10_ == 0.0f;
  let i13_ = row_ * 4;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    sum2_ = sum2_ + select(0.0f, select(0.0f, in1_[select(0, col_ + i4_ + i5_, c6_)], c6_) - acc0_ - t11_, col_ == x7_);
    let t14_ = exp_1(select(0.0f, in1_[select(0, col_ + i4_ + i5_, c6_)], c6_) - acc0_) * t10_;
    if (place_ < 4) {
      out6_[i13_ + col_] = select(0.0f, t8_, col_ == x7_) + select(t14_, 0.0f, c12_ & (!isfinite_1(t14_)));
    }
  }
  let acc2_ = sum2_;
  if (place_ < 4) {
    out5_[row_] = acc2_;
  }
}

// row-thread
// 1 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<u32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
fn imod_1(x: i32, y: i32) -> i32 {
  let r = x % y;
  return select(r, r + y, (r != i32(0)) & ((r < i32(0)) != (y < i32(0))));
}
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  let x0_ = in5_[0];
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x1_ = in0_[col_];
    let t2_ = f32((i32(floor(f32(x1_) * 0.25f)) < 3) | (imod_1(x1_, 4) < 3)) * in1_[col_] + f32((in2_[col_] != 0u)) * in3_[col_];
    sum0_ = sum0_ + t2_ * (in4_[col_] - x0_);
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out6_[0] = acc0_ * (-0.25f);
  }
}

// map-quad
// map of 16 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<u32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read> in5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
fn isfinite_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7f800000u)) != u32(0x7f800000u); }
fn isfinite_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7f800000u)) != vec4u(0x7f800000u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 4) {
    let t0_ = select(vec4f(0.0f), vec4f(f32((in1_[item_] != 0u)) * ((in2_[item_] - in3_[0]) * (-0.25f))), vec4i(0, 1, 2, 3) == vec4i(in0_[item_]));
    let x1_ = in4_[item_];
    let t2_ = x1_ / in5_[item_];
    let x3_ = out6_[item_];
    let t4_ = select(x3_, vec4f(0.0f), vec4<bool>(select(t2_, 0.0f, (x1_ == 0.0f) & (!isfinite_1(t2_))) == 0.0f) & (!isfinite_4(x3_)));
    out6_[item_] = t0_ + t4_;
  }
}

// dot-naive
// dot 1 x 16 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn imod_1(x: i32, y: i32) -> i32 {
  let r = x % y;
  return select(r, r + y, (r != i32(0)) & ((r < i32(0)) != (y < i32(0))));
}
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 16;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let x0_ = in0_[step_];
    let a1_ = f32(imod_1(x0_, 4) + i32(floor(f32(x0_) * 0.25f)) * 4 == row1_);
    let b2_ = in1_[step_ * 4 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 4] = sum0_;
  }
}

// dot-naive
// dot 1 x 16 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 16;
  let batch_ = item_ / 64;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < rounds_(4); step_++) {
    let a0_ = f32(in0_[step_] == row1_);
    let b1_ = in1_[step_ * 4 + column_];
    sum0_ = fma(a0_, b1_, sum0_);
  }
  {
    let at_ = row0_;
    let i2_ = column_ + at_ * 4;
    out3_[i2_] = sum0_ + in2_[i2_];
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
    let v3_ = out3_[item_] - t1_ / bitcast<f32>(uniforms_[0].z) / (sqrt(t2_ / bitcast<f32>(uniforms_[0].w)) + 1e-8f) * 0.1f;
    out1_[item_] = t1_;
    out2_[item_] = t2_;
    out3_[item_] = v3_;
  }
}
