/** String literals: what their escapes mean, and how to write a value so that it reads back the same. */

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "'": "'",
  "\\": "\\",
};

/** The value of a literal as written, in double or single quotes; a missing closing quote is no matter here. */
export function decodeString(image: string): { value: string; wrong: { offset: number; text: string }[] } {
  const quote = image[0];
  const closed = image.length > 1 && /^.(?:[^\\]|\\[^])*$/.test(image.slice(0, -1)) && image.endsWith(quote!);
  const body = image.slice(1, closed ? -1 : undefined);
  const wrong: { offset: number; text: string }[] = [];
  const value = body.replace(
    /\\(u\{([0-9a-fA-F]{1,6})\}|[^])/g,
    (text, what: string, code: string | undefined, offset: number) => {
      if (code !== undefined && parseInt(code, 16) <= 0x10ffff)
        return String.fromCodePoint(parseInt(code, 16));
      const known = escapes[what];
      if (known === undefined) wrong.push({ offset: offset + 1, text });
      return known ?? what;
    },
  );
  return { value, wrong };
}

export function encodeString(value: string): string {
  const body = value.replace(/["\\\x00-\x1f\x7f\u2028\u2029]|[\ud800-\udfff]/gu, (c) => {
    if (c === '"' || c === "\\") return `\\${c}`;
    if (c === "\n") return "\\n";
    if (c === "\r") return "\\r";
    if (c === "\t") return "\\t";
    return `\\u{${c.codePointAt(0)!.toString(16)}}`;
  });
  return `"${body}"`;
}
