import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { secretScanCommand } from "../../../../src/commands/secret-scan.ts";
import { cloneRepository, createRepository, gitEnvironment } from "../../../support/git.ts";
import { plantedSecrets } from "../../../support/planted-secrets.ts";
import { openPullRequest } from "../../../support/pull-request.ts";
import { runCheck } from "../../../support/run-check.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const secrets = plantedSecrets(6, 21).map(({ value }) => value);
const [first = "", second = "", third = ""] = secrets;

type Given = Readonly<Record<string, unknown>>;
/** What is found, with the commit where there is one. */
async function scan(folder: string, commits: string, values: Given = {}, env: Readonly<Record<string, string>> = {}) {
  const ran = await runCheck(folder, { command: "secret-scan", values: { commits, ...values }, env });
  const found = ran.report.diagnostics.map(({ rule, path, line, commit }) => [rule, `${path}:${line}`, commit]);
  return { ...ran, found };
}
const refused = async (folder: string, commits: string, env = {}) => {
  const { code, err } = await runCli(folder, ["secret-scan", `--commits=${commits}`], env);
  expect(code, err).toBe(2);
  return err;
};

/** A secret that came in the second commit and is gone in the fourth. */
function leaky() {
  const repository = createRepository({ "README.md": "# A\n" });
  const before = repository.git("rev-parse", "HEAD");
  const leak = repository.commit({ "docs/notes.txt": `one\ntoken ${first}\n` });
  const later = repository.commit({ "docs/notes.txt": `zero\none\ntoken ${first}\n` });
  const gone = repository.commit({ "docs/notes.txt": "one\n" });
  return { ...repository, before, leak, later, gone };
}

describe("the whole history", () => {
  test("is searched beside the files: each secret once, at the commit that brought it and its line there", async () => {
    const { folder, leak } = leaky();
    expect((await scan(folder, "all")).found).toEqual([["secret/token", "docs/notes.txt:2", leak]]);
    expect((await runCheck(folder, { command: "secret-scan" })).found).toEqual([]);
  });

  test("is that of all branches, tags and merges, from the first commit on", async () => {
    const repository = createRepository({ "a.txt": first });
    const root = repository.git("rev-parse", "HEAD");
    repository.branch("side");
    const onSide = repository.commit({ "side.txt": second });
    repository.git("checkout", "--quiet", "main");
    repository.commit({ "a.txt": "clean\n" });
    repository.git("merge", "--no-commit", "--no-ff", "--quiet", "side");
    const merge = repository.commit({ "side.txt": "clean\n", "evil.txt": third });
    repository.commit({ "evil.txt": null });
    const { found } = await scan(repository.folder, "all");
    expect(found).toEqual([
      ["secret/token", "a.txt:1", root],
      ["secret/token", "evil.txt:1", merge],
      ["secret/token", "side.txt:1", onSide],
    ]);
    repository.git("update-ref", "-d", "refs/heads/side");
  });

  test("does not tell again what still stands in a file, also under another name", async () => {
    const { folder, commit } = leaky();
    commit({ "moved.txt": `token ${first}\n` });
    expect((await scan(folder, "all")).found).toEqual([["secret/token", "moved.txt:1", undefined]]);
  });

  test("has every secret that stood in one place", async () => {
    const repository = createRepository({ "a.txt": `token ${first}\n` });
    const root = repository.git("rev-parse", "HEAD");
    const rotated = repository.commit({ "a.txt": `token ${second}\n` });
    repository.commit({ "a.txt": `token ${third}\n` });
    const { found } = await scan(repository.folder, "all");
    expect(new Set(found.map(([, , commit]) => commit))).toEqual(new Set([root, rotated, undefined]));
  });

  test("knows agent configuration, and credentials that only their place gives away", async () => {
    const server = (key: string): string =>
      JSON.stringify({ mcpServers: { a: { command: "a", env: { SERVICE_API_KEY: key } } } });
    const repository = createRepository({ ".mcp.json": server("Zk3jQ9xLw2Pq8Rt5Vb1N"), "notes.txt": first });
    const root = repository.git("rev-parse", "HEAD");
    repository.commit({ ".mcp.json": server("${KEY}"), "notes.txt": "" });
    expect((await scan(repository.folder, "all", { scope: "agent" })).found).toEqual([
      ["secret/literal", ".mcp.json:1", root],
    ]);
    expect((await scan(repository.folder, "all", { scope: "all" })).found).toHaveLength(2);
  });

  test("is that of a folder where one is named, and without what is ignored", async () => {
    const repository = createRepository({ "a/x.txt": first, "b/x.txt": second, "node_modules/p/x.txt": third });
    repository.commit({ "a/x.txt": "", "b/x.txt": null, "node_modules/p/x.txt": null });
    const inA = await runCheck(repository.folder, {
      command: "secret-scan",
      values: { commits: "all" },
      target: join(repository.folder, "a"),
    });
    expect(inA.found).toEqual(["error secret/token x.txt:1"]);
    repository.commit({ "agent-ci.yaml": "ignore: [a/]\n" });
    expect((await scan(repository.folder, "all")).found).toMatchObject([
      ["secret/token", "b/x.txt:1", expect.any(String)],
    ]);
  });
});

