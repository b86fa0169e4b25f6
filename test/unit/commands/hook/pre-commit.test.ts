import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRepository, type Repository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const skill = (name: string, more = ""): string =>
  `---\nname: ${name}\ndescription: Reviews pull requests of this project. Use it when somebody asks for a review.\n---\n\nRead the whole difference first.\n${more}`;
const GOOD = skill("review-pr");
const BAD = "# No frontmatter\n";
const RULES =
  "Never commit secrets or credentials to the repository.\nRun all the tests before you open a request.\nAsk before you add a dependency to the project.\n";
const PATH = "skills/review-pr/SKILL.md";

type Place = Pick<Repository, "folder">;
const write = ({ folder }: Place, texts: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};
const stage = (repository: Repository, texts: Readonly<Record<string, string>>): void => {
  write(repository, texts);
  repository.git("add", "--", ...Object.keys(texts));
};
const preCommit = ({ folder }: Place, files: readonly string[] = [], env = {}) =>
  runCli(folder, ["hook", "pre-commit", ...files], env);
const NOTHING = { code: 0, out: "", err: "" };
const REFUSED = {
  code: 1,
  out: expect.stringContaining(`${PATH}\n  1:1  error`),
  err: expect.stringContaining("is refused"),
};

describe("hook pre-commit judges what is staged", () => {
  test("and says nothing where nothing is wrong", async () => {
    const repository = createRepository();
    expect(await preCommit(repository)).toEqual(NOTHING);
    stage(repository, { [PATH]: GOOD });
    expect(await preCommit(repository)).toEqual(NOTHING);
  });

  test("whatever lies in the working tree", async () => {
    const repository = createRepository();
    stage(repository, { [PATH]: BAD });
    write(repository, { [PATH]: GOOD });
    expect(await preCommit(repository)).toMatchObject(REFUSED);
    stage(repository, { [PATH]: GOOD });
    write(repository, { [PATH]: BAD, "skills/other/SKILL.md": BAD });
    expect(await preCommit(repository)).toEqual(NOTHING);
    rmSync(join(repository.folder, PATH));
    expect(await preCommit(repository)).toEqual(NOTHING);
  });

  test("before the first commit", async () => {
    const repository = { ...createRepository(), folder: tempFolder({ [PATH]: BAD }) };
    const git = (...args: readonly string[]) => repository.git("-C", repository.folder, ...args);
    git("init", "--quiet");
    expect(await preCommit(repository)).toEqual(NOTHING);
    git("add", ".");
    expect(await preCommit(repository)).toMatchObject(REFUSED);
  });

  test("at paths with spaces and other letters, in links, and under a new name", async () => {
    const repository = createRepository({ "docs/a b.md": BAD, "docs/kept.md": "" });
    repository.git("config", "core.quotePath", "true");
    mkdirSync(join(repository.folder, "skills/prüfe mich"), { recursive: true });
    repository.git("mv", "docs/a b.md", "skills/prüfe mich/SKILL.md");
    expect((await preCommit(repository)).out).toContain("skills/prüfe mich/SKILL.md\n  1:1  error");
    repository.commit({});
    mkdirSync(join(repository.folder, ".claude"));
    symlinkSync("../skills", join(repository.folder, ".claude/skills"));
    repository.git("add", ".claude/skills");
    expect((await preCommit(repository)).out).toContain("skills/prüfe mich/SKILL.md\n  1:1  error"); // read there now
  });

  test("in a linked working tree, with what git says to its hooks", async () => {
    const repository = createRepository({ [PATH]: GOOD });
    const folder = join(tempFolder(), "linked");
    repository.git("worktree", "add", "--quiet", folder);
    write({ folder }, { [PATH]: BAD });
    repository.git("-C", folder, "add", ".");
    const env = { GIT_DIR: join(repository.folder, ".git/worktrees/linked") };
    expect(await preCommit({ folder }, [], env)).toMatchObject(REFUSED);
    expect(await preCommit({ folder })).toMatchObject(REFUSED);
    expect(await preCommit(repository)).toEqual(NOTHING);
  });

  test("in a repository whose folder lies elsewhere", async () => {
    const repository = createRepository();
    const folder = tempFolder({ [PATH]: BAD });
    const env = { GIT_DIR: join(repository.folder, ".git"), GIT_WORK_TREE: "." };
    repository.git(`--git-dir=${env.GIT_DIR}`, `--work-tree=${folder}`, "add", join(folder, PATH));
    expect(await preCommit({ folder }, [], env)).toMatchObject(REFUSED);
  });

  test.each(["/nowhere/at/all", "skills", ""])("and says in a line that %j in GIT_DIR is none", async (GIT_DIR) => {
    const repository = createRepository();
    stage(repository, { [PATH]: GOOD });
    const { code, err } = await preCommit(repository, [], { GIT_DIR });
    expect(code).toBe(2);
    expect(err).toContain(`GIT_DIR says "${GIT_DIR}", and there is no git repository there.`);
    expect(err.trim().split("\n").length).toBeLessThan(4);
  });

  test("beside a submodule", async () => {
    const repository = createRepository();
    const id = repository.git("rev-parse", "HEAD");
    repository.git("update-index", "--add", "--cacheinfo", `160000,${id},skills/theirs`);
    stage(repository, { [PATH]: GOOD });
    expect(await preCommit(repository)).toEqual(NOTHING);
  });

  test("by the configuration that is staged", async () => {
    const repository = createRepository({ [PATH]: GOOD });
    stage(repository, { [PATH]: `${GOOD}[x](nowhere.md)\n`, "agent-ci.yaml": "rules:\n  link/missing: error\n" });
    write(repository, { "agent-ci.yaml": 'rules:\n  link/missing: "off"\n' });
    expect((await preCommit(repository)).out).toContain("link/missing");
    stage(repository, { "agent-ci.yaml": 'rules:\n  link/missing: "off"\n' });
    write(repository, { "agent-ci.yaml": "rules:\n  link/missing: error\n" });
    expect(await preCommit(repository)).toEqual(NOTHING);
    stage(repository, { "agent-ci.yaml": "rulez: {}\n" });
    expect(await preCommit(repository)).toMatchObject({ code: 2, err: expect.stringContaining("`rulez`") });
  });

  test("of the working directory", async () => {
    const repository = createRepository();
    stage(repository, { "a/AGENTS.md": "", [`b/${PATH}`]: BAD });
    const within = (path: string) => ({ folder: join(repository.folder, path) });
    expect((await preCommit(within("b"))).out).toContain(`${PATH}\n  1:1  error`);
    expect((await preCommit(within("a"))).out).not.toContain("SKILL.md");
    expect(await preCommit(within("a"), ["../b/skills/review-pr/SKILL.md"])).toEqual(NOTHING);
  });
});

