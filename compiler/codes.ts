/**
 * The catalogue of diagnostics: every code, with the title of its page `docs/errors/CODE.md`.
 *
 * A code is never reused and never changes its meaning. Numbers are grouped: 01 syntax, 02 shapes and dims, 03 names,
 * types, calls and layers, 04 training and gradients, 05 data, 06 device and runtime, 07 command line and files.
 */
export const codes: Readonly<Record<string, { readonly title: string }>> = {
  // 01: syntax
  NN0101: { title: "something else was expected here" },
  NN0102: { title: "a bracket is never closed" },
  NN0103: { title: "this cannot begin a statement or a declaration here" },
  NN0104: { title: "`=` in a named argument or a record" },
  NN0105: { title: "a name is bound without `let` or `config`" },
  NN0106: { title: "a string or a comment is never closed" },
  NN0107: { title: "comparisons cannot be chained" },
  NN0108: { title: "strings are written in double quotes" },
  NN0109: { title: "there are no semicolons" },
  NN0110: { title: "a character that means nothing here" },
  NN0111: { title: "`=` is no comparison" },
  NN0112: { title: "a name without a value" },
  NN0113: { title: "a declaration inside of another" },
  NN0114: { title: "nested too deeply" },
  NN0115: { title: "an unknown escape in a string" },
  NN0116: { title: "something follows `return`" },
  NN0117: { title: "a word or an operator of another language" },
  NN0118: { title: "not a number" },
  NN0119: { title: "a closing bracket without an opening one" },

  // 02: shapes and dims

  // 03: names, types, calls and layers

  // 04: training and gradients

  // 05: data
  NN0501: { title: "no such column" },
  NN0502: { title: "no such file" },
  NN0503: { title: "a value is missing" },
  NN0504: { title: "a row with too few or too many cells" },
  NN0505: { title: "text where numbers are wanted" },
  NN0506: { title: "a value out of range" },
  NN0507: { title: "a number that its type cannot hold" },
  NN0508: { title: "a table that cannot be read" },
  NN0509: { title: "a damaged `.npy` or `.npz` file" },
  NN0510: { title: "a damaged safetensors file" },
  NN0511: { title: "a damaged IDX file" },
  NN0512: { title: "an element type that no tensor has" },
  NN0513: { title: "columns with different numbers of examples" },
  NN0514: { title: "a split that cannot be made" },
  NN0515: { title: "a tensor in JSON that is not well formed" },
  NN0516: { title: "too few examples" },
  NN0517: { title: "a file that cannot be read" },
  NN0518: { title: "a setting that the source does not have or take" },

  // 06: device and runtime
  NN0601: { title: "no device could be opened" },
  NN0602: { title: "more than the device allows" },
  NN0603: { title: "a feature that the device lacks" },
  NN0604: { title: "a loss that is NaN or infinite" },
  NN0605: { title: "an input that is missing or of another type" },
  NN0606: { title: "a run setting that makes no sense" },
  NN0607: { title: "weights that do not fit the program" },

  // 07: command line and files
};
