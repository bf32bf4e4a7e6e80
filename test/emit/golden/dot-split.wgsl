// dot 1 x 8 x 8 x 4096: 4 x 4 a lane, split, a over m, b over n
enable subgroups;
@group(0) @binding(0) var<storage, read> in0_: array<vec4f>;
@group(0) @binding(1) var<storage, read> in1_: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out2_: array<vec4f>;
fn rounds_(n: i32) -> i32 { return min(n, n + i32(arrayLength(&in0_))); }

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
  for (var step_ = i32(local_); step_ < rounds_(4096); step_ += 8) {
    let a0_ = in0_[step_ * 2 + quad0_];
    let b1_ = in1_[step_ * 2 + column_];
    sum0_ = fma(vec4f(a0_.x), b1_, sum0_);
    sum1_ = fma(vec4f(a0_.y), b1_, sum1_);
    sum2_ = fma(vec4f(a0_.z), b1_, sum2_);
    sum3_ = fma(vec4f(a0_.w), b1_, sum3_);
  }
  sum0_ = subgroupAdd(sum0_);
  sum1_ = subgroupAdd(sum1_);
  sum2_ = subgroupAdd(sum2_);
  sum3_ = subgroupAdd(sum3_);
  var tile2_ = array(sum0_, sum1_, sum2_, sum3_);
  for (var i_ = 0; i_ < rounds_(4); i_++) {
    let c_ = tile2_[i_];
    if (local_ == 0u) {
      let at_ = row0_ + i_;
      out2_[column_ + at_ * 2] = c_;
    }
  }
}
