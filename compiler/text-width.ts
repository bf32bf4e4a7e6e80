/** How a line of source looks on a terminal: one cell for each visible character, with its width in columns. */

export interface Cell {
  /** In UTF-16 units from the start of the line. */
  readonly offset: number;
  readonly text: string;
  readonly width: number;
}

const tabWidth = 4;

/** East Asian wide and fullwidth blocks (Unicode, UAX 11), without the emoji that `\p{Emoji_Presentation}` knows. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const emoji = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u;
/** Would move the cursor, hide text or reverse it. */
const harmful = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]/;

let segmenter: Intl.Segmenter | undefined;

export function cells(line: string): Cell[] {
  const out: Cell[] = [];
  let column = 0;
  for (const { offset, text } of graphemes(line)) {
    const width = text === "\t" ? tabWidth - (column % tabWidth) : widthOf(text);
    const shown = text === "\t" ? " ".repeat(width) : harmful.test(text) ? "\ufffd" : text;
    out.push({ offset, text: shown, width });
    column += width;
  }
  return out;
}

function* graphemes(line: string): Generator<{ offset: number; text: string }> {
  if (/^[\x00-\x7f]*$/.test(line)) {
    for (let offset = 0; offset < line.length; offset++) yield { offset, text: line[offset]! };
    return;
  }
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  for (const { index, segment } of segmenter.segment(line)) yield { offset: index, text: segment };
}

function widthOf(grapheme: string): number {
  if (harmful.test(grapheme)) return 1;
  if (emoji.test(grapheme) || wide.test(grapheme)) return 2;
  return /^[\p{Mn}\p{Me}\p{Cf}]+$/u.test(grapheme) ? 0 : 1;
}
