/**
 * A folder of images, one folder a class, as torchvision's `ImageFolder` and Keras' `image_dataset_from_directory` have it.
 *
 * Columns `images`, [height, width, channels] from 0 to 255, and `labels`, the class's number in the order of the names.
 * Members `classes`, how many, and `class_names`. A folder that holds `train` and `test` (or `val`, or `Training` and
 * `Testing`) keeps its own test images. All images have one size; channels are 1 where all are gray, else 3. Bytes stay bytes until they are read.
 */
import { dataError, listed, plural } from "./errors.ts";
import { OTHER_FORMATS, decodeImage, imageHeader } from "./image.ts";
import type { ImageHeader } from "./image.ts";
import { joinPath, missingFile } from "./io.ts";
import type { DataFiles } from "./io.ts";
import { makeTable } from "./table.ts";
import type { RawTable } from "./table.ts";

interface Found {
  readonly path: string;
  readonly label: number;
}

/** More numbers than this do not fit into memory as f32. */
const MAX_VALUES = 2 ** 30;

const TRAIN_FOLDER = /^train(ing)?$/i;
const TEST_FOLDERS = /^(test(ing)?|val(id(ation)?)?)$/i;
/** A folder further down than this is in a loop of links. */
const MAX_DEPTH = 32;
const SUFFIX = /\.(png|jpe?g|jfif)$/i;

export function openImages(files: DataFiles, folder: string): RawTable {
  const kind = files.kind(folder);
  if (kind === undefined) throw missingFile(files, folder);
  if (kind === "file") {
    throw dataError("unreadable", `${folder} is a file; \`images\` opens a folder`, {
      help: "name the folder that holds a folder of images for each class",
    });
  }
  const folders = subfolders(files, folder);
  const held = folders.filter((name) => TEST_FOLDERS.test(name));
  const [train, ...others] = folders.filter((name) => TRAIN_FOLDER.test(name));
  if (train === undefined || others.length > 0 || folders.length !== held.length + 1)
    return tableOf(files, folder);
  if (held.length > 1) {
    const kept = held.find((name) => /^test/i.test(name)) ?? held[0]!;
    throw dataError("badImageFolder", `${folder} has ${listed([train, ...held])}; \`images\` takes one beside \`${train}\``, {
      help: `keep \`${kept}\`, and move the images of \`${held.find((name) => name !== kept)}\` into \`${train}\`: \`split: 0.9\` takes some for validation`,
    }); // prettier-ignore
  }
  const names = subfolders(files, joinPath(folder, train));
  const [own] = held;
  const test = own === undefined ? undefined : tableOf(files, joinPath(folder, own), names);
  return tableOf(files, joinPath(folder, train), names, test);
}

function subfolders(files: DataFiles, folder: string): string[] {
  return files
    .list(folder)
    .filter((name) => !name.startsWith(".") && files.kind(joinPath(folder, name)) === "folder");
}

