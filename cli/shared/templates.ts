/**
 * What `nn new` can start from: examples of the package, each with the data that it needs.
 */

export interface Template {
  readonly what: string;
  /** In `examples/`. */
  readonly program: string;
  /** In `examples/data/`: files, or folders of files. */
  readonly data: readonly string[];
}

export const TEMPLATES = {
  mlp: {
    what: "a network with one hidden layer that reads drawn digits",
    program: "mnist.nn",
    data: ["digits"],
  },
  cnn: { what: "a convolutional network on the same digits", program: "cnn.nn", data: ["digits"] },
  gpt: {
    what: "a small transformer that learns to write, character by character",
    program: "gpt.nn",
    data: ["sentences.txt"],
  },
  "regression-csv": {
    what: "a number predicted from the columns of a CSV table",
    program: "houses.nn",
    data: ["houses.csv"],
  },
} satisfies Record<string, Template>;

export type TemplateName = keyof typeof TEMPLATES;