describe("a range", () => {
  test.each([
    ["HEAD~2..", 1],
    ["HEAD~1..HEAD", 0],
    ["..HEAD", 0],
    ["HEAD~3...HEAD", 1],
    ["HEAD~2", 1],
    ["HEAD", 0],
    ["main~1", 1],
  ])("%s finds what its commits added: %i", async (commits, count) => {
    const { folder, commit, leak } = leaky();
    if (commits === "HEAD~2..") commit({ "x.txt": second, "y.txt": third });
    if (commits === "HEAD~2..") commit({ "x.txt": "", "y.txt": third });
    const { found } = await scan(folder, commits);
    const old = found.filter(([, , at]) => at !== undefined);
    expect(old).toHaveLength(count);
    if (commits === "HEAD~2") expect(old).toEqual([["secret/token", "docs/notes.txt:2", leak]]);
  });

  test("tells how many commits and texts it is about, and what it left out", async () => {
    const repository = leaky();
    writeFileSync(join(repository.folder, "blob.bin"), Buffer.from([0, 1, 2]));
    writeFileSync(join(repository.folder, "large.txt"), "a".repeat(5 * 1024 * 1024));
    repository.commit({});
    const { report } = await scan(repository.folder, "HEAD~2..HEAD");
    const numbers = report.measurements.map(({ metric, value }) => [metric, value]);
    expect(numbers).toEqual([
      ["commits-searched", 2],
      ["committed-texts-searched", 2],
      ["committed-files-left-out", 1],
    ]);
  });

  test.each(["--all", "-p", "--output=x..HEAD", "^HEAD", "nowhere", "..", "...", "HEAD..--all"])(
    "is none where it is written as %j, and nothing but a name reaches git",
    async (commits) => {
      const { folder } = leaky();
      expect(await refused(folder, commits)).toMatch(/is no commit here/u);
      expect(existsSync(join(folder, "x..HEAD"))).toBe(false);
    },
  );

  test("needs a repository, and is no matter of what is staged", async () => {
    expect(await refused(tempFolder({ "a.txt": "" }), "all")).toContain("needs a git repository");
    const { code, err } = await runCli(leaky().folder, ["secret-scan", "--staged", "--commits=all"]);
    expect([code, err]).toEqual([2, expect.stringContaining("Choose one")]);
  });
});

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", args, { cwd, env: gitEnvironment(), encoding: "utf8", stdio: "pipe" });
const github = (event: unknown, more: Readonly<Record<string, string>>) => ({
  GITHUB_ACTIONS: "true",
  GITHUB_EVENT_PATH: join(tempFolder({ "event.json": JSON.stringify(event) }), "event.json"),
  ...more,
});

