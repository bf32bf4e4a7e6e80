/** A system under measurement, as the benchmark sees it: a process that answers lines. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { type Command, MARK, type Measured, type Message, type Ready } from "./protocol.ts";

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** How long anything may take that a process is asked for. */
const LIMIT_S = 600;
/** Lines of the process's own words that are kept for the message of a failure. */
const REMEMBERED = 12;

export class SystemProcess {
  readonly #child: ChildProcess;
  readonly #words: string[] = [];
  #waiting: { resolve: (message: Message) => void; reject: (error: Error) => void } | undefined;
  #ended: Error | undefined;

  constructor({ command, args, env }: Launch) {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: "pipe" });
    this.#child = child;
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith(MARK)) this.#answer(JSON.parse(line.slice(MARK.length)) as Message);
    });
    createInterface({ input: child.stderr }).on("line", (line) => {
      this.#words.push(line);
      if (this.#words.length > REMEMBERED) this.#words.shift();
    });
    // A process that died says so by its exit.
    child.stdin.on("error", () => undefined);
    child.on("error", (error) => this.#end(error));
    child.on("close", (code, signal) =>
      this.#end(new Error(`it ended with ${signal ?? code}: ${this.#words.join(" ").slice(-400)}`)),
    );
  }

  /** After set-up and the first steps. */
  async ready(): Promise<Ready> {
    return (await this.#receive("ready")) as Ready;
  }

  async measure(command: Exclude<Command, { stop: true }>): Promise<Measured> {
    this.#child.stdin!.write(`${JSON.stringify(command)}\n`);
    return (await this.#receive("measured")) as Measured;
  }

  /** Waits until the process is gone. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.stdin!.write(`${JSON.stringify({ stop: true } satisfies Command)}\n`);
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 5000);
    await gone;
    clearTimeout(timer);
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  async #receive(type: Message["type"]): Promise<Message> {
    if (this.#ended) throw this.#ended;
    let timer: NodeJS.Timeout | undefined;
    const message = await new Promise<Message>((resolve, reject) => {
      this.#waiting = { resolve, reject };
      timer = setTimeout(() => {
        this.kill();
        reject(new Error(`it took longer than ${LIMIT_S} s`));
      }, 1000 * LIMIT_S);
    }).finally(() => clearTimeout(timer));
    if (message.type === "failed") throw new Error(message.message);
    if (message.type !== type) throw new Error(`it said ${message.type} where it should say ${type}`);
    return message;
  }

  #answer(message: Message): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(message);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#waiting?.reject(this.#ended);
    this.#waiting = undefined;
  }
}
