// dot 2 x 256 x 256 x 64: tiles of 32 x 32 x 16, 4 x 4 a lane, a over k, b over n
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
var<workgroup> a_: array<f32, 512>;
var<workgroup> b_: array<vec4f, 128>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(local_invocation_index) local_: u32) {
  let laneN_ = i32(local_ % 8u);
  let laneM_ = i32(local_ / 8u);
  let n0_ = i32(group_.x) * 32;
  let m0_ = i32(group_.y) * 32;
  let batch_ = i32(group_.z);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  let fast_a0_ = i32(local_) % 4;
  let slow_a0_ = i32(local_) / 4;
  let own_a0_ = m0_ + slow_a0_;
  let i0_ = batch_ * 4096 + own_a0_ * 16;
  let fast_a1_ = (i32(local_) + 64) % 4;
  let slow_a1_ = (i32(local_) + 64) / 4;
  let own_a1_ = m0_ + slow_a1_;
  let i1_ = batch_ * 4096 + own_a1_ * 16;
  let fast_b0_ = i32(local_) % 8;
  let slow_b0_ = i32(local_) / 8;
  let own_b0_ = n0_ / 4 + fast_b0_;
  let i2_ = batch_ * 4096 + own_b0_;
  let fast_b1_ = (i32(local_) + 64) % 8;
  let slow_b1_ = (i32(local_) + 64) / 8;
  let own_b1_ = n0_ / 4 + fast_b1_;
  let i3_ = batch_ * 4096 + own_b1_;
  for (var k0_ = 0; k0_ < 64; k0_ += 16) {
    {
      let at_a0_ = k0_ / 4 + fast_a0_;
      let v_ = in0_[i0_ + at_a0_];
      a_[(fast_a0_ * 4) * 32 + slow_a0_] = v_.x;
      a_[(fast_a0_ * 4 + 1) * 32 + slow_a0_] = v_.y;
      a_[(fast_a0_ * 4 + 2) * 32 + slow_a0_] = v_.z;
      a_[(fast_a0_ * 4 + 3) * 32 + slow_a0_] = v_.w;
    }
    {
      let at_a1_ = k0_ / 4 + fast_a1_;
      let v_ = in0_[i1_ + at_a1_];
      a_[(fast_a1_ * 4) * 32 + slow_a1_] = v_.x;
      a_[(fast_a1_ * 4 + 1) * 32 + slow_a1_] = v_.y;
      a_[(fast_a1_ * 4 + 2) * 32 + slow_a1_] = v_.z;
      a_[(fast_a1_ * 4 + 3) * 32 + slow_a1_] = v_.w;
    }
    {
      let at_b0_ = k0_ + slow_b0_;
      b_[slow_b0_ * 8 + fast_b0_] = in1_[i2_ + at_b0_ * 64];
    }
    {
      let at_b1_ = k0_ + slow_b1_;
      b_[slow_b1_ * 8 + fast_b1_] = in1_[i3_ + at_b1_ * 64];
    }
    workgroupBarrier();
    for (var k_ = 0; k_ < 16; k_++) {
      let at_a0_ = (k_ * 8 + laneM_) * 4;
      let a0_ = vec4f(a_[at_a0_], a_[at_a0_ + 1], a_[at_a0_ + 2], a_[at_a0_ + 3]);
      let b0_ = b_[k_ * 8 + laneN_];
      sum0_ = fma(vec4f(a0_.x), b0_, sum0_);
      sum1_ = fma(vec4f(a0_.y), b0_, sum1_);
      sum2_ = fma(vec4f(a0_.z), b0_, sum2_);
      sum3_ = fma(vec4f(a0_.w), b0_, sum3_);
    }
    workgroupBarrier();
  }
  let row0_ = m0_ + laneM_ * 4;
  let place0_ = n0_ / 4 + laneN_;
  let column0_ = place0_;
  let i4_ = batch_ * 16384 + column0_;
  {
    let at_ = row0_;
    out2_[i4_ + at_ * 64] = sum0_;
  }
  {
    let at_ = row0_ + 1;
    out2_[i4_ + at_ * 64] = sum1_;
  }
  {
    let at_ = row0_ + 2;
    out2_[i4_ + at_ * 64] = sum2_;
  }
  {
    let at_ = row0_ + 3;
    out2_[i4_ + at_ * 64] = sum3_;
  }
}
