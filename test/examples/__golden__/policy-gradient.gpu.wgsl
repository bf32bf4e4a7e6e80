// row-thread-vec4
// 4 rows of 4: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
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
struct Random_4 { lane0: vec4f, lane1: vec4f }
fn round_4(x: ptr<function, vec4u>, y: ptr<function, vec4u>, r: u32) {
  *x = *x + *y;
  *y = ((*y << vec4u(r)) | (*y >> vec4u(32u - r))) ^ *x;
}
fn random_4(seed: vec4i, site: vec4i, step: vec4i, element: vec4i) -> Random_4 {
  let k0 = bitcast<vec4u>(seed);
  let k1 = bitcast<vec4u>(site);
  let k2 = vec4u(0x1bd11bdau) ^ k0 ^ k1;
  var x = bitcast<vec4u>(step) + k0;
  var y = bitcast<vec4u>(element) + k1;
  round_4(&x, &y, 13u); round_4(&x, &y, 15u); round_4(&x, &y, 26u); round_4(&x, &y, 6u);
  x += k1; y += k2 + vec4u(1u);
  round_4(&x, &y, 17u); round_4(&x, &y, 29u); round_4(&x, &y, 16u); round_4(&x, &y, 24u);
  x += k2; y += k0 + vec4u(2u);
  round_4(&x, &y, 13u); round_4(&x, &y, 15u); round_4(&x, &y, 26u); round_4(&x, &y, 6u);
  x += k0; y += k1 + vec4u(3u);
  round_4(&x, &y, 17u); round_4(&x, &y, 29u); round_4(&x, &y, 16u); round_4(&x, &y, 24u);
  x += k1; y += k2 + vec4u(4u);
  round_4(&x, &y, 13u); round_4(&x, &y, 15u); round_4(&x, &y, 26u); round_4(&x, &y, 6u);
  x += k2; y += k0 + vec4u(5u);
  return Random_4(vec4f(x >> vec4u(8u)) * 5.9604644775390625e-8f, vec4f(y >> vec4u(8u)) * 5.9604644775390625e-8f);
}
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn ln_4(x: vec4f) -> vec4f {
  let low = select(vec4f(bits_(0x7fc00000u)), vec4f(bits_(0xff800000u)), x == vec4f(0.0f));
  return select(select(log(x), low, x <= vec4f(0.0f)), x, isnan_4(x));
}
fn log1p_4(x: vec4f) -> vec4f {
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
  return select(ln_4(1.0f + x), near, (x > vec4f(-0.29289f)) & (x < vec4f(0.41421f)));
}
fn log_4(x: vec4f) -> vec4f {
  return select(ln_4(x), log1p_4(x - 1.0f), (x > vec4f(0.70711f)) & (x < vec4f(1.41421f)));
}
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }
fn isnan_1(x: f32) -> bool { return (bitcast<u32>(x) & u32(0x7fffffffu)) > u32(0x7f800000u); }
fn max_1(x: f32, y: f32) -> f32 { return select(x, y, (y > x) | isnan_1(y)); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(bits_(0xff800000u));
  let x0_ = in0_[row_];
  let i1_ = imod_1(x0_, 4);
  let i2_ = i32(floor(f32(x0_) * 0.25f)) * 4;
  let i3_ = i1_ + i2_;
  let i4_ = row_ * 8;
  let c5_ = (0 <= i3_) & (i3_ < 16);
  for (var col_ = 0; col_ < 1; col_++) {
    let r6_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-2041644997)), vec4i(bitcast<i32>(uniforms_[0].y)), i4_ + col_ * 4 + vec4i(0, 1, 2, 3));
    let t7_ = r6_.lane0;
    let t8_ = -log_4(select(select(t7_, vec4f(0.000001f), t7_ < vec4f(0.000001f)), vec4f(0.999999f), vec4f(0.999999f) < t7_));
    sum0_ = max_4(sum0_, -log_4(t8_) + select(vec4f(), in1_[select(0, col_ + i1_ + i2_, c5_)], c5_));
  }
  let h9_ = max_1(sum0_.x, sum0_.z);
  let h10_ = max_1(sum0_.y, sum0_.w);
  let acc0_ = max_1(h9_, h10_);
  var sum1_ = vec4i(2147483647);
  for (var col_ = 0; col_ < 1; col_++) {
    let i11_ = col_ * 4;
    let r12_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-2041644997)), vec4i(bitcast<i32>(uniforms_[0].y)), i4_ + i11_ + vec4i(0, 1, 2, 3));
    let t13_ = r12_.lane0;
    let t14_ = log_4(select(select(t13_, vec4f(0.000001f), t13_ < vec4f(0.000001f)), vec4f(0.999999f), vec4f(0.999999f) < t13_));
    let t15_ = -log_4(-t14_) + select(vec4f(), in1_[select(0, col_ + i1_ + i2_, c5_)], c5_);
    sum1_ = min(sum1_, select(vec4i(4), i11_ + vec4i(0, 1, 2, 3), (t15_ == vec4f(acc0_)) | isnan_4(t15_)));
  }
  let h16_ = min(sum1_.x, sum1_.z);
  let h17_ = min(sum1_.y, sum1_.w);
  let acc1_ = min(h16_, h17_);
  let i18_ = min(acc1_, 3);
  let i19_ = i32(floor(f32(x0_) * 0.25f));
  let i20_ = i32((i19_ < 3) | (i1_ < 3));
  let i21_ = i19_ + i20_ * (i32(i18_ == 0) + i32(i18_ == 1) * (-1));
  let i22_ = select(select(i21_, 0, i21_ < 0), 3, 3 < i21_);
  let i23_ = i1_ + (i32(i18_ == 2) + i32(i18_ == 3) * (-1)) * i20_;
  let i24_ = select(select(i23_, 0, i23_ < 0), 3, 3 < i23_);
  let v25_ = select(0u, 1u, (i22_ < 3) | (i24_ < 3));
  let v26_ = i24_ + i22_ * 4;
  if (place_ < 4) {
    out2_[row_] = i18_;
    out3_[row_] = v25_;
    out4_[row_] = v26_;
  }
  var sum2_ = vec4f(bits_(0xff800000u));
  let i27_ = i22_ * 4;
  let i28_ = i24_ + i27_;
  let c29_ = (0 <= i28_) & (i28_ < 16);
  for (var col_ = 0; col_ < 1; col_++) {
    let r30_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-2041644997)), vec4i(bitcast<i32>(uniforms_[0].y)), i4_ + col_ * 4 + vec4i(0, 1, 2, 3) + 4);
    let t31_ = r30_.lane0;
    let t32_ = log_4(select(select(t31_, vec4f(0.000001f), t31_ < vec4f(0.000001f)), vec4f(0.999999f), vec4f(0.999999f) < t31_));
    sum2_ = max_4(sum2_, -log_4(-t32_) + select(vec4f(), in1_[select(0, col_ + i24_ + i27_, c29_)], c29_));
  }
  let h33_ = max_1(sum2_.x, sum2_.z);
  let h34_ = max_1(sum2_.y, sum2_.w);
  let acc2_ = max_1(h33_, h34_);
  var sum3_ = vec4i(2147483647);
  for (var col_ = 0; col_ < 1; col_++) {
    let i35_ = col_ * 4;
    let r36_ = random_4(vec4i(bitcast<i32>(uniforms_[0].x)), vec4i((-2041644997)), vec4i(bitcast<i32>(uniforms_[0].y)), i4_ + i35_ + vec4i(0, 1, 2, 3) + 4);
    let t37_ = r36_.lane0;
    let t38_ = log_4(select(select(t37_, vec4f(0.000001f), t37_ < vec4f(0.000001f)), vec4f(0.999999f), vec4f(0.999999f) < t37_));
    let t39_ = -log_4(-t38_) + select(vec4f(), in1_[select(0, col_ + i24_ + i27_, c29_)], c29_);
    sum3_ = min(sum3_, select(vec4i(4), i35_ + vec4i(0, 1, 2, 3), (t39_ == vec4f(acc2_)) | isnan_4(t39_)));
  }
  let h40_ = min(sum3_.x, sum3_.z);
  let h41_ = min(sum3_.y, sum3_.w);
  let acc3_ = min(h40_, h41_);
  let i42_ = min(acc3_, 3);
  let c43_ = (i22_ < 3) | (i24_ < 3);
  let i44_ = i32(c43_);
  let i45_ = i22_ + (i32(i42_ == 0) + i32(i42_ == 1) * (-1)) * i44_;
  let i46_ = i24_ + i44_ * (i32(i42_ == 2) + i32(i42_ == 3) * (-1));
  let t47_ = f32((select(select(i45_, 0, i45_ < 0), 3, 3 < i45_) == 3) & (select(select(i46_, 0, i46_ < 0), 3, 3 < i46_) == 3));
  let v48_ = f32((i19_ < 3) | (i1_ < 3)) * (f32((i22_ == 3) & (i24_ == 3)) - 0.05f) + f32(c43_) * (t47_ - 0.05f);
  if (place_ < 4) {
    out5_[row_] = i42_;
    out6_[row_] = v48_;
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
    sum0_ = sum0_ + in0_[col_];
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out1_[0] = acc0_ * 0.25f;
  }
}

