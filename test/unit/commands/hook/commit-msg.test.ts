import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRepository, type Repository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";

const TEAM = "role,agent\nlead,architect\n";

function staged(files: Readonly<Record<string, string>>): Repository {
  const repository = createRepository({ "teams/old.csv": TEAM });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(repository.folder, path), text);
  repository.git("add", ".");
  return repository;
}
function commitMsg({ folder }: Repository, message: string) {
  writeFileSync(join(folder, ".git/COMMIT_EDITMSG"), message);
  return runCli(folder, ["hook", "commit-msg", ".git/COMMIT_EDITMSG"]);
}

describe("hook commit-msg, where a team template changes,", () => {
  test.each([
    "feat: a second reviewer",
    "fix(team)!: the lead decides\n\nWhy.\n",
    "\n# a comment\nchore: x\n",
    "Merge branch 'main'",
    'Revert "feat: a second reviewer"',
    "fixup! feat: a second reviewer",
    "# nothing but comments\n",
  ])("takes %j", async (message) => {
    expect(await commitMsg(staged({ "teams/old.csv": `${TEAM}second,reviewer\n` }), message)).toEqual({
      code: 0,
      out: "",
      err: "",
    });
  });

  test.each(["Add a reviewer", "feat:no space", "feat(: x", "# comment\nUpdate team\n"])(
    "refuses %j",
    async (message) => {
      const { code, err } = await commitMsg(staged({ "teams/old.csv": `${TEAM}second,reviewer\n` }), message);
      expect(code).toBe(1);
      expect(err).toContain("teams/old.csv is a team template");
    },
  );

  test("also by going away", async () => {
    const repository = createRepository({ "teams/old.csv": TEAM });
    repository.git("rm", "--quiet", "teams/old.csv");
    expect((await commitMsg(repository, "Remove it")).code).toBe(1);
  });
});

test("hook commit-msg leaves other commits alone", async () => {
  expect((await commitMsg(staged({ "AGENTS.md": "x\n" }), "Any words")).code).toBe(0);
});

test("hook commit-msg says what it takes", async () => {
  const { folder } = staged({});
  expect(await runCli(folder, ["hook", "commit-msg"])).toMatchObject({ code: 2, err: expect.stringContaining('"$1"') });
  expect(await runCli(folder, ["hook", "commit-msg", "gone"])).toMatchObject({ code: 2 });
});
