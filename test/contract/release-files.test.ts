import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { packRelease, unpackRelease } from "../../src/rollout/release/archive.ts";
import { DESCRIPTION, SUMS } from "../../src/rollout/release/release.ts";
import { releaseOf } from "../support/releases.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** Names that programs of the command line take for something else. */
const ODD = [
  "-c",
  "--help",
  " space at both ends ",
  "two  spaces",
  "*star",
  "back\\slash",
  "new\nline",
  "\\\n",
  "carriage\rreturn",
  "#comment",
  "quote\"s'",
  "tab\there",
  "ümläut/日本語.md",
  "a/b/c/.hidden",
  "%s%n",
  `${"long/".repeat(40)}name.md`,
];
const RELEASE = releaseOf(Object.fromEntries(ODD.map((path) => [path, path.startsWith("a/") ? "#!/bin/sh\n" : path])));

function laidOut(): string {
  const folder = tempFolder();
  const write = (path: string, bytes: Uint8Array | string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  for (const { path, executable } of RELEASE.files) {
    write(path, RELEASE.read(path));
    if (executable) chmodSync(join(folder, path), 0o755);
  }
  write(DESCRIPTION, RELEASE.description);
  write(SUMS, RELEASE.sums);
  return folder;
}
const run = (cwd: string, program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, {
    cwd,
    encoding: "utf8",
    stdio: "pipe",
    env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" },
  });

test("sha256sum checks a release, odd names included, and says which file was changed", () => {
  const folder = laidOut();
  expect(run(folder, "sha256sum", "--check", "--strict", SUMS).match(/: OK$/gm)).toHaveLength(ODD.length + 1);
  writeFileSync(join(folder, "two  spaces"), "changed");
  expect(() => run(folder, "sha256sum", "--check", "--strict", "--quiet", SUMS)).toThrow();
});

test("sha256sum would have written the same manifest", () => {
  const folder = laidOut();
  const paths = [...ODD, DESCRIPTION].toSorted();
  expect(run(folder, "sha256sum", "--", ...paths)).toBe(RELEASE.sums);
});

test("tar unpacks an archive, and what is in it is the release", () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "a.tar"), packRelease(RELEASE));
  mkdirSync(join(folder, "out"));
  run(folder, "tar", "--extract", "--file=a.tar", "--directory=out");
  expect(run(join(folder, "out"), "sha256sum", "--check", "--strict", SUMS).match(/: OK$/gm)).toHaveLength(
    ODD.length + 1,
  );
  expect(statSync(join(folder, "out/a/b/c/.hidden")).mode & 0o777).toBe(0o755);
  expect(statSync(join(folder, "out/#comment")).mode & 0o777).toBe(0o644);
});

test("what tar packs of others is no release", () => {
  const file = join(tempFolder(), "b.tar");
  run(laidOut(), "tar", "--create", "--format=ustar", `--file=${file}`, "--exclude=long", ".");
  const read = unpackRelease(readFileSync(file));
  expect(read.ok).toBe(false);
});
