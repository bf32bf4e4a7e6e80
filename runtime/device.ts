/**
 * Opening a WebGPU device, in a browser and in Node, and what the rest of the runtime knows about it.
 *
 * Guarantees: the limits and features that the adapter has beyond the WebGPU minimum are requested, unless the profile is
 * `floor`, which it is in a page where nothing else is asked for; an error of the device that nobody waited for is kept and
 * thrown at the next `check()`; a process that opened a device exits by itself, whether the device was destroyed or not.
 */
import { platform } from "#platform";
import { DiagnosticError } from "../compiler/diagnostics.ts";
import { DeviceError, runtimeError } from "./errors.ts";

export interface OpenOptions {
  /**
   * Which adapter to take. By default the first that works of: the system's hardware adapter, the system's software
   * adapter, the bundled SwiftShader. `software` skips the first, `swiftshader` both.
   */
  readonly adapter?: "hardware" | "software" | "swiftshader";
  /**
   * `floor` requests neither raised limits nor features: what every WebGPU device has. `default` requests all that there are
   * of use. By default `floor` in a page, `default` in Node.
   */
  readonly profile?: "default" | "floor";
  /**
   * How products of f32 matrices may be computed, in PyTorch's words. `highest`, the default: in f32. `high`: on the device's
   * matrix units (tensor cores), each product as three of half precision, which keeps nearly all of f32's digits. `medium`:
   * there too, with operands rounded to 11 bits. Sums are f32. Needs `chromium-experimental-subgroup-matrix`; where the device
   * lacks it, opening throws NN0603.
   */
  readonly matmulPrecision?: "highest" | "high" | "medium";
  /** Dawn toggles besides those that are always on, one with a leading `-` switched off; Node only. */
  readonly toggles?: readonly string[];
}

export interface DeviceInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  /** The driver as far as the adapter's description says it. */
  readonly driver: string;
  readonly kind: "hardware" | "software";
  /** For people: `NVIDIA H200`, `SwiftShader (bundled with @sparticuz/chromium)`. */
  readonly source: string;
}

export interface DeviceFeatures {
  readonly subgroups: boolean;
  readonly f16: boolean;
  readonly timestamps: boolean;
  readonly subgroupSizeControl: boolean;
  /** The number of lanes of a subgroup where the adapter has only one. */
  readonly subgroupSize?: number;
  /** Where `matmulPrecision` asked for them. */
  readonly matrices?: DeviceMatrices;
}

/** What the adapter's matrix units multiply: m x k by k x n of f16, with a sum of f32, by a subgroup of `lanes`. */
export interface DeviceMatrices {
  readonly precision: "high" | "medium";
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly lanes: number;
  /** Whether subgroups have several sizes, and shaders ask for the one of `lanes`. */
  readonly pinned: boolean;
}

export interface NnDevice {
  readonly kind: "webgpu";
  readonly gpu: GPUDevice;
  readonly info: DeviceInfo;
  readonly limits: GPUSupportedLimits;
  readonly features: DeviceFeatures;
  /** The first failure that nobody waited for, or the device's loss. */
  readonly failure: DeviceError | undefined;
  /** Throws the failure, if there is one. */
  check(): void;
  /** Another device, opened as this one was: for going on where this one was lost. */
  reopen(): Promise<NnDevice>;
  /** Frees the device and everything on it; nothing that was made from it can be used afterwards. Safe to call twice. */
  destroy(): void;
  [Symbol.dispose](): void;
}

export interface AdapterCandidate {
  readonly adapter: GPUAdapter;
  readonly source: string;
  readonly kind: DeviceInfo["kind"];
}

/** A way to get an adapter; `open` gives the reason in words where it does not work. */
export interface AdapterAttempt {
  readonly what: string;
  open(): Promise<AdapterCandidate | string>;
}

const FEATURES = ["subgroups", "shader-f16", "timestamp-query", "subgroup-size-control"] as const;

const RAISED_LIMITS = [
  "maxStorageBuffersPerShaderStage",
  "maxStorageBufferBindingSize",
  "maxBufferSize",
  "maxComputeWorkgroupStorageSize",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupSizeY",
  "maxComputeWorkgroupSizeZ",
  "maxComputeWorkgroupsPerDimension",
] as const;

/**
 * Opens a device. Throws a `DiagnosticError` (NN0601) that lists what was tried, why each failed and what to install.
 */
export async function openDevice(kind: "webgpu" = "webgpu", options: OpenOptions = {}): Promise<NnDevice> {
  const failed: string[] = [];
  for (const attempt of platform.attempts(options)) {
    const found = await attempt.open().catch((error: unknown) => messageOf(error));
    if (typeof found === "string") {
      failed.push(`${attempt.what}: ${found}`);
      continue;
    }
    try {
      return await requestDevice(found, options);
    } catch (error) {
      // Another adapter would not be what was asked for.
      if (error instanceof DiagnosticError) throw error;
      failed.push(`${attempt.what}: ${messageOf(error)}`);
    }
  }
  throw runtimeError("noDevice", `no ${kind === "webgpu" ? "WebGPU" : kind} device could be opened`, {
    notes: failed.map((line) => `tried ${line}`),
    help: platform.help(options),
  });
}

