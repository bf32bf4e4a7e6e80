/** Files that a person gives to the page: by dropping them anywhere, or by the button. */
import { byId, make } from "./dom.ts";

export type Given = Readonly<Record<string, Uint8Array>>;

/** `taken` gets the contents by name, folders with `/` between them; `failed` what cannot be read. */
export function takeFiles(taken: (files: Given) => void, failed: (error: unknown) => void): void {
  const curtain = byId("drop");
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
  let depth = 0;
  const show = (change: number): void => {
    depth = Math.max(0, depth + change);
    curtain.hidden = depth === 0;
  };
  addEventListener("dragenter", (event) => hasFiles(event) && show(1));
  addEventListener("dragleave", (event) => hasFiles(event) && show(-1));
  addEventListener("dragover", (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  // Before the editor, which would write the file's text into the program.
  addEventListener(
    "drop",
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      show(-depth);
      const entries = [...event.dataTransfer!.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
      const files = [...event.dataTransfer!.files];
      void (entries.length > 0 ? fromEntries(entries) : fromFiles(files)).then(taken, failed);
    },
    { capture: true },
  );
  const input = byId<HTMLInputElement>("choose");
  input.addEventListener("change", () => {
    void fromFiles([...(input.files ?? [])]).then(taken, failed);
    input.value = "";
  });
}

async function fromFiles(files: readonly File[]): Promise<Given> {
  const read = files.map(async (f) => [f.name, new Uint8Array(await f.arrayBuffer())] as const);
  return Object.fromEntries(await Promise.all(read));
}

async function fromEntries(entries: readonly FileSystemEntry[]): Promise<Given> {
  const found: Record<string, Uint8Array> = {};
  const visit = async (entry: FileSystemEntry): Promise<void> => {
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) =>
        (entry as FileSystemFileEntry).file(resolve, reject),
      );
      found[entry.fullPath.replace(/^\//, "")] = new Uint8Array(await file.arrayBuffer());
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    // A reader gives a part of a large folder at a time, and nothing at its end.
    for (;;) {
      const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (part.length === 0) return;
      for (const inside of part) await visit(inside);
    }
  };
  for (const entry of entries) await visit(entry);
  return found;
}

/** The files that the program can read, each with a button that takes it away. */
export function listFiles(files: Given, removed: (name: string) => void): void {
  byId("file-list").replaceChildren(
    ...Object.entries(files).map(([name, bytes]) => {
      const button = make("button", { type: "button", "aria-label": `Remove ${name}` }, "×");
      button.addEventListener("click", () => removed(name));
      return make("li", {}, `${name} (${sizeOf(bytes.length)}) `, button);
    }),
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 1000
    ? `${bytes} B`
    : bytes < 1e6
      ? `${Math.round(bytes / 1000)} KB`
      : `${(bytes / 1e6).toFixed(1)} MB`;
