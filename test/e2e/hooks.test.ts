import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TOOL } from "../../src/report/tool.ts";
import { client, describeWithClients } from "../support/clients.ts";
import {
  emptyRemote,
  hookedRepository,
  type HookedRepository,
  releaseRepository,
} from "../support/hooked-repository.ts";
import { plantedSecrets } from "../support/planted-secrets.ts";
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

const [key = "", other = ""] = plantedSecrets(2, 13).map(({ value }) => value);
const REFUSED_PUSH = { ok: false, output: expect.stringMatching(/secret\/token[^]*the push is refused/u) };

/** What every program has to do: keep a secret from a remote, in whichever commit of a push it is, and let all else pass. */
function guardsPushes(repository: HookedRepository, aside: Readonly<Record<string, string>>): void {
  const { write, run, push } = repository;
  const commit = (texts: Readonly<Record<string, string>>): void => {
    write(texts);
    run("git", "add", "--all");
    run("git", "commit", "--quiet", "--no-verify", "--message=A change");
  };
  commit({ "src/a.ts": "export {};\n" });
  run("git", "remote", "add", "origin", emptyRemote());
  expect(push(["--set-upstream", "origin", "main"])).toMatchObject({ ok: true }); // the first, to an empty remote
  const clean = run("git", "rev-parse", "HEAD").trim();
  commit({ "src/a.ts": `export const key = "${key}";\n` });
  commit({ "src/a.ts": "export {};\n\n" });
  const refused = push(["origin", "main"]);
  expect(refused).toMatchObject(REFUSED_PUSH);
  expect(refused.output).not.toContain(key);
  expect(run("git", "ls-remote", "origin", "main")).toContain(clean);
  expect(push(["origin", "HEAD:refs/heads/new"])).toMatchObject(REFUSED_PUSH);
  run("git", "tag", "v1");
  expect(push(["origin", "v1"])).toMatchObject(REFUSED_PUSH);
  run("git", "tag", "--delete", "v1");
  run("git", "remote", "add", "empty", emptyRemote());
  expect(push(["empty", "main"])).toMatchObject(REFUSED_PUSH);

  run("git", "reset", "--quiet", "--hard", clean);
  commit({ "src/b.ts": "export {};\n" });
  expect(push(["origin", "main"])).toMatchObject({ ok: true });
  run("git", "reset", "--quiet", "--hard", clean);
  commit({ "src/c.ts": "export {};\n" });
  expect(push(["--force", "origin", "main"])).toMatchObject({ ok: true });
  expect(push(["origin", "HEAD:refs/heads/new"])).toMatchObject({ ok: true });
  run("git", "tag", "--annotate", "--message=One", "v1");
  expect(push(["origin", "v1"])).toMatchObject({ ok: true });
  expect(push(["origin", "--delete", "new"])).toMatchObject({ ok: true });
  expect(push(["origin", "main"])).toMatchObject({ ok: true });

  commit({ "src/d.ts": `export const key = "${other}";\n` });
  expect(push(["--force", "origin", "main"])).toMatchObject(REFUSED_PUSH);
  expect(push(["origin", "main"], aside)).toMatchObject({ ok: true });
}

/** That a program which has hooks of somebody else calls ours beside them, for a commit and for a push. */
function callsBeside(repository: HookedRepository): void {
  const { write, commit, run, push } = repository;
  write(BAD);
  expect(commit()).toMatchObject(REFUSED);
  write(GOOD);
  const accepted = commit();
  expect(accepted).toMatchObject({ ok: true, output: expect.stringContaining("theirs") });
  run("git", "remote", "add", "origin", emptyRemote());
  expect(push(["--set-upstream", "origin", "main"])).toMatchObject({ ok: true });
  write({ "src/a.ts": `export const key = "${key}";\n` });
  run("git", "add", "--all");
  run("git", "commit", "--quiet", "--no-verify", "--message=A change");
  expect(push(["origin", "main"])).toMatchObject(REFUSED_PUSH);
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
    guardsPushes(repository, { HUSKY: "0" });
  });
});

