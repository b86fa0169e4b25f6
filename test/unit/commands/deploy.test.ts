import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deployed, FORGE, SPEC } from "../../support/deployed.ts";
import { runCli } from "../../support/run-cli.ts";
import { HOUR } from "../../support/rollouts.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const NO_KEY = {};

test("from a commit to everybody: by ticks, by who approves, and by what is asked for", async () => {
  const { run, approve, current, flags } = await deployed();
  expect((await run("deploy team-a")).out).toMatch(/^team-a\/r1: AwaitingApproval at /);
  expect((await approve()).out).toContain("  approved: ");
  expect((await flags()).variants.canary.role).toBe("canary");
  expect((await run("rollout status team-a", NO_KEY)).out).toContain("10 %  1970-01-01 02:00");
  const asked = await run("rollout promote team-a --reason fine", NO_KEY);
  expect([asked.code, asked.out]).toEqual([0, "team-a: promote is asked for; the next tick answers it.\n"]);
  const done = await run("deploy team-a");
  expect([done.code, done.out.split("\n")[0]]).toEqual([0, expect.stringMatching(/^team-a\/r1: Healthy \(COMPLETE\)/)]);
  expect(current()).toBe("Be kind.\n");
  expect((await run("rollout abort team-a --reason late", NO_KEY)).err).toContain(
    "nothing to abort: the rollout is Healthy",
  );
});

test("who has no key can take a release from everybody at once, and the next tick does the rest", async () => {
  const { run, approve, flags } = await deployed();
  await run("deploy team-a");
  await approve();
  const aborted = await run("rollout abort team-a --reason wrong", NO_KEY);
  expect([aborted.code, aborted.out]).toEqual([
    0,
    "team-a: the flags give stable to everybody from now on; the next tick does the rest.\n",
  ]);
  expect(JSON.stringify((await flags()).targeting)).toContain('"canary",0');
  const ticked = await run("deploy team-a");
  expect([ticked.code, ticked.out]).toEqual([1, expect.stringContaining("RollingBack (wrong)")]);
  await run("deploy team-a");
  expect((await run("rollout retry team-a")).err).toContain("is bad (wrong): --force with a reason lets it return");
  const started = await run("rollout start team-a --force --reason again");
  expect([started.code, started.err]).toEqual([
    2,
    expect.stringContaining("team-a/r1 was of this release: retry begins it anew"),
  ]);
  const retried = await run("rollout retry team-a --force --reason again");
  expect([retried.code, retried.out]).toEqual([0, expect.stringMatching(/^team-a\/r2: AwaitingApproval /)]);
  expect((await run("rollout start team-a --reason again")).err).toContain("team-a/r2 is under way");
});

test("a release is made of the whole checkout, from whatever folder a tick is run", async () => {
  const { run, folder, key } = await deployed({ "plugins/one/AGENTS.md": "Be rude.\n" });
  const below = await runCli(join(folder, "plugins/one"), ["deploy", "team-a"], key);
  expect([below.code, below.out]).toEqual([0, expect.stringMatching(/^team-a\/r1: AwaitingApproval /)]);
  const { out } = await run("deploy team-a");
  expect(out).toMatch(/^team-a\/r1: AwaitingApproval /);
  expect(/release (sha256:\S+)/.exec(out)?.[1]).toBe(/release (sha256:\S+)/.exec(below.out)?.[1]);
});

test("nobody approves what is asked by the very tick that hears of it", async () => {
  const { run, approve } = await deployed();
  const { code, out, err } = await approve();
  expect([code, err]).toEqual([2, expect.stringContaining("asks for an approval since this tick only")]);
  expect(out).toContain("AwaitingApproval");
  await run("deploy team-a");
  expect((await approve()).code).toBe(0);
});

test.each([
  ["of any length", "long ".repeat(20_000), "long long"],
  ["with half of a character in it", "half \uD83D of one", "half \uFFFD of one"],
  ["of many lines", "one\n::set-env name=X::y\n", "one ::set-env name=X::y"],
])("a reason %s reaches the next tick, so that it takes the release from everybody", async (_what, reason, said) => {
  const { run, approve, folder } = await deployed();
  await run("deploy team-a");
  await approve();
  expect((await runCli(folder, ["rollout", "abort", "team-a", "--reason", reason])).code).toBe(0);
  const { code, out } = await run("deploy team-a");
  expect([code, out]).toEqual([1, expect.stringContaining(`RollingBack (${said}`)]);
  expect(out).not.toMatch(/^::/m);
});

