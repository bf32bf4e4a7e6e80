import { afterAll, it } from "vitest";
import { floorTarget, schedulesOf } from "/work/main/compiler/7-emit/index.ts";
import { checkKernel, openTestDevice, targetOf } from "/work/main/test/emit/harness.ts";
import * as kernels from "/work/main/test/emit/kernels.ts";
const device = await openTestDevice();
afterAll(() => device?.destroy());
const only = process.env.ONLY; 
const shapes = JSON.parse(process.env.SHAPES ?? "[[2,33,17,29]]");
for (const shape of shapes) for (const form of [{a:"mk",b:"kn"},{a:"mk",b:"nk"},{a:"km",b:"kn"},{a:"km",b:"nk",fused:true}] as const)
  it(`${shape} ${form.a} ${form.b}`, async () => {
    const { kernel, values } = kernels.matmul(...(shape as [number,number,number,number]), form);
    const bad: string[] = [];
    for (const target of [targetOf(device!, "software"), floorTarget("software")])
      for (const { name: schedule } of schedulesOf(kernel, target)) {
        if (only && !schedule.startsWith(only)) continue;
        try { await checkKernel(device!, kernel, target, values, { schedule, tolerance: 1e-5 }); }
        catch (e) { bad.push((e as Error).message); if (process.env.FULL) console.log((e as Error).message); }
      }
    if (bad.length) throw new Error(bad.map((b) => b.slice(0, 200)).join("\n----\n"));
  }, 300000);
