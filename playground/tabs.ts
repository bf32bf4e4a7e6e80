/** A list of tabs by the pattern of WAI-ARIA: arrows, Home and End go from one to the next. */
export interface Tabs {
  readonly chosen: string;
  choose(name: string): void;
}

/** Tabs are `#tab-NAME`, their panels `#panel-NAME`. */
export function openTabs(list: HTMLElement, opened: (name: string) => void): Tabs {
  const tabs = [...list.querySelectorAll<HTMLButtonElement>("[role=tab]")];
  const nameOf = (tab: HTMLElement) => tab.id.replace("tab-", "");
  let chosen = tabs[0]!;
  const choose = (tab: HTMLButtonElement): void => {
    chosen = tab;
    for (const other of tabs) {
      other.setAttribute("aria-selected", String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
      document.getElementById(other.getAttribute("aria-controls")!)!.hidden = other !== tab;
    }
    opened(nameOf(tab));
  };
  const moves: Readonly<Record<string, (at: number) => number>> = {
    ArrowRight: (at) => (at + 1) % tabs.length,
    ArrowLeft: (at) => (at + tabs.length - 1) % tabs.length,
    Home: () => 0,
    End: () => tabs.length - 1,
  };
  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      const move = moves[event.key];
      if (move === undefined) return;
      event.preventDefault();
      const next = tabs[move(at)]!;
      choose(next);
      next.focus();
    });
  }
  return {
    get chosen() {
      return nameOf(chosen);
    },
    choose: (name) => choose(tabs.find((t) => nameOf(t) === name)!),
  };
}
