/**
 * The page: puts the editor, the compiler's worker, the trainer's worker and the tabs together.
 *
 * The program lives in the editor; what else it can read (files of the example, files that were dropped) in `Files` here.
 * Every change of it is told to the compiler, the problem list and the address.
 */
import { CompilerClient, TrainerClient } from "./client.ts";
import { announce, byId, make } from "./dom.ts";
import { openEditor } from "./editor.ts";
import { type Example, type ExampleGroup, listExamples, openExample } from "./examples.ts";
import { type Given, listFiles, takeFiles } from "./files.ts";
import { contentOf, type InspectionTab } from "./inspection.ts";
import { Output } from "./output.ts";
import { problemsIn } from "./problems.ts";
import type { Analysis, Workspace } from "./protocol.ts";
import { Settings } from "./settings.ts";
import { addressOf, readAddress } from "./share.ts";
import { openTabs } from "./tabs.ts";

/** Milliseconds without a key before the program is checked. */
const PAUSE = 150;

/** What the page opens with. */
const FIRST = "spirals";

const compiler = new CompilerClient();
const output = new Output();
const settings = new Settings(() => changedSettings());
let file = "program.nn";
/** Of the example: programs that it imports, and its data. */
let own: Pick<Workspace, "texts" | "files"> = { texts: {}, files: {} };
/** Dropped or chosen; they stay when another program is opened. */
let given: Given = {};
/** The example as it came, while nothing in it was changed. */
let unchanged: { readonly name: string; readonly text: string } | undefined;
let examples: readonly ExampleGroup[] = [];
let analysis: Analysis | undefined;
let isTraining = false;
let training = "";
/** Counts texts, so that late answers are known. */
let version = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Whether the run that is under way is that of the program in the editor; another one is being stopped. */
let isOwn = true;
/** Stop was pressed before the run began. */
let isUnwanted = false;

const trainer = new TrainerClient((heard) => {
  if (isOwn) output.hear(heard, training);
  if (heard.type === "done") setTraining(false);
});

const editor = openEditor(byId("editor"), {
  hover: (offset) => settled(() => compiler.call("hover", offset)),
  complete: async (offset) => (await settled(() => compiler.call("complete", offset))) ?? [],
  changed,
  train: () => void start(),
});

const tabs = openTabs(byId("tabs"), () => {
  // On a phone, what was asked for lies below.
  if (matchMedia("(max-width: 820px)").matches) byId("run").scrollIntoView();
  void inspect();
});

// ---------------------------------------------------------------- the program

