import { expect, test } from "vitest";
import { sourceModules } from "../../support/source-imports.ts";

/** The modules that take one of these functions from `node:fs`. */
const using = (...names: readonly string[]): readonly string[] =>
  sourceModules.flatMap(({ file, text }) => {
    const taken = [...text.matchAll(/import \{([^}]*)\} from "node:fs";/gu)].join(" ").split(/\W+/u);
    return names.some((name) => taken.includes(name)) ? [file] : [];
  });

test("one module writes files; others write into folders of their own run alone, and to what is no file", () => {
  const writing = ["writeFileSync", "appendFileSync", "copyFileSync", "cpSync", "createWriteStream"];
  expect(using(...writing, "renameSync", "linkSync", "symlinkSync", "writeFile", "rename")).toEqual([
    "src/host/files/report-file.ts", // a pipe or a device that the user names
    "src/host/files/write-whole.ts",
    "src/host/git/shadow.ts",
    "src/host/mcp/program/stand-in.ts", // beside the file that it serves, in a HOME of a sandbox
    "src/host/pipeline/append-output.ts", // a file that the job names for what later jobs are told
    "src/host/sandbox/fill-home.ts",
    "src/host/sandbox/lay-out-workspace.ts", // a folder of its own, made for one run
    "src/host/sandbox/orders.ts",
    "src/host/sandbox/run-in-namespaces.ts",
    "src/host/scanners/install-scanner.ts",
    "src/host/scanners/scan-target.ts",
    "src/host/targets/disk.ts", // folders of releases, where each step is one that tests end a deployment at
  ]);
});

test("where a path really is, is asked where it is said what lies inside, and where a place is found", () => {
  expect(using("realpathSync", "realpath")).toEqual([
    "src/host/files/inside.ts",
    "src/host/files/place.ts",
    "src/host/git/staged-place.ts",
    "src/host/sandbox/lay-out-workspace.ts", // the temporary folder's own name
  ]);
});
