import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { TOOL } from "../../src/report/tool.ts";
import { client, describeWithClients } from "../support/clients.ts";
import { hookedRepository, type HookedRepository, releaseRepository } from "../support/hooked-repository.ts";
import { packedRelease } from "../support/npm-package.ts";

const release = packedRelease();
const SKILL = "skills/review-pr/SKILL.md";
const GOOD = {
  [SKILL]:
    "---\nname: review-pr\ndescription: Reviews pull requests of this project. Use it when somebody asks for a review.\n---\n\nRead the whole difference first.\n",
};
const BAD = { [SKILL]: "# No frontmatter\n" };
const REFUSED = { ok: false, output: expect.stringMatching(/skill\/frontmatter[^]*the commit is refused/u) };

/** What every program has to do: refuse what is wrong, let pass what is right, and stand aside when it is told to. */
function judges(repository: HookedRepository, aside: Readonly<Record<string, string>>): void {
  const { write, commit, run } = repository;
  expect(commit()).toMatchObject({ ok: true });
  write(BAD);
  expect(commit()).toMatchObject(REFUSED);
  expect(run("git", "rev-list", "--count", "HEAD")).toBe("1\n");
  write(GOOD);
  expect(commit()).toMatchObject({ ok: true });
  write({ "src/main.ts": "export {};\n" });
  expect(commit()).toMatchObject({ ok: true });
  write(BAD);
  run("git", "add", SKILL);
  write(GOOD);
  const partly = run("git", "status", "--short");
  expect(partly).toBe(`MM ${SKILL}\n`);
  write(BAD);
  expect(commit({ args: [SKILL] })).toMatchObject(REFUSED);
  expect(commit({ env: aside })).toMatchObject({ ok: true });
}

describeWithClients("husky", ["husky"], () => {
  test("calls the hook that init adds a line for", () => {
    const repository = hookedRepository(release().bin, client("husky"));
    repository.write({ ".husky/pre-commit": "echo theirs" });
    repository.run(join(release().bin, "agent-ci"), "init", "--yes", "--github", "--hooks", "husky");
    expect(readFileSync(join(repository.folder, ".husky/pre-commit"), "utf8")).toBe(
      "echo theirs\nagent-ci hook pre-commit\n",
    );
    repository.run("husky");
    judges(repository, { HUSKY: "0" });
  });
});

describeWithClients("lefthook", ["lefthook"], () => {
  test.each([
    { theirs: undefined },
    { theirs: "pre-commit:\n  jobs:\n    - name: theirs\n      run: echo theirs\n" },
    { theirs: "# ours\npre-commit:\n  parallel: true\n  commands:\n    theirs:\n      run: echo theirs\n" },
    { theirs: "commit-msg:\n  jobs:\n    - run: echo theirs\n" },
  ])("calls the hook that init adds to $theirs", ({ theirs }) => {
    const repository = hookedRepository(release().bin, client("lefthook"));
    if (theirs !== undefined) repository.write({ "lefthook.yml": theirs });
    repository.run(join(release().bin, "agent-ci"), "init", "--yes", "--github", "--hooks", "lefthook");
    repository.run("lefthook", "install");
    expect(repository.run("lefthook", "validate")).toContain("All good");
    judges(repository, { LEFTHOOK: "0" });
    if (theirs !== undefined) {
      repository.write(GOOD);
      expect(repository.commit().output).toContain("theirs");
    }
  });
});

describeWithClients("pre-commit", ["pre-commit"], () => {
  test.each([
    { theirs: undefined },
    {
      theirs:
        "repos:\n- repo: local\n  hooks:\n  - id: theirs\n    name: theirs\n    entry: echo\n    language: system\n    verbose: true\n",
    },
  ])("installs a release and calls its hook, beside $theirs", ({ theirs }) => {
    const repository = hookedRepository(release().bin, client("pre-commit"));
    if (theirs !== undefined) repository.write({ ".pre-commit-config.yaml": theirs });
    repository.run(join(release().bin, "agent-ci"), "init", "--yes", "--github", "--hooks", "pre-commit");
    // The release's address on the network becomes one on this machine; nothing else of what init wrote is changed.
    const config = join(repository.folder, ".pre-commit-config.yaml");
    const here = pathToFileURL(releaseRepository(TOOL.version)).href;
    writeFileSync(config, readFileSync(config, "utf8").replace("https://github.com/agent-ci/agent-ci", here));
    repository.run("pre-commit", "validate-config");
    repository.run("pre-commit", "install");
    judges(repository, { SKIP: "agent-ci" });
    expect(() => repository.run("pre-commit", "run", "--all-files")).toThrow();
    repository.write(GOOD);
    repository.commit();
    repository.run("pre-commit", "run", "--all-files");
  });

  test("asks for a conventional message where a team template changes", () => {
    const repository = hookedRepository(release().bin, client("pre-commit"));
    const here = pathToFileURL(releaseRepository(TOOL.version)).href;
    repository.write({
      ".pre-commit-config.yaml": `repos:\n  - repo: ${here}\n    rev: v${TOOL.version}\n    hooks:\n      - id: agent-ci-commit-msg\n`,
    });
    repository.run("pre-commit", "install", "--hook-type", "commit-msg");
    repository.write({ "teams/core.csv": "role,agent\nlead,architect\n" });
    const refused = repository.commit({ message: "Add a team" });
    expect(refused).toMatchObject({ ok: false, output: expect.stringContaining("teams/core.csv is a team template") });
    expect(repository.commit({ message: "feat: a team" })).toMatchObject({ ok: true });
  });
});

describe("the templates", () => {
  test("are what init writes", () => {
    const repository = hookedRepository(release().bin);
    const agentCi = join(release().bin, "agent-ci");
    for (const hooks of ["husky", "lefthook", "pre-commit"])
      repository.run(agentCi, "init", "--yes", "--github", "--gitlab", "--hooks", hooks);
    for (const [template, written] of [
      ["github/agent-ci.yml", ".github/workflows/agent-ci.yml"],
      ["gitlab/agent-ci.yml", ".gitlab/agent-ci.yml"],
      ["hooks/husky/pre-commit", ".husky/pre-commit"],
      ["hooks/lefthook.yml", "lefthook.yml"],
      ["hooks/pre-commit-config.yaml", ".pre-commit-config.yaml"],
    ] as const)
      expect(readFileSync(join(repository.folder, written), "utf8")).toBe(
        readFileSync(join("templates", template), "utf8"),
      );
  });
});
