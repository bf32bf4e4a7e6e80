// dot 1 x 3 x 5 x 7: 1 x 1 a lane, register, a over k, b over k
@group(0) @binding(0) var<storage, read> in0_: array<f32>;
@group(0) @binding(1) var<storage, read> in1_: array<f32>;
@group(0) @binding(2) var<storage, read_write> out2_: array<f32>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

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
  for (var step_ = 0; step_ < rounds_(7); step_++) {
    let a1_ = in0_[step_ + i0_];
    let b2_ = in1_[step_ * 5 + column_];
    sum0_ = fma(a1_, b2_, sum0_);
  }
  {
    let at_ = row0_;
    out2_[column_ + at_ * 5] = sum0_;
  }
}
