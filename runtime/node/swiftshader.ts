/**
 * The SwiftShader inside the npm package `@sparticuz/chromium`: a Vulkan driver in software, and a Vulkan loader.
 *
 * They are unpacked once into a folder of the user's cache, keyed by the package's version. The folder is made under
 * another name and renamed when it is complete, so processes that start together cannot see half of it.
 */
import { createRequire } from "node:module";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { constants, homedir, tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

export interface SwiftShader {
  /** The file that tells a Vulkan loader about the driver. */
  readonly icd: string;
}

const LOADER = "libvulkan.so.1";
const DRIVER = "libvk_swiftshader.so";
const ICD = "icd.json";

/** glibc's value; Node has no name for it. The library must outlive the failing `dlopen`. */
const RTLD_NODELETE = 0x1000;

/** Unpacks SwiftShader where needed and makes sure that a Vulkan loader is in the process; else says why it cannot. */
export function loadSwiftShader(): SwiftShader | string {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return `it is for Linux on x64, and this is ${process.platform} on ${process.arch}`;
  }
  const found = findPackage();
  if (found === undefined) return "the package @sparticuz/chromium is not installed";
  const folder = unpacked(found.archive, found.version);
  // The system's loader serves as well, and Dawn, which opens it by name, may already have done so.
  if (vulkanLoaderMissing() !== undefined) {
    const failure = openLibrary(join(folder, LOADER));
    if (failure !== undefined) return `its Vulkan loader does not load: ${failure}`;
  }
  return { icd: join(folder, ICD) };
}

/** Why no Vulkan loader can be opened by its name; undefined where one can. */
export function vulkanLoaderMissing(): string | undefined {
  return openLibrary(LOADER);
}

/**
 * Loads a shared library into the process for good. Node takes it for an add-on and throws that it did not register
 * itself, which is how success looks.
 */
function openLibrary(name: string): string | undefined {
  try {
    process.dlopen({ exports: {} }, name, constants.dlopen.RTLD_NOW | RTLD_NODELETE);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.includes("did not self-register") ? undefined : message;
  }
}

function findPackage(): { archive: string; version: string } | undefined {
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  } catch {
    return undefined;
  }
  for (let folder = dirname(entry); dirname(folder) !== folder; folder = dirname(folder)) {
    const archive = join(folder, "bin/swiftshader.tar.br");
    if (!existsSync(archive)) continue;
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return { archive, version };
  }
  return undefined;
}

/** The folder with the unpacked files, made where it is missing. */
function unpacked(archive: string, version: string): string {
  const failures: string[] = [];
  for (const cache of cacheFolders()) {
    const folder = join(cache, `swiftshader-${version}`);
    try {
      if (isOwn(folder) && existsSync(join(folder, ICD))) return folder;
      unpackInto(archive, folder);
      return folder;
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(`it could not be unpacked: ${failures.join("; ")}`);
}

function cacheFolders(): string[] {
  const { uid, username } = userInfo();
  const home = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return [join(home, "nn-lang"), join(tmpdir(), `nn-lang-${uid >= 0 ? uid : username}`)];
}

/** Code is loaded from the folder, so one that another user made in a shared place is not used. */
function isOwn(folder: string): boolean {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat !== undefined && stat.isDirectory() && stat.uid === userInfo().uid && (stat.mode & 0o022) === 0;
}

function unpackInto(archive: string, folder: string): void {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  if (!isOwn(dirname(folder)))
    throw new Error(`${dirname(folder)} belongs to another user or others can write to it`);
  const temporary = `${folder}.${process.pid}.${Date.now()}`;
  mkdirSync(temporary, { mode: 0o700 });
  try {
    const files = readTar(brotliDecompressSync(readFileSync(archive)));
    for (const name of [LOADER, DRIVER]) {
      const bytes = files.get(name);
      if (!bytes) throw new Error(`${archive} has no ${name}`);
      writeFileSync(join(temporary, name), bytes);
      chmodSync(join(temporary, name), 0o755);
    }
    const icd = {
      file_format_version: "1.0.0",
      ICD: { library_path: join(folder, DRIVER), api_version: "1.0.5" },
    };
    writeFileSync(join(temporary, ICD), JSON.stringify(icd));
    renameOver(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Another process may have finished first; then its folder is as good. */
function renameOver(temporary: string, folder: string): void {
  try {
    renameSync(temporary, folder);
  } catch (error) {
    if (isOwn(folder) && existsSync(join(folder, ICD))) return;
    rmSync(folder, { recursive: true, force: true });
    if (existsSync(folder)) throw error;
    renameSync(temporary, folder);
  }
}

/** The regular files of a tar archive with short names (ustar), by base name. */
function readTar(tar: Buffer): Map<string, Buffer> {
  const text = (from: number, size: number) =>
    tar.toString("latin1", from, from + size).replace(/\0.*$/s, "");
  const files = new Map<string, Buffer>();
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const name = text(at, 100);
    const size = parseInt(text(at + 124, 12), 8);
    const type = text(at + 156, 1);
    if (type === "" || type === "0")
      files.set(name.replace(/^.*\//, ""), tar.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
