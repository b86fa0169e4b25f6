import { deflateRawSync, gzipSync } from "node:zlib";

export interface Packed {
  readonly path: string;
  readonly bytes: Uint8Array | string;
  /** Of a tar header: 0 is a file, 2 a symbolic link, 5 a folder. */
  readonly type?: string;
  readonly link?: string;
}

/** A `.tar.gz` with whatever paths and links, which no honest program would write. */
export function tarGz(entries: readonly Packed[]): Buffer {
  const blocks = entries.flatMap(({ path, bytes, type = "0", link = "" }) => {
    const content = Buffer.from(bytes);
    const header = Buffer.alloc(512);
    const put = (at: number, text: string): void => void header.write(text, at);
    put(0, path);
    put(100, "0000755\0");
    put(124, `${content.length.toString(8).padStart(11, "0")}\0`);
    put(148, " ".repeat(8));
    put(156, type);
    put(157, link);
    put(257, "ustar\x0000");
    const sum = header.reduce((total, byte) => total + byte, 0);
    put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** A `.zip` as Go writes it: sizes only in the list at its end. */
export function zip(entries: readonly Packed[], { claims }: { readonly claims?: number } = {}): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { path, bytes } of entries) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(Buffer.from(bytes));
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claims ?? Buffer.byteLength(bytes), 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, name, packed);
    list.push(entry, name);
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...list, end]);
}