async function requestDevice(found: AdapterCandidate, options: OpenOptions): Promise<NnDevice> {
  const { adapter } = found;
  const { profile = platform.profile } = options;
  const matrices = matricesOf(found, options.matmulPrecision);
  const requiredFeatures: GPUFeatureName[] = [];
  const requiredLimits: Record<string, number> = {};
  if (profile === "default") {
    for (const name of FEATURES) {
      // "subgroup-size-control" is newer than the type declarations.
      if (adapter.features.has(name)) requiredFeatures.push(name as GPUFeatureName);
    }
    for (const name of RAISED_LIMITS) requiredLimits[name] = adapter.limits[name];
  }
  if (matrices !== undefined)
    for (const name of [
      "subgroups",
      "shader-f16",
      ...(matrices.pinned ? [SIZE_CONTROL] : []),
      MATRIX_FEATURE,
    ])
      if (!requiredFeatures.includes(name as GPUFeatureName)) requiredFeatures.push(name as GPUFeatureName);
  const gpu = await adapter.requestDevice({ label: "nn", requiredFeatures, requiredLimits });
  return new OpenDevice(gpu, found, options, matrices);
}

const MATRIX_FEATURE = "chromium-experimental-subgroup-matrix";
const SIZE_CONTROL = "subgroup-size-control";

/** What an adapter's `info` says of its matrix units; newer than the type declarations. */
interface MatrixConfig {
  readonly componentType: string;
  readonly resultComponentType: string;
  readonly M: number;
  readonly N: number;
  readonly K: number;
}

/** The matrix units to use, if that was asked for. Throws NN0603 where the adapter has none that multiply f16 into f32. */
export function matricesOf(
  { adapter, source }: Pick<AdapterCandidate, "adapter" | "source">,
  precision: OpenOptions["matmulPrecision"],
): DeviceMatrices | undefined {
  if (precision === undefined || precision === "highest") return undefined;
  const { features, info } = adapter;
  const missing = ["subgroups", "shader-f16", MATRIX_FEATURE].filter((name) => !features.has(name));
  const { subgroupMatrixConfigs = [] } = info as { readonly subgroupMatrixConfigs?: Iterable<MatrixConfig> };
  const fitting = [...subgroupMatrixConfigs].filter(
    (c) =>
      c.componentType === "f16" &&
      c.resultComponentType === "f32" &&
      [c.M, c.N, c.K].every((size) => size === 8 || size === 16),
  );
  const { subgroupMinSize: min, subgroupMaxSize: max } = info;
  const lanes = Math.max(min, Math.min(max, 32));
  const isSettled = min === max || features.has(SIZE_CONTROL);
  // The largest does the most at once.
  const [best] = fitting.sort((p, q) => q.M * q.N * q.K - p.M * p.N * p.K);
  if (missing.length === 0 && best !== undefined && isSettled)
    return { precision, m: best.M, n: best.N, k: best.K, lanes, pinned: min !== max };
  const why =
    missing.length > 0
      ? `it lacks ${missing.map((name) => `\`${name}\``).join(" and ")}`
      : best === undefined
        ? "they multiply no f16 with a sum of f32"
        : "its subgroups have several sizes, and none can be asked for";
  throw runtimeError(
    "missingFeature",
    `matmul precision \`${precision}\` needs matrix units (tensor cores)`,
    {
      notes: [`${source} offers none that can be used: ${why}`],
      help: "leave out --matmul-precision (`matmulPrecision` of `openDevice`): products are then computed in f32",
    },
  );
}

class OpenDevice implements NnDevice {
  readonly kind = "webgpu";
  readonly gpu: GPUDevice;
  readonly info: DeviceInfo;
  readonly limits: GPUSupportedLimits;
  readonly features: DeviceFeatures;
  #failure: DeviceError | undefined;
  #destroyed = false;

  constructor(
    gpu: GPUDevice,
    found: AdapterCandidate,
    readonly options: OpenOptions,
    matrices: DeviceMatrices | undefined,
  ) {
    this.gpu = gpu;
    const { info } = found.adapter;
    this.info = {
      vendor: info.vendor,
      architecture: info.architecture,
      device: info.device,
      description: info.description,
      driver: driverOf(info.description),
      kind: found.kind,
      source: found.source,
    };
    this.limits = gpu.limits;
    const has = (name: string) => gpu.features.has(name);
    const { subgroupMinSize: min, subgroupMaxSize: max } = info;
    this.features = {
      subgroups: has("subgroups"),
      f16: has("shader-f16"),
      timestamps: has("timestamp-query"),
      subgroupSizeControl: has("subgroup-size-control"),
      ...(has("subgroups") && min === max && min > 0 ? { subgroupSize: min } : {}),
      ...(matrices === undefined ? {} : { matrices }),
    };
    gpu.onuncapturederror = (event) => {
      // It is reported through `check()`; Dawn would print it too.
      event.preventDefault();
      this.#failure ??= new DeviceError("device", event.error.message);
    };
    void gpu.lost.then((lost) => {
      // Whoever destroys a device through its own handle knows.
      if (this.#destroyed) return;
      this.#failure ??= new DeviceError("device", `the GPU was lost: ${lost.message}`, true);
    });
    live.add(this);
    destroyAtExit();
  }

  reopen(): Promise<NnDevice> {
    return openDevice("webgpu", this.options);
  }

  get failure(): DeviceError | undefined {
    return this.#failure;
  }

  check(): void {
    if (this.#failure) throw this.#failure;
    if (this.#destroyed) throw new DeviceError("device", "it was destroyed");
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    live.delete(this);
    this.gpu.destroy();
  }

  [Symbol.dispose](): void {
    this.destroy();
  }
}

const live = new Set<OpenDevice>();
let watching = false;

/** A device that is alive when the process ends can crash Dawn's own shutdown. */
function destroyAtExit(): void {
  if (watching) return;
  watching = true;
  platform.atExit(() => {
    for (const device of [...live]) device.destroy();
  });
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split("\n")[0]!;
}

/** `llvmpipe: Mesa 25.0.7 (LLVM 15.0.6)` names the driver after the colon. */
function driverOf(description: string): string {
  const colon = description.indexOf(": ");
  return colon < 0 ? description : description.slice(colon + 2);
}
