/**
 * The editor: CodeMirror, with everything it knows of the language asked of the compiler's worker.
 */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
  WidgetType,
} from "@codemirror/view";
import { markdown } from "./dom.ts";
import type { Hint, HoverText, Problem, Suggestion, Token } from "./protocol.ts";

/** What the editor asks. Offsets are those of the text at the moment of the question. */
export interface Knowledge {
  hover(offset: number): Promise<HoverText | undefined>;
  complete(offset: number): Promise<readonly Suggestion[]>;
  /** The text is another one. */
  changed(text: string): void;
  train(): void;
}

export interface Editor {
  readonly view: EditorView;
  readonly text: string;
  /** Another program: the history of changes begins anew. */
  open(text: string): void;
  /** The same program in other words; can be undone. */
  replace(text: string): void;
  colour(tokens: readonly Token[]): void;
  /** Answers for a text that is no more the present one are for the caller to drop. */
  show(problems: readonly Problem[], hints: readonly Hint[]): void;
  goTo(line: number): void;
}

// ---------------------------------------------------------------- decorations

function decorations() {
  const set = StateEffect.define<DecorationSet>();
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(value, { changes, effects }) {
      const moved = value.map(changes);
      return effects.reduce((now, e) => (e.is(set) ? e.value : now), moved);
    },
    provide: (f) => EditorView.decorations.from(f),
  });
  return { set, field };
}

const colours = decorations();
const hints = decorations();

class HintWidget extends WidgetType {
  constructor(readonly text: string) {
    super();
  }

  override eq(other: HintWidget): boolean {
    return other.text === this.text;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = "hint";
    element.textContent = this.text;
    // Said between the words of the program it would only disturb; hovering tells the same.
    element.setAttribute("aria-hidden", "true");
    return element;
  }
}

// ---------------------------------------------------------------- the editor

export function openEditor(parent: HTMLElement, ask: Knowledge): Editor {
  const extensions = [
    lineNumbers(),
    highlightActiveLineGutter(),
    history(),
    drawSelection({
      // In milliseconds; 0 for a cursor that stands still.
      cursorBlinkRate: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 1200,
    }),
    indentUnit.of("  "),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    EditorView.lineWrapping,
    lintGutter(),
    colours.field,
    hints.field,
    autocompletion({ override: [(context) => completions(context, ask)], icons: false }),
    hoverTooltip(async (_, position) => {
      const found = await ask.hover(position);
      return found === undefined
        ? null
        : { pos: found.from, end: found.to, create: () => ({ dom: markdown(found.text) }) };
    }),
    keymap.of([
      { key: "Mod-Enter", preventDefault: true, run: () => (ask.train(), true) },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
    EditorView.contentAttributes.of({ "aria-label": "The program", "aria-multiline": "true" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) ask.changed(update.state.doc.toString());
    }),
  ];
  const stateOf = (doc: string) => EditorState.create({ doc, extensions });
  const view = new EditorView({ parent, state: stateOf("") });
  return {
    view,
    get text() {
      return view.state.doc.toString();
    },
    open(text) {
      view.setState(stateOf(text));
    },
    replace(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    colour(tokens) {
      const marks = tokens
        .filter((t) => t.to > t.from)
        .map((t) => Decoration.mark({ class: `t-${t.kind.replace(" ", " t-")}` }).range(t.from, t.to));
      view.dispatch({ effects: colours.set.of(Decoration.set(marks, true)) });
    },
    show(problems, found) {
      const widgets = found.map((h) =>
        Decoration.widget({ widget: new HintWidget(h.text), side: 1 }).range(h.at),
      );
      view.dispatch({ effects: hints.set.of(Decoration.set(widgets, true)) });
      view.dispatch(setDiagnostics(view.state, problems.flatMap(lintOf)));
    },
    goTo(line) {
      const { from } = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
      view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      view.focus();
    },
  };
}

function lintOf({ at, severity, code, title, details, fixes }: Problem): Diagnostic[] {
  if (at === undefined) return [];
  return [
    {
      from: at.from,
      to: at.to,
      severity,
      source: code,
      message: [title, ...details].join("\n"),
      actions: fixes.map((fix) => ({
        name: fix.title.replace(/`/g, ""),
        apply: (view) => view.dispatch({ changes: fix.edits.map((e) => ({ ...e })) }),
      })),
    },
  ];
}

async function completions(context: CompletionContext, ask: Knowledge): Promise<CompletionResult | null> {
  const word = context.matchBefore(/\w+/);
  if (word === null && !context.explicit && context.matchBefore(/(?:\||>|\.|\() ?/) === null) return null;
  const found = await ask.complete(context.pos);
  if (context.aborted || found.length === 0) return null;
  return {
    from: word?.from ?? context.pos,
    validFor: /^\w*$/,
    options: found.map(({ label, kind, detail, doc, insert }) => ({
      label,
      type: kind,
      ...(detail === undefined ? {} : { detail }),
      ...(doc === undefined ? {} : { info: () => markdown(doc) }),
      ...(insert === undefined ? {} : { apply: insert }),
    })),
  };
}
