import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ApiWorld, playApi } from "../../support/api.ts";
import { ada, bob, commit } from "../../support/approvals.ts";
import { HOUR, MINUTE } from "../../support/rollouts.ts";
import { createRepository } from "../../support/git.ts";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { signedBranch } from "../../support/ticks.ts";

const SPEC = (
  target: string,
  approval = "{ when: always }",
  steps = STEPS,
): string => `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  bundle: { include: [AGENTS.md] }
  environments: { production: { target: { directory: { path: ${target} } } } }
  approval: ${approval}
  ${steps}
`;
const STEPS = "strategy: { canary: { steps: [{ setWeight: 10 }, { pause: {} }, { setWeight: 100 }] } }";
const CHECKED = `strategy: { canary: { steps: [{ setWeight: 100 }] } }
  monitoring: { checkpoints: [{ name: first-hour, after: 1h, confirmations: ["nobody complained"] }] }`;
const REVIEWED = {
  name: "production-approval",
  protection_rules: [{ id: 1, node_id: "x", type: "required_reviewers", reviewers: [{ type: "User", reviewer: {} }] }],
};
const BARE = { name: "production-approval", protection_rules: [] };
interface Said {
  readonly words?: string;
  /** Approved, unless told. */
  readonly is?: "approved" | "rejected";
  readonly by?: object;
  /** As GitHub tells it, and the one that the review was for. */
  readonly environment?: object;
  readonly name?: string;
  readonly world?: ApiWorld;
}
const JOB = {
  GITHUB_ACTIONS: "true",
  GITHUB_REF_PROTECTED: "true",
  GITHUB_EVENT_NAME: "push",
  GITHUB_REPOSITORY: "o/r",
  GITHUB_REF_NAME: "main",
  GITHUB_RUN_ID: "1000",
  GITHUB_TRIGGERING_ACTOR: "ada",
};

/** A rollout that waits for an approval, in a repository at GitHub whose commits are ada's. */
async function awaiting(approval?: string, steps?: string) {
  const target = tempFolder();
  const repository = createRepository({
    "AGENTS.md": "Be kind.\n",
    "rollouts/team-a.yaml": SPEC(target, approval, steps),
  });
  const { pair } = await signedBranch(repository.folder);
  repository.commit({ ".agent-ci/audit-key.pub": `${pair.verifying}\n` });
  const env = { ...JOB, AGENT_CI_AUDIT_KEY: pair.signing };
  const head = (): string => repository.git("rev-parse", "HEAD");
  const root = (): string => repository.git("rev-list", "--max-parents=0", "HEAD");
  let now = 0;
  /** What the last run told the jobs after it, and whoever looks at it. */
  const told: { given: Record<string, string>; summary: string } = { given: {}, summary: "" };
  const run = async (line: string, more: Readonly<Record<string, string>> = {}) => {
    Object.assign(told, { given: {}, summary: "" });
    return runCli(repository.folder, line.split(" "), { ...env, ...more }, undefined, now, {
      give: (name, value) => (told.given[name] = value),
      summarize: async (text) => void (told.summary += text),
    });
  };
  /** The phrase that a tick says, some time after the one before. */
  const tick = async (passes = 0): Promise<string> => {
    now += passes;
    return /with the comment "([^"]+)"/.exec((await run("deploy team-a")).err)?.[1] ?? "";
  };
  /** Asks GitHub, where somebody has said something, and answers with what came of it. */
  const approve = async (said: Said, more: Readonly<Record<string, string>> = {}, line = "rollout approve team-a") => {
    const { words, is = "approved", by = bob, environment = REVIEWED, name = "production-approval", world = {} } = said;
    const review = { state: is, comment: words, user: by, environments: [{ name }] };
    const api = await playApi("github", {
      ...world,
      answers: {
        "repos/get-environment": environment,
        "repos/compare-commits-with-basehead": { commits: [commit({ sha: head() })] },
        "repos/get-commit": commit({ sha: root() }),
        "repos/get-collaborator-permission-level": { permission: "write", role_name: "write", user: by },
        "users/get-by-username": { ...by, name: "N", email: "n@example.com" },
        "actions/get-reviews-for-run": words === undefined ? [] : [review],
        ...world.answers,
      },
    });
    const ran = await run(line, { GITHUB_API_URL: api.url, GITHUB_TOKEN: "t", ...more });
    expect(api.violations).toEqual([]);
    return ran;
  };
  return { ...repository, run, tick, approve, told };
}

