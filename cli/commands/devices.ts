/**
 * `nn devices`: the adapters that this machine offers, which one would be used, and why the others would not.
 */
import type { Command } from "commander";
import type { openDevice as open } from "../../runtime/device.ts";
import { EXIT } from "../shared/exit.ts";
import { examples } from "../shared/options.ts";
import { bytes, paint } from "../shared/terminal.ts";

export function devices(program: Command): Command {
  const command = program
    .command("devices")
    .description("what there is to compute on, and what would be used")
    .option("--json", "print one JSON object");
  examples(command, [["nn devices", "list them"]]);
  return command.action(run);
}

type OpenDevice = typeof open;

/** In the order in which they are tried. */
const KINDS = ["hardware", "software", "swiftshader"] as const;

async function run(options: { readonly json?: boolean }): Promise<void> {
  const { openDevice } = await import("../../runtime/device.ts");
  const { DiagnosticError } = await import("../../compiler/diagnostics.ts");
  const { chosenAdapter } = await import("../shared/device.ts");
  const found: Record<string, unknown>[] = [];
  const chosen = chosenAdapter();
  let used = false;
  for (const kind of KINDS) {
    const device = await probe(kind, openDevice).catch((error: unknown) => {
      if (!(error instanceof DiagnosticError)) throw error;
      const why = error.diagnostic.notes.map((note) => note.replace(/^tried [^:]*: /, "")).at(0);
      return { missing: why ?? error.diagnostic.title };
    });
    const usable = device !== undefined && !("missing" in device);
    const use: boolean = usable && !used && (chosen === undefined || chosen === kind);
    used ||= use;
    if (device !== undefined) found.push({ adapter: kind, ...device, used: use });
  }
  found.push({ adapter: "cpu", name: "the interpreter (`--device cpu`)", kind: "interpreter", used: false });
  if (options.json) console.log(JSON.stringify({ devices: found }, undefined, 2));
  else console.log(found.map(describe).join("\n"));
  if (!used) process.exitCode = EXIT.device;
}

/** Undefined where this kind would only fall back to a later one, which comes by itself. */
async function probe(
  kind: (typeof KINDS)[number],
  openDevice: OpenDevice,
): Promise<Record<string, unknown> | undefined> {
  using device = await openDevice("webgpu", { adapter: kind });
  const { limits, features, info } = device;
  if (kind === "software" && info.source.startsWith("SwiftShader (bundled")) return undefined;
  return {
    name: info.source,
    kind: info.kind,
    driver: info.driver,
    features: Object.entries(features).flatMap(([name, on]) => (on === true ? [name] : [])),
    subgroupSize: features.subgroupSize,
    limits: {
      storageBuffers: limits.maxStorageBuffersPerShaderStage,
      workgroupBytes: limits.maxComputeWorkgroupStorageSize,
      invocations: limits.maxComputeInvocationsPerWorkgroup,
      bindingBytes: limits.maxStorageBufferBindingSize,
      bufferBytes: limits.maxBufferSize,
    },
  };
}

function describe(device: Record<string, unknown>): string {
  const c = paint(process.stdout);
  const name = String(device["adapter"]).padEnd(12);
  if (device["missing"] !== undefined) return c.dim(` ${name} none: ${String(device["missing"])}`);
  const mark = device["used"] === true ? c.green("*") : " ";
  const line = `${mark}${name} ${c.bold(String(device["name"]))}${device["used"] === true ? "  ← used" : ""}`;
  const limits = device["limits"] as Record<string, number> | undefined;
  if (limits === undefined) return line;
  const features = [...(device["features"] as string[])];
  const size = device["subgroupSize"];
  const details = [
    features.length === 0
      ? "no optional features"
      : features.join(", ") + (size === undefined ? "" : ` (of ${String(size)})`),
    `${limits["storageBuffers"]} storage buffers`,
    `${bytes(limits["bindingBytes"]!)} a binding`,
    `${bytes(limits["workgroupBytes"]!)} of workgroup memory`,
    `${limits["invocations"]} invocations`,
  ];
  return `${line}\n              ${c.dim(details.join(" · "))}`;
}
