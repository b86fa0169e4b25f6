import { execSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { findProgram } from "../../src/host/machine/programs.ts";
import { createRepository, type FileChanges } from "../support/git.ts";
import { serveGit } from "../support/git-server.ts";
import { openPullRequest, type PullRequest } from "../support/pull-request.ts";
import { runAction, type ActionRequest, type ActionRun } from "../support/runner/run-action.ts";
import { tempFolder } from "../support/temp-folder.ts";

const SKILL = "---\nname: tidy\ndescription: Tidies the room when asked to.\n---\n\nTidy.\n";
const NAMELESS = "---\ndescription: Has no name.\n---\n";
const GOOD = { "skills/tidy/SKILL.md": SKILL };
const UNDESCRIBED = { "skills/untidy/SKILL.md": "---\nname: untidy\n---\n" };

interface Play extends Partial<ActionRequest> {
  readonly files?: FileChanges;
}

/** A push of these files, checked by an action of the release. */
function play({ files = GOOD, ...request }: Play = {}): Promise<ActionRun> {
  return runAction({
    tree: inject("releaseTree"),
    action: "validate",
    eventName: "push",
    event: {},
    workspace: request.workspace ?? createRepository(files).folder,
    scratch: tempFolder(),
    ...request,
  });
}

const playPullRequest = ({ event, workspace }: PullRequest, request: Play = {}): Promise<ActionRun> =>
  play({ eventName: "pull_request", event, workspace, ...request });

const report = ({ outputs }: ActionRun) => JSON.parse(readFileSync(outputs["report-path"] ?? "", "utf8"));

describe.each(["validate", "check", ".", "actions/validate", "actions/check"])("the action %s", (action) => {
  test("passes a good repository, with a summary, and nothing to annotate", async () => {
    const run = await play({ action });
    expect(run).toMatchObject({
      exitCode: 0,
      outcome: "success",
      annotations: [],
      leaks: [],
      env: {},
      path: [],
      state: {},
    });
    expect(run.outputs).toMatchObject({ result: "pass", errors: "0", warnings: "0" });
    expect(run.summary).toMatch(/^## agent-ci: pass\n/u);
    expect(run.log.join("\n")).toContain("No findings in 1 file");
  });

  test("fails a bad one, with an annotation at its place and the same findings in the report", async () => {
    const run = await play({ action, files: { ...GOOD, ...UNDESCRIBED } });
    expect(run).toMatchObject({ exitCode: 1, outcome: "failure", leaks: [] });
    expect(run.outputs).toMatchObject({ result: "fail", errors: "1" });
    const first = run.annotations.find(({ level }) => level === "error");
    expect(first).toMatchObject({ title: "skill/description-required", file: "skills/untidy/SKILL.md", line: 1 });
    expect(run.summary).toContain("skill/description-required");
    expect(report(run)).toMatchObject({ version: 1, verdict: { result: "fail" } });
  });
});

describe("inputs", () => {
  test("a folder: its annotations name files from the top of the repository", async () => {
    const files = { "a/skills/x/SKILL.md": NAMELESS, "b/skills/y/SKILL.md": NAMELESS };
    const run = await play({ files, with: { path: "a" } });
    expect([...new Set(run.annotations.map(({ file }) => file))]).toEqual(["a/skills/x/SKILL.md"]);
  });

  test("what fails, as the command line has it", async () => {
    expect(await play({ files: UNDESCRIBED, with: { "fail-on": "never" } })).toMatchObject({
      exitCode: 0,
      outputs: { result: "pass", errors: "1" },
    });
  });

  test.each([
    ["fail-on", "eror", 'The input fail-on cannot be "eror"; did you mean "error"?'],
    ["path", "nowhere", 'There is no "nowhere".'],
    ["config", "nowhere.yaml", 'There is no configuration "nowhere.yaml".'],
    ["output", "pdf=report.pdf", "pdf"],
    ["policy-from", "gone", '"gone" is no commit here.'],
  ])("%s: %s is a mistake that one annotation explains", async (name, value, message) => {
    const run = await play({ with: { [name]: value } });
    expect(run).toMatchObject({ exitCode: 2, outcome: "failure", outputs: {}, summary: "" });
    expect(run.annotations).toMatchObject([
      { level: "error", title: "agent-ci", message: expect.stringContaining(message) },
    ]);
  });

  test("an empty repository is no pass", async () => {
    const run = await play({ files: { "src/index.ts": "" } });
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: "inconclusive" } });
    expect(run.annotations).toMatchObject([{ level: "warning", title: "agent-ci: inconclusive" }]);
  });
});