describe("an approval on GitHub", () => {
  test("is a reviewer's of this run, with the phrase that the tick said", async () => {
    const { tick, approve } = await awaiting();
    const { code, out } = await approve({ words: await tick() });
    expect([code, out]).toEqual([0, expect.stringContaining("  approved: ")]);
    expect(out).toContain("approved by bob");
  });

  test.each([
    ["nobody", {}, "Nobody has approved"],
    ["somebody without the phrase", { words: "fine" }, "Nobody has approved"],
    ["the author of a commit", { by: ada }, "ada approved it, which does not count: author of"],
    [
      "the author of the first commit of all, which no comparison shows",
      { world: { answers: { "repos/get-commit": commit({ author: bob }) } } },
      "bob approved it, which does not count: author of",
    ],
    ["a program", { by: { ...bob, type: "Bot" } }, "a program does not approve"],
    ["an environment without reviewers, in a run that a push started", { environment: BARE }, "Nobody has approved"],
  ])("is not that of %s", async (_, said, why) => {
    const { tick, approve } = await awaiting();
    const phrase = await tick();
    const { code, err } = await approve("by" in said || "world" in said ? { ...said, words: phrase } : said);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
    expect(err).toContain(`with the comment "${phrase}"`);
  });

  test("is void for another commit, and for the same one where it begins again", async () => {
    const { tick, approve, commit: push, git } = await awaiting();
    const first = await tick();
    const before = git("rev-parse", "HEAD");
    push({ "AGENTS.md": "Be kinder.\n" });
    const unticked = await approve({ words: first });
    expect([unticked.code, unticked.err]).toEqual([
      2,
      expect.stringContaining("of another release than this checkout has"),
    ]);
    const second = await tick();
    const late = await approve({ words: first });
    expect([late.code, late.err]).toEqual([
      2,
      expect.stringContaining("bob approved another commit or another report."),
    ]);
    git("reset", "--quiet", "--hard", before);
    const third = await tick();
    expect(new Set([first, second, third]).size).toBe(3);
    expect((await approve({ words: first })).code).toBe(2);
    expect((await approve({ words: third })).code).toBe(0);
  });

  test("is of one role, where roles sign off", async () => {
    const { run, approve } = await awaiting("{ when: always, roles: [qa] }");
    const { err } = await run("deploy team-a");
    expect(err).toContain("waits for an approval by qa");
    const [, words = ""] = /with the comment "([^"]+)"/.exec(err) ?? [];
    const name = "production-approval-qa";
    const as = (role: string) => approve({ words, name }, {}, `rollout approve team-a --role ${role}`);
    expect((await as("security")).code).toBe(2);
    expect((await as("qa")).out).toContain("bob as qa");
  });

  test("of a checkpoint has another phrase than that of the release, which is void for it", async () => {
    const { tick, approve } = await awaiting(undefined, CHECKED);
    const first = await tick();
    await approve({ words: first });
    expect(await tick(HOUR - MINUTE)).toBe("");
    await tick(MINUTE);
    const second = await tick(MINUTE);
    expect(second).toMatch(/^approve rollout\/team-a /);
    const line = "rollout approve team-a --checkpoint first-hour";
    expect((await approve({ words: first }, {}, line)).err).toContain("bob approved another commit or another report.");
    expect((await approve({ words: second }, {}, line)).out).toContain("checkpoint-passed: first-hour");
  });

  test("is, where the plan knows no reviewers, of whoever starts the run by hand and wrote nothing", async () => {
    const { tick, approve } = await awaiting();
    await tick();
    const started = (verb: string) => ({
      GITHUB_EVENT_NAME: "workflow_dispatch",
      GITHUB_EVENT_PATH: join(tempFolder({ "event.json": JSON.stringify({ inputs: { verb } }) }), "event.json"),
    });
    const byHand = started("approve");
    const own = await approve({ environment: BARE, by: ada }, byHand);
    expect([own.code, own.err]).toEqual([2, expect.stringContaining("ada approved it, which does not count: author")]);
    const reviewed = await approve({}, { ...byHand, GITHUB_TRIGGERING_ACTOR: "bob" });
    expect([reviewed.code, reviewed.err]).toEqual([2, expect.stringContaining("Nobody has approved")]);
    const ticked = await approve({ environment: BARE }, { ...started("tick"), GITHUB_TRIGGERING_ACTOR: "bob" });
    expect([ticked.code, ticked.err]).toEqual([2, expect.stringContaining("Nobody has approved")]);
    const other = await approve({ environment: BARE }, { ...byHand, GITHUB_TRIGGERING_ACTOR: "bob" });
    expect([other.code, other.out]).toEqual([0, expect.stringContaining("approved by bob")]);
  });

  test("is not there where GitHub does not answer, or where there is no token", async () => {
    const { tick, approve, run } = await awaiting();
    const words = await tick();
    const faults = [{ operation: "repos/get-environment", status: 403 }];
    const silent = await approve({ words, world: { faults } });
    expect([silent.code, silent.err]).toEqual([2, expect.stringContaining("`actions: read`")]);
    const bare = await run("rollout approve team-a");
    expect([bare.code, bare.err]).toEqual([2, expect.stringContaining("there is no token")]);
  });
});

