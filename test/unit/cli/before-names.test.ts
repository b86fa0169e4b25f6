import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRepository } from "../../support/git.ts";
import { runCli } from "../../support/run-cli.ts";

const BAD = { "skills/a/SKILL.md": "# No frontmatter\n" };

describe("A11: a file that is called as an option", () => {
  test.each(["-h", "--help", "--fail-on=never", "--config=skills/a/SKILL.md", "--quiet"])(
    "%s switches no check off where a program hands names over",
    async (name) => {
      const repository = createRepository({ "README.md": "# A\n" });
      repository.commit({ ...BAD, [name]: "x\n" });
      repository.git("reset", "--quiet", "--soft", "HEAD~1");
      const { code, out, err } = await runCli(repository.folder, ["hook", "pre-commit", name, "skills/a/SKILL.md"]);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain(`"${name}" would be an option, and is the name of a file here. Write \`--\` before names`);
      const behind = await runCli(repository.folder, ["hook", "pre-commit", "--", name, "skills/a/SKILL.md"]);
      expect(behind.code).toBe(1);
      expect(behind.err + behind.out).toContain("skill/frontmatter");
    },
  );

  test("nor one that is a link which leads nowhere", async () => {
    const { folder } = createRepository(BAD);
    symlinkSync("nowhere", join(folder, "--fail-on=never"));
    expect(await runCli(folder, ["check", "--fail-on=never"])).toMatchObject({ code: 2, out: "" });
  });

  test("keeps nobody from giving other options", async () => {
    const { folder } = createRepository({ ...BAD, "--fix": "x\n" });
    expect((await runCli(folder, ["check", "--fail-on=never"])).code).toBe(0);
  });
});

test("behind `--` stands no call for help", async () => {
  const { folder } = createRepository(BAD);
  const { code, err } = await runCli(folder, ["check", "--", "--help"]);
  expect([code, err]).toEqual([2, 'agent-ci: There is no "--help". Give a folder or a file that exists.\n']);
});
