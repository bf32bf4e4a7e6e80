/** The language server through a real client: what an editor sees. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CodeActionRequest, CodeLensRequest, CompletionRequest, DefinitionRequest, DocumentFormattingRequest,
  DocumentSymbolRequest, HoverRequest, InlayHintRequest, PrepareRenameRequest, ReferencesRequest, RenameRequest,
  SemanticTokensRequest, SignatureHelpRequest, type CodeAction, type CompletionItem, type Location,
} from "vscode-languageserver/node"; // prettier-ignore
import { folder } from "../cli/nn.ts";
import { type Client, type Server, startServer } from "./client.ts";

const models = `/// Two layers.
layer mlp(hidden: int, rate = 0.1)(x: [batch, _]) -> [batch, 3] =
  x
  |> dense(hidden)
  |> relu
  |> dropout(rate)
  |> dense(3)
`;
const main = `import { mlp } from "models.nn"

/// How wide.
config width = 8

data points = csv("points.csv", shuffle: true) {
  x: [2] = [a, b]
  y: i32 = i32(kind)
}

train fit on points {
  steps = 10
  batch = 4
  let net = mlp(width)
  let logits = net(x)
  minimize cross_entropy(logits, y) with adam(lr: 1e-3)
  metric accuracy = mean(argmax(logits) == y)
}
`;
const points = `a,b,kind\n${Array.from({ length: 12 }, (_, i) => `${i / 10},${1 - i / 10},${i % 3}`).join("\n")}\n`;

const files = { "models.nn": models, "main.nn": main, "points.csv": points };

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  expect(await server.stop()).toEqual({ code: 0, stderr: "" });
});

function opened(...names: string[]): Client {
  const client = server.client(folder(files));
  for (const name of names) client.open(name);
  return client;
}

describe("diagnostics", () => {
  test("come as one types, from unsaved text, in every open file that is concerned", async () => {
    const client = opened("main.nn", "models.nn");
    expect(await client.diagnostics("main.nn")).toEqual([]);
    expect(await client.diagnostics("models.nn")).toEqual([]);

    client.change("main.nn", main.replace("cross_entropy", "cross_entorpy").replace("lr: 1e-3", "lr = 1e-3"));
    const [syntax, ...others] = await client.diagnostics("main.nn");
    expect(others).toEqual([]);
    expect(syntax).toMatchObject({ code: "NN0104", severity: 1, source: "nn" });
    expect(client.textIn("main.nn", syntax!.range)).toBe("=");

    client.change("main.nn", main.replace("cross_entropy", "cross_entorpy"));
    const [unknown] = await client.diagnostics("main.nn");
    expect(unknown!.message).toBe(
      "unknown name `cross_entorpy`: did you mean `cross_entropy`?\nhelp: write `cross_entropy`",
    );

    client.change("main.nn", main);
    expect(await client.diagnostics("main.nn")).toEqual([]);
    // Two logits for three classes: the file that imports is told, at its own place.
    client.change("models.nn", models.replaceAll("3", "2"));
    expect(await client.diagnostics("models.nn")).toEqual([]);
    client.change("models.nn", models.replace("mlp(", "net("));
    const [gone] = await client.diagnostics("main.nn", (found) => found.length > 0);
    expect(gone!.message).toMatch(/`models.nn` has no `mlp`/);
  });

  test("related places, and mistakes in a file that is not open", async () => {
    const client = server.client(
      folder({ ...files, "models.nn": models.replace("-> [batch, 3]", "-> [batch, 4]") }),
    );
    client.open("main.nn");
    const [found] = await client.diagnostics("main.nn");
    expect(found!.message).toMatch(/^`mlp` returns \[batch, 3\] but declares \[batch, 4\] \(.*models\.nn\)/);
    expect(client.textIn("main.nn", found!.range)).toBe('"models.nn"');
    expect(found!.relatedInformation!.map(({ location }) => location.uri)).toEqual([
      client.uri("models.nn"),
      client.uri("models.nn"),
    ]);
  });

  test("missing data is a warning, closed files have none", async () => {
    const client = server.client(folder({ "models.nn": models, "main.nn": main }));
    client.open("main.nn");
    const [found] = await client.diagnostics("main.nn");
    expect(found).toMatchObject({ code: "NN0502", severity: 2 });
    client.close("main.nn");
    expect(await client.diagnostics("main.nn", (d) => d.length === 0)).toEqual([]);
  });
});

test("code actions apply the edits of diagnostics", async () => {
  const client = opened();
  client.open("main.nn", main.replace("lr: 1e-3", "lrr: 1e-3").replace("argmax(logits)", "argmax(logit)"));
  const diagnostics = await client.diagnostics("main.nn");
  expect(diagnostics.map((d) => d.code)).toEqual(["NN0301"]);
  const { textDocument } = client.at("main.nn", "config");
  const actions = (await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument,
    range: diagnostics[0]!.range,
    context: { diagnostics: [...diagnostics] },
  })) as CodeAction[];
  expect(actions.map(({ title, kind }) => [title, kind])).toEqual([
    ["Write `logits`", "quickfix"],
    ["Fix all that nn can fix", "source.fixAll"],
  ]);
  expect(client.applied("main.nn", actions[0]!.edit!)).toBe(main.replace("lr: 1e-3", "lrr: 1e-3"));
});

describe("looking", () => {
  test("hover: types with named sizes, documentation, parameter counts", async () => {
    const client = opened("main.nn", "models.nn");
    const hover = async (name: string, text: string, offset = 0, nth = 0): Promise<string> => {
      const found = await client.connection.sendRequest(
        HoverRequest.type,
        client.at(name, text, offset, nth),
      );
      return found === null ? "" : (found.contents as { value: string }).value;
    };
    expect(await hover("main.nn", "mlp(width)")).toBe(
      "```nn\nlayer mlp(hidden: int, rate = 0.1)(x: [batch, _]) -> [batch, 3]\n```\n\nTwo layers.\n\n51 parameters in `fit`",
    );
    expect(await hover("main.nn", "net(x)")).toBe(
      "```nn\nlet net: instance of mlp\n```\n\n[4, 2] → [4, 3] · 51 parameters",
    );
    expect(await hover("main.nn", "logits, y")).toBe("```nn\nlet logits: [4, 3]\n```");
    expect(await hover("main.nn", "width)")).toBe("```nn\nconfig width: int = 8\n```\n\nHow wide.");
    expect(await hover("main.nn", "kind")).toBe("```nn\nkind: f32[]\n```\n\na column of `points`");
    expect(await hover("main.nn", "cross_entropy")).toMatch(
      /^```nn\nfn cross_entropy\(logits: .*\n```\n\n\w/,
    );
    expect(await hover("main.nn", "argmax")).toMatch(/^```nn\nargmax\(/);
    expect(await hover("main.nn", "lr:")).toMatch(/^```nn\nlr = 1e-3\n```\n\na setting of `optimizer adam\(/);
    expect(await hover("main.nn", "minimize")).toMatch(/OPTIMIZER/);
    expect(await hover("main.nn", "==")).toBe("```nn\nbool[4]\n```");
    expect(await hover("models.nn", "hidden)")).toBe("```nn\nhidden: int\n```");
    expect(await hover("models.nn", "Two layers")).toBe("");
    expect(await hover("models.nn", "\n")).toBe("");
  });

  test("inlay hints: the shape after each stage, and of each `let`", async () => {
    const client = opened("main.nn", "models.nn");
    const hints = async (name: string): Promise<[string, string][]> => {
      const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      const textDocument = { uri: client.uri(name) };
      const found = await client.connection.sendRequest(InlayHintRequest.type, {
        textDocument,
        range: whole,
      });
      return found!.map(({ position, label }) => {
        const before = client.textIn(name, { start: { ...position, character: 0 }, end: position });
        return [before.trim(), label as string];
      });
    };
    expect(await hints("models.nn")).toEqual([
      ["|> dense(hidden)", "[batch, hidden]"],
      ["|> relu", "[batch, hidden]"],
      ["|> dropout(rate)", "[batch, hidden]"],
      ["|> dense(3)", "[batch, 3]"],
    ]);
    expect(await hints("main.nn")).toEqual([["let logits", ": [4, 3]"]]);
    // A mistake elsewhere does not take the shapes away.
    client.change("models.nn", `${models}\nfn wrong(x: [n]) -> [n] = nothing(x)\nfn broken(`);
    expect((await hints("models.nn")).map(([, label]) => label)).toContain("[batch, hidden]");
  });

  test("symbols and lenses", async () => {
    const client = opened("main.nn");
    const textDocument = { uri: client.uri("main.nn") };
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    const names = symbols!.map((s) => [s.name, "children" in s ? s.children!.map((c) => c.name) : []]);
    expect(names).toEqual([
      ["width", []],
      ["points", ["x", "y"]],
      ["fit", ["steps", "batch", "net", "logits", "minimize", "accuracy"]],
    ]);
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument });
    expect(lenses!.map(({ command }) => [command!.title, command!.command, command!.arguments])).toEqual([
      ["Train", "nn.train", [textDocument.uri, "fit"]],
      ["Doctor", "nn.doctor", [textDocument.uri, "fit"]],
    ]);
    const tokens = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
    expect(tokens!.data.length % 5).toBe(0);
    expect(tokens!.data.length).toBeGreaterThan(100);
  });
});

describe("names", () => {
  test("definitions: in the file, in another, in the library", async () => {
    const client = opened("main.nn");
    const definition = async (text: string, offset = 0, nth = 0): Promise<Location> =>
      (await client.connection.sendRequest(DefinitionRequest.type, client.at("main.nn", text, offset, nth))) as Location; // prettier-ignore
    const local = await definition("logits, y");
    expect([local.uri, client.textIn("main.nn", local.range)]).toEqual([client.uri("main.nn"), "logits"]);
    expect(client.at("main.nn", "let logits", 4).position).toEqual(local.range.start);
    const field = await definition("x)");
    expect(client.at("main.nn", "x: [2]").position).toEqual(field.range.start);
    const imported = await definition("mlp(width)");
    expect(imported).toMatchObject({
      uri: client.uri("models.nn"),
      range: { start: { line: 1, character: 6 } },
    });
    const library = await definition("adam");
    expect(library.uri).toMatch(/\/compiler\/std\/optimizers\.nn$/);
    // The file is there to be opened, and says nothing against itself.
    const { readFileSync } = await import("node:fs");
    const source = readFileSync(new URL(library.uri), "utf8");
    expect(source.split("\n")[library.range.start.line]).toMatch(/^optimizer adam\(/);
    expect(await definition("argmax")).toBeNull();
  });

  test("references and renaming, across files", async () => {
    const client = opened("main.nn", "models.nn");
    const rename = async (name: string, text: string, to: string, offset = 0) =>
      client.connection.sendRequest(RenameRequest.type, { ...client.at(name, text, offset), newName: to });

    const uses = await client.connection.sendRequest(ReferencesRequest.type, {
      ...client.at("main.nn", "logits"),
      context: { includeDeclaration: true },
    });
    expect(uses!.length).toBe(3);

    const local = await rename("main.nn", "logits", "scores");
    expect(client.applied("main.nn", local!)).toBe(main.replaceAll("logits", "scores"));

    for (const [name, text] of [
      ["main.nn", "mlp(width)"],
      ["models.nn", "mlp("],
    ] as const) {
      // prettier-ignore
      const edit = await rename(name, text, "classifier");
      expect(client.applied("main.nn", edit!)).toBe(main.replaceAll("mlp", "classifier"));
      expect(client.applied("models.nn", edit!)).toBe(models.replaceAll("mlp", "classifier"));
    }
    const field = await rename("main.nn", "x: [2]", "inputs");
    expect(client.applied("main.nn", field!)).toBe(
      main.replace("x: [2]", "inputs: [2]").replace("net(x)", "net(inputs)"),
    );

    await expect(rename("main.nn", "adam", "eve")).rejects.toThrow(/`adam` belongs to the standard library/);
    // A `let`, a field of the data, a function of the library that is used there.
    for (const taken of ["net", "x", "cross_entropy"])
      await expect(rename("main.nn", "logits", taken)).rejects.toThrow(`\`${taken}\` is taken`);
    await expect(rename("main.nn", "x: [2]", "logits")).rejects.toThrow(/`logits` is taken/);
    for (const word of ["1x", "let", "a b", ""])
      await expect(rename("main.nn", "logits", word)).rejects.toThrow(/not a name/);
    expect(
      await client.connection.sendRequest(PrepareRenameRequest.type, client.at("main.nn", "=")),
    ).toBeNull();
  });
});

describe("writing", () => {
  const completions = async (client: Client, marked: string): Promise<CompletionItem[]> => {
    const offset = marked.indexOf("‸");
    client.change("main.nn", marked.replace("‸", ""));
    const position = client.at("main.nn", marked.slice(0, offset), offset);
    return (await client.connection.sendRequest(CompletionRequest.type, position)) as CompletionItem[];
  };
  const labels = async (client: Client, marked: string): Promise<string[]> =>
    (await completions(client, marked)).map(({ label }) => label);

  test("completion knows the place, in the middle of what does not parse", async () => {
    const client = opened("main.nn");
    await client.diagnostics("main.nn");

    const top = await labels(client, `${main}\n‸`);
    expect(top).toEqual(["import", "config", "data", "fn", "layer", "model", "optimizer", "train", "test"]);

    const inTrain = await labels(client, main.replace("  metric", "  ‸\n  metric"));
    expect(inTrain.slice(0, 6)).toEqual(["let", "param", "state", "minimize", "metric", "predict"]);
    expect(inTrain).toContain("epochs");
    expect(inTrain).not.toContain("steps");
    expect(inTrain).toEqual(expect.arrayContaining(["logits", "net", "x", "width", "mlp", "dense", "batch"]));

    const loss = await completions(client, main.replace("cross_entropy(logits, y)", "cross_en‸"));
    const found = loss.find(({ label }) => label === "cross_entropy")!;
    expect(found.detail).toMatch(/^fn cross_entropy\(logits/);
    expect((found.documentation as { value: string }).value.length).toBeGreaterThan(20);

    expect((await labels(client, main.replace("mlp(width)", "mlp(‸")))[0]).toBe("hidden:");
    const named = await labels(client, main.replace("lr: 1e-3", "lr: 1e-3, ‸"));
    expect(named.slice(0, 3)).toEqual(["b1:", "b2:", "eps:"]);
    expect(await labels(client, main.replace("adam(lr: 1e-3)", "‸"))).toEqual(expect.arrayContaining(["adamw", "sgd", "muon"])); // prettier-ignore
    expect(await labels(client, main.replace("adam(lr: 1e-3)", "‸"))).not.toContain("relu");
    expect(await labels(client, main.replace("on points {", "on ‸ {"))).toEqual(["points"]);
    expect(await labels(client, main.replace("i32(kind)", "‸"))).toEqual(expect.arrayContaining(["a", "b", "kind"])); // prettier-ignore
    // Also in a file that had a mistake when it was opened.
    client.close("main.nn");
    client.open("main.nn", `${main}\nlet § = 1`);
    expect(await labels(client, `${main.replace("i32(kind)", "i32(‸)")}\nlet § = 1`)).toEqual(expect.arrayContaining(["a", "b", "kind"])); // prettier-ignore
    client.close("main.nn");
    client.open("main.nn");
    await client.diagnostics("main.nn");
    expect(await labels(client, main.replace('csv("points.csv", shuffle: true)', "‸"))).toContain("parquet");
    const settings = await labels(client, main.replace("shuffle: true", "‸"));
    expect(settings.slice(0, 4)).toEqual(["split:", "shuffle:", "limit:", "missing:"]);
    expect(await labels(client, main.replace("mlp(width)", "mlp(points.‸)"))).toEqual(["x", "y", "a", "b", "kind"]); // prettier-ignore
    expect(await labels(client, `${main}\nfn f(x: ‸`)).toEqual(expect.arrayContaining(["f32", "i32", "int"]));
    for (const quiet of ["// a comment ‸", '"a string ‸', "config ‸", "/* ‸ */", "12‸"])
      expect(await labels(client, `${main}\n${quiet}`), quiet).toEqual([]);
  });

  test("signatures show the parameter that is being written", async () => {
    const client = opened("main.nn");
    const at = async (marked: string): Promise<[string, string | undefined] | null> => {
      const offset = marked.indexOf("‸");
      client.change("main.nn", marked.replace("‸", ""));
      const position = client.at("main.nn", marked.slice(0, offset), offset);
      const help = await client.connection.sendRequest(SignatureHelpRequest.type, position);
      if (!help) return null;
      const [signature] = help.signatures;
      return [signature!.label, signature!.parameters![help.activeParameter!]?.label as string | undefined];
    };
    expect(await at(main.replace("mlp(width)", "mlp(width, ‸"))).toEqual([
      "layer mlp(hidden: int, rate = 0.1)(x: [batch, _]) -> [batch, 3]",
      "rate = 0.1",
    ]);
    expect((await at(main.replace("lr: 1e-3", "b1: ‸")))![1]).toBe("b1 = 0.9");
    expect((await at(main.replace("net(x)", "x |> huber(‸")))![1]).toBe("b: [...s]");
    expect(await at(main.replace("steps = 10", "steps = (‸"))).toBeNull();
  });

  test("formatting changes only the lines that differ, and nothing that does not parse", async () => {
    const client = opened();
    client.open("main.nn", main.replace("  steps = 10", " steps=10"));
    const textDocument = { uri: client.uri("main.nn") };
    const format = () =>
      client.connection.sendRequest(DocumentFormattingRequest.type, {
        textDocument,
        options: { tabSize: 2, insertSpaces: true },
      });
    const edits = await format();
    expect(edits).toHaveLength(1);
    expect(client.textIn("main.nn", edits![0]!.range)).toBe(" steps=10\n");
    expect(client.applied("main.nn", edits!)).toBe(main);
    client.change("main.nn", main);
    expect(await format()).toEqual([]);
    client.change("main.nn", `${main}config a = `);
    expect(await format()).toEqual([]);
  });
});
