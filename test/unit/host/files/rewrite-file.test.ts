import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rewriteFile } from "../../../../src/host/files/rewrite-file.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (...path: readonly string[]): string => readFileSync(join(...path), "utf8");

test("a file gets its new contents, keeps its mode, and leaves nothing beside it", () => {
  const folder = tempFolder({ "hooks/run.sh": "old\n" });
  chmodSync(join(folder, "hooks/run.sh"), 0o750);
  expect(rewriteFile(folder, "hooks/run.sh", bytes("old\n"), bytes("new\n"))).toBeUndefined();
  expect(read(folder, "hooks/run.sh")).toBe("new\n");
  expect(statSync(join(folder, "hooks/run.sh")).mode & 0o777).toBe(0o750);
  expect(readdirSync(join(folder, "hooks"))).toEqual(["run.sh"]);
});

test("a file that somebody changed meanwhile is left alone", () => {
  const folder = tempFolder({ "a.md": "theirs" });
  expect(rewriteFile(folder, "a.md", bytes("old"), bytes("new"))).toContain("it has changed since it was read");
  expect(read(folder, "a.md")).toBe("theirs");
});

test("a link inside the folder stays a link, and its file is written", () => {
  const folder = tempFolder({ "AGENTS.md": "old" });
  symlinkSync("AGENTS.md", join(folder, "CLAUDE.md"));
  expect(rewriteFile(folder, "CLAUDE.md", bytes("old"), bytes("new"))).toBeUndefined();
  expect(lstatSync(join(folder, "CLAUDE.md")).isSymbolicLink()).toBe(true);
  expect(read(folder, "AGENTS.md")).toBe("new");
});

test.each([
  ["a file", "link.md", "secret.md"],
  ["a folder", "link", ""],
])("through a link that leads to %s outside nothing is written", (_name, link, target) => {
  const outside = tempFolder({ "secret.md": "old" });
  const folder = tempFolder({ "a.md": "" });
  symlinkSync(join(outside, target), join(folder, link));
  const path = target === "" ? "link/secret.md" : link;
  expect(rewriteFile(folder, path, bytes("old"), bytes("new"))).toBe("it lies outside the checked folder");
  expect(rewriteFile(folder, `../${outside.split("/").at(-1)}/secret.md`, bytes("old"), bytes("new"))).toBe(
    "it lies outside the checked folder",
  );
  expect(read(outside, "secret.md")).toBe("old");
});

test("what is gone, or a folder by now, is said", () => {
  const folder = tempFolder();
  expect(rewriteFile(folder, "a.md", bytes("old"), bytes("new"))).toContain("ENOENT");
  mkdirSync(join(folder, "a.md"));
  expect(rewriteFile(folder, "a.md", bytes("old"), bytes("new"))).toBe("it is no regular file");
});