test("a job of an older commit begins nothing, and goes on with what is under way", async () => {
  const { run, approve, commit, git, key, folder } = await deployed();
  await run("deploy team-a");
  await approve();
  const older = git("rev-parse", "HEAD");
  const newer = commit({ "AGENTS.md": "Be kinder.\n" });
  const origin = tempFolder();
  git("clone", "--quiet", "--bare", folder, origin);
  git("remote", "add", "origin", origin);
  const job = { ...key, ...FORGE, CI_COMMIT_BRANCH: "main" };
  expect((await run("deploy team-a", job)).out).toMatch(/^team-a\/r2: /);
  git("checkout", "--quiet", older);
  const late = await run("deploy team-a", job);
  expect(late.err).toContain(`${older.slice(0, 12)} is not the newest commit of its branch`);
  expect([late.code, late.out]).toEqual([0, expect.stringMatching(/^team-a\/r2: /)]);
  git("checkout", "--quiet", newer);
  expect((await run("deploy team-a", job)).out).toMatch(/^team-a\/r2: /);
});

test("a job of a branch that is gone begins nothing", async () => {
  const { run, git, key, folder } = await deployed();
  const origin = tempFolder();
  git("clone", "--quiet", "--bare", folder, origin);
  git("remote", "add", "origin", origin);
  git("--git-dir", origin, "update-ref", "-d", "refs/heads/main");
  const late = await run("deploy team-a", { ...key, ...FORGE, CI_COMMIT_BRANCH: "main" });
  expect(late.err).toContain("is not the newest commit of its branch");
  expect(late.out).toBe("waits: there is no release to start\n");
});

test("a clock that was ahead once keeps nobody from taking a release back, nor gives it again", async () => {
  const { run, approve, flags, pass, key } = await deployed();
  await run("deploy team-a");
  pass(HOUR);
  await approve();
  const given = async () => JSON.stringify((await flags()).targeting).includes('"canary",10');
  expect(await given()).toBe(true);
  const promoted = await run("rollout promote team-a --reason fine", key, 0);
  expect(promoted.out).toContain("the clock is behind the last tick");
  expect((await run("rollout abort team-a --reason wrong", NO_KEY, 0)).code).toBe(0);
  expect(await given()).toBe(false);
  const ticked = await run("deploy team-a", key, 0);
  expect([ticked.code, ticked.out]).toEqual([1, expect.stringContaining("RollingBack (wrong)")]);
  expect(await given()).toBe(false);
});

test("nobody approves by a checkout of another specification what they have not seen", async () => {
  const { run, git, commit, bob } = await deployed();
  const older = git("rev-parse", "HEAD");
  commit({
    "rollouts/team-a.yaml": git("show", "HEAD:rollouts/team-a.yaml").replace("setWeight: 10", "setWeight: 90"),
  });
  await run("deploy team-a");
  git("checkout", "--quiet", older);
  const unseen = await run("rollout approve team-a", bob);
  expect([unseen.code, unseen.err]).toEqual([
    2,
    expect.stringContaining("of another specification than this checkout"),
  ]);
});

test("nobody approves what they wrote, nor without the key", async () => {
  const { run, git, key } = await deployed();
  await run("deploy team-a");
  const unsigned = await run("rollout approve team-a", NO_KEY);
  expect([unsigned.code, unsigned.err]).toEqual([
    2,
    expect.stringContaining("An approval counts where the key signs it"),
  ]);
  const author = git("log", "-1", "--format=%ae");
  const own = await run("rollout approve team-a", { ...key, ...FORGE, GITLAB_USER_LOGIN: author });
  expect([own.code, own.err]).toEqual([2, expect.stringContaining("nobody approves their own")]);
});

test.each(["7-bob@users.noreply.gitlab.example", "7+bob@users.noreply.github.com"])(
  "nobody approves what they wrote under an address that the forge gave them: %s",
  async (address) => {
    const { run, git, approve } = await deployed();
    git("commit", "--quiet", "--allow-empty", `--author=B <${address}>`, "--message", "x");
    await run("deploy team-a");
    const own = await approve();
    expect([own.code, own.err]).toEqual([2, expect.stringContaining("bob wrote a part of this change")]);
  },
);

