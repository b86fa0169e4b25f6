import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRepository, type Repository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";

const PATH = "skills/review-pr/SKILL.md";
const GOOD =
  "---\nname: review-pr\ndescription: Reviews pull requests of this project. Use it when somebody asks for a review.\n---\n\nRead the whole difference first.\n";
const UNTIDY = GOOD.replace("first.\n", "first.   \n");
const CONFIG = { "agent-ci.yaml": "rules:\n  format/trailing-space: error\n" };

const write = ({ folder }: Repository, path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const read = ({ folder }: Repository, path: string): string => readFileSync(join(folder, path), "utf8");
const fix = ({ folder }: Repository, env = {}) => runCli(folder, ["hook", "pre-commit", "--fix"], env);

describe("hook pre-commit --fix", () => {
  test("mends what is staged, and stages it again", async () => {
    const repository = createRepository(CONFIG);
    write(repository, PATH, UNTIDY);
    repository.git("add", ".");
    expect((await runCli(repository.folder, ["hook", "pre-commit"])).code).toBe(1);
    expect(await fix(repository)).toMatchObject({ code: 0, err: expect.stringContaining("1 fix applied and staged") });
    expect(read(repository, PATH)).toBe(GOOD);
    expect(repository.git("status", "--short")).toBe(`A  ${PATH}`);
    expect(`${repository.git("show", `:${PATH}`)}\n`).toBe(GOOD);
  });

  test("leaves a file alone that holds more than is staged", async () => {
    const repository = createRepository(CONFIG);
    write(repository, PATH, UNTIDY);
    repository.git("add", ".");
    const later = `${UNTIDY}Not for this commit.\n`;
    write(repository, PATH, later);
    const { code, err } = await fix(repository);
    expect(code).toBe(1);
    expect(err).toContain(`${PATH} was not fixed: the working tree holds something else than what is staged`);
    expect(read(repository, PATH)).toBe(later);
    expect(`${repository.git("show", `:${PATH}`)}\n`).toBe(UNTIDY);
  });

  test("mends nothing that the commit does not touch", async () => {
    const repository = createRepository({ ...CONFIG, "skills/deploy/SKILL.md": UNTIDY.replace("review-pr", "deploy") });
    write(repository, PATH, UNTIDY);
    repository.git("add", ".");
    await fix(repository);
    expect(read(repository, "skills/deploy/SKILL.md")).toContain("first.   \n");
  });

  test.each([
    { args: ["-a"], committed: GOOD },
    { args: [PATH], committed: undefined },
  ])("in git commit $args", ({ args, committed }) => {
    const repository = createRepository({ ...CONFIG, [PATH]: GOOD.replace("whole", "entire") });
    write(
      repository,
      ".git/hooks/pre-commit",
      `#!/bin/sh\nexec "${process.execPath}" "${join(process.cwd(), "src/cli/agent-ci.ts")}" hook pre-commit --fix\n`,
    );
    chmodSync(join(repository.folder, ".git/hooks/pre-commit"), 0o755);
    write(repository, PATH, UNTIDY);
    const commit = () => repository.git("commit", "--quiet", "--message=x", ...args);
    if (committed === undefined) {
      expect(commit).toThrow(/nothing is fixed in a commit of named files/u);
      expect(read(repository, PATH)).toBe(UNTIDY);
    } else {
      commit();
      expect(`${repository.git("show", `HEAD:${PATH}`)}\n`).toBe(committed);
      expect(repository.git("status", "--short")).toBe("");
    }
  });
});
