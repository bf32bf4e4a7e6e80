// dot 1 x 3 x 5 x 7: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let item_ = i32(group_.x) * 64 + i32(local_);
  if (item_ >= 15) { return; }
  let column_ = item_ % 5;
  let row0_ = item_ / 5 % 3;
  let batch_ = item_ / 15;
  var sum0_ = 0.0f;
  let row1_ = row0_;
  let i0_ = row1_ * 7;
  for (var step_ = 0; step_ < 1; step_++) {
    let i1_ = step_ * 4 + vec4i(0, 1, 2, 3) + i0_;
    let a2_ = vec4f(in0_[i1_.x], in0_[i1_.y], in0_[i1_.z], in0_[i1_.w]);
    let i3_ = step_ * 20 + column_ + vec4i(0, 1, 2, 3) * 5;
    let b4_ = vec4f(in1_[i3_.x], in1_[i3_.y], in1_[i3_.z], in1_[i3_.w]);
    sum0_ = fma(a2_.x, b4_.x, sum0_);
    sum0_ = fma(a2_.y, b4_.y, sum0_);
    sum0_ = fma(a2_.z, b4_.z, sum0_);
    sum0_ = fma(a2_.w, b4_.w, sum0_);
  }
  let x5_ = in0_[row1_ * 7 + 4];
  let x6_ = in0_[row1_ * 7 + 5];
  let x7_ = in0_[row1_ * 7 + 6];
  let x8_ = in1_[column_ + 20];
  let x9_ = in1_[column_ + 25];
  let x10_ = in1_[column_ + 30];
  sum0_ = fma(x5_, x8_, sum0_);
  sum0_ = fma(x6_, x9_, sum0_);
  sum0_ = fma(x7_, x10_, sum0_);
  {
    let at_ = row0_;
    out2_[column_ + at_ * 5] = sum0_;
  }
}