describe("a rejection on GitHub", () => {
  /** Rejects what the last tick has asked, or something else. */
  const rejecting = async (approval?: string, steps?: string) => {
    const project = await awaiting(approval, steps);
    const asked = async () => {
      await project.run("deploy team-a");
      return project.told.given["seen"] ?? "";
    };
    const reject = (said: Said, seen: string, more = "") =>
      project.approve({ is: "rejected", ...said }, {}, `deploy team-a --verb reject --seen ${seen}${more}`);
    return { ...project, asked, reject };
  };

  test("takes the release back, with the name and the words of who said no, whoever wrote it", async () => {
    for (const by of [bob, ada]) {
      const { asked, reject, run } = await rejecting();
      const seen = await asked();
      const { code, out } = await reject({ words: "not\n::error::before the audit", by }, seen);
      expect([code, out]).toEqual([1, expect.stringContaining(`failed by ${by.login}: canary/1: `)]);
      expect(out).toContain(`${by.login} rejected it: not ::error::before the audit`);
      expect((await run("rollout status team-a")).out).toContain("Failed");
    }
  });

  test("waits for no clock", async () => {
    const { tick, told, reject } = await rejecting();
    await tick(HOUR);
    const seen = told.given["seen"] ?? "";
    await tick(-HOUR);
    const { out } = await reject({ words: "no" }, seen);
    expect(out).toContain("failed by bob: canary/1: bob rejected it: no");
  });

  test("takes back what people have already, where a checkpoint is turned down", async () => {
    const { tick, approve, run, told, reject } = await rejecting(undefined, CHECKED);
    await approve({ words: await tick() });
    await tick(HOUR);
    await tick(MINUTE);
    const { out } = await reject({ words: "users complain" }, told.given["seen"] ?? "", " --checkpoint first-hour");
    expect(out).toContain("rolling-back by bob: canary/3/first-hour: bob rejected it: users complain");
    expect((await run("deploy team-a")).out).toContain("Degraded");
  });

  test.each([
    ["nobody, where the job that asks failed by itself", {}, "Nobody has rejected canary/1 of team-a/r1 in this run"],
    ["a review that let it go on", { is: "approved", words: "fine" }, "Nobody has rejected"],
    ["another environment", { words: "no", name: "production-approval-qa" }, "Nobody has rejected"],
    [
      "an API that does not answer",
      { words: "no", world: { faults: [{ operation: "actions/get-reviews-for-run", status: 403 }] } },
      "cannot be asked",
    ],
  ] as const)("is not that of %s: it waits on", async (_, said, why) => {
    const { asked, reject, run } = await rejecting();
    const { code, err } = await reject(said, await asked());
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
    expect((await run("rollout status team-a")).out).toContain("AwaitingApproval");
  });

  test("of another attempt takes nothing back, and has to say of which it is", async () => {
    const { asked, reject, run, commit: push } = await rejecting();
    const first = await asked();
    push({ "AGENTS.md": "Be kinder.\n" });
    expect(await asked()).not.toBe(first);
    const late = await reject({ words: "no" }, first);
    expect([late.code, late.err]).toEqual([2, expect.stringContaining("what bob rejected was something else")]);
    const unsaid = await run("deploy team-a --verb reject", { GITHUB_TOKEN: "t" });
    expect([unsaid.code, unsaid.err]).toEqual([2, expect.stringContaining("give the action `seen`")]);
    expect((await run("rollout status team-a")).out).toContain("AwaitingApproval");
  });

  test("needs the key, and elsewhere a reason", async () => {
    const { asked, run } = await rejecting();
    await asked();
    const keyless = await run("rollout reject team-a --reason no", { AGENT_CI_AUDIT_KEY: "", GITHUB_ACTIONS: "" });
    expect([keyless.code, keyless.err]).toEqual([2, expect.stringContaining("agent-ci rollout abort")]);
    const silent = await run("rollout reject team-a", { GITHUB_ACTIONS: "" });
    expect([silent.code, silent.err]).toEqual([2, expect.stringContaining("Say why")]);
    const { out } = await run("rollout reject team-a --reason no", { GITHUB_ACTIONS: "" });
    expect(out).toMatch(/failed by \S+: canary\/1: \S+ rejected it: no/u);
  });
});

