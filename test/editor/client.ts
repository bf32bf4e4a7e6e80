/** A language client over stdio: `nn lsp` in a process of its own, as an editor runs it. One server serves many folders. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { root } from "../cli/nn.ts";

export interface Client {
  readonly connection: ProtocolConnection;
  readonly uri: (name: string) => string;
  /** Opens a file of the folder, with the text of the disk or another. */
  open(name: string, text?: string): string;
  /** Replaces the whole text of an open file. */
  change(name: string, text: string): void;
  close(name: string): void;
  /** The next diagnostics of a file for which `when` holds, or those that have come already. */
  diagnostics(name: string, when?: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  /** The place of the n-th occurrence of a text in an open file, or `offset` characters behind its start. */
  at(
    name: string,
    text: string,
    offset?: number,
    nth?: number,
  ): { textDocument: { uri: string }; position: Position };
  text(name: string): string;
  textIn(name: string, range: Range): string;
  /** The text of a file after an edit. */
  applied(name: string, edit: WorkspaceEdit | readonly TextEdit[]): string;
}

export interface Server {
  readonly initialized: InitializeResult;
  /** The files of a folder. */
  client(folder: string): Client;
  /** Ends the server as an editor does; gives its exit code and what it wrote to stderr. */
  stop(): Promise<{ readonly code: number | null; readonly stderr: string }>;
}

export async function startServer(): Promise<Server> {
  const child = spawn(process.execPath, [join(root, "cli/nn.mjs"), "lsp", "--stdio"], { cwd: root });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();

  const published = new Map<string, readonly Diagnostic[]>();
  const waiting = new Set<() => void>();
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    published.set(uri, diagnostics);
    for (const look of waiting) look();
  });

  const died = ended.then((code) => {
    throw new Error(`the server ended with ${code}:\n${errors}`);
  });
  // Afterwards an end is what the test asks for.
  died.catch(() => undefined);
  const asked = connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  const initialized = await Promise.race([asked, died]);
  await connection.sendNotification(InitializedNotification.type, {});

  function client(folder: string): Client {
    const documents = new Map<string, TextDocument>();
    const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
    const document = (name: string): TextDocument => {
      const found = documents.get(name);
      if (!found) throw new Error(`${name} is not open`);
      return found;
    };
    return {
      connection,
      uri,
      open(name, text = readFileSync(join(folder, name), "utf8")) {
        documents.set(name, TextDocument.create(uri(name), "nn", 1, text));
        const textDocument = { uri: uri(name), languageId: "nn", version: 1, text };
        void connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
        return text;
      },
      change(name, text) {
        const before = document(name);
        const version = before.version + 1;
        published.delete(uri(name));
        documents.set(name, TextDocument.create(uri(name), "nn", version, text));
        void connection.sendNotification(DidChangeTextDocumentNotification.type, {
          textDocument: { uri: uri(name), version },
          contentChanges: [{ text }],
        });
      },
      close(name) {
        const textDocument = { uri: uri(name) };
        void connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument });
      },
      diagnostics(name, when = () => true) {
        return new Promise((resolve) => {
          const look = (): void => {
            const found = published.get(uri(name));
            if (found === undefined || !when(found)) return;
            waiting.delete(look);
            resolve(found);
          };
          waiting.add(look);
          look();
        });
      },
      at(name, text, offset = 0, nth = 0) {
        let start = -1;
        for (let i = 0; i <= nth; i++)
          start = document(name)
            .getText()
            .indexOf(text, start + 1);
        if (start < 0) throw new Error(`no ${text} in ${name}`);
        return { textDocument: { uri: uri(name) }, position: document(name).positionAt(start + offset) };
      },
      text: (name) => document(name).getText(),
      textIn: (name, range) => document(name).getText(range),
      applied(name, edit) {
        const edits = Array.isArray(edit)
          ? (edit as readonly TextEdit[])
          : ((edit as WorkspaceEdit).documentChanges ?? []).flatMap((change) =>
              "edits" in change && change.textDocument.uri === uri(name) ? (change.edits as TextEdit[]) : [],
            );
        const target =
          documents.get(name) ??
          TextDocument.create(uri(name), "nn", 0, readFileSync(join(folder, name), "utf8"));
        return TextDocument.applyEdits(target, [...edits]);
      },
    };
  }
  return {
    initialized,
    client,
    async stop() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      const code = await ended;
      connection.dispose();
      return { code, stderr: errors };
    },
  };
}
