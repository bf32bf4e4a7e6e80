/**
 * The command `nn`: which commands there are, and how the command line is read.
 *
 * Everything heavy (the compiler, the runtime, charts) is imported by a command when it runs, so that help and mistakes in
 * the command line answer at once. A new command is a file in `commands/` and a line in `COMMANDS`.
 */
import { Command, CommanderError } from "commander";
import { nearest } from "../compiler/diagnostics.ts";
import { build } from "./commands/build.ts";
import { call } from "./commands/call.ts";
import { check } from "./commands/check.ts";
import { compare } from "./commands/compare.ts";
import { completion } from "./commands/completion.ts";
import { data } from "./commands/data.ts";
import { devices } from "./commands/devices.ts";
import { doctor } from "./commands/doctor.ts";
import { evaluate } from "./commands/eval.ts";
import { explain } from "./commands/explain.ts";
import { exportCommand } from "./commands/export.ts";
import { fmt } from "./commands/fmt.ts";
import { graph } from "./commands/graph.ts";
import { kernels } from "./commands/kernels.ts";
import { lrFind } from "./commands/lr-find.ts";
import { lsp } from "./commands/lsp.ts";
import { memory } from "./commands/memory.ts";
import { newProject } from "./commands/new.ts";
import { profile } from "./commands/profile.ts";
import { predict } from "./commands/predict.ts";
import { report as reportPage } from "./commands/report.ts";
import { runs } from "./commands/runs.ts";
import { sample } from "./commands/sample.ts";
import { step } from "./commands/step.ts";
import { summary } from "./commands/summary.ts";
import { test } from "./commands/test.ts";
import { train } from "./commands/train.ts";
import { tune } from "./commands/tune.ts";
import { wgsl } from "./commands/wgsl.ts";
import { endsUnread, EXIT, report } from "./shared/exit.ts";
import { paint } from "./shared/terminal.ts";

/** In the order of the help. */
const COMMANDS: readonly (readonly [string, readonly ((program: Command) => Command)[]])[] = [
  ["Use a program:", [newProject, train, check, call, test, fmt]],
  ["Before training:", [doctor, lrFind]],
  ["Use a trained model:", [evaluate, predict, sample]],
  ["Take it elsewhere:", [build, exportCommand]],
  ["Past runs:", [runs, compare, reportPage]],
  ["Look inside:", [step, summary, graph, kernels, profile, tune, wgsl, memory, explain]],
  ["This machine:", [data, devices, lsp, completion]],
];

export function buildProgram(): Command {
  const program = new Command("nn");
  program
    .description("A small language for models and their training, compiled to WebGPU.")
    .usage("<command> [options]")
    .version(NN_VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: false, helpWidth: Math.min(110, process.stdout.columns || 110) })
    .configureOutput({ outputError: writeUsageError })
    .exitOverride()
    .addHelpText(
      "after",
      [
        "",
        "FILE is a .nn file; FILE:NAME picks one of its `train` blocks.",
        "`nn COMMAND --help` spells out a command's flags, with examples.",
        "",
        "Examples:",
        "  $ nn new digits                                   a folder with a program and its data",
        "  $ cd digits && nn train digits.nn                 train it",
        "  $ nn train digits.nn --set hidden=64,256          two runs, compared at the end",
        "  $ nn runs                                         what was trained so far",
        "  $ nn explain NN0204                               what an error means",
      ].join("\n"),
    );
  for (const [group, commands] of COMMANDS) {
    program.commandsGroup(group);
    for (const define of commands) {
      const command = define(program).helpOption("-h, --help", "print this help").allowExcessArguments(false);
      command.showHelpAfterError(`(nn ${command.name()} --help shows how)`);
    }
  }
  return program;
}

/** Runs a command line; never throws. The exit code is left in `process.exitCode`. */
export async function main(argv: readonly string[]): Promise<void> {
  // `nn wgsl FILE | head` closes the pipe early; that is no error. A training saves first.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" && endsUnread()) return;
    if (error.code === "EPIPE") process.exit(EXIT.done);
    process.stderr.write(`error: cannot write the output: ${error.message.replace(/^[A-Z]+: /, "")}\n`);
    process.exit(EXIT.wrong);
  });
  const program = buildProgram();
  try {
    if (argv.length === 0) {
      program.outputHelp();
      return;
    }
    rejectUnknownCommand(program, argv);
    rejectBareSetting(program, argv);
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    else process.exitCode = await report(error);
  }
}