describe("who is asked", () => {
  const WORKFLOW = { GITHUB_WORKFLOW_REF: "o/r/.github/workflows/agent-ci-rollout-team-a.yml@refs/heads/main" };
  const ticked = async (environment: object, world: ApiWorld = {}) => {
    const { approve, told } = await awaiting();
    const { err } = await approve({ environment, world }, WORKFLOW, "deploy team-a");
    return { err, ...told };
  };
  const START =
    "starts the workflow with the verb approve: gh workflow run agent-ci-rollout-team-a.yml --field verb=approve";

  test("are the reviewers of the environment, where it has some", async () => {
    const { err, given, summary } = await ticked(REVIEWED);
    expect(given).toMatchObject({ asked: "production-approval", approval: "production", golden: "" });
    expect(given["seen"]).toMatch(/^[0-9a-f]{12}$/u);
    expect(err).toContain("A reviewer of the environment production-approval lets the job go on");
    expect(summary).toContain("team-a/r1: AwaitingApproval");
    expect(summary).toMatch(/with the comment "approve rollout\/team-a [0-9a-f]{32}"/u);
  });

  test("is nobody in this run, where it has none: the run says who does what", async () => {
    for (const environment of [BARE, { ...BARE, protection_rules: [{ id: 1, node_id: "x", type: "branch_policy" }] }]) {
      const { err, given, summary } = await ticked(environment);
      expect(given).toMatchObject({ asked: "", approval: "production" });
      expect(err).toContain(
        `has no reviewers, so that somebody who may write, and wrote nothing of the change, ${START}`,
      );
      expect(summary).toContain("gh workflow run agent-ci-rollout-team-a.yml --field verb=approve");
    }
  });

  test("are they all the same, where GitHub does not say whether there are any", async () => {
    const { err, given } = await ticked(BARE, { faults: [{ operation: "repos/get-environment", status: 403 }] });
    expect(given["asked"]).toBe("production-approval");
    expect(err).toContain("Where production-approval has no reviewers,");
  });

  test("is nobody anew by the ticks after that", async () => {
    const { approve, told } = await awaiting();
    for (const asked of ["production-approval", ""]) {
      await approve({}, WORKFLOW, "deploy team-a");
      expect(told.given).toMatchObject({ asked, approval: "production" });
    }
  });
});
