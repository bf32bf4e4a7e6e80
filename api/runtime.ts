/**
 * `nn-lang/runtime`: opens devices, trains, evaluates, runs trained models. In Node and in browsers; programs come from
 * `nn-lang/compiler`.
 */
export { type CpuDevice, type CpuOptions, type Device, openDevice } from "./device.ts";
export { type Run, type RunEvent, type RecoveredEvent, train, type TrainOptions } from "./train.ts";
export {
  call,
  type CallOptions,
  CallResult,
  type Inputs,
  load,
  type LoadedModel,
  type LoadOptions,
} from "./call.ts";
export {
  evaluate,
  type EvaluateOptions,
  predict,
  sample,
  type SampleOptions,
  type UseOptions,
} from "./use.ts";
export { type ArrayData, type FieldArrays } from "./data.ts";
export { type ShapedInput, type Tensor, type TensorInput, type TypedArray } from "./tensors.ts";
export { readWeights, type WeightSource, writeWeights } from "./weights.ts";
export { openRun } from "#storage";
export type { OpenRunOptions, RunFiles } from "./storage.ts";
export { CompileError } from "./compile-error.ts";
export type { DeviceFeatures, DeviceInfo, NnDevice, OpenOptions } from "../runtime/device.ts";
export type {
  EndEvent,
  EvalEvent,
  Scores,
  Split,
  StartEvent,
  StepEvent,
  TrainEvent,
} from "../runtime/events.ts";
export type { DType } from "../compiler/ir/graph.ts";
export type { Weights } from "../runtime/weights.ts";
export { DeviceError } from "../runtime/errors.ts";
export { DiagnosticError } from "../compiler/diagnostics.ts";