// row-thread
// 4 rows of 4: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<u32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = 0.0f;
  let x0_ = in0_[row_];
  let t1_ = f32((in1_[row_] != 0u)) * ((in2_[row_] - in3_[0]) * (-0.25f));
  for (var col_ = 0; col_ < 4; col_++) {
    sum0_ = sum0_ + -select(0.0f, t1_, col_ == x0_);
  }
  let acc0_ = sum0_;
  if (place_ < 4) {
    out4_[row_] = acc0_;
  }
}

// row-thread-vec4
// 4 rows of 4: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<i32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }
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
  var sum0_ = vec4f(bits_(0xff800000u));
  let x0_ = in0_[row_];
  let c1_ = (0 <= x0_) & (x0_ < 16);
  for (var col_ = 0; col_ < 1; col_++) {
    sum0_ = max_4(sum0_, select(vec4f(), in1_[select(0, col_ + x0_, c1_)], c1_));
  }
  let h2_ = max_1(sum0_.x, sum0_.z);
  let h3_ = max_1(sum0_.y, sum0_.w);
  let acc0_ = max_1(h2_, h3_);
  var sum1_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 1; col_++) {
    sum1_ = sum1_ + exp(select(vec4f(), in1_[select(0, col_ + x0_, c1_)], c1_) - acc0_);
  }
  let h4_ = sum1_.x + sum1_.z;
  let h5_ = sum1_.y + sum1_.w;
  let acc1_ = h4_ + h5_;
  if (place_ < 4) {
    out4_[row_] = acc1_;
  }
  var sum2_ = vec4f(0.0f);
  let x6_ = in3_[row_];
  let t7_ = x6_ / acc1_;
  let x8_ = in2_[row_];
  let t9_ = log_1(acc1_);
  let t10_ = select(t7_, 0.0f, (x6_ == 0.0f) & (!isfinite_1(t7_)));
  for (var col_ = 0; col_ < 1; col_++) {
    sum2_ = sum2_ + select(vec4f(0.0f), select(vec4f(), in1_[select(0, col_ + x0_, c1_)], c1_) - acc0_ - t9_, col_ * 4 + vec4i(0, 1, 2, 3) == vec4i(x8_));
    if (place_ < 4) {
      out6_[row_ + col_] = exp(select(vec4f(), in1_[select(0, col_ + x0_, c1_)], c1_) - acc0_) * t10_;
    }
  }
  let h11_ = sum2_.x + sum2_.z;
  let h12_ = sum2_.y + sum2_.w;
  let acc2_ = h11_ + h12_;
  if (place_ < 4) {
    out5_[row_] = acc2_;
  }
}

