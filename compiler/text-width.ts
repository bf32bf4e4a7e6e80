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

/** Text that is shown as it is, such as a name from a data file, without what would move the cursor; lines stay. */
export function harmless(text: string): string {
  return text.replace(/[^\n]/gu, (c) => (c === "\t" ? " " : harmful.test(c) ? "\ufffd" : c));
}

/** The columns that a text takes up. */
export function textWidth(text: string): number {
  return cells(text).reduce((sum, cell) => sum + cell.width, 0);
}

/** Lines of at most `width` columns, broken at blanks; a longer word has a line of its own. */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((line) => {
    const lines: string[] = [];
    let [current, columns] = ["", 0];
    // A blank inside of quoted code is no place to break, if it can be helped.
    for (const word of line.match(/(?:`[^`]*`|\S)+/g) ?? []) {
      const own = textWidth(word);
      if (current !== "" && columns + 1 + own > width) {
        lines.push(current);
        [current, columns] = [word, own];
      } else {
        columns += own + (current === "" ? 0 : 1);
        current += (current === "" ? "" : " ") + word;
      }
    }
    return [...lines, current];
  });
}

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
