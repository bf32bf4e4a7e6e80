/**
 * The VS Code side: starts `nn lsp` and runs the commands behind its lenses. All knowledge of the language is in the server.
 */
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";
import { nnCommand, type ServerCommand, terminalLine } from "./command.ts";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("nn.train", (uri?: string, name?: string) => run("train", uri, name)),
    vscode.commands.registerCommand("nn.doctor", (uri?: string, name?: string) => run("doctor", uri, name)),
    vscode.commands.registerCommand("nn.restart", restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("nn.server.path")) void restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void restart()),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function command(): ServerCommand {
  const setting = vscode.workspace.getConfiguration("nn").get("server.path", "");
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  return nnCommand(setting, folders);
}

async function start(): Promise<void> {
  // The folder's own `nn` is a program of whoever wrote the folder.
  if (!vscode.workspace.isTrusted) return;
  const server = command();
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: "file", language: "nn" },
      { scheme: "untitled", language: "nn" },
    ],
  };
  client = new LanguageClient(
    "nn",
    "nn",
    { command: server.command, args: [...server.args, "lsp"] },
    options,
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const choice = await vscode.window.showErrorMessage(
      `The nn language server did not start (${error instanceof Error ? error.message : String(error)}). Install it with \`npm install nn-lang\` in this folder, or say where it is.`,
      "Open the setting",
    );
    if (choice !== undefined)
      await vscode.commands.executeCommand("workbench.action.openSettings", "nn.server.path");
  }
}

async function restart(): Promise<void> {
  await client?.stop();
  client = undefined;
  await start();
}

/** From a lens with its file and training, from the palette with the file at hand. */
async function run(what: "train" | "doctor", uri?: string, name?: string): Promise<void> {
  const target = uri === undefined ? vscode.window.activeTextEditor?.document.uri : vscode.Uri.parse(uri);
  if (target === undefined) return;
  const document = await vscode.workspace.openTextDocument(target);
  await document.save();
  const spec = name === undefined ? target.fsPath : `${target.fsPath}:${name}`;
  const folder = vscode.workspace.getWorkspaceFolder(target)?.uri;
  const title = `nn ${what}`;
  const terminal =
    vscode.window.terminals.find((t) => t.name === title && t.exitStatus === undefined) ??
    vscode.window.createTerminal({ name: title, ...(folder ? { cwd: folder } : {}) });
  terminal.show(true);
  terminal.sendText(terminalLine(command(), [what, spec], process.platform === "win32"));
}
