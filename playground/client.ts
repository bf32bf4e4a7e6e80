/** The page's side of the two workers. */
import type { CompilerCalls, Job, Request, Response, TrainerInput, TrainerOutput } from "./protocol.ts";

const newWorker = (name: string): Worker =>
  new Worker(new URL("./worker.js", import.meta.url), { type: "module", name });

export class CompilerClient {
  readonly #worker = newWorker("compiler");
  readonly #waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (reason: Error) => void }
  >();
  #last = 0;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<Response>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.error === undefined) waiting?.resolve(data.value);
      else waiting?.reject(new Error(data.error));
    };
    this.#worker.onerror = ({ message }) => {
      const error = new Error(message || "the script that compiles cannot be loaded");
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
  }

  /** Answers come in the order of the calls. */
  call<K extends keyof CompilerCalls>(
    method: K,
    ...args: Parameters<CompilerCalls[K]>
  ): Promise<ReturnType<CompilerCalls[K]>> {
    const id = ++this.#last;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#worker.postMessage({ id, method, args } satisfies Request);
    return answer as Promise<ReturnType<CompilerCalls[K]>>;
  }
}

export class TrainerClient {
  readonly #worker = newWorker("trainer");

  constructor(heard: (output: TrainerOutput) => void) {
    this.#worker.onmessage = ({ data }: MessageEvent<TrainerOutput>) => heard(data);
    this.#worker.onerror = ({ message }) => {
      heard({ type: "failed", message: message || "the script that trains cannot be loaded" });
      heard({ type: "done" });
    };
  }

  train(job: Job): void {
    this.#worker.postMessage(job satisfies TrainerInput);
  }

  stop(): void {
    this.#worker.postMessage({ type: "stop" } satisfies TrainerInput);
  }
}
