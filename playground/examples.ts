/** The examples that come with the page. */
export interface Example {
  readonly name: string;
  readonly about: string;
  /** Programs and data that it reads, by the path that it names. */
  readonly files: readonly string[];
}

export interface ExampleGroup {
  readonly title: string;
  readonly examples: readonly Example[];
}

export interface OpenedExample {
  readonly text: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

async function get(path: string): Promise<globalThis.Response> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} cannot be loaded: ${response.status}`);
  return response;
}

export async function listExamples(): Promise<readonly ExampleGroup[]> {
  return (await (await get("examples.json")).json()) as readonly ExampleGroup[];
}

export async function openExample({ name, files }: Example): Promise<OpenedExample> {
  const text = (await get(`examples/${name}.nn`)).text();
  const contents = await Promise.all(
    files.map(async (path) => [path, await (await get(`examples/${path}`)).arrayBuffer()] as const),
  );
  const isText = (path: string) => path.endsWith(".nn");
  return {
    text: await text,
    texts: Object.fromEntries(
      contents.filter(([p]) => isText(p)).map(([p, bytes]) => [p, new TextDecoder().decode(bytes)]),
    ),
    files: Object.fromEntries(contents.filter(([p]) => !isText(p)).map(([p, b]) => [p, new Uint8Array(b)])),
  };
}
