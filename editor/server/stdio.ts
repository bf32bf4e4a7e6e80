/** The server as a process: the protocol over standard input and output. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "./server.ts";

export function serveStdio(version: string): void {
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout), version);
}
