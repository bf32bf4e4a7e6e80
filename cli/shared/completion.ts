/**
 * Completion scripts for bash, zsh and fish: commands, each with its flags and their choices, then files.
 */
import type { Command, Option } from "commander";

interface Flag {
  /** `--device`, and `-o` where there is a short one. */
  readonly names: readonly string[];
  readonly what: string;
  readonly takesValue: boolean;
  /** The values that it takes; none where anything goes. */
  readonly choices: readonly string[];
}

interface Words {
  readonly name: string;
  readonly what: string;
  readonly flags: readonly Flag[];
  /** The values of the first argument; none where it is a file. */
  readonly choices: readonly string[];
}

export function completionScript(shell: "bash" | "zsh" | "fish", program: Command): string {
  const commands = program.commands.map(wordsOf);
  switch (shell) {
    case "bash":
      return bash(commands);
    case "zsh":
      return zsh(commands);
    case "fish":
      return fish(commands);
  }
  return shell satisfies never;
}

function wordsOf(command: Command): Words {
  const options = command.createHelp().visibleOptions(command);
  return {
    name: command.name(),
    what: command.description(),
    flags: options.map(flagOf),
    choices: command.registeredArguments[0]?.argChoices ?? [],
  };
}

function flagOf({ long, short, description, required, optional, argChoices }: Option): Flag {
  const names = [long, short].filter((name) => name !== undefined && name !== null);
  return { names, what: description, takesValue: required || optional, choices: argChoices ?? [] };
}

function bash(commands: readonly Words[]): string {
  const cases = commands.map(({ name, flags, choices }) => {
    const values = flags
      .filter((f) => f.choices.length > 0)
      .map((f) => `      ${f.names.join("|")}) words="${f.choices.join(" ")}" ;;\n`);
    // What follows such a flag is a file, a number or a pair.
    const free = flags.filter((f) => f.takesValue && f.choices.length === 0).flatMap((f) => f.names);
    const files = free.length > 0 ? `      ${free.join("|")}) words="" ;;\n` : "";
    const all = [...flags.flatMap((f) => f.names), ...choices].join(" ");
    return `    ${name})\n      case "$before" in\n${values.join("")}${files}      *) words="${all}" ;;\n      esac ;;\n`;
  });
  return `# bash completion for nn
_nn() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${commands.map((c) => c.name).join(" ")} --help --version"
  else
    case "\${COMP_WORDS[1]}" in
${cases.join("")}    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _nn nn
`;
}

function zsh(commands: readonly Words[]): string {
  const cases = commands.map(({ name, flags, choices }) => {
    const specs = flags.map((f) => {
      const value = !f.takesValue
        ? ""
        : f.choices.length > 0
          ? `:value:(${f.choices.join(" ")})`
          : ":value:_files";
      // Every name of a flag rules out the others; a flag may be repeated.
      return f.names.map((n) => quoted(`*${n}[${inBrackets(f.what)}]${value}`)).join(" ");
    });
    const rest = choices.length > 0 ? quoted(`1:what:(${choices.join(" ")})`) : quoted("*:file:_files");
    return `    ${name}) _arguments ${[...specs, rest].join(" ")} ;;\n`;
  });
  const list = commands.map((c) => `    ${quoted(`${c.name}:${c.what.replaceAll(":", "\\:")}`)}\n`);
  return `#compdef nn
# zsh completion for nn
_nn() {
  local -a commands
  commands=(
${list.join("")}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case "$words[1]" in
${cases.join("")}  esac
}
if [ "$funcstack[1]" = "_nn" ]; then _nn "$@"; else compdef _nn nn; fi
`;
}

function inBrackets(text: string): string {
  return text.replace(/[[\]:\\]/g, "\\$&");
}

function fish(commands: readonly Words[]): string {
  const lines = commands.flatMap(({ name, what, flags, choices }) => [
    `complete -c nn -n __fish_use_subcommand -f -a ${name} -d ${quoted(what)}`,
    ...(choices.length > 0
      ? [
          `complete -c nn -n ${quoted(`__fish_seen_subcommand_from ${name}`)} -f -a ${quoted(choices.join(" "))}`,
        ]
      : []),
    ...flags.map((f) => {
      const names = f.names
        .map((n) => (n.startsWith("--") ? `-l ${n.slice(2)}` : `-s ${n.slice(1)}`))
        .join(" ");
      const value =
        f.choices.length > 0 ? ` -x -a ${quoted(f.choices.join(" "))}` : f.takesValue ? " -r" : "";
      return `complete -c nn -n ${quoted(`__fish_seen_subcommand_from ${name}`)} ${names}${value} -d ${quoted(f.what)}`;
    }),
  ]);
  return `# fish completion for nn\n${lines.join("\n")}\n`;
}

/** In single quotes, as all three shells have them. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
