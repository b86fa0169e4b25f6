import { assembleRelease } from "./assemble-release.ts";
import { DESCRIPTION, type Ingredient, type Made, type ReleaseContents, sha256, SUMS } from "./release.ts";
import { LARGEST_FILE, LARGEST_RELEASE, MOST_FILES } from "./release-paths.ts";

const BLOCK = 512;
/** Of POSIX ustar: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html, read 2026-11-26. */
const AT = { name: 0, mode: 100, uid: 108, gid: 116, size: 124, time: 136, sum: 148, type: 156, magic: 257 } as const;
const LONGEST_NAME = 100;
/** A pax header of ours holds one path. */
const LARGEST_HEADER = 8192;

/**
 * A release in one file, which `tar` reads as well. The same release gives the same bytes: no times, no owners, and not
 * compressed, for programs that do that differ.
 */
export function packRelease({ files, description, sums, read }: ReleaseContents): Uint8Array {
  const described = [
    { path: SUMS, bytes: Buffer.from(sums), executable: false },
    { path: DESCRIPTION, bytes: Buffer.from(description), executable: false },
  ];
  const parts = [...described, ...files.map((file) => ({ ...file, bytes: read(file.path) }))].flatMap(
    ({ path, bytes, executable }) => {
      const isLong = Buffer.byteLength(path) > LONGEST_NAME;
      const long = isLong ? [...entry("pax", "x", paxPath(path), false)] : [];
      return [...long, ...entry(isLong ? sha256(path) : path, "0", bytes, executable)];
    },
  );
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

function entry(name: string, type: string, bytes: Uint8Array, executable: boolean): readonly Uint8Array[] {
  const header = Buffer.alloc(BLOCK);
  header.write(name, AT.name);
  header.write(octal(executable ? 0o755 : 0o644, 8), AT.mode);
  header.write(octal(0, 8), AT.uid);
  header.write(octal(0, 8), AT.gid);
  header.write(octal(bytes.length, 12), AT.size);
  header.write(octal(0, 12), AT.time);
  header.write(type, AT.type);
  header.write("ustar\u000000", AT.magic);
  header.write(`${octal(sumOf(header), 7)}\0 `, AT.sum);
  return [header, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)];
}

const octal = (value: number, length: number): string => value.toString(8).padStart(length - 1, "0");

/** The sum of a header's bytes, its own field counted as spaces. */
const sumOf = (header: Uint8Array): number =>
  header.reduce((sum, byte, at) => sum + (at >= AT.sum && at < AT.type ? 32 : byte), 0);

/** `<length> path=<path>\n`, where the length counts itself. */
function paxPath(path: string): Uint8Array {
  const rest = ` path=${path}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes + String(bytes).length;
  if (String(length).length + bytes !== length) length += 1;
  return Buffer.from(`${length}${rest}`);
}

/**
 * The release that an archive holds. Anybody may have made it: it holds regular files, each once, and they have to be
 * those of a release, byte for byte. Nothing is written, so no name in it can lead anywhere.
 */
export function unpackRelease(archive: Uint8Array): Made<ReleaseContents> {
  const found = readEntries(Buffer.from(archive.buffer, archive.byteOffset, archive.length));
  return typeof found === "string" ? { ok: false, faults: [found] } : assembleRelease(found);
}

/** What an archive holds, or why it is none of ours. */
function readEntries(archive: Buffer): readonly Ingredient[] | string {
  if (archive.length > LARGEST_RELEASE + MOST_FILES * 4 * BLOCK) return "it is larger than any release";
  const found: Ingredient[] = [];
  let named: string | undefined;
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return archive.subarray(at).every((byte) => byte === 0) ? found : TRAILING;
    if (numberAt(header, AT.sum, 8) !== sumOf(header)) return "it is no tar archive";
    const size = numberAt(header, AT.size, 12);
    const type = String.fromCharCode(header[AT.type] ?? 0);
    if (type !== "0" && type !== "x") return "it holds something else than regular files";
    if (size === undefined || size > (type === "x" ? LARGEST_HEADER : LARGEST_FILE)) return "a file in it is too large";
    const bytes = archive.subarray(at + BLOCK, at + BLOCK + size);
    if (bytes.length < size) return "it ends in the middle of a file";
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (type === "x") {
      named = pathIn(bytes);
      if (named === undefined) return "it holds a header that is not ours";
      continue;
    }
    const executable = ((numberAt(header, AT.mode, 8) ?? 0) & 0o111) !== 0;
    found.push({ path: named ?? textAt(header, AT.name, LONGEST_NAME), bytes, executable });
    named = undefined;
    if (found.length > MOST_FILES + 2) return "it holds more files than any release";
  }
  return found.length === 0 ? "it is no archive of a release" : "it ends before its end";
}
const TRAILING = "something stands behind its end";

const textAt = (header: Buffer, start: number, length: number): string => {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? length : end).toString("utf8");
};

function numberAt(header: Buffer, start: number, length: number): number | undefined {
  const digits = textAt(header, start, length).trim();
  return /^[0-7]{1,11}$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

function pathIn(header: Buffer): string | undefined {
  const text = header.toString("utf8");
  const begins = /^\d{1,5} path=/.exec(text)?.[0];
  const path = begins === undefined ? "" : text.slice(begins.length, -1);
  return path !== "" && header.equals(paxPath(path)) ? path : undefined;
}
