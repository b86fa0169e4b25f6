import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readShared } from "../../../../src/host/team/read-shared.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

test("all texts below the folder, by their path from the workspace", () => {
  const workspace = tempFolder({ "shared/a.json": "{}", "shared/locks/b": "one", "notes.md": "no" });
  const { files, whole } = readShared(workspace, "shared");
  expect([Object.fromEntries(files), whole]).toEqual([{ "shared/a.json": "{}", "shared/locks/b": "one" }, true]);
});

test("a folder that is not there yet is empty", () => {
  expect(readShared(tempFolder(), "shared")).toEqual({ files: new Map(), whole: true });
});

test("nothing is read that a link leads to, be it a file, a folder, or the shared folder itself", () => {
  const outside = tempFolder({ "key.txt": "a secret", "deep/key.txt": "another" });
  const workspace = tempFolder({ "shared/a.json": "{}" });
  symlinkSync(join(outside, "key.txt"), join(workspace, "shared/key.txt"));
  symlinkSync(join(outside, "deep"), join(workspace, "shared/deep"));
  symlinkSync(outside, join(workspace, "other"));
  expect([...readShared(workspace, "shared").files.keys()]).toEqual(["shared/a.json"]);
  expect([...readShared(workspace, "other").files.keys()]).toEqual([]);
});

test("what is more than agents tell each other is not all read, and that is said", () => {
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`shared/${at}.txt`, "x"]));
  expect(readShared(tempFolder(many), "shared").whole).toBe(false);
  const workspace = tempFolder();
  mkdirSync(join(workspace, "shared"));
  writeFileSync(join(workspace, "shared/large.txt"), "x".repeat(300 * 1024));
  expect(readShared(workspace, "shared")).toEqual({ files: new Map(), whole: false });
});