// row-thread-vec4
// 4 rows of 4: 64 x 1 lanes (none), 4 cols at once
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read> in2_: array<i32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read> in4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<vec4f>;
var<private> zero_: u32;
fn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }
fn imod_1(x: i32, y: i32) -> i32 {
  let r = x % y;
  return select(r, r + y, (r != i32(0)) & ((r < i32(0)) != (y < i32(0))));
}
fn isnan_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn max_4(x: vec4f, y: vec4f) -> vec4f { return select(x, y, (y > x) | isnan_4(y)); }
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
fn isfinite_4(x: vec4f) -> vec4<bool> { return (bitcast<vec4u>(x) & vec4u(0x7f800000u)) != vec4u(0x7f800000u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 3);
  var sum0_ = vec4f(bits_(0xff800000u));
  var sum3_ = vec4f(0.0f);
  let x0_ = in0_[row_];
  let i1_ = imod_1(x0_, 4);
  let i2_ = i32(floor(f32(x0_) * 0.25f));
  let i3_ = i2_ * 4;
  let i4_ = i1_ + i3_;
  let c5_ = (0 <= i4_) & (i4_ < 16);
  let x6_ = in2_[row_];
  let t7_ = f32((i2_ < 3) | (i1_ < 3)) * ((in3_[row_] - in4_[0]) * (-0.25f));
  for (var col_ = 0; col_ < 1; col_++) {
    sum0_ = max_4(sum0_, select(vec4f(), in1_[select(0, col_ + i1_ + i3_, c5_)], c5_));
    sum3_ = sum3_ + -select(vec4f(0.0f), vec4f(t7_), col_ * 4 + vec4i(0, 1, 2, 3) == vec4i(x6_));
  }
  let h8_ = max_1(sum0_.x, sum0_.z);
  let h9_ = max_1(sum0_.y, sum0_.w);
  let h10_ = sum3_.x + sum3_.z;
  let h11_ = sum3_.y + sum3_.w;
  let acc0_ = max_1(h8_, h9_);
  let acc3_ = h10_ + h11_;
  var sum1_ = vec4f(0.0f);
  for (var col_ = 0; col_ < 1; col_++) {
    sum1_ = sum1_ + exp(select(vec4f(), in1_[select(0, col_ + i1_ + i3_, c5_)], c5_) - acc0_);
  }
  let h12_ = sum1_.x + sum1_.z;
  let h13_ = sum1_.y + sum1_.w;
  let acc1_ = h12_ + h13_;
  var sum2_ = vec4f(0.0f);
  let t14_ = acc3_ / acc1_;
  let t15_ = select(t14_, 0.0f, (acc3_ == 0.0f) & (!isfinite_1(t14_)));
  let t16_ = log_1(acc1_);
  let c17_ = t15_ == 0.0f;
  for (var col_ = 0; col_ < 1; col_++) {
    sum2_ = sum2_ + select(vec4f(0.0f), select(vec4f(), in1_[select(0, col_ + i1_ + i3_, c5_)], c5_) - acc0_ - t16_, col_ * 4 + vec4i(0, 1, 2, 3) == vec4i(x6_));
    let t18_ = exp(select(vec4f(), in1_[select(0, col_ + i1_ + i3_, c5_)], c5_) - acc0_) * t15_;
    if (place_ < 4) {
      out6_[row_ + col_] = select(vec4f(0.0f), vec4f(t7_), col_ * 4 + vec4i(0, 1, 2, 3) == vec4i(x6_)) + select(t18_, vec4f(0.0f), vec4<bool>(c17_) & (!isfinite_4(t18_)));
    }
  }
  let h19_ = sum2_.x + sum2_.z;
  let h20_ = sum2_.y + sum2_.w;
  let acc2_ = h19_ + h20_;
  if (place_ < 4) {
    out5_[row_] = acc2_;
  }
}

