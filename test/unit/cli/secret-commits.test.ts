import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cloneRepository, createRepository, gitEnvironment } from "../../support/git.ts";
import { plantedSecrets } from "../../support/planted-secrets.ts";
import { openPullRequest } from "../../support/pull-request.ts";
import { runCheck } from "../../support/run-check.ts";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

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
      ["committed-texts-searched", 1],
      ["committed-files-left-out", 2],
    ]);
  });

  test.each(["--all", "-p", "--output=x..HEAD", "^HEAD", "nowhere", "..", "...", "HEAD..--all", ""])(
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

test("the whole history is refused in a shallow clone, and so is a range that it cuts", async () => {
  const clone = cloneRepository(leaky(), { depth: 2 });
  expect(await refused(clone.folder, "all")).toContain("Fetch the rest: git fetch --unshallow origin");
  expect(await refused(clone.folder, "HEAD~1")).toContain("the clone is shallow");
  expect((await scan(clone.folder, "HEAD")).code).toBe(0);
});
