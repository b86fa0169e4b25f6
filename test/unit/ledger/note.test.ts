import { describe, expect, test } from "vitest";
import { openCheckpoint, sealCheckpoint } from "../../../src/ledger/checkpoint.ts";
import {
  makeKeyPair,
  openNote,
  readSigningKey,
  readVerifyingKey,
  signNote,
  verifyingText,
} from "../../../src/ledger/note.ts";
import { redact } from "../../../src/secrets/redact.ts";
import { keysOf } from "../../support/ledger.ts";

/** The example of https://c2sp.org/signed-note. */
const KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;
/** The pair of golang.org/x/mod/sumdb/note's own example. */
const SIGNING = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const VERIFYING = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

const trusted = (text: string) => [readVerifyingKey(text)].filter((key) => key !== undefined);

test("the specification's own note is opened by its key", () => {
  expect(openNote(NOTE, trusted(KEY))).toMatchObject({ ok: true, text: "This is an example message.\n" });
});

test("a pair that another program made signs what it verifies", () => {
  const signing = readSigningKey(SIGNING);
  if (!signing) throw new Error("It cannot be read.");
  expect(verifyingText(signing)).toBe(VERIFYING);
  expect(
    openNote(signNote("If you think cryptography is the answer to your problem,\n", signing), trusted(VERIFYING)),
  ).toMatchObject({ ok: true });
});

test("a fresh pair fits together, and is another one each time", () => {
  const { signing, verifying } = makeKeyPair("example.com/log");
  const key = readSigningKey(signing);
  expect(readVerifyingKey(verifying)).toMatchObject({ name: "example.com/log", id: key?.id });
  expect(makeKeyPair("example.com/log").signing).not.toBe(signing);
});

test("a private key that somebody writes down is redacted", () => {
  const { signing } = makeKeyPair("example.com/log");
  expect(redact(`key: ${signing}\n`)).not.toContain(signing.slice(-36, -24));
});

test.each([
  "",
  "x",
  KEY.replace("530d903a", "530d903b"),
  KEY.replace("+Aek", "+Bek"),
  `${KEY}=`,
  KEY.replace("foo", "f o"),
])("%j is no key", (text) => {
  expect(readVerifyingKey(text)).toBeUndefined();
  expect(readSigningKey(text)).toBeUndefined();
  expect(readSigningKey(`PRIVATE+KEY+${text}`)).toBeUndefined();
});

describe("is not believed:", () => {
  const { signing, trusted: keys } = keysOf();
  const note = sealCheckpoint({ size: 5, root: Buffer.alloc(32).toString("base64"), upon: "abc" }, signing);

  test("control: what the key signed is", () => {
    expect(openCheckpoint(note, keys)).toMatchObject({ ok: true, checkpoint: { size: 5, upon: "abc" } });
    const nobody = `${note}— somebody.example AAAAAAAA\n`;
    expect(openCheckpoint(nobody, keys)).toMatchObject({ ok: true });
  });

  test.each([
    ["another size", note.replace("\n5\n", "\n6\n"), "the signature of example.com/agent-ci is wrong"],
    ["another commit", note.replace("upon abc", "upon abd"), "the signature of example.com/agent-ci is wrong"],
    ["another line end", note.replaceAll("\n", "\r\n"), "its line ends were converted to CRLF"],
    ["a terminal sequence", note.replace("upon", "\u001B[2Jupon"), "it has control characters"],
    ["no signature", note.slice(0, note.indexOf("—")), "it is no signed note"],
    ["a signature cut off", note.slice(0, -1), "it is no signed note"],
    ["no text", "", "it is no signed note"],
    ["a signature that is none", note.replace("— ", "- "), "a line of its signatures is none"],
    ["very much", `${note}${"x".repeat(70_000)}`, "it has more than 65536 characters"],
  ])("%s", (_what, text, reason) => {
    expect(openCheckpoint(text, keys)).toEqual({ ok: false, reason });
  });

  test("what another key of the same name signed", () => {
    expect(openCheckpoint(note, keysOf().trusted)).toEqual({
      ok: false,
      reason: "no key that is trusted here signed it",
    });
  });

  test("what the key signed, and is no checkpoint or one of another log", () => {
    const open = (text: string) => openCheckpoint(signNote(text, signing), keys);
    const root = Buffer.alloc(32).toString("base64");
    expect(open(`example.com/agent-ci\n05\n${root}\n`)).toEqual({
      ok: false,
      reason: "what it signs is no checkpoint",
    });
    expect(open(`example.com/agent-ci\n5\n${root.slice(4)}\n`)).toEqual({
      ok: false,
      reason: "what it signs is no checkpoint",
    });
    expect(open(`example.com/other\n5\n${root}\n`)).toEqual({
      ok: false,
      reason: "it is of another log, example.com/other",
    });
  });
});