describe("hook pre-commit answers for what a commit touches", () => {
  test("and not for what was wrong before", async () => {
    const repository = createRepository({ "skills/old/SKILL.md": BAD });
    stage(repository, { [PATH]: GOOD, "README.md": "# New\n" });
    expect(await preCommit(repository)).toEqual(NOTHING);
  });

  test("also where it is told of in another file", async () => {
    const repository = createRepository({ "a/AGENTS.md": RULES });
    stage(repository, { "AGENTS.md": RULES });
    expect((await preCommit(repository)).out).toContain(
      "a/AGENTS.md\n  1:1  info  These 3 lines stand already in AGENTS.md",
    );
  });

  test("and for nothing that a merge brings from elsewhere", async () => {
    const repository = createRepository({ [PATH]: skill("review-pr", "1\n") });
    repository.branch("theirs");
    repository.commit({ [PATH]: skill("review-pr", "2\n"), "skills/theirs/SKILL.md": BAD });
    repository.git("checkout", "--quiet", "main");
    repository.commit({ [PATH]: skill("review-pr", "3\n") });
    expect(() => repository.git("merge", "theirs")).toThrow();
    expect((await preCommit(repository)).err).toContain("in conflict");
    stage(repository, { [PATH]: GOOD });
    expect(await preCommit(repository)).toEqual(NOTHING);
    stage(repository, { [PATH]: BAD });
    const { out } = await preCommit(repository);
    expect(out).toContain(PATH);
    expect(out).not.toContain("theirs");
  });

  test("in the last skill of a repository, which may go", async () => {
    const repository = createRepository({ [PATH]: GOOD });
    repository.git("rm", "--quiet", PATH);
    expect(await preCommit(repository)).toEqual(NOTHING);
  });

  test("by findings alone: bounds and reports are the pipeline's", async () => {
    const config = "gates: [{ metric: artifacts, max: 0 }]\noutput: [{ format: json, file: report.json }]\n";
    const repository = createRepository({ "agent-ci.yaml": config });
    stage(repository, { [PATH]: GOOD });
    expect(await preCommit(repository)).toEqual(NOTHING);
  });

  test("and warns without refusing, unless warnings are to fail", async () => {
    const repository = createRepository();
    stage(repository, { [PATH]: `${GOOD}[x](nowhere.md)\n`, "agent-ci.yaml": "rules:\n  link/missing: warning\n" });
    expect(await preCommit(repository)).toMatchObject({ code: 0, out: expect.stringContaining("nowhere.md"), err: "" });
    expect((await runCli(repository.folder, ["hook", "pre-commit", "--fail-on", "warning"])).code).toBe(1);
  });

  test("also where a pipeline commits", async () => {
    const repository = createRepository();
    stage(repository, { [PATH]: BAD });
    const env = { GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request", GITHUB_BASE_REF: "main" };
    expect(await preCommit(repository, [], env)).toMatchObject(REFUSED);
  });
});

describe("hook pre-commit with files", () => {
  test("judges those, staged or not changed at all", async () => {
    const repository = createRepository({ [PATH]: BAD, "skills/deploy/SKILL.md": BAD, "src/a.ts": "" });
    expect(await preCommit(repository, [PATH])).toMatchObject(REFUSED);
    expect(await preCommit(repository, [join(repository.folder, PATH)])).toMatchObject(REFUSED);
    expect((await preCommit(repository, [PATH])).out).not.toContain("deploy");
    expect(await preCommit(repository, ["src/a.ts"])).toEqual(NOTHING);
  });

  test("takes one that the commit removes", async () => {
    const repository = createRepository({ [PATH]: GOOD, "AGENTS.md": "Run `npm test`.\n" });
    repository.git("rm", "--quiet", PATH);
    expect(await preCommit(repository, [PATH])).toEqual(NOTHING);
  });

  test("refuses those that git does not have", async () => {
    const repository = createRepository();
    write(repository, { [PATH]: BAD });
    expect(await preCommit(repository, [PATH])).toMatchObject({
      code: 2,
      err: expect.stringContaining("`git add` it"),
    });
    expect(await preCommit(repository, ["/etc/hostname"])).toMatchObject({ code: 2 });
    repository.git("add", ".");
    expect(await preCommit(repository, ["skills"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("a folder"),
    });
  });
});

test("a hook outside a repository, or that is none, says so", async () => {
  expect(await runCli(tempFolder(), ["hook", "pre-commit"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("there is no repository here"),
  });
  expect((await runCli(tempFolder(), ["hook", "pre-comit"])).err).toContain("Did you mean pre-commit?");
});

test("hook pre-commit refuses what exceeds a token budget", async () => {
  const repository = createRepository({ "agent-ci.yaml": "budgets: { files: [{ path: AGENTS.md, max: 20 }] }\n" });
  stage(repository, { "AGENTS.md": "Run `npm test`.\n" });
  expect(await preCommit(repository)).toEqual(NOTHING);
  stage(repository, { "AGENTS.md": "Run `npm test` before every commit, whatever it is about.\n".repeat(10) });
  expect(await preCommit(repository)).toMatchObject({ code: 1, out: expect.stringContaining("budget/") });
});