describe("what is said", () => {
  const told = (ran: Awaited<ReturnType<typeof scan>>) =>
    ran.report.diagnostics.map(({ message, commit }) => [message.replace(/: A secret.*$/u, ""), commit]);

  test("in messages of commits and in tags is searched, where the range names them", async () => {
    const repository = createRepository();
    const base = repository.git("rev-parse", "HEAD");
    const commit = repository.commit({}, `Say ${first}`);
    repository.git("tag", "--annotate", `--message=Say ${second}`, "v1");
    const tag = repository.git("rev-parse", "v1");
    const both = [
      ["In the message of this commit", commit],
      ["In the text of this tag", tag],
    ];
    expect(told(await scan(repository.folder, "all"))).toEqual(both);
    expect(told(await scan(repository.folder, `${base}..v1`))).toEqual(both);
    expect(told(await scan(repository.folder, "v1"))).toEqual(both);
    expect(told(await scan(repository.folder, `${base}..HEAD`))).toEqual([both[0]]);
    expect(told(await scan(repository.folder, `${base}..HEAD`, { scope: "agent" }))).toEqual([both[0]]);
  });

  test("by the tag that a pipeline runs for is searched", async () => {
    const repository = createRepository();
    repository.git("tag", "--annotate", `--message=Say ${second}`, "v1");
    const { folder } = cloneRepository(repository);
    const env = { GITLAB_CI: "true", CI_PIPELINE_SOURCE: "push", CI_COMMIT_REF_NAME: "v1", CI_DEFAULT_BRANCH: "main" };
    expect(told(await scan(folder, "request", {}, env))).toEqual([
      ["In the text of this tag", repository.git("rev-parse", "v1")],
    ]);
  });

  test("is reported in the file where it stands in one too, and not where one file is named", async () => {
    const repository = createRepository();
    const leak = repository.commit({ "a.txt": `${first}\n` }, `Say ${first}`);
    expect((await scan(repository.folder, "all")).found).toEqual([["secret/token", "a.txt:1", undefined]]);
    repository.commit({ "a.txt": null, "docs/b.txt": "b\n" }, `Say ${second}`);
    expect((await scan(repository.folder, "HEAD~1")).found).toEqual([["secret/token", "a.txt:1", leak]]);
    const { out } = await runCli(repository.folder, ["secret-scan", "docs/b.txt", "--commits=all"]);
    expect(out).not.toContain("In the message");
  });

  test("and cannot be taken back has its entry in the baseline, which excuses no other", async () => {
    const repository = createRepository();
    repository.commit({}, `Say ${first}`);
    const write = ["secret-scan", "--commits=all", "--update-baseline", "--accept-secrets"];
    expect(await runCli(repository.folder, write)).toMatchObject({ code: 0 });
    expect((await scan(repository.folder, "all")).report.diagnostics).toEqual([]);
    const again = repository.commit({}, `Say ${second}`);
    expect(told(await scan(repository.folder, "all"))).toEqual([["In the message of this commit", again]]);
  });
});

describe("a request", () => {
  const change = (checkout: readonly string[]) =>
    openPullRequest({ "README.md": "# A\n", "old.txt": second }, { "new.txt": `${first}\n` }, {}, checkout);
  const environment = (event: unknown, workspace: string) =>
    github(event, {
      GITHUB_SHA: git(workspace, "rev-parse", "HEAD").trim(),
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_BASE_REF: "main",
      GITHUB_REF: "refs/pull/7/merge",
    });

  test("of GitHub has the commits that its base lacks", async () => {
    const { workspace, event } = change([]);
    const env = environment(event, workspace);
    const { found, report } = await scan(workspace, "request", {}, env);
    expect(found).toEqual([["secret/token", "new.txt:1", undefined]]);
    expect(report.measurements[0]).toMatchObject({ metric: "commits-searched", value: 2 });
  });

  test("in a shallow clone says what to fetch, and is right once that was done", async () => {
    const { workspace, event } = change(["--depth=1"]);
    const env = environment(event, workspace);
    const said = await refused(workspace, "request", env);
    expect(said).toContain("the clone is shallow");
    expect(said).toContain(
      "Give actions/checkout `fetch-depth: 0`, or add a step before this one: git fetch --unshallow origin",
    );
    git(workspace, "fetch", "--quiet", "--unshallow", "origin");
    expect((await scan(workspace, "request", {}, env)).found).toHaveLength(1);
  });
});

