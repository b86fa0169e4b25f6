import { describe, expect, test } from "vitest";
import { decode, MAX_BYTES } from "../../../src/syntax/decode.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));
const BOM = [0xef, 0xbb, 0xbf];

describe("text that clients can read", () => {
  test.each([
    ["plain", utf8("é 😀\r\n"), "é 😀\r\n", false],
    ["empty", utf8(""), "", false],
    ["a byte order mark, which is no part of the text", joined(BOM, utf8("é")), "é", true],
    ["nothing but a byte order mark", joined(BOM), "", true],
    ["a replacement character of its own", utf8("a\uFFFDb"), "a\uFFFDb", false],
  ])("%s", (_name, bytes, text, bom) => {
    const source = { path: "a.md", text, bytes: bytes.length, bom };
    expect(decode("a.md", bytes)).toEqual({ source, problems: [] });
  });

  test("is read again after text that is broken", () => {
    decode("a.md", joined([0xff, 0x80]));
    expect(decode("a.md", utf8("fine")).source.text).toBe("fine");
  });
});

describe("text that clients cannot read", () => {
  test.each([
    ["a stray byte", joined(utf8("aé"), [0xff], utf8("b")), "aé\uFFFDb", { start: 2, end: 3 }],
    ["behind an astral character", joined(utf8("😀"), [0xc3]), "😀\uFFFD", { start: 2, end: 3 }],
    [
      "behind a replacement character of its own",
      joined(utf8("\uFFFD."), [0x80]),
      "\uFFFD.\uFFFD",
      { start: 2, end: 3 },
    ],
    ["behind a byte order mark", joined(BOM, utf8("ab"), [0xfe]), "ab\uFFFD", { start: 2, end: 3 }],
  ])("broken UTF-8: %s", (_name, bytes, text, range) => {
    const { source, problems } = decode("a.md", bytes);
    expect(source.text).toBe(text);
    expect(problems).toEqual([{ code: "encoding", message: expect.stringContaining("save the file as UTF-8"), range }]);
  });

  test.each([
    ["little endian", [0xff, 0xfe, 0x61, 0x00, 0x0a, 0x00]],
    ["big endian", [0xfe, 0xff, 0x00, 0x61, 0x00, 0x0a]],
  ])("UTF-16, %s", (_name, bytes) => {
    const { source, problems } = decode("a.md", Uint8Array.from(bytes));
    expect(source).toEqual({ path: "a.md", text: "a\n", bytes: 6, bom: true });
    expect(problems).toMatchObject([{ code: "encoding", message: "the file is saved as UTF-16; save it as UTF-8" }]);
  });

  test("NUL bytes", () => {
    const { source, problems } = decode("a.md", utf8("a\0b\0"));
    expect(source.text).toBe("a\0b\0");
    expect(problems).toMatchObject([{ code: "encoding", range: { start: 1, end: 2 } }]);
  });

  test("more than is read", () => {
    const { source, problems } = decode("a.md", new Uint8Array(MAX_BYTES + 1));
    expect(source).toEqual({ path: "a.md", text: "", bytes: MAX_BYTES + 1, bom: false });
    expect(problems).toMatchObject([{ code: "too-large", message: expect.stringMatching(/4\.1 MiB.* 4 MiB/) }]);
  });

  test("the largest file that is read", () => {
    expect(decode("a.md", new Uint8Array(MAX_BYTES).fill(0x61)).source.text).toHaveLength(MAX_BYTES);
  });
});