/** What other tools call a command. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  run: "train",
  fit: "train",
  start: "train",
  init: "new",
  create: "new",
  lint: "check",
  compile: "check",
  format: "fmt",
  evaluate: "eval",
  list: "runs",
  ls: "runs",
  diff: "compare",
  gpu: "devices",
  version: "--version",
  infer: "predict",
  inspect: "summary",
  plot: "graph",
  download: "data",
  fetch: "data",
};

/** Commander's own suggestion knows only commands; a `.nn` file in their place wants another hint. */
function rejectUnknownCommand(program: Command, argv: readonly string[]): void {
  const [name] = argv;
  if (name === undefined || name.startsWith("-")) return;
  const names = program.commands.map((c) => c.name());
  if (names.includes(name)) return;
  if (name === "help") {
    const about = program.commands.find((c) => c.name() === argv[1]);
    if (about === undefined && argv[1] !== undefined) rejectUnknownCommand(program, argv.slice(1));
    return (about ?? program).help();
  }
  const near = /\.nn(:|$)/.test(name) ? `train ${name}` : (ELSEWHERE[name] ?? nearest(name, names)[0]);
  program.error(
    `error: unknown command '${name}'${near === undefined ? "" : `\n(Did you mean nn ${near}?)`}`,
  );
}

/** `nn train FILE epochs=3`: a setting without its flag. */
function rejectBareSetting(program: Command, [name, ...rest]: readonly string[]): void {
  const options = program.commands.find((c) => c.name() === name)?.options ?? [];
  const setting = rest.findIndex(
    (word, i) => /^[A-Za-z_]\w*=/.test(word) && !(rest[i - 1] ?? "").startsWith("-"),
  );
  if (setting < 1 || !options.some((o) => o.long === "--set")) return;
  const [key, value] = rest[setting]!.split("=", 2) as [string, string];
  const flag = options.some((o) => o.long === `--${key}`) ? `--${key} ${value}` : `--set ${rest[setting]!}`;
  program.error(`error: unexpected argument '${rest[setting]!}'\n(Did you mean ${flag}?)`);
}

/** What other tools call a flag, or where it is said here. */
const FLAGS_ELSEWHERE: Readonly<Record<string, string>> = {
  "--lr":
    "the learning rate stands in the program, `adam(lr: 1e-3)`; with `config lr = 1e-3` there, --set lr=0.01 changes it",
  "--learning-rate":
    "the learning rate stands in the program, `adam(lr: 1e-3)`; with `config lr = 1e-3` there, --set lr=0.01 changes it",
  "--batch-size": "Did you mean --batch?",
  "--batchsize": "Did you mean --batch?",
  "--num-epochs": "Did you mean --epochs?",
  "--max-epochs": "Did you mean --epochs?",
  "--max-steps": "Did you mean --steps?",
  "--iterations": "Did you mean --steps?",
  "--gpu": "Did you mean --device webgpu?",
  "--cuda": "Did you mean --device webgpu?",
  "--cpu": "Did you mean --device cpu?",
  "--output": "Did you mean --out?",
  "--output-dir": "Did you mean --out?",
  "--checkpoint": "Did you mean --resume RUN, or --init WEIGHTS?",
  "--pretrained": "Did you mean --init WEIGHTS?",
  "--config": "Did you mean --set name=value?",
  "-v": "Did you mean --version?",
  "-e": "Did you mean --epochs?",
  "-b": "Did you mean --batch?",
  "-o": "Did you mean --out?",
  "--verbose": "leave it out; --json tells everything",
  "--hidden": "Did you mean --set hidden=256?",
};

/** What was meant by a value that is none of an option's choices. */
function choiceMeant(error: string): string | undefined {
  const [, given, list] = /argument '([^']*)' is invalid\. Allowed choices are (.*)\.$/.exec(error) ?? [];
  if (given === undefined || list === undefined) return undefined;
  const choices = list.split(", ");
  const called: Readonly<Record<string, string>> = {
    gpu: "webgpu",
    cuda: "webgpu",
    mps: "webgpu",
    metal: "webgpu",
    vulkan: "webgpu",
    interpreter: "cpu",
  };
  const meant = [called[given.toLowerCase()], ...nearest(given, choices)].find(
    (c) => c !== undefined && choices.includes(c),
  );
  return meant === undefined ? undefined : `Did you mean ${meant}?`;
}

/** `error: unknown option '--stepz'` and so on, in the colours and the form of the other errors. */
function writeUsageError(text: string, write: (text: string) => void): void {
  const [first, ...said] = text.trimEnd().split("\n");
  const flag = /unknown option '(--?[\w-]+)/.exec(first!)?.[1];
  const help = flag === undefined ? choiceMeant(first!) : FLAGS_ELSEWHERE[flag];
  const rest = help === undefined ? said : [`(${help})`];
  const red = paint(process.stderr).red;
  write(`${first!.replace(/^error/, red("error"))}\n${rest.map((line) => `  ${line}\n`).join("")}`);
}
