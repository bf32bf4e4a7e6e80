/** Which `train` block runs, with which settings and values of `config`. An empty field means: as the program says. */
import { byId, make } from "./dom.ts";
import type { Analysis, Config, Job } from "./protocol.ts";

type Values = Pick<Job, "config" | "settings" | "device">;

const WHOLE = ["seed", "steps", "epochs", "batch"] as const;

export class Settings {
  #configs = "";
  /** Values of a link, until the fields are there. */
  #wanted: Config = {};

  constructor(changed: () => void) {
    byId("fields").addEventListener("change", changed);
    byId("fields").addEventListener("submit", (event) => event.preventDefault());
    byId("block").addEventListener("change", changed);
  }

  #input(name: string): HTMLInputElement {
    return byId<HTMLFormElement>("fields").elements.namedItem(name) as HTMLInputElement;
  }

  useInterpreter(): void {
    this.#input("device").value = "cpu";
  }

  /** For another program. The device stays. */
  clear(): void {
    for (const name of WHOLE) this.#input(name).value = "";
    byId("configs").replaceChildren();
    this.#configs = "";
    this.#wanted = {};
  }

  /** Only those that differ. */
  get config(): Config {
    const fields = [...byId("configs").querySelectorAll("input")];
    if (fields.length === 0) return this.#wanted;
    return Object.fromEntries(fields.filter((f) => f.value.trim() !== "").map((f) => [f.name.slice(1), f.value.trim()])); // prettier-ignore
  }

  set config(values: Config) {
    this.#wanted = values;
    for (const field of byId("configs").querySelectorAll("input"))
      field.value = values[field.name.slice(1)] ?? "";
  }

  /** The fields that the program has. A program that cannot be read keeps those it had. */
  offer({ trains, configs, problems }: Analysis): void {
    if (trains.length === 0 && problems.some((p) => p.severity === "error")) return;
    const block = byId<HTMLSelectElement>("block");
    const chosen = block.value;
    block.replaceChildren(...trains.map((t) => make("option", { value: t.name }, t.name)));
    if (trains.some((t) => t.name === chosen)) block.value = chosen;
    byId("block-label").hidden = trains.length < 2;
    const key = JSON.stringify(configs);
    if (key === this.#configs) return;
    this.#configs = key;
    const values = this.config;
    byId("configs").replaceChildren(
      ...configs.map(({ name, value, doc }) =>
        make(
          "label",
          doc === undefined ? {} : { title: doc },
          make("span", {}, name),
          " ",
          // A prefix, so that `config batch` is not the setting.
          make("input", { name: `=${name}`, placeholder: value, value: values[name] ?? "" }),
        ),
      ),
    );
    if (Object.keys(values).length > 0) byId<HTMLDetailsElement>("settings").open = true;
  }

  read(): { readonly block?: string; readonly values: Values; readonly error?: string } {
    const settings: Record<string, number> = {};
    let error: string | undefined;
    for (const name of WHOLE) {
      const text = this.#input(name).value.trim().replace(/_/g, "");
      if (text === "") continue;
      const isRight = name === "seed" ? /^\d+$/.test(text) : /^0*[1-9]\d*$/.test(text);
      if (isRight) settings[name] = Number(text);
      else
        error ??= `Settings: \`${name}\` is a whole number${name === "seed" ? "" : " from 1 on"}, not \`${text}\`.`;
    }
    if (settings["steps"] !== undefined && settings["epochs"] !== undefined)
      error ??= "Settings: steps and epochs both say how long to train; leave one of them empty.";
    const block = byId<HTMLSelectElement>("block").value;
    const device = this.#input("device").value === "cpu" ? "cpu" : "webgpu";
    return {
      ...(block === "" ? {} : { block }),
      values: { config: this.config, settings, device },
      ...(error === undefined ? {} : { error }),
    };
  }
}
