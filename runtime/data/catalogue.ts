/**
 * The data sets that `nn data` fetches: where each file is published, its size and its SHA-256, and how a program reads it.
 *
 * Checksums of mnist, digits, tiny-shakespeare, names, iris, california-housing and auto-mpg were computed from copies
 * whose origin was checked against their git trees; those of fashion-mnist are the published ones.
 */
export interface DataSetFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** In the order of trying. */
  readonly urls: readonly string[];
}

export interface DataSetEntry {
  readonly about: string;
  /** Whose it is, and on which terms it is published. */
  readonly licence: string;
  /** Below `data/`; without one the only file lies there itself. */
  readonly folder?: string;
  readonly files: readonly DataSetFile[];
  /** The name that programs give it, and the source that opens it. */
  readonly program: { readonly name: string; readonly source: string };
}

type Sum = readonly [name: string, bytes: number, sha256: string];

function files(mirrors: readonly string[], sums: readonly Sum[]): DataSetFile[] {
  return sums.map(([name, bytes, sha256]) => ({
    name,
    bytes,
    sha256,
    urls: mirrors.map((mirror) => `${mirror}${name}`),
  }));
}

/** One file in a GitHub repository, at the commit whose bytes were checked and at the branch. */
function github(repository: string, commit: string, branch: string, path: string): string[] {
  return [commit, branch].map((at) => `https://raw.githubusercontent.com/${repository}/${at}/${path}`);
}

export const DATA_SETS: Readonly<Record<string, DataSetEntry>> = {
  mnist: {
    about: "60,000 + 10,000 handwritten digits, 28 × 28 gray",
    licence: "Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0 by the copies in common use",
    folder: "mnist",
    files: files(
      [
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        "https://raw.githubusercontent.com/fgnt/mnist/ae608a02b796c9ee908c082585a5f006fe05258e/",
      ],
      [
        ["train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"],
        ["train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"],
        ["t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"],
        ["t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"],
      ],
    ), // prettier-ignore
    program: { name: "digits", source: "idx" },
  },
  "fashion-mnist": {
    about: "60,000 + 10,000 pieces of clothing in 10 classes, 28 × 28 gray",
    licence: "Zalando SE; MIT",
    folder: "fashion-mnist",
    files: files(
      [
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
      ],
      [
        ["train-images-idx3-ubyte.gz", 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"],
        ["train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"],
        ["t10k-images-idx3-ubyte.gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"],
        ["t10k-labels-idx1-ubyte.gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"],
      ],
    ), // prettier-ignore
    program: { name: "clothes", source: "idx" },
  },
  digits: {
    about: "1,797 handwritten digits, 8 × 8 gray from 0 to 16; the columns are c0 … c63 and the digit c64",
    licence: "UCI, by scikit-learn; BSD-3-Clause",
    files: [
      {
        name: "digits.csv.gz",
        bytes: 57_523,
        sha256: "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22",
        urls: [
          "https://raw.githubusercontent.com/scikit-learn/scikit-learn/main/sklearn/datasets/data/digits.csv.gz",
          "https://raw.githubusercontent.com/arthurmensch/scikit-learn/d4c9e849ba1ab27930190d93fcfc33cc4b82470d/sklearn/datasets/data/digits.csv.gz",
        ],
      },
    ],
    program: { name: "digits", source: "csv" },
  },
  "tiny-shakespeare": {
    about: "1.1 million characters of Shakespeare's plays",
    licence: "public domain, by char-rnn (MIT)",
    files: [
      {
        name: "tiny-shakespeare.txt",
        bytes: 1_115_394,
        sha256: "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
        urls: github(
          "karpathy/char-rnn",
          "6f9487a6fe5b420b7ca9afb0d7c078e37c1d1b4e",
          "master",
          "data/tinyshakespeare/input.txt",
        ),
      },
    ],
    program: { name: "corpus", source: "chars" },
  },
  names: {
    about: "32,033 first names, one a line",
    licence: "makemore; MIT",
    files: [
      {
        name: "names.txt",
        bytes: 228_145,
        sha256: "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d",
        urls: github("karpathy/makemore", "988aa59e4d8fefa526d06f3b453ad116258398d4", "master", "names.txt"),
      },
    ],
    program: { name: "corpus", source: "chars" },
  },
  iris: {
    about: "150 flowers of 3 species, 4 measurements each",
    licence: "R. A. Fisher, by UCI and seaborn-data",
    files: [
      {
        name: "iris.csv",
        bytes: 3_858,
        sha256: "9cc1c345c71bcc9b486b74cbf6063fa66f4bb5e0f603a4b3c3471ec2e5e8e355",
        urls: github(
          "mwaskom/seaborn-data",
          "71e2436a092d714350de0fc409ca8a8714e7e78f",
          "master",
          "iris.csv",
        ),
      },
    ],
    program: { name: "iris", source: "csv" },
  },
  "california-housing": {
    about: "20,640 districts of California with their house prices; 207 values are missing",
    licence: "StatLib, by handson-ml (Apache-2.0)",
    files: [
      {
        name: "housing.csv",
        bytes: 1_423_529,
        sha256: "8a3727f4cf54ac1a327f69b1d5b4db54c5834ea81c6e4efc0d163300022a685e",
        urls: github(
          "ageron/handson-ml",
          "b7051594afbb1d835f5e031af8664c4363878050",
          "master",
          "datasets/housing/housing.csv",
        ),
      },
    ],
    program: { name: "districts", source: "csv" },
  },
  "auto-mpg": {
    about: "398 cars and their miles a gallon; 6 values are missing",
    licence: "UCI, by seaborn-data",
    files: [
      {
        name: "mpg.csv",
        bytes: 21_222,
        sha256: "c14b8b855ea7ee86cb9736bf8caaf281c4685ca08826f3eb2acaccaaf40f0d5a",
        urls: github("mwaskom/seaborn-data", "71e2436a092d714350de0fc409ca8a8714e7e78f", "master", "mpg.csv"),
      },
    ],
    program: { name: "cars", source: "csv" },
  },
};