describe("what a job shows", () => {
  test("an annotation for each problem of the configuration, without the name that a terminal puts before it", async () => {
    const run = await play({ files: { ...GOOD, "agent-ci.yaml": "fail-no: error\ngates: 3\n" } });
    expect(run).toMatchObject({ exitCode: 2, outputs: {} });
    expect(run.annotations).toMatchObject([
      {
        level: "error",
        title: "agent-ci",
        message: "agent-ci.yaml:1:1: unknown key `fail-no`: did you mean `fail-on`?",
      },
      { level: "error", title: "agent-ci", message: "agent-ci.yaml:2:8: expected a list, found `3`." },
    ]);
  });

  test("ten annotations of a level, the rest counted; all of them in the summary", async () => {
    const names = Array.from({ length: 25 }, (_, index) => `untidy-${index + 10}`);
    const files = Object.fromEntries(names.map((name) => [`skills/${name}/SKILL.md`, `---\nname: ${name}\n---\n`]));
    const run = await play({ files });
    expect(run.annotations.filter(({ level }) => level === "error")).toHaveLength(10);
    const rest = report(run).diagnostics.length - (run.annotations.length - 1);
    expect(run.annotations.at(-1)).toMatchObject({ level: "notice", title: "agent-ci" });
    expect(run.annotations.at(-1)?.message).toContain(`${rest} more findings`);
    expect(run.outputs["errors"]).toBe("25");
    expect(names.filter((name) => !run.summary.includes(name))).toEqual([]);
  });

  test("a summary that the runner takes, however much there is to say", async () => {
    const names = Array.from({ length: 1200 }, (_, index) => `${"untidy-".repeat(28)}${index}`);
    const workspace = tempFolder(
      Object.fromEntries(names.map((name) => [`skills/${name}/SKILL.md`, `---\nname: ${name}\n---\n`])),
    );
    const run = await play({ workspace });
    expect(Buffer.byteLength(run.summary)).toBeGreaterThan(900_000);
    expect(run.summary).toContain("left out to stay within the size limit");
    expect(Number(run.outputs["errors"])).toBeGreaterThanOrEqual(1200);
  });

  test("no summary and no outputs where the runner takes none, as old enterprise servers", () => {
    const program = join(inject("releaseTree"), "dist/validate.js");
    const { folder: cwd } = createRepository(UNDESCRIBED);
    const env = { PATH: process.env["PATH"], GITHUB_ACTIONS: "true", RUNNER_TEMP: tempFolder() };
    const run = spawnSync(process.execPath, [program], { cwd, env, encoding: "utf8" });
    expect(run).toMatchObject({ status: 1, stderr: "" });
    expect(run.stdout).toContain("::error file=skills/untidy/SKILL.md");
    expect(run.stdout).not.toContain("::set-output");
  });

  test("a bug, with its stack and where to report it", async () => {
    const tree = join(tempFolder(), "tree");
    cpSync(inject("releaseTree"), tree, { recursive: true });
    const attack = "::set-output name=result::pass";
    writeFileSync(join(tree, "dist/chunks/sarif.js"), `exports.sarif = () => { throw new Error("x\\n${attack}"); };`);
    const run = await play({ tree, with: { output: "sarif=report.sarif" } });
    expect(run).toMatchObject({ exitCode: 70, outputs: {} });
    expect(run.annotations).toMatchObject([{ message: expect.stringContaining("please report it") }]);
    expect(run.log.join("\n")).toMatch(/Error: x\n.*set-output[^]*at .*sarif\.js/u);
  });
});

