import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRepository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";
import { signedBranch } from "../../../support/ticks.ts";

/** A repository where rollouts may be asked for, and no rollout has begun. */
async function askable() {
  const { folder, commit } = createRepository({ "AGENTS.md": "Be kind.\n" });
  const { branch, pair } = await signedBranch(folder);
  commit({ ".agent-ci/audit-key.pub": `${pair.verifying}\n` });
  return { folder, branch };
}

const HOSTILE = [
  '0.1";touch gone;echo "',
  "$(touch gone)",
  "`touch gone`",
  "../../etc/passwd",
  "a/../../b",
  "team-a\n::set-env name=X::y",
  "team-a\u001B[2J",
  "--output=/etc/passwd",
  "__proto__",
  "",
  "x".repeat(70_000),
];

describe("a name from a payload", () => {
  test.each(HOSTILE)("%j is that of no rollout, whatever is asked", async (name) => {
    const { folder, branch } = await askable();
    const before = await branch.read();
    for (const verb of ["abort", "promote", "approve", "status"]) {
      const { code, out, err } = await runCli(folder, ["rollout", verb, "--reason", "payload", "--", name]);
      expect([verb, code]).toEqual([verb, 2]);
      expect(out).toBe("");
      // One line, at whose beginning nothing of the payload stands.
      expect(err).toMatch(/^agent-ci: .*\n$/);
      expect(err.length).toBeLessThan(1000);
    }
    expect((await branch.read()).commit).toBe(before.commit);
    expect(existsSync(join(folder, "gone"))).toBe(false);
  });
});
