/** The adapters that tests run on: the bundled SwiftShader always, the system's software adapter where there is one. */
import { openDevice, type NnDevice } from "../../runtime/device.ts";

export const adapters: readonly { readonly name: string; open(): Promise<NnDevice> }[] = [
  { name: "SwiftShader", open: () => openDevice("webgpu", { adapter: "swiftshader" }) },
  ...((await systemSoftware())
    ? [{ name: "system software", open: () => openDevice("webgpu", { adapter: "software" }) }]
    : []),
];

async function systemSoftware(): Promise<boolean> {
  try {
    using device = await openDevice("webgpu", { adapter: "software" });
    return device.info.architecture !== "swiftshader";
  } catch {
    return false;
  }
}