describeWithClients("lefthook", ["lefthook"], () => {
  const installed = (theirs?: string): HookedRepository => {
    const repository = hookedRepository(release().bin, client("lefthook"));
    if (theirs !== undefined) repository.write({ "lefthook.yml": theirs });
    repository.run(join(release().bin, "agent-ci"), "init", "--yes", "--github", "--hooks", "lefthook");
    repository.run("lefthook", "install");
    expect(repository.run("lefthook", "validate")).toContain("All good");
    return repository;
  };

  test("calls the hooks that init writes", () => {
    const repository = installed();
    judges(repository, { LEFTHOOK: "0" });
    guardsPushes(repository, { LEFTHOOK: "0" });
  });

  test.each([
    { theirs: "pre-commit:\n  jobs:\n    - name: theirs\n      run: echo theirs\n" },
    { theirs: "# ours\npre-commit:\n  parallel: true\n  commands:\n    theirs:\n      run: echo theirs\n" },
    { theirs: "pre-commit:\n  jobs:\n    - run: echo theirs\npre-push:\n  jobs:\n    - run: echo theirs\n" },
    { theirs: "commit-msg:\n  jobs:\n    - run: echo theirs\n" },
  ])("calls the hooks that init adds to $theirs", ({ theirs }) => callsBeside(installed(theirs)));
});

describeWithClients("pre-commit", ["pre-commit"], () => {
  const released = releaseRepository(TOOL.version);
  const opened = (): HookedRepository => hookedRepository(release().bin, client("pre-commit"), released().cache);
  const installed = (theirs?: string): HookedRepository => {
    const repository = opened();
    if (theirs !== undefined) repository.write({ ".pre-commit-config.yaml": theirs });
    repository.run(join(release().bin, "agent-ci"), "init", "--yes", "--github", "--hooks", "pre-commit");
    // The release's address on the network becomes one on this machine; nothing else of what init wrote is changed.
    const config = join(repository.folder, ".pre-commit-config.yaml");
    writeFileSync(
      config,
      readFileSync(config, "utf8").replace("https://github.com/agent-ci/agent-ci", released().address),
    );
    repository.run("pre-commit", "validate-config");
    repository.run("pre-commit", "install", "--hook-type", "pre-commit", "--hook-type", "pre-push");
    return repository;
  };

  test("installs a release and calls its hooks", () => {
    const repository = installed();
    judges(repository, { SKIP: "agent-ci" });
    guardsPushes(repository, { SKIP: "agent-ci-pre-push" });
    expect(() => repository.run("pre-commit", "run", "--all-files")).toThrow();
    repository.write(GOOD);
    repository.commit();
    repository.run("pre-commit", "run", "--all-files");
  });

  test("calls them for files that are called as options", () => {
    const repository = installed();
    expect(repository.commit()).toMatchObject({ ok: true });
    repository.write({ ...BAD, "--fail-on=never": "", "-h": "" });
    expect(repository.commit()).toMatchObject(REFUSED);
    // Who gives options of their own takes the place of what a release says.
    const config = join(repository.folder, ".pre-commit-config.yaml");
    const theirs = readFileSync(config, "utf8").replace(
      "- id: agent-ci\n",
      '- id: agent-ci\n        args: ["--fix"]\n',
    );
    writeFileSync(config, theirs);
    expect(repository.commit()).toMatchObject({
      ok: false,
      output: expect.stringContaining("Write `--` before names"),
    });
    writeFileSync(config, theirs.replace('"--fix"', '"--fix", "--"'));
    expect(repository.commit()).toMatchObject(REFUSED);
  });

  test("calls them beside those that were there", () => {
    callsBeside(
      installed(
        "repos:\n- repo: local\n  hooks:\n  - id: theirs\n    name: theirs\n    entry: echo\n    language: system\n    verbose: true\n",
      ),
    );
  });

  test("asks for a conventional message where a team template changes", () => {
    const repository = opened();
    repository.write({
      ".pre-commit-config.yaml": `repos:\n  - repo: ${released().address}\n    rev: v${TOOL.version}\n    hooks:\n      - id: agent-ci-commit-msg\n`,
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
      ["hooks/husky/pre-push", ".husky/pre-push"],
      ["hooks/lefthook.yml", "lefthook.yml"],
      ["hooks/pre-commit-config.yaml", ".pre-commit-config.yaml"],
    ] as const)
      expect(readFileSync(join(repository.folder, written), "utf8")).toBe(
        readFileSync(join("templates", template), "utf8"),
      );
  });
});
