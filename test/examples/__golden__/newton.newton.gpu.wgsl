// dot-register-8x1-swap
// dot 1 x 1 x 2 x 2: 1 x 1 a lane, register, a over k, b over k, m and n exchanged
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 2) { return; }
  let column_ = item_ % 2;
  let row0_ = item_ / 2 % 1;
  let batch_ = item_ / 2;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let c9_ = column_ < 1;
  let i10_ = column_ * 2;
  let c11_ = 1 <= column_;
  for (var step_ = 0; step_ < 2; step_++) {
    let c0_ = step_ < 1;
    let x1_ = select(0.0f, in0_[select(0, 0, c0_)], c0_);
    let t2_ = (select(0.0f, in1_[select(0, 0, c0_)], c0_) - x1_ * x1_) * 100.0f;
    let t3_ = x1_ * -(t2_ + t2_);
    let t4_ = 1.0f - x1_;
    let c5_ = 1 <= step_;
    let x6_ = select(0.0f, in0_[select(0, 0, c5_)], c5_);
    let t7_ = (select(0.0f, in1_[select(0, 0, c5_)], c5_) - x6_ * x6_) * 100.0f;
    let a8_ = select(t7_ + t7_, t3_ + (t3_ - (t4_ + t4_)), c0_);
    let i12_ = step_ + i10_;
    let c13_ = i12_ < 1;
    let c14_ = c9_ & c13_;
    let t15_ = 1.0f - select(0.0f, in0_[select(0, 0, c14_)], c14_) * 0.0f;
    let c16_ = c9_ & ((1 <= i12_) & (i12_ < 2));
    let t17_ = 0.0f + select(0.0f, in0_[select(0, 0, c16_)], c16_) * (-2.0f);
    let i18_ = i12_ - 2;
    let c19_ = (0 <= i18_) & (i18_ < 1);
    let c20_ = c11_ & c19_;
    let x21_ = select(0.0f, in0_[select(0, 0, c20_)], c20_);
    let t22_ = (select(0.0f, in1_[select(0, 0, c20_)], c20_) - x21_ * x21_) * 100.0f;
    let t23_ = 1.0f - x21_ * 0.0f;
    let t24_ = x21_ * ((t23_ + t23_) * (-100.0f));
    let c25_ = c11_ & (1 <= i18_);
    let x26_ = select(0.0f, in0_[select(0, 0, c25_)], c25_);
    let t27_ = (select(0.0f, in1_[select(0, 0, c25_)], c25_) - x26_ * x26_) * 100.0f;
    let t28_ = 0.0f + x26_ * (-2.0f);
    let t29_ = x26_ * ((t28_ + t28_) * (-100.0f));
    let t30_ = select((t27_ + t27_) * (-2.0f) + (t29_ + (t29_ + 2.0f)), -(-(t22_ + t22_) * 0.0f + (t24_ + (t24_ - (-0.0f)))), c19_);
    let b31_ = select(t30_, select((t17_ + t17_) * (-100.0f), (t15_ + t15_) * 100.0f, c13_), c9_);
    sum0_ = fma(a8_, b31_, sum0_);
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
    out2_[column_] = sum0_ / t41_;
  }
}

// row-thread
// 1 rows of 2: 64 x 1 lanes (none)
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read> in2_: array<f32>;
@group(0) @binding(3) var<storage, read_write> out3_: array<f32>;
@group(0) @binding(4) var<storage, read_write> out4_: array<f32>;
@group(0) @binding(5) var<storage, read_write> out5_: array<f32>;
@group(0) @binding(6) var<storage, read_write> out6_: array<f32>;
@group(0) @binding(7) var<storage, read_write> out7_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let place_ = i32(group_.x) * 64 + i32(local_);
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