test("without the key nothing is said to have happened", async () => {
  const { run } = await deployed();
  const { code, out, err } = await run("deploy team-a", NO_KEY);
  expect([code, out.split("\n").length, out]).toEqual([1, 2, expect.stringMatching(/^waits: nothing is raised/)]);
  expect(err).toContain("this job has no key to sign with");
});

test("what stands in the place of the public key is told as what it is", async () => {
  const { run, folder } = await deployed();
  rmSync(join(folder, ".agent-ci/audit-key.pub"));
  expect((await run("deploy team-a")).err).toContain(".agent-ci/audit-key.pub is not there: agent-ci rollout init");
  writeFileSync(join(folder, ".agent-ci/audit-key.pub"), "no key\n");
  expect((await run("deploy team-a")).err).toContain(".agent-ci/audit-key.pub cannot be read: ");
});

test("a key that the repository does not know signs nothing", async () => {
  const { run } = await deployed();
  const { key } = await deployed();
  const { code, err } = await run("deploy team-a", key);
  expect([code, err]).toEqual([
    2,
    expect.stringContaining("is not the private part of a key in .agent-ci/audit-key.pub"),
  ]);
});

test("an approval is of one release: the next one asks again", async () => {
  const { run, approve, commit } = await deployed();
  await run("deploy team-a");
  await approve();
  commit({ "AGENTS.md": "Be kinder.\n" });
  const { out } = await run("deploy team-a");
  expect(out).toMatch(/^team-a\/r2: AwaitingApproval/);
});

describe("what tasks say", () => {
  const ANALYSIS = SPEC.replace(
    "        - pause: {}\n",
    `        - pause: { duration: 1m, minSamples: 20 }
        - analysis: { templates: [{ templateName: quality }] }
        - pause: {}
`,
  ).replace(
    "    canary:\n      environment",
    `    canary:
      analysis: { templates: [{ templateName: quality }], startingStep: 0 }
      environment`,
  ).concat(`---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: quality }
spec:
  metrics:
    - name: success
      provider: { jsonl: { path: runs/*.jsonl } }
      method: sequential
      objective: { successWhen: 'task.outcome == "success"', min: 0.9 }
      inconclusiveLimit: 9
`);
  const records = (count: number, outcome: string, rollout = "team-a/r1") =>
    Array.from({ length: count }, (_, index) =>
      JSON.stringify({ task_id: `${index}`, started: 60_000, variant: "canary", rollout, outcome }),
    ).join("\n");
  const begun = async (source = "path: runs/*.jsonl") => {
    const deployment = await deployed();
    const text = readFileSync(join(deployment.folder, "rollouts/team-a.yaml"), "utf8");
    const target = /path: (\S+) \}/.exec(text)?.[1] ?? "";
    const spec = ANALYSIS.replace("../production", target).replace("path: runs/*.jsonl", source);
    deployment.commit({ "rollouts/team-a.yaml": spec, ".gitignore": "runs/\n" });
    await deployment.run("deploy team-a");
    await deployment.approve();
    mkdirSync(join(deployment.folder, "runs"));
    return deployment;
  };
  const at = async (deployment: Awaited<ReturnType<typeof begun>>, now: number) =>
    runCli(deployment.folder, ["deploy", "team-a"], deployment.key, undefined, now);

  test("enough that succeed let it pass; lines that are none are told, and count nowhere", async () => {
    const deployment = await begun();
    writeFileSync(join(deployment.folder, "runs/a.jsonl"), `${records(40, "success")}\n{"no":"record"}\n`);
    const { out, err } = await at(deployment, 120_000);
    expect(out).toContain("passed-analysis: ");
    const told =
      "quality/success: pass (sequential at 0.05: at most 10.0 % fail; n 40): 0 of 40 fail (0.0 % to 8.8 %), at most 10.0 % may";
    expect((await deployment.run("rollout status", NO_KEY)).out).toContain(`\n  ${told}`);
    const log = (await deployment.branch.read()).files.get("audit/000001.jsonl") ?? "";
    const entry = log.split("\n").find((line) => line.includes('"passed-analysis"'));
    expect(JSON.parse(entry ?? "{}").evidence[1]).toContain(told);
    expect(err).toContain("runs/*.jsonl: 1 line is no task record, and was not counted: 1 without a task_id.");
  });

  test("what workers push to the branch of records decides as well", async () => {
    const deployment = await begun("branch: agent-ci/records");
    writeFileSync(join(deployment.folder, "runs/a.jsonl"), `${records(12, "error")}\n`);
    const pushed = await deployment.run("rollout record runs", NO_KEY);
    expect(pushed.out).toBe("12 task records were added to agent-ci/records.\n");
    rmSync(join(deployment.folder, "runs"), { recursive: true });
    const { code, out } = await at(deployment, 120_000);
    expect([code, out]).toEqual([1, expect.stringContaining("quality/success fails: 12 of 12 fail")]);
  });

  test("failures take it from everybody, with the numbers in the log", async () => {
    const deployment = await begun();
    writeFileSync(join(deployment.folder, "runs/a.jsonl"), records(12, "error"));
    const { code, out } = await at(deployment, 120_000);
    expect([code, out]).toEqual([1, expect.stringContaining("quality/success fails: 12 of 12 fail")]);
    expect((await deployment.run("rollout report team-a")).out).toContain(
      "0 at 1970-01-01 00:01, 1 at 1970-01-01 00:01, 2 at 1970-01-01 00:01, 3 at 1970-01-01 00:01, 4 at",
    );
  });

  test("tasks of another attempt are no data", async () => {
    const deployment = await begun();
    writeFileSync(join(deployment.folder, "runs/a.jsonl"), records(40, "success", "team-a/r7"));
    const { out } = await at(deployment, 120_000);
    expect(out).toContain("0 of 20 samples");
  });
});

