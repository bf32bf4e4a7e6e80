// dot-naive
// dot 1 x 2 x 1 x 2: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 2) { return; }
  let column_ = item_ % 1;
  let row0_ = item_ / 1 % 2;
  let batch_ = item_ / 2;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let c0_ = row1_ < 1;
  let i1_ = row1_ * 2;
  let c2_ = 1 <= row1_;
  for (var step_ = 0; step_ < 2; step_++) {
    let i3_ = step_ + i1_;
    let c4_ = i3_ < 1;
    let c5_ = c0_ & c4_;
    let t6_ = 1.0f - select(0.0f, in0_[select(0, 0, c5_)], c5_) * 0.0f;
    let c7_ = c0_ & ((1 <= i3_) & (i3_ < 2));
    let t8_ = 0.0f + select(0.0f, in0_[select(0, 0, c7_)], c7_) * (-2.0f);
    let i9_ = i3_ - 2;
    let c10_ = (0 <= i9_) & (i9_ < 1);
    let c11_ = c2_ & c10_;
    let x12_ = select(0.0f, in0_[select(0, 0, c11_)], c11_);
    let t13_ = (select(0.0f, in1_[select(0, 0, c11_)], c11_) - x12_ * x12_) * 100.0f;
    let t14_ = 1.0f - x12_ * 0.0f;
    let t15_ = x12_ * ((t14_ + t14_) * (-100.0f));
    let c16_ = c2_ & (1 <= i9_);
    let x17_ = select(0.0f, in0_[select(0, 0, c16_)], c16_);
    let t18_ = (select(0.0f, in1_[select(0, 0, c16_)], c16_) - x17_ * x17_) * 100.0f;
    let t19_ = 0.0f + x17_ * (-2.0f);
    let t20_ = x17_ * ((t19_ + t19_) * (-100.0f));
    let t21_ = select((t18_ + t18_) * (-2.0f) + (t20_ + (t20_ + 2.0f)), -(-(t13_ + t13_) * 0.0f + (t15_ + (t15_ - (-0.0f)))), c10_);
    let a22_ = select(t21_, select((t8_ + t8_) * (-100.0f), (t6_ + t6_) * 100.0f, c4_), c0_);
    let c23_ = step_ < 1;
    let x24_ = select(0.0f, in0_[select(0, 0, c23_)], c23_);
    let t25_ = (select(0.0f, in1_[select(0, 0, c23_)], c23_) - x24_ * x24_) * 100.0f;
    let t26_ = x24_ * -(t25_ + t25_);
    let t27_ = 1.0f - x24_;
    let c28_ = 1 <= step_;
    let x29_ = select(0.0f, in0_[select(0, 0, c28_)], c28_);
    let t30_ = (select(0.0f, in1_[select(0, 0, c28_)], c28_) - x29_ * x29_) * 100.0f;
    let b31_ = select(t30_ + t30_, t26_ + (t26_ - (t27_ + t27_)), c23_);
    sum0_ = fma(a22_, b31_, sum0_);
  }
  let x32_ = in0_[0];
  let t33_ = (in1_[0] - x32_ * x32_) * 100.0f;
  let t34_ = t33_ + t33_;
  let t35_ = 0.0f + x32_ * (-2.0f);
  let t36_ = t35_ + t35_;
  let t37_ = x32_ * (t36_ * (-100.0f));
  let t38_ = 1.0f - x32_ * 0.0f;
  let t39_ = t38_ + t38_;
  let t40_ = x32_ * (t39_ * (-100.0f));
  let t41_ = (t34_ * (-2.0f) + (t37_ + (t37_ + 2.0f))) * (t39_ * 100.0f) - t36_ * 100.0f * (-t34_ * 0.0f + (t40_ + (t40_ - (-0.0f))));
  {
    let at_ = row0_;
    out2_[at_] = sum0_ / t41_;
  }
}

// row-thread
// 1 rows of 2: 8 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 8 + i32(local_);
  let row_ = min(place_, 0);
  var sum0_ = 0.0f;
  for (var col_ = 0; col_ < 2; col_++) {
    let c0_ = col_ < 1;
    let c1_ = 1 <= col_;
    sum0_ = sum0_ + in0_[col_] * select(select(0.0f, in2_[select(0, 0, c1_)], c1_), select(0.0f, in1_[select(0, 0, c0_)], c0_), c0_);
  }
  let acc0_ = sum0_;
  let x2_ = in1_[0];
  let t3_ = 1.0f - x2_;
  let x4_ = in2_[0];
  let t5_ = x4_ - x2_ * x2_;
  let v6_ = acc0_ + (t3_ * t3_ + t5_ * t5_ * 100.0f - acc0_);
  let v7_ = in0_[1];
  let v8_ = in0_[0];
  if (place_ < 1) {
    out3_[0] = v6_;
    out4_[0] = v7_;
    out5_[0] = v8_;
    out6_[0] = x2_;
    out7_[0] = x4_;
  }
}

// map-quad
// map of 128 elements, 4 a lane
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> out1_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ < 32) {
    out1_[item_] = out1_[item_] - in0_[item_];
  }
}
