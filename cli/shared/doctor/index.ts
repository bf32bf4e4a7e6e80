/**
 * All checks of `nn doctor`, in the order in which one thing explains the next: the data, the loss at the start, the
 * gradients, the units, and then whether it learns.
 */
import type { Computation } from "../../../compiler/program.ts";
import type { Backend } from "../../../runtime/backend.ts";
import { checkData } from "./check-data.ts";
import { checkArrival, checkFlow } from "./check-flow.ts";
import { checkDevice, checkDifferences } from "./check-gradients.ts";
import { checkLoss } from "./check-loss.ts";
import { checkMixing } from "./check-mixing.ts";
import { checkTraining } from "./check-training.ts";
import { checkUnits } from "./check-units.ts";
import { figure, type Finding, skipped } from "./finding.ts";
import type { Probe } from "./probe.ts";

export interface DeviceToCheck {
  readonly backend?: Backend<Computation>;
  /** Why there is none. */
  readonly why: string;
}

/** Findings as they come. Where the loss is no number at the start, nothing after it would mean anything. */
export async function* diagnose(
  probe: Probe,
  device: DeviceToCheck,
): AsyncGenerator<Finding, void, undefined> {
  const data = checkData(probe);
  yield* data;
  if (hasFailed(data)) return;
  if (probe.isTooLarge) {
    const why = `a step with ${probe.rows} examples takes ${figure(probe.work / 1e9)} GFLOP, too much for the interpreter; try a smaller model with --set`;
    for (const check of COSTLY) yield skipped(check, why);
    return;
  }
  const loss = checkLoss(probe);
  yield* loss;
  if (loss.some((f) => f.check === "start" && f.result === "failure")) return;
  yield checkDifferences(probe);
  yield await checkDevice(probe, device.backend, device.why);
  yield checkMixing(probe);
  const units = checkUnits(probe);
  yield* units;
  const flow = checkFlow(probe);
  yield flow;
  const cause = [...units, flow].find((f) => f.result === "failure");
  const { findings, trained } = checkTraining(probe, cause === undefined);
  for (const f of [checkArrival(probe, trained), ...findings]) yield cause ? following(f, cause) : f;
}

/** A network whose units are dead learns nothing, and its weights get no gradient: that is said once. */
function following(f: Finding, cause: Finding): Finding {
  if (f.result !== "warning" && f.result !== "failure") return f;
  return { ...skipped(f.check, `${f.title}: follows from ${CAUSES[cause.check]!}`), measured: f.measured };
}

const CAUSES: Readonly<Record<string, string>> = {
  "dead-units": "the dead units",
  saturation: "the saturated units",
  flow: "the gradients",
};

/** Checks that run the network. */
const COSTLY = [
  "start",
  "gradients",
  "device",
  "mixing",
  "dead-units",
  "saturation",
  "flow",
  "arrival",
  "overfit",
  "rate",
  "updates",
];

/** Labels beyond the classes or numbers that are none: what comes after would only repeat it. */
function hasFailed(findings: readonly Finding[]): boolean {
  return findings.some((f) => f.result === "failure");
}
