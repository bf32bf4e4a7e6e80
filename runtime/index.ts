/**
 * The public face of the runtime: devices, backends, training, calls, loaded models.
 *
 * Nothing here compiles. A backend for the compiler's computations is made where both are at hand:
 * `compiled(webgpu(device), (c) => compilePlan(c, targetOf(device)))`, or `interpreter()` for the CPU.
 */
export {
  openDevice,
  type DeviceFeatures,
  type DeviceInfo,
  type NnDevice,
  type OpenOptions,
} from "./device.ts";
export {
  compiled,
  type Backend,
  type LoadOptions,
  type Observed,
  type Runner,
  type SlabStore,
  type StepInputs,
  type StepResults,
  type TensorData,
  type TensorSpec,
} from "./backend.ts";
export { loadPlan, webgpu, type LoadedPlan } from "./executor.ts";
export { GpuStore } from "./store.ts";
export type { HostScalars } from "./scalars.ts";
export { train, type TrainOptions, type TrainRun } from "./train.ts";
export type { EndEvent, EvalEvent, Scores, Split, StartEvent, StepEvent, TrainEvent } from "./events.ts";
export {
  columnExamples,
  disjointWindows,
  type Examples,
  type FieldColumn,
  type TrainData,
} from "./examples.ts";
export { runInit, type WeightFile } from "./train-setup.ts";
export type { RunStore } from "./run-store.ts";
export { call, prepareCall, type CallOptions, type CallResult, type ReadyCall } from "./call.ts";
export { load, type Concrete, type LoadedModel, type LoadModelOptions } from "./load.ts";
export { takeWeights, type WeightPlace, type Weights } from "./weights.ts";
export { DeviceError, RUNTIME_CODES } from "./errors.ts";
