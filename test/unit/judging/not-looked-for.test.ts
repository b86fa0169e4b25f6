import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRepository, type Repository } from "../../support/git.ts";
import { plantedSecrets } from "../../support/planted-secrets.ts";
import { runCheck } from "../../support/run-check.ts";
import { runCli } from "../../support/run-cli.ts";

const [secret] = plantedSecrets(1, 11).map(({ value }) => value);
const baselineOf = ({ folder }: Repository): string => readFileSync(join(folder, ".agent-ci/baseline.json"), "utf8");

describe("F4: check and secret-scan leave each other's answers alone", () => {
  test("entries of the baseline for files that check does not search", async () => {
    const repository = createRepository({ "AGENTS.md": "# A\n\nHi there.\n", "x.txt": `token ${secret}\n` });
    const taking = { "update-baseline": true, "accept-secrets": true };
    await runCheck(repository.folder, { command: "secret-scan", values: taking });
    const before = baselineOf(repository);
    expect(before).toContain('"path":"x.txt"');
    expect((await runCheck(repository.folder)).found).toEqual([]);
    await runCheck(repository.folder, { values: taking });
    expect(baselineOf(repository)).toBe(before);
    expect((await runCheck(repository.folder, { command: "secret-scan" })).found).toEqual([]);
    repository.commit({ "x.txt": "clean\n" });
    const scanned = await runCheck(repository.folder, { command: "secret-scan" });
    expect(scanned.found).toEqual(["warning baseline/stale .agent-ci/baseline.json"]);
  });

  test("suppressions of secrets in files that check does not search", async () => {
    const suppress = "suppress: [{ rule: secret/token, path: test/fixtures/**, reason: made up }]\n";
    const repository = createRepository({
      "agent-ci.yaml": suppress,
      "AGENTS.md": "# A\n\nHi there.\n",
      "test/fixtures/a.txt": `token ${secret}\n`,
    });
    for (const request of [{}, { command: "secret-scan" }, { command: "secret-scan", values: { scope: "agent" } }])
      expect((await runCheck(repository.folder, request)).found).toEqual([]);
    repository.commit({ "test/fixtures/a.txt": "clean\n" });
    const { found } = await runCheck(repository.folder, { command: "secret-scan" });
    expect(found).toEqual(["warning suppression/unused agent-ci.yaml:1"]);
  });
});

describe("F7: a sparse checkout", () => {
  const SKILL = "---\nname: a\ndescription: Tidies the room when somebody asks for it.\n---\n\nRead [it](gone.md).\n";

  /** A repository with a baseline, of which only the top is checked out, and what `more` names. */
  async function sparse(index: boolean, ...more: readonly string[]): Promise<Repository> {
    const repository = createRepository({
      "AGENTS.md": "# A\n\nSee [the guide](docs/guide.md), and [all](docs/).\n",
      "docs/guide.md": "# G\n",
      "notes/plain.txt": "x\n",
      ".claude/skills/a/SKILL.md": SKILL,
      "packages/x/AGENTS.md": "# X\n",
    });
    await runCheck(repository.folder, { values: { "update-baseline": true } });
    repository.commit({});
    repository.git("sparse-checkout", "set", "--cone", ...(index ? ["--sparse-index"] : []), ...more);
    return repository;
  }

  test.each([
    ["says what it could not look at, and calls nothing missing or stale", false],
    ["does so where the index names folders alone", true],
  ])("%s", async (_, index) => {
    const { folder } = await sparse(index, ".agent-ci");
    const { report, found } = await runCheck(folder);
    expect(found).toEqual(["warning repository/out-of-sight"]);
    const [{ message } = { message: "" }] = report.diagnostics;
    expect(message).toMatch(/^A sparse checkout leaves agent configuration out, and nobody looked at it: \.claude\//u);
  });

  test("does not shrink a baseline, and writes none over one that it does not see", async () => {
    const seen = await sparse(false, ".agent-ci");
    const before = baselineOf(seen);
    await runCheck(seen.folder, { values: { "update-baseline": true } });
    expect(baselineOf(seen)).toContain(before.split("\n").find((line) => line.includes("link/missing")));
    const unseen = await sparse(false, "docs");
    const { code, err } = await runCli(unseen.folder, ["check", "--update-baseline"]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("git sparse-checkout add .agent-ci") });
  });

  test("is told by a search for secrets how much of it was not searched", async () => {
    const { folder } = await sparse(false, ".agent-ci");
    const { out } = await runCli(folder, ["secret-scan"]);
    expect(out).toContain("not checked out: 4 of the files");
  });

  test("that is one no longer finds what is missing", async () => {
    const { folder, git } = await sparse(false, ".agent-ci");
    git("sparse-checkout", "disable");
    writeFileSync(join(folder, "AGENTS.md"), "See [the guide](docs/none.md).\n");
    expect((await runCheck(folder)).found).toEqual(["error link/missing AGENTS.md:1"]);
  });
});
