/**
 * What the page of `nn graph --html` runs. It gets there as the text of the function, so it uses nothing outside of itself.
 */
import type { layoutTree, Placed } from "./graph-layout.ts";
import type { Tree, TreeGroup, TreeNode } from "./graph-tree.ts";

export function showTree(layout: typeof layoutTree): void {
  const tree = JSON.parse(document.getElementById("tree")!.textContent) as Tree;
  const svg = document.getElementById("picture") as unknown as SVGSVGElement;
  const facts = document.getElementById("facts")!;
  const groups = new Map<string, TreeGroup>(tree.groups.map((g) => [g.id, g]));
  const parts = new Map<string, TreeGroup | TreeNode>([...tree.nodes, ...tree.groups].map((t) => [t.id, t]));
  let open = new Set(tree.open);
  let chosen: string | undefined;
  let placed: readonly Placed[] = [];
  let size = { width: 1, height: 1 };
  /** The part of the picture that is seen. */
  let view = { x: 0, y: 0, width: 1, height: 1 };

  const make = (
    name: string,
    attributes: Record<string, string | number>,
    inside: (Node | string)[] = [],
  ): SVGElement => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.append(...inside);
    return element;
  };

  const look = (): void => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);

  function fit(): void {
    const { clientWidth, clientHeight } = svg;
    // Not larger than life, and from the top where it does not fit in readable size.
    const scale = Math.min(
      1.25,
      Math.max(0.4, Math.min(clientWidth / (size.width + 40), clientHeight / (size.height + 40))),
    );
    const [width, height] = [clientWidth / scale, clientHeight / scale];
    const x = (size.width - width) / 2;
    const y = size.height + 40 <= height ? (size.height - height) / 2 : -20;
    view = { x: size.width + 40 <= width ? x : -20, y, width, height };
    look();
  }

  function zoom(factor: number, x = view.x + view.width / 2, y = view.y + view.height / 2): void {
    const to = Math.min(12 * size.width, Math.max(120, view.width * factor)) / view.width;
    view = {
      x: x - (x - view.x) * to,
      y: y - (y - view.y) * to,
      width: view.width * to,
      height: view.height * to,
    };
    look();
  }

  function draw(): void {
    const { boxes, arrows, width, height } = layout(tree, open);
    placed = boxes;
    size = { width, height };
    const tip = make("path", { d: "M0 0L8 4L0 8z", class: "tip" });
    const marker = make(
      "marker",
      { id: "arrow", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
      [tip],
    );
    const lines = arrows.map(({ from, to, path }) => {
      const across = parts.get(from)!.phase !== parts.get(to)!.phase;
      return make("path", {
        d: path,
        class: `arrow${across ? " across" : ""}`,
        "data-from": from,
        "data-to": to,
        ...(across ? {} : { "marker-end": "url(#arrow)" }),
      });
    });
    const frames = boxes.filter((b) => b.isOpen).map(boxOf);
    const others = boxes.filter((b) => !b.isOpen).map(boxOf);
    svg.replaceChildren(make("defs", {}, [marker]), ...frames, ...lines, ...others);
    mark();
  }

  function boxOf(b: Placed): SVGElement {
    const part = parts.get(b.id)!;
    const group = groups.get(b.id);
    const round = part.kind === "weight" || part.kind === "input" ? b.height / 2 : 7;
    const face = { class: "face", x: b.x, y: b.y, width: b.width, height: b.height, rx: round };
    const [x, y] = [b.x + b.width / 2, b.y + b.height / 2];
    const text = (name: string, at: readonly [number, number], words: string, anchor = "middle") =>
      make("text", { class: name, x: at[0], y: at[1], "text-anchor": anchor }, [words]);
    const inside = b.isOpen
      ? [make("rect", face), text("title", [b.x + 9, b.y + 17], `− ${part.label}  ${part.detail}`, "start")]
      : [
          ...(group === undefined ? [] : [make("rect", { ...face, class: "", x: b.x + 4, y: b.y + 4 })]),
          make("rect", face),
          text("name", [x, y - 2], group === undefined ? part.label : `+ ${part.label}`),
          text("detail", [x, y + 13], part.detail),
        ];
    return make(
      "g",
      {
        class: `box ${part.phase} ${group === undefined ? part.kind : "group"}${b.isOpen ? " open" : ""}`,
        tabindex: 0,
        role: "button",
        "data-id": b.id,
        "aria-label": `${part.label}, ${part.detail}, ${part.phase}`,
        ...(group === undefined ? {} : { "aria-expanded": String(b.isOpen) }),
      },
      inside,
    );
  }

  /** The chosen box and its arrows stand out. */
  function mark(): void {
    for (const g of svg.querySelectorAll<SVGElement>(".box"))
      g.classList.toggle("chosen", g.dataset["id"] === chosen);
    for (const a of svg.querySelectorAll<SVGElement>(".arrow"))
      a.classList.toggle(
        "on",
        chosen !== undefined && (a.dataset["from"] === chosen || a.dataset["to"] === chosen),
      );
  }

  const html = (name: string, words: string): HTMLElement => {
    const element = document.createElement(name);
    element.textContent = words;
    return element;
  };

  function tell(): void {
    const part = chosen === undefined ? undefined : parts.get(chosen);
    if (part === undefined) {
      const how = document.createElement("p");
      how.innerHTML =
        "Click a group to open or close it, an op to see where it comes from. Drag to move, scroll to scale. " +
        "Keys: <kbd>Tab</kbd> and arrows go from box to box, <kbd>Enter</kbd> opens and closes, <kbd>Space</kbd> only chooses, " +
        "<kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> scale, <kbd>Esc</kbd> lets go.";
      facts.replaceChildren(html("h2", "One training step"), how);
      return;
    }
    const list = document.createElement("dl");
    for (const [name, value] of part.facts) list.append(html("dt", name), html("dd", value));
    const where: string[] = [];
    for (let at = part.parent; at !== undefined; at = groups.get(at)!.parent)
      where.unshift(groups.get(at)!.label);
    facts.replaceChildren(html("h2", part.label), html("p", where.join(" › ")), list, ...neighbours());
  }

  function neighbours(): HTMLElement[] {
    const arrows = [...svg.querySelectorAll<SVGElement>(".arrow")].map((a) => [
      a.dataset["from"]!,
      a.dataset["to"]!,
    ]);
    const row = (title: string, ids: readonly string[]): HTMLElement[] => {
      if (ids.length === 0) return [];
      const list = document.createElement("ul");
      for (const id of ids) {
        const { label, detail } = parts.get(id)!;
        const button = html("button", `${label} ${detail}`);
        button.addEventListener("click", () => {
          choose(id);
          focus(id);
        });
        const item = document.createElement("li");
        item.append(button);
        list.append(item);
      }
      return [html("h3", title), list];
    };
    return [
      ...row(
        "from",
        arrows.flatMap(([from, to]) => (to === chosen ? [from!] : [])),
      ),
      ...row(
        "to",
        arrows.flatMap(([from, to]) => (from === chosen ? [to!] : [])),
      ),
    ];
  }

  function choose(id: string | undefined): void {
    chosen = id;
    mark();
    tell();
  }

  function focus(id: string): void {
    const element = [...svg.querySelectorAll<SVGElement>(".box")].find((g) => g.dataset["id"] === id);
    element?.focus({ preventScroll: true });
    const b = placed.find((p) => p.id === id);
    if (b === undefined) return;
    // Into view, if it is not.
    const [x, y] = [b.x + b.width / 2, b.y + Math.min(b.height, 40) / 2];
    if (x < view.x || x > view.x + view.width) view = { ...view, x: x - view.width / 2 };
    if (y < view.y || y > view.y + view.height) view = { ...view, y: y - view.height / 2 };
    look();
  }

  function toggle(id: string): void {
    const before = placed.find((p) => p.id === id);
    if (!open.delete(id)) open.add(id);
    draw();
    // What was clicked stays where it was.
    const after = placed.find((p) => p.id === id);
    if (before && after) {
      view = { ...view, x: view.x + after.x - before.x, y: view.y + after.y - before.y };
      look();
    }
    choose(id);
    focus(id);
  }

  function show(groupsOpen: Iterable<string>): void {
    open = new Set(groupsOpen);
    draw();
    choose(undefined);
    fit();
  }

  const idAt = (target: EventTarget | null): string | undefined =>
    (target as Element | null)?.closest<SVGElement>(".box")?.dataset["id"];

  let grab: { x: number; y: number; moved: boolean } | undefined;
  svg.addEventListener("pointerdown", (e) => {
    grab = { x: e.clientX, y: e.clientY, moved: false };
  });
  svg.addEventListener("pointermove", (e) => {
    if (grab === undefined) return;
    const [dx, dy] = [e.clientX - grab.x, e.clientY - grab.y];
    if (!grab.moved && Math.hypot(dx, dy) < 4) return;
    if (!grab.moved) svg.setPointerCapture(e.pointerId);
    const scale = view.width / svg.clientWidth;
    view = { ...view, x: view.x - dx * scale, y: view.y - dy * scale };
    grab = { x: e.clientX, y: e.clientY, moved: true };
    svg.classList.add("moving");
    look();
  });
  svg.addEventListener("pointerup", (e) => {
    const moved = grab?.moved ?? true;
    grab = undefined;
    svg.classList.remove("moving");
    if (moved) return;
    const id = idAt(e.target);
    if (id !== undefined && groups.has(id)) toggle(id);
    else choose(id);
  });
  svg.addEventListener("pointercancel", () => (grab = undefined));
  svg.addEventListener(
    "wheel",
    (e) => {
      e.preventDefault();
      const at = svg.getBoundingClientRect();
      const scale = view.width / svg.clientWidth;
      zoom(
        Math.exp(e.deltaY * 0.0015),
        view.x + (e.clientX - at.left) * scale,
        view.y + (e.clientY - at.top) * scale,
      );
    },
    { passive: false },
  );

  /** The nearest box in a direction. */
  function beside(id: string, dx: number, dy: number): string | undefined {
    const middle = (p: Placed) => [p.x + p.width / 2, p.y + (p.isOpen ? 12 : p.height / 2)] as const;
    const from = placed.find((p) => p.id === id);
    if (from === undefined) return undefined;
    const [x, y] = middle(from);
    let best: { id: string; cost: number } | undefined;
    for (const p of placed) {
      const [u, v] = [middle(p)[0] - x, middle(p)[1] - y];
      const along = u * dx + v * dy;
      if (p.id === id || along <= 1) continue;
      const cost = along + 2.5 * Math.abs(u * dy + v * dx);
      if (best === undefined || cost < best.cost) best = { id: p.id, cost };
    }
    return best?.id;
  }

  const ways: Record<string, readonly [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const id = idAt(e.target);
    const way = ways[e.key];
    if (e.key === "+" || e.key === "=") zoom(0.8);
    else if (e.key === "-") zoom(1.25);
    else if (e.key === "0") fit();
    else if (e.key === "Escape") choose(undefined);
    else if (id !== undefined && e.key === "Enter") {
      if (groups.has(id)) toggle(id);
      else choose(id);
    } else if (id !== undefined && e.key === " ") choose(id);
    else if (id !== undefined && way !== undefined) {
      const next = beside(id, way[0], way[1]);
      if (next !== undefined) {
        choose(next);
        focus(next);
      }
    } else return;
    e.preventDefault();
  });

  const on = (id: string, run: () => void) => document.getElementById(id)!.addEventListener("click", run);
  on("fit", fit);
  on("bigger", () => zoom(0.8));
  on("smaller", () => zoom(1.25));
  on("layers", () => show(tree.open));
  on("all", () => show(groups.keys()));
  let last = { width: svg.clientWidth, height: svg.clientHeight };
  addEventListener("resize", () => {
    const now = { width: svg.clientWidth, height: svg.clientHeight };
    const wasHidden = last.width === 0 || last.height === 0;
    if (wasHidden) {
      last = now;
      fit();
      return;
    }
    view = {
      ...view,
      width: (view.width * now.width) / last.width,
      height: (view.height * now.height) / last.height,
    };
    last = now;
    look();
  });
  show(tree.open);
}
