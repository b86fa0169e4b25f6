import { expect, test } from "vitest";
import { failure } from "../../../../src/cli/main.ts";
import { errorCode, errorMessage, systemWords } from "../../../../src/host/files/error-code.ts";

/** As Node throws it where it cannot remove a file, and has no code for why. */
const unremoved = (words: string): Error =>
  Object.assign(new Error(`, Unknown error: ${words} '/srv/agents/current'`), {
    code: "",
    errno: -4094,
    syscall: "rm",
  });

test.each([
  ["Read-only file system", "EROFS", "the disk may only be read"],
  ["Input/output error", "EIO", "the system says EIO"],
  ["Text file busy", "an error", 'the system says "Text file busy"'],
])("what Node knows no code for is told in the system's words: %s", (words, code, says) => {
  const error = unremoved(words);
  expect([errorCode(error), systemWords(error), errorMessage(error)]).toEqual([
    code,
    says,
    `${words} '/srv/agents/current'`,
  ]);
});

test("where a disk may only be read, nobody is told of a bug", async () => {
  let err = "";
  const code = await failure(unremoved("Read-only file system"), (text) => (err += text));
  expect([code, err]).toEqual([
    2,
    "agent-ci: Read-only file system '/srv/agents/current'. It can only be read from: give a folder that may be written to.\n",
  ]);
});

test("what is no error of the system is told as it stands", () => {
  expect([systemWords(new Error("no such thing")), errorMessage("no"), errorCode(1)]).toEqual([
    "no such thing",
    "no",
    "an error",
  ]);
});
