import { inflateRawSync } from "node:zlib";

/** APPNOTE 6.3.10, 4.3: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, read 2026-11-26. */
const END = { signature: 0x06054b50, length: 22 };
const ENTRY = { signature: 0x02014b50, length: 46 };
const LOCAL = { signature: 0x04034b50, length: 30 };
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;

/** The bytes of one file of a `.zip`, found by its whole path; see `unpackTar`. */
export function unpackZip(archive: Uint8Array, path: string, largest: number): Uint8Array | undefined {
  const zip = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const entry = entriesOf(zip).find(({ name }) => name === path);
  if (entry === undefined) return undefined;
  if (entry.size > largest) throw new Error("the program in it is too large");
  const start = dataOf(zip, entry.local);
  const packed = zip.subarray(start, start + entry.packed);
  const bytes = unpacked(entry.method, packed, largest);
  if (packed.length !== entry.packed || bytes.length !== entry.size) throw new Error("its sizes are wrong");
  return bytes;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly local: number;
}

function entriesOf(zip: Buffer): readonly Entry[] {
  const end = endOf(zip);
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (!isAt(zip, at, ENTRY)) throw new Error("its list of files is broken");
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const next = at + ENTRY.length + (name ?? 0);
    entries.push({
      name: zip.toString("utf8", at + ENTRY.length, next),
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      local: zip.readUInt32LE(at + 42),
    });
    at = next + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

/** The last record, before a comment of any length. */
function endOf(zip: Buffer): number {
  const first = Math.max(0, zip.length - END.length - LONGEST_COMMENT);
  for (let at = zip.length - END.length; at >= first; at--) if (isAt(zip, at, END)) return at;
  throw new Error("it is no zip archive");
}

function dataOf(zip: Buffer, local: number): number {
  if (!isAt(zip, local, LOCAL)) throw new Error("its list of files is broken");
  return local + LOCAL.length + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
}

const isAt = (zip: Buffer, at: number, record: { readonly signature: number; readonly length: number }): boolean =>
  at + record.length <= zip.length && zip.readUInt32LE(at) === record.signature;

function unpacked(method: number, packed: Uint8Array, largest: number): Uint8Array {
  if (method === STORED) return packed;
  if (method === DEFLATED) return inflateRawSync(packed, { maxOutputLength: largest });
  throw new Error(`it is packed by method ${method}, which is not read`);
}