test("one command takes every release from everybody, without a key and without a specification", async () => {
  const { run, approve, flags, folder } = await deployed();
  expect((await run("rollout emergency-disable --reason fire", NO_KEY)).out).toContain("there is nothing to disable");
  await run("deploy team-a");
  await approve();
  rmSync(join(folder, "rollouts"), { recursive: true });
  const { code, out } = await run("rollout emergency-disable --reason fire", NO_KEY);
  expect([code, out]).toEqual([0, expect.stringContaining("team-a: the flags give stable to everybody from now on")]);
  expect(JSON.stringify((await flags()).targeting)).toContain('"canary",0');
});

test("a state that cannot be read keeps no other rollout from being disabled, nor its own", async () => {
  const { run, approve, branch } = await deployed();
  await run("deploy team-a");
  await approve();
  const { commit, files } = await branch.read();
  const { flags } = JSON.parse(files.get("flags.json") ?? "");
  const flag = flags["team-a.production"];
  const other = { ...flag, metadata: { ...flag.metadata, rollout: "a-team/r1" } };
  const text = JSON.stringify({ flags: { ...flags, "a-team.production": other } });
  const changes = { "flags.json": text, "rollouts/a-team.json": "{", "rollouts/b-team.json": "{" };
  await branch.write(commit, new Map(Object.entries(changes)), "hi");
  const { code, out, err } = await run("rollout emergency-disable --reason fire", NO_KEY);
  expect(out.match(/^.*: the flags give stable to everybody/gm)).toEqual([
    "a-team: the flags give stable to everybody",
    "team-a: the flags give stable to everybody",
  ]);
  expect([code, err]).toEqual([
    2,
    expect.stringContaining("b-team: The state of b-team cannot be read: it is no JSON."),
  ]);
});

test("with the key, too, an abort waits for nothing that a tick needs", async () => {
  const { run, approve, flags, folder } = await deployed();
  await run("deploy team-a");
  await approve();
  writeFileSync(join(folder, "rollouts/team-a.yaml"), "kind: [");
  const { code, err } = await run("rollout abort team-a --reason wrong");
  expect([code, err]).toEqual([2, expect.stringContaining("the flags give stable to everybody from now on")]);
  expect(err).toContain("rollouts/team-a.yaml:1:");
  expect(JSON.stringify((await flags()).targeting)).toContain('"canary",0');
});

test("a specification that is not committed begins nothing: no later tick would find it", async () => {
  const { run, folder } = await deployed();
  const file = join(folder, "rollouts/team-a.yaml");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("setWeight: 10\n", "setWeight: 20\n"));
  const { code, err } = await run("deploy team-a");
  expect([code, err]).toEqual([
    2,
    expect.stringContaining("rollouts/team-a.yaml is not as it was committed: commit it"),
  ]);
  writeFileSync(file, text.replaceAll("\n", "\r\n"));
  expect((await run("deploy team-a")).code).toBe(0);
});