describe("secrets", () => {
  test("a token input is masked before anything is printed, and goes to no other program", async () => {
    const token = "ghp_0123456789abcdef";
    const folder = tempFolder();
    const spy = join(folder, "git");
    writeFileSync(spy, `#!/bin/sh\nenv > ${folder}/env\nexec ${findProgram("git", process.env, [])} "$@"\n`, {
      mode: 0o755,
    });
    // A comparison starts git, which a report of one side need not.
    const run = await play({
      with: { "github-token": token, "changed-since": "HEAD" },
      env: { PATH: `${folder}:${process.env["PATH"]}` },
    });
    expect(run.masks).toContain(token);
    expect(run).toMatchObject({ exitCode: 0, leaks: [] });
    expect(readFileSync(join(folder, "env"), "utf8")).not.toContain(token);
  });
});

const STRICT = { "agent-ci.yaml": "fail-on: warning\n", ...GOOD };
const WARNED = { "skills/Tidy_Up/SKILL.md": "---\nname: Tidy Up\ndescription: Tidies the room when asked to.\n---\n" };
const LAX = { "agent-ci.yaml": "fail-on: never\n" };

describe("in a pull request", () => {
  test("the configuration of the target branch judges, not that of the change", async () => {
    const run = await playPullRequest(openPullRequest(STRICT, { ...LAX, ...WARNED }));
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: "fail", errors: "0" } });
    expect(report(run).run.policy).toMatch(/^agent-ci\.yaml of main \([0-9a-f]{12}\)$/u);
  });

  test("it is the one at the branch's tip, later than the checkout", async () => {
    const { event, workspace } = openPullRequest({ ...GOOD, ...LAX }, WARNED, {
      "agent-ci.yaml": "fail-on: warning\n",
    });
    expect(await playPullRequest({ event, workspace, origin: "" })).toMatchObject({ exitCode: 1 });
  });

  test("`policy-from: head` is the workflow's way to let the change judge", async () => {
    const pullRequest = openPullRequest(STRICT, { ...LAX, ...WARNED });
    expect(await playPullRequest(pullRequest, { with: { "policy-from": "head" } })).toMatchObject({ exitCode: 0 });
  });

  test("the first configuration of all does not judge itself alone, and an annotation says so", async () => {
    const run = await playPullRequest(openPullRequest(GOOD, { ...LAX, ...WARNED }));
    expect(run).toMatchObject({ exitCode: 0 }); // a warning refuses nothing by the defaults
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining("the first configuration of the repository") }),
    );
  });

  test("a target branch that is out of reach ends the step with the line that mends it", async () => {
    const pullRequest = openPullRequest(STRICT, { ...LAX, ...WARNED });
    rmSync(pullRequest.origin, { recursive: true });
    const run = await playPullRequest(pullRequest);
    expect(run).toMatchObject({ exitCode: 2, outputs: {} });
    expect(run.annotations).toMatchObject([{ message: expect.stringContaining("git fetch --depth=1 origin main") }]);
  });

  test("and that line does mend it, as does the next one, for what the change is compared with", async () => {
    const { event, workspace, origin } = openPullRequest(STRICT, { ...LAX, ...WARNED });
    const elsewhere = `${origin}-moved`;
    const obey = ({ annotations }: ActionRun): void => {
      const [, line = ""] = /(git fetch [^\n]*)/u.exec(annotations[0]?.message ?? "") ?? [];
      renameSync(elsewhere, origin);
      execSync(line, { cwd: workspace, stdio: "pipe" });
      renameSync(origin, elsewhere);
    };
    renameSync(origin, elsewhere);
    const run = () => playPullRequest({ event, workspace, origin });
    obey(await run());
    obey(await run());
    expect(await run()).toMatchObject({ exitCode: 1, outputs: { result: "fail" } });
  });

  test.each([
    ["kept no credentials", false],
    ["kept its credentials", true],
  ])("a private repository is read with the token where the checkout %s", async (_, kept) => {
    const { event, workspace, origin } = openPullRequest(STRICT, { ...LAX, ...WARNED });
    const basic = Buffer.from("x-access-token:the-token").toString("base64");
    const server = await serveGit(join(origin, ".."), basic);
    const { git } = createRepository();
    git("-C", workspace, "remote", "set-url", "origin", `${server.url}/origin.git`);
    if (kept) git("-C", workspace, "config", `http.${server.url}/.extraheader`, `AUTHORIZATION: basic ${basic}`);
    const run = await playPullRequest(
      { event, workspace, origin },
      { with: { "github-token": "the-token" }, github: { server_url: server.url } },
    );
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: "fail" }, leaks: [] });
    expect(new Set(server.authorizations.map((given) => given.length))).toEqual(new Set([1]));
    expect(run.log.join("\n")).not.toContain(basic);
  });
});

