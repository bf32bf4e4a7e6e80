/**
 * What goes wrong on a device: an error that names the kernel or the buffer. A user's mistake is a `DiagnosticError`
 * instead.
 */
import { DiagnosticError, diagnostic } from "../compiler/diagnostics.ts";

/** Codes of this folder (data readers have NN05xx of their own). */
export const RUNTIME_CODES = {
  noDevice: "NN0601",
  limitExceeded: "NN0602",
  missingFeature: "NN0603",
  notFinite: "NN0604",
  wrongTensor: "NN0605",
  badRunSetting: "NN0606",
  weightsDiffer: "NN0607",
} as const;

export type RuntimeCode = keyof typeof RUNTIME_CODES;

export function runtimeError(
  code: RuntimeCode,
  title: string,
  parts: { readonly help?: string; readonly notes?: readonly string[] } = {},
): DiagnosticError {
  return new DiagnosticError(diagnostic(RUNTIME_CODES[code], title, parts));
}

/** The device failed: it was lost, ran out of memory, or refused a kernel. */
export class DeviceError extends Error {
  override readonly name = "DeviceError";
  constructor(
    /** The kernel, buffer or plan that was being worked on; "device" where none is known. */
    readonly subject: string,
    message: string,
    /** Whether the device itself is gone, so that only another one can go on. */
    readonly isLost = false,
  ) {
    super(subject === "device" ? message : `${subject}: ${message}`);
  }
}
