import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { compositeScript } from "../../scripts/generate/composite-script.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** A `node` that knows its version, and says what else it is asked for. */
function folderWithNode(version: string): string {
  const folder = tempFolder();
  const program = `#!/bin/sh\n[ "$1" = --version ] && echo ${version} && exit 0\necho "$0 runs $1"\n`;
  writeFileSync(join(folder, "node"), program);
  chmodSync(join(folder, "node"), 0o755);
  return folder;
}

/** The one step of the action `check` as bash runs it, with these folders alone on PATH. */
function play(
  path: readonly string[],
  workspace = tempFolder(),
): { readonly code: number | null; readonly out: string } {
  const bash = ["/usr/bin", "/bin", "/usr/local/bin"].find((one) => readdirSync(one).includes("bash")) ?? "";
  const run = spawnSync(join(bash, "bash"), ["-e", "-o", "pipefail", "-c", compositeScript("dist/check.js")], {
    cwd: workspace,
    env: { PATH: path.join(":"), GITHUB_WORKSPACE: workspace, GITHUB_ACTION_PATH: "/action" },
    encoding: "utf8",
  });
  return { code: run.status, out: run.stdout };
}

test.each(["v18.20.8", "v20.20.2", "v22.11.9"])("Node %s is too old, and what to do about it is said", (version) => {
  expect(manifest.engines.node).toBe(">=22.12");
  const { code, out } = play([folderWithNode(version)]);
  expect(code).toBe(2);
  expect(out).toBe(
    `::error title=agent-ci::Node.js ${version} on PATH is too old: 22.12 or newer is needed. Add actions/setup-node before this step, or use the action that brings its own: the same line without /check.\n`,
  );
});

test.each(["v22.12.0", "v24.0.0"])("Node %s runs the program", (version) => {
  const folder = folderWithNode(version);
  expect(play([folder])).toEqual({ code: 0, out: `${folder}/node runs /action/dist/check.js\n` });
});

test("no Node is said to be missing", () => {
  const { code, out } = play([tempFolder()]);
  expect(code).toBe(2);
  expect(out).toContain("There is no Node.js on PATH. Add actions/setup-node before this step");
});

test("one that the checked-out repository brings is passed over, however PATH leads to it", () => {
  const workspace = tempFolder();
  mkdirSync(join(workspace, "bin"));
  symlinkSync(join(folderWithNode("v24.0.0"), "node"), join(workspace, "bin/node"));
  const elsewhere = tempFolder();
  symlinkSync(workspace, join(elsewhere, "link"));
  const own = folderWithNode("v24.1.0");
  const path = ["bin", join(workspace, "bin"), join(elsewhere, "link/bin"), own];
  expect(play(path, workspace)).toEqual({ code: 0, out: `${own}/node runs /action/dist/check.js\n` });
});