describe("where no request and no push is", () => {
  /** A branch of two commits, the first of which has a secret. */
  function topic() {
    const { git: inside, folder, commit, branch } = createRepository({ "old.txt": second });
    const main = inside("rev-parse", "HEAD");
    inside("update-ref", "refs/remotes/origin/main", main);
    branch("topic");
    commit({ "new.txt": first });
    commit({ "new.txt": "" });
    return { folder, main };
  }
  /** How many commits are searched, and how many secrets found in them. */
  async function searched(folder: string, env: Readonly<Record<string, string>>) {
    const { report, found } = await scan(folder, "request", { "policy-from": "head" }, env);
    return [report.measurements[0]?.value, found.filter(([, , at]) => at !== undefined).length];
  }

  test("F6: a merge queue is about what it adds to what it stands on", async () => {
    const { folder, main } = topic();
    const event = { merge_group: { base_ref: "refs/heads/main", base_sha: main } };
    expect(await searched(folder, github(event, { GITHUB_EVENT_NAME: "merge_group" }))).toEqual([2, 1]);
  });

  test("F6: a run that a person began is about what the branch has beyond the default one", async () => {
    const { folder } = topic();
    const begun = (ref: string, event: object = { repository: { default_branch: "main" } }) =>
      searched(folder, github(event, { GITHUB_EVENT_NAME: "workflow_dispatch", GITHUB_REF_NAME: ref }));
    expect(await begun("topic")).toEqual([2, 1]);
    expect(await begun("main")).toEqual([0, 0]);
    expect(await begun("topic", {})).toEqual([3, 1]); // nothing says which branch is the default
  });

  test("F6: one that a clock began has nothing new on the default branch", async () => {
    const { folder } = topic();
    const schedule = github({}, { GITHUB_EVENT_NAME: "schedule", GITHUB_REF_NAME: "main" });
    expect(await searched(folder, schedule)).toEqual([0, 0]);
    const gitlab = { GITLAB_CI: "true", CI_PIPELINE_SOURCE: "schedule", CI_DEFAULT_BRANCH: "main" };
    expect(await searched(folder, { ...gitlab, CI_COMMIT_REF_NAME: "main" })).toEqual([0, 0]);
    expect(await searched(folder, { ...gitlab, CI_COMMIT_REF_NAME: "topic" })).toEqual([2, 1]);
  });
});

test("the whole history is refused in a shallow clone, and so is a range that it cuts", async () => {
  const clone = cloneRepository(leaky(), { depth: 2 });
  expect(await refused(clone.folder, "all")).toContain("Fetch the rest: git fetch --unshallow origin");
  expect(await refused(clone.folder, "HEAD~1")).toContain("the clone is shallow");
  expect((await scan(clone.folder, "HEAD")).code).toBe(0);
});

