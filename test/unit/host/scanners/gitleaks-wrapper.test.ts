import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scanWith, type Scanner, scannerVersion } from "../../../../src/host/scanners/gitleaks-wrapper.ts";
import { plantedSecrets } from "../../../support/planted-secrets.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const LIMITS = { patience: 60_000, report: 1 << 20 };
const ENV = { PATH: process.env["PATH"] };

/** A program that says and does what a line of shell does. */
function fake(script: string, name: Scanner["name"] = "gitleaks"): Scanner {
  const program = join(tempFolder(), name);
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return { name, program };
}

function scan(script: string, limits = LIMITS) {
  const folder = tempFolder();
  return scanWith(
    fake(script),
    { verb: ["dir", "."], folder, config: join(folder, "rules.toml"), ignores: folder, env: ENV },
    limits,
  );
}

const FINDING = {
  RuleID: "github-pat",
  Description: "A token.",
  StartLine: 3,
  EndLine: 3,
  StartColumn: 1,
  EndColumn: 9,
  Match: "key = abc",
  Secret: "abc",
  File: "a/b.md",
  SymlinkFile: "",
  Commit: "",
  Entropy: 4.2,
  Author: "",
  Email: "",
  Date: "",
  Message: "",
  Tags: [],
  Fingerprint: "a/b.md:github-pat:3",
};
const printing = (value: unknown): string => `cat <<'END'\n${JSON.stringify(value)}\nEND\n`;

test("7 is findings, 0 is none", async () => {
  expect(await scan(`${printing([FINDING])}exit 7`)).toEqual([
    { rule: "github-pat", file: "a/b.md", line: 3, endLine: 3, secret: "abc", fingerprint: "a/b.md:github-pat:3" },
  ]);
  expect(await scan(`${printing([])}exit 0`)).toEqual([]);
});

test("is told to use the code, the rules and the ignore list that we name", async () => {
  const told = await scan(`${printing([])}echo "$@" >&2; exit 3`).catch(String);
  expect(told).toMatch(/dir \. --config \S+rules\.toml --ignore-gitleaks-allow --gitleaks-ignore-path \S+/);
  expect(told).toContain("--report-format json --report-path - --exit-code 7");
});

test.each([
  ["its own mistake", "echo 'FTL no such file' >&2; exit 1", /failed, and nothing was judged: FTL no such file/],
  ["a mistake without a word", "exit 2", /failed, and nothing was judged: it said nothing/],
  ["a mistake beside an empty report", `${printing([])}exit 1`, /failed/],
  [
    "a verb that it does not know",
    `echo 'Error: unknown command "dir" for "gitleaks"' >&2; exit 1`,
    /older than 8\.19/,
  ],
  ["its death", "kill -SEGV $$", /failed, and nothing was judged: SIGSEGV/],
  ["a page of something else", "echo '<html>'; exit 7", /cannot be used: it is no JSON/],
  ["a report cut short", `echo '[{"RuleID": "a"'; exit 7`, /cannot be used: it is no JSON/],
  ["a report of another shape", `${printing({ findings: [] })}exit 7`, /cannot be used: it is not a list/],
  ["a finding without a line", `${printing([{ ...FINDING, StartLine: "3" }])}exit 7`, /\/0\/StartLine is not a number/],
  ["no report at all", "exit 0", /cannot be used: it is no JSON/],
  ["findings that it does not name", `${printing([])}exit 7`, /names no finding/],
])("%s is no clean scan", async (_, script, message) => {
  await expect(scan(script)).rejects.toThrow(message);
});

test("a program that hangs is stopped", async () => {
  await expect(scan("exec sleep 600", { ...LIMITS, patience: 200 })).rejects.toThrow(/was stopped: it took more than/);
});

test("a report without end is stopped", async () => {
  await expect(scan("exec cat /dev/zero")).rejects.toThrow(/was stopped: its report is larger than 1048576 bytes/);
});

test("a file that is no program", async () => {
  const program = join(tempFolder(), "gitleaks");
  writeFileSync(program, "words");
  const folder = tempFolder();
  const request = { verb: ["dir", "."], folder, config: "x", ignores: folder, env: ENV } as const;
  await expect(scanWith({ name: "gitleaks", program }, request)).rejects.toThrow(/cannot be started/);
});

test("what it says of a mistake has no secret in it", async () => {
  const [{ value } = { value: "" }] = plantedSecrets(1, 5);
  const said = await scan(`echo 'cannot parse ${value}' >&2; exit 1`).catch(String);
  expect(said).toContain("cannot parse");
  expect(said).not.toContain(value.slice(4, 14));
});

test.each([
  ["8.30.1", "8.30.1"],
  ["v8.21.0", "8.21.0"],
  ["8.26.0-1+b3", "8.26.0-1+b3"],
  ["version is set by build process", undefined],
  ["", undefined],
])("of %j it says version %s", async (said, version) => {
  expect(await scannerVersion(fake(`echo '${said}'`), ENV)).toBe(version);
});

test("of a program that cannot tell its version none is known", async () => {
  expect(await scannerVersion(fake("echo 8.30.1; exit 1"), ENV)).toBeUndefined();
});
