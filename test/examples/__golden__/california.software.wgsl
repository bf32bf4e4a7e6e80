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

// dot-naive
// dot 1 x 4 x 4 x 13: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 13;
  for (var step_ = 0; step_ < rounds_(3); step_++) {
    let i1_ = step_ * 4 + vec4i(0, 1, 2, 3) + i0_;
    let a2_ = vec4f(in0_[i1_.x], in0_[i1_.y], in0_[i1_.z], in0_[i1_.w]);
    let i3_ = step_ * 16 + column_ + vec4i(0, 1, 2, 3) * 4;
    let b4_ = vec4f(in1_[i3_.x], in1_[i3_.y], in1_[i3_.z], in1_[i3_.w]);
    sum0_ = fma(a2_.x, b4_.x, sum0_);
    sum0_ = fma(a2_.y, b4_.y, sum0_);
    sum0_ = fma(a2_.z, b4_.z, sum0_);
    sum0_ = fma(a2_.w, b4_.w, sum0_);
  }
  let x5_ = in0_[row1_ * 13 + 12];
  let x6_ = in1_[column_ + 48];
  sum0_ = fma(x5_, x6_, sum0_);
  let x7_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = sum0_ + x7_;
  }
}

// dot-naive
// dot 1 x 4 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 1; step_++) {
    let x0_ = in0_[step_ + row1_];
    let a1_ = select(x0_, vec4f(0.0f), x0_ <= vec4f(0.0f));
    let i2_ = step_ * 16 + column_ + vec4i(0, 1, 2, 3) * 4;
    let b3_ = vec4f(in1_[i2_.x], in1_[i2_.y], in1_[i2_.z], in1_[i2_.w]);
    sum0_ = fma(a1_.x, b3_.x, sum0_);
    sum0_ = fma(a1_.y, b3_.y, sum0_);
    sum0_ = fma(a1_.z, b3_.z, sum0_);
    sum0_ = fma(a1_.w, b3_.w, sum0_);
  }
  let x4_ = in2_[column_];
  {
    let at_ = row0_;
    out3_[column_ + at_ * 4] = sum0_ + x4_;
  }
}

// dot-naive
// dot 1 x 4 x 1 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read> in3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 4) { return; }
  let column_ = item_ % 1;
  let row0_ = item_ / 1 % 4;
  let batch_ = item_ / 4;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 1; step_++) {
    let x0_ = in0_[step_ + row1_];
    let a1_ = select(x0_, vec4f(0.0f), x0_ <= vec4f(0.0f));
    let i2_ = step_ * 4 + vec4i(0, 1, 2, 3);
    let b3_ = vec4f(in1_[i2_.x], in1_[i2_.y], in1_[i2_.z], in1_[i2_.w]);
    sum0_ = fma(a1_.x, b3_.x, sum0_);
    sum0_ = fma(a1_.y, b3_.y, sum0_);
    sum0_ = fma(a1_.z, b3_.z, sum0_);
    sum0_ = fma(a1_.w, b3_.w, sum0_);
  }
  let x4_ = in2_[0];
  {
    let at_ = row0_;
    out4_[at_] = sum0_ + x4_ - in3_[at_];
  }
}

// row-thread
// 1 rows of 4: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read_write> out1_: array<f32>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < rounds_(4); col_++) {
    let x0_ = in0_[col_];
    sum0_ = sum0_ + x0_ * x0_;
  }
  let acc0_ = sum0_;
  if (place_ < 1) {
    out1_[0] = acc0_ * 0.25f;
  }
}

// dot-naive
// dot 1 x 1 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
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
    let i3_ = step_ * 16 + column_ + vec4i(0, 1, 2, 3) * 4;
    let x4_ = vec4f(in1_[i3_.x], in1_[i3_.y], in1_[i3_.z], in1_[i3_.w]);
    let b5_ = select(x4_, vec4f(0.0f), x4_ <= vec4f(0.0f));
    let av6_ = a2_.x;
    sumA0_ += av6_;
    sum0_ = fma(av6_, b5_.x, sum0_);
    let av7_ = a2_.y;
    sumA0_ += av7_;
    sum0_ = fma(av7_, b5_.y, sum0_);
    let av8_ = a2_.z;
    sumA0_ += av8_;
    sum0_ = fma(av8_, b5_.z, sum0_);
    let av9_ = a2_.w;
    sumA0_ += av9_;
    sum0_ = fma(av9_, b5_.w, sum0_);
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

