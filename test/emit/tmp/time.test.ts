import { it } from "vitest";
import { collectBindings, emitKernel, floorTarget, schedulesOf } from "/work/main/compiler/7-emit/index.ts";
import * as kernels from "/work/main/test/emit/kernels.ts";
it("time", () => {
  for (const c of [kernels.matmul(2,33,17,29,{fused:true}), kernels.matmul(1,64,64,64), kernels.conv(2,5,3,8,3,1), kernels.softmax(70,64)]) {
    const target = { ...floorTarget("software"), subgroups: true, subgroupSize: 8 };
    let t = performance.now();
    const all = schedulesOf(c.kernel, target);
    console.log("schedules", (performance.now() - t).toFixed(1), all.length, all[0]!.name);
    for (const s of all) { t = performance.now(); const e = emitKernel(c.kernel, target, collectBindings(c.kernel), 0, { schedule: s.name }); console.log(s.name, (performance.now() - t).toFixed(1), e.shader.wgsl.length); }
  }
});
