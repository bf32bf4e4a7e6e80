// dot 1 x 8 x 8 x 4096: 4 x 4 a lane, split, a over m, b over n
enable subgroups;
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return n + i32(arrayLength(&in0_) >> 31u); }

@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group_: vec3u, @builtin(subgroup_invocation_id) local_: u32) {
  let row0_ = i32(group_.y) * 4;
  let batch_ = i32(group_.z);
  let column_ = i32(group_.x);
  var sum0_ = vec4f();
  var sum1_ = vec4f();
  var sum2_ = vec4f();
  var sum3_ = vec4f();
  let quad0_ = row0_ / 4 + 0;
  for (var step_ = i32(local_); step_ < rounds_(1024); step_ += 8) {
    let a0_ = in0_[step_ * 8 + quad0_];
    let a1_ = in0_[step_ * 8 + quad0_ + 2];
    let a2_ = in0_[step_ * 8 + quad0_ + 4];
    let a3_ = in0_[step_ * 8 + quad0_ + 6];
    let i4_ = step_ * 8 + column_;
    let b5_ = in1_[i4_];
    let b6_ = in1_[i4_ + 2];
    let b7_ = in1_[i4_ + 4];
    let b8_ = in1_[i4_ + 6];
    sum0_ = fma(vec4f(a0_.x), b5_, sum0_);
    sum1_ = fma(vec4f(a0_.y), b5_, sum1_);
    sum2_ = fma(vec4f(a0_.z), b5_, sum2_);
    sum3_ = fma(vec4f(a0_.w), b5_, sum3_);
    sum0_ = fma(vec4f(a1_.x), b6_, sum0_);
    sum1_ = fma(vec4f(a1_.y), b6_, sum1_);
    sum2_ = fma(vec4f(a1_.z), b6_, sum2_);
    sum3_ = fma(vec4f(a1_.w), b6_, sum3_);
    sum0_ = fma(vec4f(a2_.x), b7_, sum0_);
    sum1_ = fma(vec4f(a2_.y), b7_, sum1_);
    sum2_ = fma(vec4f(a2_.z), b7_, sum2_);
    sum3_ = fma(vec4f(a2_.w), b7_, sum3_);
    sum0_ = fma(vec4f(a3_.x), b8_, sum0_);
    sum1_ = fma(vec4f(a3_.y), b8_, sum1_);
    sum2_ = fma(vec4f(a3_.z), b8_, sum2_);
    sum3_ = fma(vec4f(a3_.w), b8_, sum3_);
  }
  sum0_ = subgroupAdd(sum0_);
  sum1_ = subgroupAdd(sum1_);
  sum2_ = subgroupAdd(sum2_);
  sum3_ = subgroupAdd(sum3_);
  if (local_ == 0u) {
    let at_ = row0_;
    out2_[column_ + at_ * 2] = sum0_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 1;
    out2_[column_ + at_ * 2] = sum1_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 2;
    out2_[column_ + at_ * 2] = sum2_;
  }
  if (local_ == 0u) {
    let at_ = row0_ + 3;
    out2_[column_ + at_ * 2] = sum3_;
  }
}
