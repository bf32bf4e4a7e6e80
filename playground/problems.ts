/** The list of problems below the editor. */
import { announce, byId, make } from "./dom.ts";
import type { Problem } from "./protocol.ts";

/** Milliseconds of rest after which their number is said: whoever is writing is not to be interrupted. */
const REST = 1500;

let said = "";
let timer: ReturnType<typeof setTimeout> | undefined;

export function problemsIn(problems: readonly Problem[], goTo: (line: number) => void): void {
  const errors = problems.filter((p) => p.severity === "error").length;
  const warnings = problems.length - errors;
  const count = (n: number, word: string) => (n === 0 ? [] : [`${n} ${word}${n === 1 ? "" : "s"}`]);
  byId("problems").hidden = problems.length === 0;
  const words = [...count(errors, "error"), ...count(warnings, "warning")].join(", ");
  byId("problem-count").textContent = words;
  clearTimeout(timer);
  if (words !== said) {
    timer = setTimeout(() => {
      said = words;
      announce(words || "No problems.");
    }, REST);
  }
  byId("problem-list").replaceChildren(
    ...problems.map(({ at, severity, code, title, details }) => {
      const where = at === undefined ? "" : `line ${at.line}`;
      const button = make(
        "button",
        { type: "button", class: severity },
        make("span", { class: "where" }, where),
        ` ${severity}[${code}]: ${title}`,
      );
      if (at !== undefined) button.addEventListener("click", () => goTo(at.line));
      return make("li", {}, button, ...details.map((d) => make("p", { class: "soft" }, d)));
    }),
  );
}
