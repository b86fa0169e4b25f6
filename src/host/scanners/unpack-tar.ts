import { gunzipSync } from "node:zlib";

const BLOCK = 512;
/** POSIX ustar: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html, read 2026-11-26. */
const FIELD = { name: [0, 100], size: [124, 12], checksum: [148, 8], type: [156, 1], prefix: [345, 155] } as const;

/**
 * The bytes of one regular file of a `.tar.gz`, found by its whole path. Nothing else is taken out and nothing is
 * written: a link, a path that leads out,
 * or a long name of another format only fails to be the file. Undefined where it is not there.
 */
export function unpackTar(archive: Uint8Array, path: string, largest: number): Uint8Array | undefined {
  const tar = gunzipSync(archive, { maxOutputLength: largest });
  for (let at = 0; at + BLOCK <= tar.length;) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return undefined;
    if (!isHeader(header)) throw new Error("it is no tar archive");
    const size = octal(header, "size");
    const start = at + BLOCK;
    if (start + size > tar.length) throw new Error("it ends in the middle of a file");
    if (nameOf(header) === path && isFile(header)) return tar.subarray(start, start + size);
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return undefined;
}

const field = (header: Uint8Array, name: keyof typeof FIELD): Uint8Array =>
  header.subarray(FIELD[name][0], FIELD[name][0] + FIELD[name][1]);

const text = (header: Uint8Array, name: keyof typeof FIELD): string =>
  Buffer.from(field(header, name)).toString("utf8").replace(/\0.*$/s, "");

function nameOf(header: Uint8Array): string {
  const prefix = text(header, "prefix");
  return `${prefix === "" ? "" : `${prefix}/`}${text(header, "name")}`.replace(/^\.\//, "");
}

/** An old archive has NUL in place of 0. */
const isFile = (header: Uint8Array): boolean => ["0", ""].includes(text(header, "type"));

function octal(header: Uint8Array, name: keyof typeof FIELD): number {
  const digits = text(header, name).trim();
  if (!/^[0-7]+$/.test(digits)) throw new Error("it is no tar archive");
  return Number.parseInt(digits, 8);
}

/** The sum of the header's bytes, its own field counted as spaces. */
function isHeader(header: Uint8Array): boolean {
  const [start, length] = FIELD.checksum;
  const sum = header.reduce((total, byte, at) => total + (at >= start && at < start + length ? 32 : byte), 0);
  return sum === octal(header, "checksum");
}