/** Paths that end in a given file's name mean that file too: `csv("data/houses.csv")` reads a dropped `houses.csv`. */
function filesFor(text: string): Record<string, Uint8Array> {
  const paths = [...text.matchAll(/"([^"\n#]+)/g)].map(([, path]) => path!);
  const alias = paths.flatMap((path) => {
    const found = given[path] ?? given[path.slice(path.lastIndexOf("/") + 1)];
    return found === undefined ? [] : [[path, found] as const];
  });
  return { ...own.files, ...given, ...Object.fromEntries(alias) };
}

function workspace(): Workspace {
  const { text } = editor;
  const programs = Object.entries(given).filter(([name]) => name.endsWith(".nn"));
  const dropped = Object.fromEntries(programs.map(([name, b]) => [name, new TextDecoder().decode(b)]));
  return { file, texts: { ...own.texts, ...dropped, [file]: text }, files: filesFor(text) };
}

let opened: readonly string[] = [];

/** Gives the compiler everything, where more than the text has changed. */
function openWorkspace(): void {
  const all = workspace();
  opened = Object.keys(all.files);
  void compiler.call("open", all);
  listFiles(given, (name) => {
    given = Object.fromEntries(Object.entries(given).filter(([n]) => n !== name));
    openWorkspace();
    announce(`${name} is removed.`);
  });
  void analyze();
}

function changed(): void {
  version++;
  if (editor.text !== unchanged?.text) byId<HTMLSelectElement>("example").value = "";
  // A path may have been written that names a file which is there.
  if (Object.keys(filesFor(editor.text)).join("\n") === opened.join("\n"))
    void compiler.call("edit", editor.text);
  else openWorkspace();
  const now = version;
  void compiler.call("tokens").then((tokens) => {
    if (now === version) editor.colour(tokens);
  });
  clearTimeout(timer);
  timer = setTimeout(() => void analyze(), PAUSE);
}

/** Answers about a text that has been changed since are of no use. */
async function settled<T>(question: () => Promise<T>): Promise<T | undefined> {
  const now = version;
  const answer = await question();
  return now === version ? answer : undefined;
}

async function analyze(): Promise<void> {
  clearTimeout(timer);
  const tokens = await settled(() => compiler.call("tokens"));
  if (tokens) editor.colour(tokens);
  const found = await settled(() => compiler.call("analyze"));
  if (found === undefined) return;
  analysis = found;
  editor.show(found.problems, found.hints);
  problemsIn(found.problems, (line) => editor.goTo(line));
  settings.offer(found);
  remember();
  await inspect();
}

function changedSettings(): void {
  remember();
  void inspect();
}

/** The address holds the program. */
function remember(): void {
  const config = settings.config;
  const isExample = editor.text === unchanged?.text && Object.keys(config).length === 0;
  const address =
    isExample && unchanged
      ? addressOf({ kind: "example", name: unchanged.name })
      : addressOf({
          kind: "program",
          program: { file, text: editor.text, ...(Object.keys(config).length > 0 ? { config } : {}) },
        });
  if (address !== location.hash) history.replaceState(undefined, "", address);
}

// ---------------------------------------------------------------- opening

function exampleNamed(name: string): Example | undefined {
  return examples.flatMap((g) => g.examples).find((e) => e.name === name);
}

/** Shows a program; what trained before is stopped. */
function show(name: string, text: string, from: typeof own): void {
  version++;
  if (isTraining) stop();
  isOwn = false;
  output.clear();
  file = name;
  own = from;
  settings.clear();
  editor.open(text);
  openWorkspace();
}

/** Counts what was asked to be opened: of two, the last is shown, whichever is fetched first. */
let openings = 0;

async function showExample(name: string): Promise<void> {
  const now = ++openings;
  const example = exampleNamed(name);
  if (example === undefined) {
    output.clear(`There is no example named ${name}.`);
    return;
  }
  const { text, ...from } = await openExample(example);
  if (now !== openings) return;
  unchanged = { name, text };
  byId<HTMLSelectElement>("example").value = name;
  show(`${name}.nn`, text, from);
}

async function showAddress(): Promise<void> {
  try {
    const address = readAddress(location.hash);
    if (address === undefined || address.kind === "example") return await showExample(address?.name ?? FIRST);
    const now = ++openings;
    const { program } = address;
    const example = exampleNamed(program.file.replace(/\.nn$/, ""));
    // A changed example still reads the example's files.
    const from = example ? await openExample(example) : { texts: {}, files: {} };
    if (now !== openings) return;
    unchanged = undefined;
    byId<HTMLSelectElement>("example").value = "";
    show(program.file, program.text, { texts: from.texts, files: from.files });
    settings.config = program.config ?? {};
  } catch (error) {
    await showExample(FIRST);
    output.fail(error instanceof Error ? error.message : String(error));
  }
}

// ---------------------------------------------------------------- training

function setTraining(is: boolean): void {
  isTraining = is;
  const [train, stop] = [byId<HTMLButtonElement>("train"), byId<HTMLButtonElement>("stop")];
  // Whoever pressed a button that is no use any more goes on at the other one.
  const had = document.activeElement;
  train.disabled = is;
  stop.disabled = !is;
  if (is && had === train) stop.focus();
  if (!is && had === stop) train.focus();
}

async function start(): Promise<void> {
  if (isTraining) return;
  setTraining(true);
  isOwn = true;
  isUnwanted = false;
  tabs.choose("output");
  output.clear("Compiling …");
  // What was typed a moment ago counts.
  await analyze();
  const { block, values, error } = settings.read();
  const wrong =
    error ?? firstError() ?? (block === undefined ? "The program has no `train` block." : undefined);
  if (wrong !== undefined || block === undefined) {
    setTraining(false);
    return output.fail(wrong ?? "");
  }
  if (isUnwanted) {
    setTraining(false);
    return output.clear("Stopped before it began.");
  }
  training = block;
  trainer.train({ type: "train", workspace: workspace(), train: block, ...values });
}

function stop(): void {
  isUnwanted = true;
  trainer.stop();
  announce("Stopping.");
}

function firstError(): string | undefined {
  const found = analysis?.problems.find((p) => p.severity === "error");
  if (found === undefined) return undefined;
  const place = found.at === undefined ? "" : ` in line ${found.at.line}`;
  return `error[${found.code}]${place}: ${found.title}`;
}

// ---------------------------------------------------------------- the other tabs

let inspected = 0;

async function inspect(): Promise<void> {
  const tab = tabs.chosen;
  if (tab === "output") {
    output.redraw();
    return;
  }
  const panel = byId(`panel-${tab}`);
  const { block, values } = settings.read();
  const now = ++inspected;
  if (block === undefined) {
    panel.replaceChildren(make("p", {}, "The program has no `train` block."));
    return;
  }
  try {
    const made = await compiler.call("inspect", block, values.config);
    if (now === inspected)
      panel.replaceChildren(...contentOf(tab as InspectionTab, made, (line) => editor.goTo(line)));
  } catch (error) {
    if (now === inspected) panel.replaceChildren(make("p", { role: "alert" }, (error as Error).message));
  }
}

// ---------------------------------------------------------------- the page

async function copyLink(): Promise<void> {
  remember();
  const button = byId("share");
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = "Copied";
    announce("The link to this program is copied.");
  } catch {
    button.textContent = "See the address bar";
    announce("The clipboard cannot be written; the link is the address of this page.");
  }
  setTimeout(() => (button.textContent = "Copy link"), 2000);
}

async function checkGpu(): Promise<void> {
  const { gpu } = navigator as { readonly gpu?: GPU };
  const adapter = await gpu?.requestAdapter();
  if (adapter) return;
  const why = gpu
    ? "it offers no GPU here"
    : isSecureContext
      ? "it has none"
      : "a page has it only over https or on localhost";
  byId("no-gpu-why").textContent =
    `This browser cannot train with WebGPU: ${why}. Use an up-to-date Chrome, Edge, Firefox or Safari with hardware ` +
    `acceleration switched on. Everything else works here, and small programs train on the interpreter, which is slow.`;
  byId("no-gpu").hidden = false;
}

function failed(error: unknown): void {
  output.report(error instanceof Error ? error.message : String(error));
}

async function begin(): Promise<void> {
  // A fault of the page or of the compiler; the browser's console has it too.
  addEventListener("unhandledrejection", ({ reason }) => failed(reason));
  byId("train").addEventListener("click", () => void start());
  byId("stop").addEventListener("click", stop);
  byId("use-cpu").addEventListener("click", () => {
    settings.useInterpreter();
    byId("no-gpu").hidden = true;
    announce("Programs train on the interpreter now.");
    byId("train").focus();
  });
  byId("share").addEventListener("click", () => void copyLink());
  byId("format").addEventListener("click", () => {
    void settled(() => compiler.call("format")).then((text) => {
      if (text === undefined) announce("A program with errors cannot be formatted.");
      else if (text !== editor.text) editor.replace(text);
    });
  });
  takeFiles((files) => {
    given = { ...given, ...files };
    openWorkspace();
    announce(`Added ${Object.keys(files).join(", ")}.`);
  }, failed);
  addEventListener("hashchange", () => void showAddress());
  void checkGpu();
  examples = await listExamples();
  const select = byId<HTMLSelectElement>("example");
  select.append(
    make("option", { value: "" }, "your own"),
    ...examples.map(({ title, examples: list }) =>
      make(
        "optgroup",
        { label: title },
        ...list.map((e) => make("option", { value: e.name, title: e.about }, e.name)),
      ),
    ),
  );
  select.addEventListener("change", () => {
    if (select.value !== "") void showExample(select.value);
  });
  await showAddress();
}

void begin();
