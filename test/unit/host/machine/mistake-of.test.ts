import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { failure } from "../../../../src/cli/main.ts";
import { UsageError } from "../../../../src/model/usage-error.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** What the command line says of an error, and how it ends. */
async function told(error: unknown): Promise<readonly [code: number, says: string]> {
  let says = "";
  const code = await failure(error, (text) => (says += text));
  return [code, says];
}

const ofSystem = (code: string, words: string): Error =>
  Object.assign(new Error(`${code}: ${words}, write`), { code, syscall: "write" });

test.each([
  ["ENOSPC", "no space left on device", "The disk is full: free some room, or let TMPDIR name a folder that has more."],
  ["EROFS", "read-only file system", "It can only be read from: give a folder that may be written to."],
  ["EMFILE", "too many open files", "Too many files are open: raise the limit, as by `ulimit -n 4096`."],
])("%s is for the user to mend, and no bug", async (code, words, advice) => {
  expect(await told(ofSystem(code, words))).toEqual([2, `agent-ci: ${code}: ${words}, write. ${advice}\n`]);
});

test.each([
  [
    "20.20.2",
    [2, expect.stringMatching(/^agent-ci: This needs Node \d+\.\d+ or newer, and this is 20\.20\.2: TypeError: no\n$/)],
  ],
  ["99.0.0", [70, expect.stringContaining("this is a bug")]],
])("what Node %s does not have is asked of its user, or of us", async (version, expected) => {
  let err = "";
  const code = await failure(new TypeError("no"), (text) => (err += text), version);
  expect([code, err]).toEqual(expected);
});

test("what the user did wrong stays as it is said", async () => {
  expect(await told(new UsageError("Name a rollout."))).toEqual([2, "agent-ci: Name a rollout.\n"]);
});

test.each([
  ["a file that is not there", () => writeFileSync(join(tempFolder({}), "no/such/file"), "")],
  ["a folder in the place of a file", () => writeFileSync(tempFolder({}), "")],
  ["a folder that is there already", () => mkdirSync(tempFolder({}))],
  ["a mistake of ours", () => JSON.parse("{")],
])("%s is ours to mend, and keeps its stack", async (_what, fail) => {
  let thrown: unknown;
  try {
    fail();
  } catch (error) {
    thrown = error;
  }
  const [code, says] = await told(thrown);
  expect([code, says]).toEqual([70, expect.stringMatching(/this is a bug in agent-ci [^]*\n\s+at /)]);
});