describe("a finding in a commit", () => {
  const written = (folder: string, name: string): string => readFileSync(join(folder, name), "utf8");

  test("is shown with its commit in every format that has findings, and without the secret", async () => {
    const { folder, leak } = leaky();
    const formats = [
      "json",
      "text",
      "sarif",
      "codequality",
      "junit",
      "github",
      "markdown",
      "html",
      "gitlab-secret-detection",
    ];
    const outputs = formats.flatMap((format) => ["--output", `${format}=report.${format}`]);
    const { code, out } = await runCli(folder, ["secret-scan", "--commits=all", ...outputs]);
    expect(code).toBe(1);
    for (const format of formats) {
      const text = written(folder, `report.${format}`);
      expect(text, format).toContain(leak.slice(0, 12));
      expect(text + out, format).not.toContain(first.slice(4));
    }
    const said = createRepository();
    const saying = said.commit({}, `Say ${first}`).slice(0, 12);
    await runCli(said.folder, ["secret-scan", "--commits=all", ...outputs]);
    for (const format of formats) expect(written(said.folder, `report.${format}`), format).toContain(saying);
    expect(written(said.folder, "report.github")).toContain(`::error title=secret/token::Found at ${saying}:`);
    expect(written(folder, "report.github")).toContain(
      "::error file=docs/notes.txt,title=secret/token::At line 2 in commit",
    );
    expect(JSON.parse(written(folder, "report.gitlab-secret-detection")).vulnerabilities[0].location).toEqual({
      file: "docs/notes.txt",
      commit: { sha: leak },
      start_line: 2,
      end_line: 2,
    });
    expect(JSON.parse(written(folder, "report.json")).diagnostics[0].excerpt).not.toContain(first);
  });

  test("goes to the mask before anything is said", async () => {
    const { folder } = leaky();
    const masked: string[] = [];
    const world = {
      cwd: folder,
      env: gitEnvironment(),
      out: () => undefined,
      err: () => undefined,
      notice: () => undefined,
      terminal: { out: false, err: false },
      clock: { now: () => 0 },
      found: (value: string) => void masked.push(value),
      show: async () => expect(masked).toContain(first),
    };
    expect(await secretScanCommand.run(world, { commits: "all" }, [])).toBe(1);
  });

  test("can be suppressed by its path, which is not taken for unused where only files are checked", async () => {
    const { folder, commit } = leaky();
    commit({
      "docs/notes.txt": null,
      "agent-ci.yaml": "suppress: [{ rule: secret/token, path: docs/**, reason: revoked on the day it was made }]\n",
    });
    expect(await scan(folder, "all")).toMatchObject({ code: 0, found: [] });
    for (const command of ["secret-scan", "check"])
      expect((await runCheck(folder, { command })).found.filter((one) => one.includes("suppression"))).toEqual([]);
    commit({ "agent-ci.yaml": "suppress: [{ rule: secret/token, path: nowhere/**, reason: there was none }]\n" });
    expect((await scan(folder, "all")).found).toContainEqual(["suppression/unused", "agent-ci.yaml:1", undefined]);
  });

  test("has its own entry in the baseline, which excuses nothing that stands in a file and outlives checks of files", async () => {
    const { folder, commit } = leaky();
    const update = (command: string, ...args: readonly string[]) =>
      runCli(folder, [command, "--update-baseline", "--accept-secrets", ...args]);
    expect((await update("secret-scan", "--commits=all")).err).toContain("1 added");
    expect(await scan(folder, "all")).toMatchObject({ code: 0, found: [] });
    for (const command of ["secret-scan", "check"]) {
      expect((await runCheck(folder, { command })).found).toEqual([]);
      expect((await update(command)).err).toContain("0 added, 0 removed, 1 in all");
    }
    commit({ "docs/notes.txt": `one\ntoken ${second}\n` });
    expect((await scan(folder, "all")).found).toEqual([["secret/token", "docs/notes.txt:2", undefined]]);
  });

  test("is told of whatever else a change is about, and once where two policies judge", async () => {
    const { folder, leak } = leaky();
    const values = { "changed-since": "HEAD", "policy-from": "HEAD~1" };
    writeFileSync(join(folder, "agent-ci.yaml"), "fail-on: warning\n");
    git(folder, "add", ".");
    const { found } = await scan(folder, "all", values);
    expect(found.filter(([rule]) => rule === "secret/token")).toEqual([["secret/token", "docs/notes.txt:2", leak]]);
  });
});

