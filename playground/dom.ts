/** Small helpers for elements. Text is always set as text, never as HTML. */

/** The element with that id; the page has it. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found as T;
}

type Attributes = Readonly<Record<string, string | number | boolean>>;

/** An element; an attribute that is `false` is left out, one that is `true` stands without a value. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(key, value === true ? "" : String(value));
  element.append(...inside);
  return element;
}

/** The value of a colour of the style sheet, such as `--ink`, as it is now. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Tells those who listen and do not look. */
export function announce(text: string): void {
  byId("live").textContent = text;
}

/** The Markdown of hovers: fences of code, `code`, **bold** and paragraphs. */
export function markdown(text: string): HTMLElement {
  const box = make("div", { class: "words" });
  for (const [i, part] of text.split(/^```\w*\n([\s\S]*?)\n?```$/m).entries()) {
    if (i % 2 === 1) box.append(make("pre", {}, part));
    else
      for (const paragraph of part.split(/\n\s*\n/))
        if (paragraph.trim() !== "") box.append(make("p", {}, ...inline(paragraph.trim())));
  }
  return box;
}

function inline(text: string): (Node | string)[] {
  return text
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .map((part) =>
      part.startsWith("`")
        ? make("code", {}, part.slice(1, -1))
        : part.startsWith("**")
          ? make("b", {}, part.slice(2, -2))
          : part,
    );
}
