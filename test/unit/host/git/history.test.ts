import { expect, test } from "vitest";
import { validateCommand } from "../../../../src/commands/validate.ts";
import type { World } from "../../../../src/workspace/world.ts";
import { lastChanges } from "../../../../src/host/git/history.ts";
import { openGit } from "../../../../src/host/git/git.ts";
import type { Diagnostic } from "../../../../src/model/diagnostic.ts";
import { cloneRepository, createRepository, gitEnvironment } from "../../../support/git.ts";

const GIT = gitEnvironment();
const seconds = (date: string): number => Date.parse(date) / 1000;

/** AGENTS.md from January; what it names from then and from October, committed by themselves. */
function aged() {
  const repository = createRepository({ "web/AGENTS.md": "See `src/a.ts`.\n", "web/src/a.ts": "1", "b c\n.ts": "1" });
  repository.commit({ "web/src/a.ts": "2" }, "October", "2026-10-01T00:00:00Z");
  repository.commit({ "b c\n.ts": "2" }, "November", "2026-11-01T00:00:00Z");
  return repository;
}

test("each path has the time of the last commit that changed it, from the checked folder", async () => {
  const { folder } = aged();
  const git = openGit(folder, GIT);
  const whole = await lastChanges(git, "");
  expect(whole?.changed("web/AGENTS.md")).toBe(seconds("2026-01-01T00:01:00Z"));
  expect(whole?.changed("web/src/a.ts")).toBe(seconds("2026-10-01T00:00:00Z"));
  expect(whole?.changed("b c\n.ts")).toBe(seconds("2026-11-01T00:00:00Z"));
  expect(whole?.changed("none")).toBeUndefined();
  const web = await lastChanges(git, "web/");
  expect(web?.changed("src/a.ts")).toBe(seconds("2026-10-01T00:00:00Z"));
});

test("a shallow clone has no history", async () => {
  const clone = cloneRepository(aged(), { depth: 1 });
  expect(await lastChanges(openGit(clone.folder, GIT), "")).toBeUndefined();
});

test("`validate` asks git only for a rule that is switched on", async () => {
  const { folder, commit } = aged();
  let found: readonly Diagnostic[] = [];
  const world: World = {
    cwd: folder,
    env: GIT,
    out: () => undefined,
    err: () => undefined,
    notice: () => undefined,
    terminal: { out: false, err: false },
    clock: { now: () => 0 },
    show: async ({ report }) => {
      found = report.diagnostics;
    },
  };
  const stale = async () => {
    await validateCommand.run(world, {}, [`${folder}/web`]);
    return found.flatMap(({ rule, message }) => (rule === "instructions/stale" ? [message] : []));
  };
  expect(await stale()).toEqual([]);
  commit({ "agent-ci.yaml": "rules: { instructions/stale: warning }\n" });
  expect(await stale()).toEqual(['"src/a.ts" changed 272 days after this file last did.']);
});