describe("what a repository says of its files", () => {
  test("starts nothing and hides nothing", async () => {
    const repository = createRepository({
      ".gitattributes": "* -diff diff=evil filter=evil binary\n",
      "hidden.txt": `${first}\n`,
    });
    const leak = repository.git("rev-parse", "HEAD");
    const marker = join(repository.folder, "ran");
    for (const key of ["diff.evil.textconv", "diff.evil.command", "filter.evil.smudge", "diff.external", "gpg.program"])
      repository.git("config", key, `touch ${marker};`);
    repository.git("config", "log.showSignature", "true");
    const tip = repository.commit({ "hidden.txt": "clean\n" });
    repository.git("replace", leak, tip);
    mkdirSync(join(repository.folder, ".git/info"));
    writeFileSync(join(repository.folder, ".git/info/grafts"), `${tip}\n`);
    expect((await scan(repository.folder, "all")).found).toEqual([["secret/token", "hidden.txt:1", leak]]);
    expect(existsSync(marker)).toBe(false);
  });

  test("of names that look like git's own answers, links, submodules and long lines breaks nothing", async () => {
    const names = ["a\nb.txt", ":100644 100644 x y M", "\u0001name.txt", "ü ö.txt", "-p", "tab\t.txt"];
    const repository = createRepository(Object.fromEntries(names.map((name, index) => [name, `${secrets[index]}\n`])));
    const leak = repository.git("rev-parse", "HEAD");
    symlinkSync(first, join(repository.folder, "link"));
    repository.git("update-index", "--add", "--cacheinfo", `160000,${leak},module`);
    repository.commit({
      "long.txt": `${"x ".repeat(500_000)}\n`,
      ...Object.fromEntries(names.map((name) => [name, null])),
    });
    const { found, report } = await scan(repository.folder, "all");
    expect(new Set(found.map(([, place]) => place))).toEqual(new Set(names.map((name) => `${name}:1`)));
    expect(report.diagnostics.every(({ commit }) => commit === leak)).toBe(true);
  });

  test("a clone that lacks contents is refused, not passed", async () => {
    const { folder, leak } = leaky();
    const id = git(folder, "rev-parse", `${leak}:docs/notes.txt`).trim();
    rmSync(join(folder, ".git/objects", id.slice(0, 2), id.slice(2)));
    expect(await refused(folder, "all")).toContain("Clone without --filter");
  });
});

describe("a push", () => {
  const pushed = (before: string, ref = "main") =>
    github({ before, repository: { default_branch: "main" } }, { GITHUB_EVENT_NAME: "push", GITHUB_REF_NAME: ref });
  const count = async (folder: string, env: Readonly<Record<string, string>>) =>
    (await scan(folder, "request", {}, env)).report.measurements[0]?.value;

  test("has the commits that are new in it; of a new or rewritten branch those that the default branch lacks", async () => {
    const repository = leaky();
    expect(await count(repository.folder, pushed(repository.leak))).toBe(2);
    repository.git("update-ref", "refs/remotes/origin/main", repository.later);
    const NEW = "0".repeat(40);
    expect(await count(repository.folder, pushed(NEW, "topic"))).toBe(1);
    expect(await count(repository.folder, pushed("1".repeat(40), "topic"))).toBe(1);
    expect(await count(repository.folder, pushed("1".repeat(40)))).toBe(4);
    const gitlab = {
      GITLAB_CI: "true",
      CI_PIPELINE_SOURCE: "push",
      CI_COMMIT_REF_NAME: "main",
      CI_DEFAULT_BRANCH: "main",
    };
    expect(await count(repository.folder, { ...gitlab, CI_COMMIT_BEFORE_SHA: repository.leak })).toBe(2);
    expect(await count(repository.folder, { ...gitlab, CI_COMMIT_BEFORE_SHA: NEW, CI_COMMIT_REF_NAME: "topic" })).toBe(
      1,
    );
  });

  test("in a merge request of GitLab is the request, and names what to fetch", async () => {
    const repository = leaky();
    const env = {
      GITLAB_CI: "true",
      CI_PIPELINE_SOURCE: "merge_request_event",
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: repository.leak,
      CI_MERGE_REQUEST_IID: "7",
    };
    expect(await scan(repository.folder, "request", { "policy-from": "head" }, env)).toMatchObject({
      found: [["secret/token", "docs/notes.txt:3", repository.later]],
    });
    const clone = cloneRepository(repository, { depth: 1 });
    const { code, err } = await runCli(clone.folder, ["secret-scan", "--commits=request", "--policy-from=head"], env);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining("Add to before_script: git fetch --unshallow origin"),
    });
  });

  test("who has no remote is told to name the other side, and it may be named", async () => {
    expect(await refused(leaky().folder, "request")).toContain("Name the other side with --base");
    const repository = leaky();
    repository.git("update-ref", "refs/remotes/origin/main", repository.leak);
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
    expect(await count(repository.folder, {})).toBe(2);
    expect((await scan(repository.folder, "request", { base: repository.later })).report.measurements[0]?.value).toBe(
      1,
    );
  });
});