test("a file of another name moves nobody's rollout", async () => {
  const { run, commit } = await deployed();
  commit({ "rollouts/other.yaml": SPEC });
  const { code, err } = await run("deploy other");
  expect([code, err]).toEqual([
    2,
    expect.stringContaining('rollouts/other.yaml is the rollout "team-a": call the file'),
  ]);
});

test("nobody approves where a shallow clone hides who wrote it", async () => {
  const { run, approve, folder, git } = await deployed();
  await run("deploy team-a");
  const head = git("rev-parse", "HEAD").trim();
  writeFileSync(join(folder, ".git/shallow"), `${head}\n`);
  const { code, err } = await approve();
  expect([code, err]).toEqual([2, expect.stringContaining("this clone is a shallow one. Fetch all of it")]);
});

test("a verdict that somebody tells under a name that nobody asks for is said to count nothing", async () => {
  const { run, folder } = await deployed({ ".gitignore": "*.json\n" });
  await run("deploy team-a");
  const verdicts = { "quality/sucess": { verdict: "fail", why: "78 % delivered" } };
  writeFileSync(join(folder, "told.json"), JSON.stringify({ verdicts }));
  const { code, err } = await run("deploy team-a --evidence told.json");
  expect([code, err]).toEqual([
    0,
    expect.stringContaining(
      "--evidence told.json: quality/sucess counts nothing: the specification has no such metric",
    ),
  ]);
  writeFileSync(join(folder, "told.json"), JSON.stringify({ verdict: verdicts }));
  const other = await run("deploy team-a --evidence told.json");
  expect([other.code, other.err]).toEqual([
    2,
    expect.stringContaining('nobody reads "verdict"; it may have rollout, verdicts, samples, acknowledged, drained.'),
  ]);
});

test("a release of what is not committed is made, and said to be nobody's", async () => {
  const { run, folder } = await deployed();
  expect((await run("deploy team-a")).err).not.toContain("committed");
  writeFileSync(join(folder, "AGENTS.md"), "Be quick.\n");
  const { code, err } = await run("deploy team-a");
  expect([code, err]).toEqual([
    0,
    expect.stringContaining("AGENTS.md is not as committed: this release has what lies here"),
  ]);
});

test.each([
  "deploy team-a",
  "rollout status team-a",
  "rollout abort team-a --reason x",
  "rollout init --name example.com/a",
  "audit verify",
  "release prune",
])("without git, %s says so, and not that there is no branch of states", async (line) => {
  const { run, key } = await deployed();
  const { code, err } = await run(line, { ...key, PATH: tempFolder() });
  expect([code, err]).toEqual([
    2,
    expect.stringContaining("git does not read this repository. It says: git is not on PATH; install it"),
  ]);
});

describe("what is refused", () => {
  test.each([
    ["deploy team-b", 'There is no rollout "team-b": its specification would be rollouts/team-b.yaml.'],
    ["deploy ../team-a.yaml", "cannot be read"],
    ["deploy", "rollout"],
    ["rollout promote team-a", "Say why, for who reads the log"],
    ["rollout abort", "Say of which rollout"],
    ["rollout abort team-a --reason x", 'There is no rollout "team-a". There is: none.'],
    ["deploy team-a --evidence gone.json", "--evidence gone.json cannot be read: there is no such file."],
    ["deploy team-a --evidence AGENTS.md", "--evidence AGENTS.md: it is no JSON."],
  ])("%s", async (line, says) => {
    const { run } = await deployed();
    const { code, err } = await run(line);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
  });

  test.each([
    ["pull_request", "true", "this job is one of pull_request"],
    ["pull_request_target", "true", "this job is one of pull_request_target"],
    ["push", "false", "from protected branches only"],
  ])("a job of %s, protected: %s", async (event, isProtected, says) => {
    const { run, key } = await deployed();
    const env = { ...key, GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: event, GITHUB_REF_PROTECTED: isProtected };
    const { code, err } = await run("deploy team-a", env);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
  });

  test("a key that is none, and files that are no release", async () => {
    const { run, folder } = await deployed();
    expect((await run("deploy team-a", { AGENT_CI_AUDIT_KEY: "secret" })).err).toContain("is no private key");
    writeFileSync(join(folder, "AGENTS.md"), "@gone.md\n");
    const { code, err } = await run("deploy team-a");
    expect([code, err]).toEqual([2, expect.stringContaining("No release was made.")]);
  });
});
