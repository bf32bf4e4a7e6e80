/**
 * Where the boxes of a tree of groups stand: the same for the picture and, as text, in the page.
 *
 * Each open group is laid out by itself, in rows: what feeds something stands above it (below it, in the backward phase, so
 * that a layer's derivative stands beside the layer). Phases stand side by side. `layoutTree` uses nothing outside of itself,
 * since the page gets it as the text of the function.
 */
export interface LayoutInput {
  readonly nodes: readonly {
    readonly id: string;
    readonly label: string;
    readonly detail: string;
    readonly parent: string;
  }[];
  readonly groups: readonly {
    readonly id: string;
    readonly label: string;
    readonly detail: string;
    readonly phase: string;
    readonly parent?: string;
  }[];
  readonly arrows: readonly { readonly from: string; readonly to: string }[];
}

export interface Placed {
  readonly id: string;
  /** The upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** An open group, which frames others; groups come before what is in them. */
  readonly isOpen: boolean;
}

export interface TreeLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Placed[];
  /** Between boxes that are seen, each pair once. */
  readonly arrows: readonly { readonly from: string; readonly to: string; readonly path: string }[];
}

export function layoutTree(tree: LayoutInput, open: ReadonlySet<string>): TreeLayout {
  interface Item {
    readonly id: string;
    width: number;
    height: number;
    x: number;
    y: number;
    readonly inside: Item[];
    readonly isOpen: boolean;
  }
  const [gapX, gapY, pad, head] = [18, 26, 14, 26];
  const parentOf = new Map<string, string | undefined>();
  for (const n of tree.nodes) parentOf.set(n.id, n.parent);
  for (const g of tree.groups) parentOf.set(g.id, g.parent);
  const childrenOf = new Map<string | undefined, string[]>();
  for (const [id, parent] of parentOf) childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), id]);
  const texts = new Map([...tree.nodes, ...tree.groups].map((t) => [t.id, t]));
  const phaseOf = new Map(tree.groups.map((g) => [g.id, g.phase]));
  const isOpen = (id: string): boolean => phaseOf.has(id) && open.has(id);

  /** What is seen of an element: itself, or the outermost closed group around it. */
  const seenAs = new Map<string, string>();
  const see = (id: string): string => {
    const known = seenAs.get(id);
    if (known !== undefined) return known;
    const parent = parentOf.get(id);
    const outer = parent === undefined ? undefined : see(parent);
    const seen = outer === undefined || (outer === parent && isOpen(parent)) ? id : outer;
    seenAs.set(id, seen);
    return seen;
  };
  const pairs = new Map<string, { from: string; to: string }>();
  for (const { from, to } of tree.arrows) {
    const [a, b] = [see(from), see(to)];
    if (a !== b) pairs.set(`${a} ${b}`, { from: a, to: b });
  }

  const chain = (id: string): string[] => {
    const list = [id];
    for (let at = parentOf.get(id); at !== undefined; at = parentOf.get(at)) list.push(at);
    return list;
  };
  /** Arrows between the children of each open group. */
  const between = new Map<string, Map<string, Set<string>>>();
  for (const { from, to } of pairs.values()) {
    const [up, down] = [chain(from), chain(to)];
    const common = up.find((id) => down.includes(id));
    if (common === undefined) continue;
    const [a, b] = [up[up.indexOf(common) - 1]!, down[down.indexOf(common) - 1]!];
    const here = between.get(common) ?? new Map<string, Set<string>>();
    between.set(common, here.set(a, (here.get(a) ?? new Set()).add(b)));
  }

  const sizeOf = (id: string): Item => {
    const { label, detail } = texts.get(id)!;
    // The page writes a sign before a group's name.
    const letters = label.length + (phaseOf.has(id) ? 2 : 0);
    const width = Math.ceil(Math.max(56, 22 + Math.max(letters * 7.3, detail.length * 5.6)));
    const item: Item = { id, width, height: 40, x: 0, y: 0, inside: [], isOpen: isOpen(id) };
    if (!item.isOpen) return item;
    item.inside.push(...(childrenOf.get(id) ?? []).map(sizeOf));
    arrange(item, Math.ceil(Math.max(width, 28 + (label.length + detail.length + 4) * 6)));
    return item;
  };

  function arrange(group: Item, least: number): void {
    const items = group.inside;
    const index = new Map(items.map((item, i) => [item.id, i]));
    const next: number[][] = items.map((item) =>
      [...(between.get(group.id)?.get(item.id) ?? [])].map((id) => index.get(id)!),
    );
    // Groups may feed each other both ways; an arrow that closes a circle does not count.
    const state = items.map(() => 0);
    const order: number[] = [];
    const kept: number[][] = items.map(() => []);
    const visit = (i: number): void => {
      state[i] = 1;
      for (const j of next[i]!) {
        if (state[j] === 1) continue;
        kept[i]!.push(j);
        if (state[j] === 0) visit(j);
      }
      state[i] = 2;
      order.unshift(i);
    };
    items.forEach((_, i) => void (state[i] === 0 && visit(i)));
    const rank = items.map(() => 0);
    for (const i of order) for (const j of kept[i]!) rank[j] = Math.max(rank[j]!, rank[i]! + 1);
    // What feeds only something far below stands right above it.
    for (const i of [...order].reverse())
      if (kept[i]!.length > 0) rank[i] = Math.max(rank[i]!, Math.min(...kept[i]!.map((j) => rank[j]!)) - 1);

    const rows: number[][] = [];
    for (const i of order) (rows[rank[i]!] ??= []).push(i);
    const before: number[][] = items.map(() => []);
    kept.forEach((list, i) => list.forEach((j) => before[j]!.push(i)));
    const place = items.map(() => 0);
    const mean = (list: readonly number[], otherwise: number): number =>
      list.length === 0 ? otherwise : list.reduce((sum, j) => sum + place[j]!, 0) / list.length;
    const spread = (row: readonly number[]): void => {
      const wide = row.reduce((sum, i) => sum + items[i]!.width + gapX, -gapX);
      let x = -wide / 2;
      for (const i of row) {
        place[i] = x + items[i]!.width / 2;
        x += items[i]!.width + gapX;
      }
    };
    rows.forEach((row) => spread(row));
    for (let sweep = 0; sweep < 6; sweep++) {
      const down = sweep % 2 === 0;
      for (const row of down ? rows : [...rows].reverse()) {
        const wish = new Map(row.map((i) => [i, mean(down ? before[i]! : kept[i]!, place[i]!)]));
        row.sort((a, b) => wish.get(a)! - wish.get(b)!);
        spread(row);
      }
    }
    // A row as a whole moves to where its neighbours are.
    for (const row of rows) {
      const wishes = row.filter((i) => before[i]!.length > 0).map((i) => mean(before[i]!, 0) - place[i]!);
      if (wishes.length === 0) continue;
      const shift = wishes.reduce((sum, w) => sum + w, 0) / wishes.length;
      for (const i of row) place[i]! += shift;
    }
    if (phaseOf.get(group.id) === "backward") rows.reverse();
    let y = head;
    for (const row of rows) {
      const high = Math.max(...row.map((i) => items[i]!.height));
      for (const i of row) items[i]!.y = y + (high - items[i]!.height) / 2;
      y += high + gapY;
    }
    const left = Math.min(...items.map((item, i) => place[i]! - item.width / 2));
    const right = Math.max(...items.map((item, i) => place[i]! + item.width / 2));
    group.width = Math.max(least, right - left + 2 * pad);
    const centred = (group.width - (right - left)) / 2;
    items.forEach((item, i) => (item.x = place[i]! - item.width / 2 - left + centred));
    group.height = y - gapY + pad;
  }

  const boxes: Placed[] = [];
  const found = new Map<string, Placed>();
  const put = (item: Item, x: number, y: number): void => {
    const { id, width, height } = item;
    const placed = { id, x: x + item.x, y: y + item.y, width, height, isOpen: item.isOpen };
    boxes.push(placed);
    found.set(id, placed);
    for (const child of item.inside) put(child, placed.x, placed.y);
  };
  let [x, height] = [0, 0];
  const phases = (childrenOf.get(undefined) ?? []).map(sizeOf);
  const tallest = Math.max(...phases.map((p) => p.height));
  for (const phase of phases) {
    phase.x = x;
    // The loss, where forward ends and backward begins, is at the bottom of both.
    phase.y = phaseOf.get(phase.id) === "update" ? 0 : tallest - phase.height;
    put(phase, 0, 0);
    x += phase.width + 40;
    height = Math.max(height, phase.y + phase.height);
  }

  const arrows = [...pairs.values()].map(({ from, to }) => {
    const [a, b] = [found.get(from)!, found.get(to)!];
    const round = (v: number) => Math.round(v * 10) / 10;
    const [ax, bx] = [a.x + a.width / 2, b.x + b.width / 2];
    if (b.y >= a.y + a.height) {
      const [ay, by] = [a.y + a.height, b.y];
      const bend = Math.max(10, (by - ay) / 2);
      return {
        from,
        to,
        path: `M${round(ax)} ${round(ay)}C${round(ax)} ${round(ay + bend)} ${round(bx)} ${round(by - bend)} ${round(bx)} ${round(by)}`,
      };
    }
    if (b.y + b.height <= a.y) {
      const [ay, by] = [a.y, b.y + b.height];
      const bend = Math.max(10, (ay - by) / 2);
      return {
        from,
        to,
        path: `M${round(ax)} ${round(ay)}C${round(ax)} ${round(ay - bend)} ${round(bx)} ${round(by + bend)} ${round(bx)} ${round(by)}`,
      };
    }
    const right = bx > ax;
    const [sx, ex] = right ? [a.x + a.width, b.x] : [a.x, b.x + b.width];
    const [sy, ey] = [a.y + a.height / 2, b.y + b.height / 2];
    const bend = (ex - sx) / 2;
    return {
      from,
      to,
      path: `M${round(sx)} ${round(sy)}C${round(sx + bend)} ${round(sy)} ${round(ex - bend)} ${round(ey)} ${round(ex)} ${round(ey)}`,
    };
  });
  return { width: Math.max(1, x - 40), height, boxes, arrows };
}