// dot-naive
// dot 1 x 4 x 4 x 1: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let t0_ = in0_[row1_] * 0.25f;
  let t1_ = t0_ + t0_;
  let x2_ = in1_[column_];
  sum0_ = fma(t1_, x2_, sum0_);
  {
    let at_ = row0_;
    let i3_ = column_ + at_ * 4;
    out2_[i3_] = select(sum0_, 0.0f, out2_[i3_] <= 0.0f);
  }
}

// dot-naive
// dot 1 x 4 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 1; step_++) {
    let i0_ = step_ * 16 + vec4i(0, 1, 2, 3) * 4 + row1_;
    let x1_ = vec4f(in0_[i0_.x], in0_[i0_.y], in0_[i0_.z], in0_[i0_.w]);
    let a2_ = select(x1_, vec4f(0.0f), x1_ <= vec4f(0.0f));
    let i3_ = step_ * 16 + column_ + vec4i(0, 1, 2, 3) * 4;
    let b4_ = vec4f(in1_[i3_.x], in1_[i3_.y], in1_[i3_.z], in1_[i3_.w]);
    sumB_ += b4_.x;
    sum0_ = fma(a2_.x, b4_.x, sum0_);
    sumB_ += b4_.y;
    sum0_ = fma(a2_.y, b4_.y, sum0_);
    sumB_ += b4_.z;
    sum0_ = fma(a2_.z, b4_.z, sum0_);
    sumB_ += b4_.w;
    sum0_ = fma(a2_.w, b4_.w, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 4] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
  }
}

// dot-naive
// dot 1 x 4 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 16) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 4;
  let batch_ = item_ / 16;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 1; step_++) {
    let a0_ = in0_[step_ + row1_];
    let b1_ = in1_[step_ + column_];
    sum0_ = fma(a0_.x, b1_.x, sum0_);
    sum0_ = fma(a0_.y, b1_.y, sum0_);
    sum0_ = fma(a0_.z, b1_.z, sum0_);
    sum0_ = fma(a0_.w, b1_.w, sum0_);
  }
  {
    let at_ = row0_;
    let i2_ = column_ + at_ * 4;
    out2_[i2_] = select(sum0_, 0.0f, out2_[i2_] <= 0.0f);
  }
}

// dot-naive
// dot 1 x 13 x 4 x 4: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 52) { return; }
  let column_ = item_ % 4;
  let row0_ = item_ / 4 % 13;
  let batch_ = item_ / 52;
  var sum0_ = 0.0f;
  var sumB_ = 0.0f;
  let row1_ = row0_;
  for (var step_ = 0; step_ < 1; step_++) {
    let i0_ = step_ * 52 + vec4i(0, 1, 2, 3) * 13 + row1_;
    let a1_ = vec4f(in0_[i0_.x], in0_[i0_.y], in0_[i0_.z], in0_[i0_.w]);
    let i2_ = step_ * 16 + column_ + vec4i(0, 1, 2, 3) * 4;
    let b3_ = vec4f(in1_[i2_.x], in1_[i2_.y], in1_[i2_.z], in1_[i2_.w]);
    sumB_ += b3_.x;
    sum0_ = fma(a1_.x, b3_.x, sum0_);
    sumB_ += b3_.y;
    sum0_ = fma(a1_.y, b3_.y, sum0_);
    sumB_ += b3_.z;
    sum0_ = fma(a1_.z, b3_.z, sum0_);
    sumB_ += b3_.w;
    sum0_ = fma(a1_.w, b3_.w, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 4] = sum0_;
  }
  if (row0_ == 0) {
    out3_[column_] = sumB_;
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