// row-thread
// 1 rows of 4: 64 x 1 lanes (none)
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

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  let x0_ = in5_[0];
  for (var col_ = 0; col_ < 4; col_++) {
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

// dot-register-8x1-swap
// dot 1 x 4 x 16 x 4: 4 x 1 a lane, register, a over m, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn imod_1(x: i32, y: i32) -> i32 {
  let r = x % y;
  return select(r, r + y, (r != i32(0)) & ((r < i32(0)) != (y < i32(0))));
}

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
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in1_[step_ + quad0_];
    let x1_ = in0_[step_];
    let b2_ = f32(imod_1(x1_, 4) + i32(floor(f32(x1_) * 0.25f)) * 4 == column_);
    sum0_ = fma(a0_.x, b2_, sum0_);
    sum1_ = fma(a0_.y, b2_, sum1_);
    sum2_ = fma(a0_.z, b2_, sum2_);
    sum3_ = fma(a0_.w, b2_, sum3_);
  }
  let i3_ = column_ * 4;
  {
    let at_ = row0_;
    out2_[i3_ + at_] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[i3_ + at_] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[i3_ + at_] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[i3_ + at_] = sum3_;
  }
}

// dot-register-8x1-swap
// dot 1 x 4 x 16 x 4: 4 x 1 a lane, register, a over m, b over n, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<i32>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
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
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = 0; step_ < 4; step_++) {
    let a0_ = in1_[step_ + quad0_];
    let b1_ = f32(in0_[step_] == column_);
    sum0_ = fma(a0_.x, b1_, sum0_);
    sum1_ = fma(a0_.y, b1_, sum1_);
    sum2_ = fma(a0_.z, b1_, sum2_);
    sum3_ = fma(a0_.w, b1_, sum3_);
  }
  let i2_ = column_ * 4;
  {
    let at_ = row0_;
    let i3_ = i2_ + at_;
    out3_[i3_] = sum0_ + in2_[i3_];
  }
  {
    let at_ = row0_ + 1;
    let i4_ = i2_ + at_;
    out3_[i4_] = sum1_ + in2_[i4_];
  }
  {
    let at_ = row0_ + 2;
    let i5_ = i2_ + at_;
    out3_[i5_] = sum2_ + in2_[i5_];
  }
  {
    let at_ = row0_ + 3;
    let i6_ = i2_ + at_;
    out3_[i6_] = sum3_ + in2_[i6_];
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