/** A program in the checked repository, which must not run: it would leave this file. */
const owning = (workspace: string): string => `#!/bin/sh\ntouch "${workspace}/owned"\nexit 1\n`;
const isOwned = (workspace: string): boolean => existsSync(join(workspace, "owned"));

describe("attacks that fail", () => {
  const SHELL = "$(touch owned)`touch owned`;touch owned;&& touch owned|'\"";

  test.each(
    ["validate", "check"].flatMap((action) =>
      ["path", "config", "policy-from", "fail-on", "output"].map((name) => [action, name]),
    ),
  )("%s: shell characters in the input %s", async (action = "", name = "") => {
    const workspace = createRepository(GOOD).folder;
    const run = await play({ action, workspace, with: { [name]: SHELL } });
    expect(run.exitCode).toBe(2);
    expect(isOwned(workspace)).toBe(false);
  });

  test.each(["validate", "check"])("%s: commands in file names, texts and metadata", async (action) => {
    const command = "::set-output name=result::owned";
    const old = "##[set-output name=result]owned";
    const files = {
      [`skills/${command}/SKILL.md`]: `---\nname: "${command}\\n${command}"\n---\n`,
      [`skills/x\n${command}\n${old}/SKILL.md`]: `---\nname: |\n  ${command}\n  ${old}\n---\n${command}\n`,
      "skills/quoted/SKILL.md": `---\n${command}\n::stop-commands::x\n::add-mask::e\n${old}: [\n---\n`,
    };
    const workspace = tempFolder(files);
    const run = await play({ action, workspace, with: { "fail-on": "never" } });
    // The harness fails a step that uses `set-output`, as GitHub will; nothing else may come of it either.
    expect(run).toMatchObject({ exitCode: 0, outcome: "success", outputs: { result: "pass" }, env: {}, path: [] });
    expect(run.masks).toEqual(["token-of-the-job"]);
    // Whatever was printed as an annotation is ours: the attack has no way to give it a rule.
    for (const { title } of run.annotations) expect(title).toMatch(/^(?:agent-ci|[a-z]+\/[a-z-]+)$/u);
  });

  test("a newline in the name of a branch", async () => {
    const pullRequest = openPullRequest(STRICT, LAX);
    const base_ref = "main\n::set-output name=result::owned\n::error::owned";
    const run = await playPullRequest(pullRequest, { github: { base_ref, head_ref: base_ref } });
    expect(run).toMatchObject({ exitCode: 2, outputs: {} });
    expect(run.annotations).toHaveLength(1);
    expect(run.annotations[0]?.message).toContain("cannot be read");
  });

  test.each(["validate", "check"])("%s: programs of the repository on PATH", async (action) => {
    const { event, workspace } = openPullRequest(STRICT, { ...LAX, ...WARNED });
    mkdirSync(join(workspace, "bin"));
    for (const program of ["git", "node", "ssh", "git-upload-pack", "git-remote-file"])
      writeFileSync(join(workspace, "bin", program), owning(workspace), { mode: 0o755 });
    const elsewhere = tempFolder();
    symlinkSync(workspace, join(elsewhere, "link"));
    const PATH = `${workspace}/bin:./bin:${elsewhere}/link/bin:${elsewhere}/../${basename(workspace)}/bin:${process.env["PATH"]}`;
    const run = await playPullRequest({ event, workspace, origin: "" }, { action, env: { PATH } });
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: "fail" } });
    expect(isOwned(workspace)).toBe(false);
  });

  test.each([
    ["core.fsmonitor", "fsmonitor = PROGRAM", "core"],
    ["core.sshCommand", "sshCommand = PROGRAM", "core"],
    ["core.hooksPath", "hooksPath = HOOKS", "core"],
    ["remote.origin.uploadpack", "uploadpack = PROGRAM", 'remote "origin"'],
    ["remote.origin.vcs", "vcs = owned", 'remote "origin"'],
    ["credential.helper", "helper = !PROGRAM", "credential"],
    ["gc.recentObjectsHook", "recentObjectsHook = PROGRAM\n\tauto = 1", "gc"],
    ["core.alternateRefsCommand", "alternateRefsCommand = PROGRAM", "core"],
  ])("%s in the repository's own configuration", async (_, line, section) => {
    const { event, workspace } = openPullRequest(STRICT, { ...LAX, ...WARNED });
    const hooks = tempFolder();
    for (const hook of ["reference-transaction", "post-checkout", "pre-auto-gc", "owned"])
      writeFileSync(join(hooks, hook), owning(workspace), { mode: 0o755 });
    const value = line.replaceAll("PROGRAM", join(hooks, "owned")).replace("HOOKS", hooks);
    appendFileSync(join(workspace, ".git/config"), `\n[${section}]\n\t${value}\n`);
    writeFileSync(join(workspace, ".git/objects/info/alternates"), join(createRepository().folder, ".git/objects\n"));
    const run = await playPullRequest({ event, workspace, origin: "" });
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: "fail" } });
    expect(isOwned(workspace)).toBe(false);
  });

  test("an address of `origin` that is a program", async () => {
    const { event, workspace } = openPullRequest(STRICT, LAX);
    createRepository().git("-C", workspace, "remote", "set-url", "origin", "ext::sh -c touch% owned");
    expect(await playPullRequest({ event, workspace, origin: "" })).toMatchObject({ exitCode: 2 });
    expect(isOwned(workspace)).toBe(false);
  });

  test.each([
    ["output, absolute", "output: [{ format: json, file: OUTSIDE/owned }]", "OUTSIDE"],
    ["output, through its parent", "output: [{ format: json, file: ../owned }]", "../owned"],
    ["extends, absolute", "extends: [OUTSIDE/other.yaml]", "OUTSIDE"],
    ["extends, through its parent", "extends: [../other.yaml]", "../other.yaml"],
  ])("a configuration that names a place outside: %s", async (_, line, named) => {
    const outside = tempFolder({ "other.yaml": "fail-on: never\n", "repository/x": "" });
    const workspace = join(outside, "repository");
    cpSync(createRepository({ ...GOOD, "agent-ci.yaml": `${line.replace("OUTSIDE", outside)}\n` }).folder, workspace, {
      recursive: true,
    });
    const run = await play({ workspace });
    expect(run.exitCode).toBe(2);
    expect(run.annotations[0]?.message).toContain(named.replace("OUTSIDE", outside));
    expect(isOwned(outside)).toBe(false);
  });
});
