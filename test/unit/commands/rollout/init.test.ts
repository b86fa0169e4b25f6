import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeKeyPair, readSigningKey } from "../../../../src/ledger/note.ts";
import { createRepository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const PUBLIC = ".agent-ci/audit-key.pub";

/** A repository whose origin is a bare one on this machine, and a HOME of its own. */
function begun(address?: string) {
  const repository = createRepository();
  const bare = join(tempFolder(), "bare.git");
  repository.git("clone", "--quiet", "--bare", ".", bare);
  repository.git("remote", "add", "origin", address ?? bare);
  const home = tempFolder();
  const run = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
    runCli(repository.folder, ["rollout", "init", ...args], { HOME: home, ...env });
  const file = (path: string): string => readFileSync(join(repository.folder, path), "utf8");
  return { repository, bare, home, run, file };
}
const NAMED = ["--name", "example.com/agents"];

describe("rollout init", () => {
  test("makes keys, branch and ruleset, and says what comes next", async () => {
    const { repository, bare, home, run, file } = begun();
    const { code, out, err } = await run(NAMED);
    expect([code, err]).toEqual([0, ""]);
    const [name, id = ""] = file(PUBLIC).split("+");
    const key = join(home, ".config/agent-ci/example.com-agents.key");
    expect(out).toBe(`write the private key to ${key}, which you alone can read
make the branch agent-ci/state at ${bare}
write ${PUBLIC}
write .agent-ci/state-ruleset.json
Next, put the private key where production alone reads it, and delete its file:
  gh secret set AGENT_CI_AUDIT_KEY --env production < ${key}
  gh api --method PUT 'repos/{owner}/{repo}/environments/production' --field 'deployment_branch_policy[protected_branches]=true' --field 'deployment_branch_policy[custom_branch_policies]=false'
  glab variable set AGENT_CI_AUDIT_KEY --scope production --protected --masked < ${key}
Commit .agent-ci, so that others can verify.
So that nobody takes back what is on agent-ci/state, once:
  gh api --method POST 'repos/{owner}/{repo}/rulesets' --input .agent-ci/state-ruleset.json
  glab api --method POST 'projects/:id/protected_branches' --field name=agent-ci/state --field push_access_level=40 --field allow_force_push=false
`);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(readSigningKey(readFileSync(key, "utf8"))).toMatchObject({ name, id });
    expect(JSON.parse(file(".agent-ci/state-ruleset.json"))).toEqual({
      name: "agent-ci/state",
      target: "branch",
      enforcement: "active",
      conditions: { ref_name: { include: ["refs/heads/agent-ci/state"], exclude: [] } },
      rules: [{ type: "deletion" }, { type: "non_fast_forward" }],
    });
    expect(repository.git(`--git-dir=${bare}`, "ls-tree", "-r", "--name-only", "agent-ci/state").split("\n")).toEqual([
      ".gitattributes",
      "audit/000001.jsonl",
      "checkpoint",
      "version",
    ]);
    expect(await runCli(repository.folder, ["audit", "verify"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("signed: 1 by example.com/agents"),
    });
  });

  test("leaves no trace of the private key in the repository or in what is printed", async () => {
    const { repository, home, run } = begun();
    const { out, err } = await run(NAMED);
    const key = readFileSync(join(home, ".config/agent-ci/example.com-agents.key"), "utf8");
    const seed = key.trim().split("+").slice(4).join("+");
    expect(seed).toHaveLength(44);
    repository.git("add", "--all");
    const all = repository.git("grep", "--cached", "-I", "-h", "-e", "");
    expect([all, out, err].some((text) => text.includes(seed.slice(8, 24)))).toBe(false);
  });

  test("does nothing twice", async () => {
    const { repository, bare, run, file } = begun();
    await run(NAMED);
    const [key, tip] = [file(PUBLIC), repository.git(`--git-dir=${bare}`, "rev-parse", "agent-ci/state")];
    const again = await run(NAMED);
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringContaining("agent-ci/state is there, and its keys are.\n"),
    });
    expect([file(PUBLIC), repository.git(`--git-dir=${bare}`, "rev-parse", "agent-ci/state")]).toEqual([key, tip]);
  });

  test("--dry-run does nothing once", async () => {
    const { repository, bare, home, run } = begun();
    const { code, out } = await run([...NAMED, "--dry-run"]);
    expect([code, out.split("\n").filter((line) => line.startsWith("would ")).length]).toEqual([0, 4]);
    expect(repository.git("status", "--porcelain")).toBe("");
    expect(existsSync(join(home, ".config"))).toBe(false);
    expect(repository.git(`--git-dir=${bare}`, "branch", "--list", "agent-ci/*")).toBe("");
  });

  test("makes the branch later for who has the key, and tells who has not", async () => {
    const { repository, bare, home, run } = begun();
    await run(NAMED);
    repository.git(`--git-dir=${bare}`, "update-ref", "-d", "refs/heads/agent-ci/state");
    const file = join(home, ".config/agent-ci/example.com-agents.key");
    const key = readFileSync(file, "utf8");
    rmSync(file);
    expect(await run()).toMatchObject({
      code: 2,
      err: expect.stringContaining("give its private key in AGENT_CI_AUDIT_KEY"),
    });
    expect(await run([], { AGENT_CI_AUDIT_KEY: makeKeyPair("example.com/agents").signing })).toMatchObject({
      code: 2,
      err: expect.stringContaining("and not the one of .agent-ci/audit-key.pub"),
    });
    expect(await run([], { AGENT_CI_AUDIT_KEY: key })).toMatchObject({
      code: 0,
      out: expect.stringContaining("make the branch"),
    });
    expect((await runCli(repository.folder, ["audit", "verify"])).code).toBe(0);
  });

  test("goes on with what ended half-way: the key is there, the branch could not be pushed, or nothing was written here", async () => {
    const { repository, bare, run, file } = begun();
    repository.git("config", "remote.origin.url", join(bare, "../nowhere.git"));
    expect((await run(NAMED)).code).toBe(2);
    mkdirSync(join(bare, "hooks"), { recursive: true });
    writeFileSync(join(bare, "hooks/pre-receive"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    repository.git("config", "remote.origin.url", bare);
    expect(await run(NAMED)).toMatchObject({ code: 2, err: expect.stringContaining("cannot be written") });
    expect(repository.git("status", "--porcelain")).toBe("");
    rmSync(join(bare, "hooks/pre-receive"));
    expect(await run(NAMED)).toMatchObject({ code: 0, out: expect.not.stringContaining("private key to") });
    const key = file(PUBLIC);
    rmSync(join(repository.folder, ".agent-ci"), { recursive: true });
    expect((await run(NAMED)).code).toBe(0);
    expect(file(PUBLIC)).toBe(key);
    expect((await runCli(repository.folder, ["audit", "verify"])).code).toBe(0);
  });

  test("in a repository without a remote the branch lies there", async () => {
    const repository = createRepository();
    const key = join(tempFolder(), "it's mine/key");
    const { code, out } = await runCli(repository.folder, ["rollout", "init", ...NAMED, "--key-file", key]);
    expect([code, out]).toEqual([0, expect.stringContaining("make the branch agent-ci/state in this repository")]);
    expect(out).toContain(String.raw`< '${key.replace("'", String.raw`'\''`)}'`);
    expect(repository.git("branch", "--list", "agent-ci/state")).toContain("agent-ci/state");
  });
});

describe("rollout init --github", () => {
  const METRIC = (name: string, provider: string): string =>
    `    - { name: ${name}, provider: ${provider}, failureCondition: value > 1 }\n`;
  const SPEC = `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  bundle: { include: [AGENTS.md] }
  environments:
    staging: { target: { directory: { path: /srv/staging } } }
    live: { target: { directory: { path: /srv/live } } }
  strategy:
    staging:
      goldenReference: { dataset: golden/a.yaml }
      steps: [{ job: { name: smoke, command: [node, --version], timeout: 5m } }]
    canary:
      environment: live
      analysis: { templates: [{ templateName: quality }] }
      steps: [{ setWeight: 100 }]
---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: quality }
spec:
  metrics:
${METRIC("prometheus", '{ prometheus: { address: $PROMETHEUS_URL, query: "up" } }')}${METRIC("address", "{ web: { url: https://example.com/a } }")}${METRIC("runs", '{ githubActions: { workflow: a.yml, branch: main, count: "true" } }')}${METRIC("own", "{ web: { url: $GITHUB_API_URL } }")}`;
  const NOTIFIED = (url: string): string => `notifications:
  receivers:
    team: { slack: { url: ${url} } }
    nobody: { webhook: { url: https://example.com/, secret: $UNTOLD_SECRET } }
  on-rollout-paused: [team]
`;
  const FLOW = ".github/workflows/agent-ci-rollout-team-a.yml";
  const withRollout = (files: Readonly<Record<string, string>> = {}) => {
    const made = begun();
    made.repository.commit({
      "rollouts/team-a.yaml": SPEC,
      "agent-ci.yaml": NOTIFIED("$SLACK_WEBHOOK_URL"),
      "golden/a.yaml": "kind: golden\ncases:\n  one: { command: [node], comparators: [{ type: equals }] }\n",
      ...files,
    });
    return { ...made, github: async (...more: readonly string[]) => made.run([...NAMED, "--github", ...more]) };
  };

  test("hands the jobs what the specification and those who are told take, and says where that is kept", async () => {
    const { github, file } = withRollout();
    const { code, out, err } = await github();
    expect([code, err]).toEqual([0, ""]);
    expect(
      file(FLOW)
        .match(/^ {10}[A-Z_]+: \S.*$/gmu)
        ?.slice(0, 4),
    ).toEqual([
      "          AGENT_CI_AUDIT_KEY: ${{ secrets.AGENT_CI_AUDIT_KEY }}",
      "          GITHUB_TOKEN: ${{ github.token }}",
      "          PROMETHEUS_URL: ${{ secrets.PROMETHEUS_URL || vars.PROMETHEUS_URL }}",
      "          SLACK_WEBHOOK_URL: ${{ secrets.SLACK_WEBHOOK_URL }}",
    ]);
    expect(file(FLOW)).toContain("allow-commands: true");
    for (const absent of ["UNTOLD", "GITHUB_API_URL"]) expect(file(FLOW)).not.toContain(absent);
    expect(out).toContain("Next, put the private key where live alone reads it");
    expect(out).toContain("gh secret set PROMETHEUS_URL --env live\n  gh secret set SLACK_WEBHOOK_URL --env live\n");
  });

  test("says at a second run what is no longer as the specification wants it, and writes nothing over", async () => {
    const { github, repository, file } = withRollout();
    await github();
    expect((await github()).out).not.toContain("By hand");
    const before = file(FLOW);
    repository.commit({
      "agent-ci.yaml": NOTIFIED("$CHAT_URL"),
      "rollouts/team-b.yaml": SPEC.replace("team-a", "team-b"),
    });
    const { out } = await github();
    expect(file(FLOW)).toBe(before);
    expect(out).toContain("write .github/workflows/agent-ci-rollout-team-b.yml");
    expect(out).toContain(`By hand: ${FLOW}: hand the job tick \`CHAT_URL: \${{ secrets.CHAT_URL }}\``);
    expect(out).toContain(
      `By hand: ${FLOW}: the job tick is handed SLACK_WEBHOOK_URL, which nothing takes any longer.`,
    );
    expect(out).toContain("By hand: .github/workflows/agent-ci-rollback.yml: it lacks the job tick-team-b");
    repository.commit({ "rollouts/team-a.yaml": null });
    expect((await github()).out).toContain(`By hand: ${FLOW}: there is no rollout team-a any longer: delete it.`);
  });

  test("hands nobody the key that signs, nor what is the forge's own", async () => {
    for (const name of ["$AGENT_CI_AUDIT_KEY", "$GITHUB_TOKEN"]) {
      const { github, repository } = withRollout({ "agent-ci.yaml": NOTIFIED(name) });
      const { code, err } = await github();
      expect([code, err]).toEqual([2, expect.stringContaining(`takes ${name.slice(1)}, which is for nobody else`)]);
      expect(repository.git("status", "--porcelain")).toBe("");
    }
  });
});

describe("a mistake ends with 2, and nothing is written:", () => {
  test.each([
    ["no name for the log", [], "Name the log, such as --name example.com/team/agents"],
    ["a name with a space", ["--name", "a b"], "without spaces and `+`"],
    ["a name with a line end", ["--name", "a\nb"], "without spaces and `+`"],
    [
      "a key inside of the repository",
      [...NAMED, "--key-file", ".agent-ci/key"],
      "The private key cannot be kept in .agent-ci/key: it lies in the repository.",
    ],
    ["a verb that is none", ['init";touch x;"'], 'rollout has no verb "init'],
  ])("%s", async (_what, args, says) => {
    const { repository, bare, run } = begun();
    const { code, err } = args[0]?.startsWith("init")
      ? await runCli(repository.folder, ["rollout", ...args])
      : await run(args);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
    expect(repository.git("status", "--porcelain")).toBe("");
    expect(repository.git(`--git-dir=${bare}`, "branch", "--list", "agent-ci/*")).toBe("");
  });

  test("a key that is there, a pipeline, a remote that is not there, a branch of somebody else", async () => {
    const other = begun();
    const there = join(other.home, "there");
    await other.run([...NAMED, "--key-file", there]);
    expect(await begun().run(["--name", "example.com/b", "--key-file", there])).toMatchObject({
      code: 2,
      err: expect.stringContaining(`The private key in ${there} is of example.com/agents`),
    });
    writeFileSync(there, "something else");
    expect(await begun().run([...NAMED, "--key-file", there])).toMatchObject({
      code: 2,
      err: expect.stringContaining("is no private key of an audit log. It is left as it is"),
    });
    expect(await begun().run(NAMED, { CI: "true" })).toMatchObject({
      code: 2,
      err: expect.stringContaining("on a machine of your own"),
    });
    expect(await begun("file:///nowhere").run(NAMED)).toMatchObject({
      code: 2,
      err: expect.stringContaining("cannot be read"),
    });
    other.repository.commit({ [PUBLIC]: null });
    expect(await other.run(NAMED)).toMatchObject({
      code: 2,
      err: expect.stringContaining("take that from the branch where it was committed"),
    });
  });
});
