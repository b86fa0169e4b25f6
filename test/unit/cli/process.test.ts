import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { tempFolder } from "../../support/temp-folder.ts";

const CLI = resolve("src/cli/agent-ci.ts");

/** What a shell says of the program's end, called with redirections of its choice. */
function sh(script: string, cwd = tempFolder({ "skills/bad/SKILL.md": "# Bad\n" })) {
  const env = { ...process.env, NODE: process.execPath, CLI };
  return spawnSync("bash", ["-c", script], { cwd, env, encoding: "utf8" });
}

describe("the exit code stays true", () => {
  test.each([
    ["a reader that stops early", '"$NODE" "$CLI" check | true; exit ${PIPESTATUS[0]}', 1],
    ["nobody who reads mistakes", '"$NODE" "$CLI" chekc 2>&1 >/dev/null | true; exit ${PIPESTATUS[0]}', 2],
    ["closed streams", '"$NODE" "$CLI" check <&- >&- 2>&-', 1],
    ["a full disk", '"$NODE" "$CLI" check > /dev/full', 2],
    ["a full disk for mistakes", '"$NODE" "$CLI" chekc 2> /dev/full', 2],
  ])("with %s", (_what, script, code) => {
    expect(sh(script).status).toBe(code);
  });

  test("in a folder that is gone", () => {
    const folder = tempFolder();
    const { status, stderr } = sh('rmdir "$PWD" && "$NODE" "$CLI" check', folder);
    rmSync(join(folder), { recursive: true, force: true });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "agent-ci: The working directory is not there any more. Change to one that is.\n",
    });
  });
});
