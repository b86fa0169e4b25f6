import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { AS_IT_LIES, readUpTo } from "../../../../src/host/files/read-up-to.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** A file of these characters, of which this size was said before somebody else wrote to it. */
function read(length: number, said: number, largest: number): number | undefined {
  const folder = tempFolder({ a: "x".repeat(length) });
  const handle = openSync(join(folder, "a"), AS_IT_LIES);
  onTestFinished(() => closeSync(handle));
  return readUpTo(handle, said, largest)?.toString().length;
}

test.each([
  [10, 10, 10, 10, "of the size that was said"],
  [0, 0, 10, 0, "that is empty"],
  [10, 0, 10, 10, "that said 0, such as in some file systems"],
  [4, 10, 10, 4, "that was cut meanwhile"],
  [30, 10, 20, 10, "that grew meanwhile is read as it was"],
  [11, 0, 10, undefined, "that said 0 and has more than is read"],
  [1_000_000, 0, 100_000, undefined, "of many pieces beyond what is read"],
  [200_000, 0, 200_000, 200_000, "of many pieces"],
  [11, 11, 10, undefined, "of a size beyond what is read"],
])("a file of %d that said %d, with at most %d, gives %s: one %s", (length, said, largest, expected, _why) => {
  expect(read(length, said, largest)).toBe(expected);
});
