/**
 * A page or a worker: runs are kept in IndexedDB.
 *
 * A file is a list of parts, since logs grow by lines: `write` replaces all parts in one transaction, so a page that is closed
 * at any moment leaves the file whole, old or new.
 */
import type { OpenRun, RunFiles } from "../storage.ts";

const DATABASE = "nn-runs";
const PARTS = "parts";

export const openRun: OpenRun = async (path, { resume = false } = {}) => {
  const run = new StoredRun(path, await openDatabase());
  if (!resume) run.clear();
  return run;
};

/** What was written cannot be kept: the site's share of the disk is full, or it may not store anything. */
export class StorageError extends Error {
  override readonly name = "StorageError";
}

class StoredRun implements RunFiles {
  readonly #parts = new Map<string, number>();
  #last: Promise<void> = Promise.resolve();
  #failure: unknown;

  constructor(
    readonly path: string,
    readonly database: IDBDatabase,
  ) {}

  write(name: string, bytes: Uint8Array): void {
    this.#parts.set(name, 1);
    this.#change((parts) => {
      parts.delete(filesOf(this.path, name));
      parts.put(bytes, keyOf(this.path, name, 0));
    });
  }

  append(name: string, more: string | Uint8Array): void {
    const bytes = typeof more === "string" ? new TextEncoder().encode(`${more}\n`) : more;
    // Keys sort by number, so a time in front puts what a resumed run adds behind what there was.
    const part = this.#parts.get(name) ?? Date.now();
    this.#parts.set(name, part + 1);
    this.#change((parts) => parts.put(bytes, keyOf(this.path, name, part)));
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    await this.flush();
    const request = this.database.transaction(PARTS).objectStore(PARTS).getAll(filesOf(this.path, name));
    const parts = await new Promise<Uint8Array[]>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result as Uint8Array[]);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB gave no reason"));
    });
    if (parts.length === 0) return undefined;
    const whole = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  clear(): void {
    this.#change((parts) => parts.delete(IDBKeyRange.bound([this.path], [this.path, []])));
  }

  async flush(): Promise<void> {
    await this.#last;
    if (this.#failure === undefined) return;
    const reason = this.#failure instanceof Error ? this.#failure.message : String(this.#failure);
    throw new StorageError(
      `the run ${this.path} cannot be kept in the browser's storage: ${reason}; free some of the site's storage, or train without \`out\``,
    );
  }

  /** Changes are made in order; the first failure is kept for `flush`. */
  #change(make: (parts: IDBObjectStore) => void): void {
    const done = new Promise<void>((resolve, reject) => {
      const transaction = this.database.transaction(PARTS, "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("the transaction was aborted"));
      make(transaction.objectStore(PARTS));
    });
    this.#last = Promise.all([this.#last, done]).then(
      () => undefined,
      (reason: unknown) => void (this.#failure ??= reason),
    );
  }
}

function keyOf(run: string, file: string, part: number): IDBValidKey {
  return [run, file, part];
}

function filesOf(run: string, file: string): IDBKeyRange {
  return IDBKeyRange.bound([run, file], [run, file, []]);
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => void request.result.createObjectStore(PARTS);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB gave no reason"));
  });
}