/** `known` are the classes of the training images, where these are the test images beside them. */
function tableOf(files: DataFiles, folder: string, known?: readonly string[], test?: RawTable): RawTable {
  const names = subfolders(files, folder);
  const loose = files.list(folder).find((name) => SUFFIX.test(name));
  if (names.length === 0 || loose !== undefined) {
    throw dataError(
      "badImageFolder",
      loose === undefined ? `${folder} has no folders of images` : `${joinPath(folder, loose)} lies in no class`,
      { help: "`images` opens a folder that holds one folder for each class" },
    ); // prettier-ignore
  }
  const classes = known ?? names;
  const stranger = names.find((name) => !classes.includes(name));
  if (stranger !== undefined) {
    throw dataError("badImageFolder", `${folder} has the class \`${stranger}\`, the training images do not`, {
      notes: [`they have ${listed(classes)}`],
      help: "give both the same classes",
    });
  }
  const skipped: string[] = [];
  const found: Found[] = [];
  for (const [label, name] of classes.entries()) {
    const before = found.length;
    if (names.includes(name)) collect(files, joinPath(folder, name), label, found, skipped);
    if (found.length === before && known === undefined) {
      throw dataError("tooFew", `the class folder ${joinPath(folder, name)} holds no PNG or JPEG images`, {
        help: "add images to it, or remove the folder",
      });
    }
  }
  if (found.length === 0)
    throw dataError("tooFew", `${folder} holds no images`, { help: "look at the folder" });
  const { shape, values } = decodeAll(files, found, test);
  const labels = Uint8Array.from(found, (f) => f.label);
  const wide = classes.length > 256 ? Int32Array.from(found, (f) => f.label) : labels;
  const notes =
    skipped.length === 0
      ? []
      : [`${plural(skipped.length, "file")} in ${folder} that ${skipped.length === 1 ? "is" : "are"} no image: ${listed(skipped, 3)}`]; // prettier-ignore
  return makeTable({
    file: folder,
    count: found.length,
    columns: [
      { name: "images", kind: "number", dtype: "f32", shape, values },
      { name: "labels", kind: "number", dtype: "i32", shape: [], values: wide },
    ],
    notes,
    members: { classes: classes.length, class_names: classes },
    ...(test === undefined ? {} : { test }),
  });
}

/** Every image below a class's folder, in the order of the names. */
function collect(
  files: DataFiles,
  folder: string,
  label: number,
  found: Found[],
  skipped: string[],
  depth = 0,
): void {
  if (depth > MAX_DEPTH) {
    throw dataError("badImageFolder", `folders lie in folders more than ${MAX_DEPTH} deep: ${folder.slice(0, 100)}…`, {
      help: "take out the link that leads back to a folder above it",
    });
  } // prettier-ignore
  for (const name of files.list(folder)) {
    const path = joinPath(folder, name);
    if (name.startsWith(".")) continue;
    if (files.kind(path) === "folder") collect(files, path, label, found, skipped, depth + 1);
    else if (SUFFIX.test(name)) found.push({ path, label });
    else if (OTHER_FORMATS.test(name)) {
      throw dataError("badImage", `${path} is neither a PNG nor a JPEG image`, {
        help: "convert it to PNG, or take it out of the folder",
      });
    } else skipped.push(path);
  }
}

function decodeAll(
  files: DataFiles,
  found: readonly Found[],
  test: RawTable | undefined,
): { readonly shape: readonly number[]; readonly values: Uint8Array } {
  const headers = found.map(({ path }) => imageHeader(files.read(path), path));
  const standard = headers[0]!;
  const other = headers.findIndex((h) => h.width !== standard.width || h.height !== standard.height);
  if (other >= 0) throw differs(found[other]!.path, headers[other]!, found[0]!.path, standard);
  const { width, height } = standard;
  const channels = headers.some((h) => h.channels === 3) ? 3 : 1;
  const size = height * width * channels;
  if (size * found.length > MAX_VALUES) {
    throw dataError("badImageFolder", `${plural(found.length, "image")} of ${width} × ${height} pixels are more than fit into memory`, {
      help: "scale them down, or use fewer",
    }); // prettier-ignore
  }
  const shape = [height, width, channels];
  const own = test?.columns.find((c) => c.name === "images")?.shape;
  if (own !== undefined && own.join() !== shape.join()) {
    throw dataError("badImageFolder", `the test images in ${test!.file} are [${own.join(", ")}], the training images [${shape.join(", ")}]`, {
      help: "scale and convert them to the same form",
    }); // prettier-ignore
  }
  const values = new Uint8Array(found.length * size);
  for (const [i, { path }] of found.entries())
    decodeImage(files.read(path), path, headers[i]!, channels, values, i * size);
  return { shape, values };
}

function differs(path: string, header: ImageHeader, standard: string, wanted: ImageHeader): Error {
  return dataError(
    "badImageFolder",
    `${path} has ${header.width} × ${header.height} pixels, ${standard} has ${wanted.width} × ${wanted.height}`,
    { help: "scale or crop all images to one size" },
  );
}
