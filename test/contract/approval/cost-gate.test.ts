import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { markdown } from "../../../src/report/markdown/markdown.ts";
import type { ApiWorld } from "../../support/api.ts";
import { A1, A2, commented, commit, bob, playApprovals } from "../../support/approvals.ts";
import { createRepository, type FileChanges, type Repository } from "../../support/git.ts";
import { runCheck } from "../../support/run-check.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** 1,000 tokens of a task and those of AGENTS.md, 100,000 times: 1,100 × 5,000 + 100 × 30,000 nano-dollars are $850. */
const profile = (model = "gpt-5.5"): string => `workflows:
  review:
    client: codex
    model: ${model}
    runs-per-month: 100000
    turns: 1
    prompt-tokens: 1000
    turn-tokens: 0
    output-tokens: 100
    cache-hit-percent: 100
    own-tokens: 0
`;
const config = (approval: string, budget = "total-dollars: 900"): string =>
  `clients: [codex]\ncost:\n${approval}  budgets: [{ name: all, ${budget} }]\n`;
const APPROVAL = "  approval: { by: [environment, label, comment] }\n";
const words = (count: number): string => `${"word ".repeat(count).trim()}\n`;
const BASE: FileChanges = {
  "AGENTS.md": words(99),
  "agent-ci.yaml": config(APPROVAL),
  "agent-usage.yaml": profile(),
};
/** 300 tokens more, $150. */
const LONGER: FileChanges = { "AGENTS.md": words(399) };

function changed(after: FileChanges = LONGER, before: FileChanges = BASE): Repository {
  const repository = createRepository(before);
  repository.branch("topic");
  repository.commit(after);
  return repository;
}

interface Job {
  readonly world?: ApiWorld;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly head?: string;
  readonly command?: string;
  /** In the place of the event of pull request 7. */
  readonly event?: object;
}

/** The job of pull request 7, on the commit `head`; its policy is that of `main`. */
async function gate(
  { folder }: Repository,
  { world = { timeline: [] }, values = {}, env = {}, head = A1, event: told, command = "cost-gate" }: Job = {},
) {
  const api = await playApprovals("github", {
    ...world,
    answers: { "pulls/get": { head: { sha: head } }, ...world.answers },
  });
  const repo = { full_name: "o/r" };
  const event = told ?? { pull_request: { number: 7, head: { sha: head, repo }, base: { repo } } };
  const place = tempFolder({ "event.json": JSON.stringify(event) });
  const { report, verdict, code } = await runCheck(folder, {
    command,
    values: { base: "main", "policy-from": "main", "github-token": "t", ...values },
    env: {
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: join(place, "event.json"),
      GITHUB_API_URL: api.url,
      GITHUB_REPOSITORY: "o/r",
      GITHUB_RUN_ID: "1000",
      ...env,
    },
  });
  expect(api.violations).toEqual([]);
  const said = markdown({ report, verdict });
  return {
    api,
    code,
    result: verdict.result,
    found: report.diagnostics.map(({ severity, rule, message }) => `${severity} ${rule} ${message}`),
    said,
    phrase: /approve cost [0-9a-f]{32}/.exec(said)?.[0] ?? "",
  };
}
const say = (phrase: string): ApiWorld => ({ timeline: [{ ...commented, body: phrase }] });
const EXCEEDS = "all: $1,000.00 a month exceed $900.00.";

describe("a budget that is exceeded", () => {
  test("fails, and says what to do to approve it", async () => {
    const { code, found, said, phrase } = await gate(changed());
    expect([code, found]).toEqual([1, [`error cost/over-budget ${EXCEEDS}`]]);
    expect(phrase).not.toBe("");
    expect(said).toContain("Nobody has approved it.");
    expect(said).toContain(`An owner of agent-ci.yaml sets the label "${phrase}", and runs this job again.`);
    expect(said).toContain("A reviewer of the environment agent-ci-cost approves");
    expect(said).toContain("void with the next push and with another report");
  });

  test("passes once it is approved, and says by whom", async () => {
    const { phrase } = await gate(changed());
    const { code, found, said } = await gate(changed(), { world: say(phrase) });
    expect([code, found]).toEqual([0, [`info cost/over-budget ${EXCEEDS} Approved by bob.`]]);
    expect(said).toContain("bob approved it by a comment, at 2026-11-30T10:00:00Z.");
  });

  test("is not approved for the next push", async () => {
    const { phrase } = await gate(changed());
    const { code, said } = await gate(changed(), { world: say(phrase), head: A2 });
    expect(code).toBe(1);
    expect(said).toContain("bob approved another commit or another report.");
  });

  test("is not approved with other numbers", async () => {
    const { phrase } = await gate(changed());
    const dearer = changed(LONGER, { ...BASE, "AGENTS.md": words(100) });
    const { code, said } = await gate(dearer, { world: say(phrase) });
    expect(code).toBe(1);
    expect(said).toContain("bob approved another commit or another report.");
  });

  test("is not approved by who wrote it", async () => {
    const { phrase } = await gate(changed());
    const commits = { "repos/compare-commits-with-basehead": { commits: [commit({ author: bob })] } };
    const { code, said } = await gate(changed(), { world: { ...say(phrase), answers: commits } });
    expect(code).toBe(1);
    expect(said).toContain("bob approved it, which does not count: author of a1a1a1a1a1a1.");
  });

  test("passes `check`, too, which judges the same beside everything else", async () => {
    const cost = ({ found }: { readonly found: readonly string[] }) => found.filter((one) => one.includes(" cost/"));
    const asked = await gate(changed(), { command: "check" });
    expect([asked.code, cost(asked)]).toEqual([1, [`error cost/over-budget ${EXCEEDS}`]]);
    const approved = await gate(changed(), { command: "check", world: say(asked.phrase) });
    expect([approved.code, cost(approved)]).toEqual([0, [`info cost/over-budget ${EXCEEDS} Approved by bob.`]]);
  });

  test("growth is approved like a total", async () => {
    const grown = changed(LONGER, { ...BASE, "agent-ci.yaml": config(APPROVAL, "increase-percent: 10") });
    const { phrase, found } = await gate(grown);
    expect(found).toEqual(["error cost/increase all: +$150.00 a month, from $850.00 to $1,000.00, exceeds 10 %."]);
    expect((await gate(grown, { world: say(phrase) })).code).toBe(0);
  });
});

describe("nothing is let through", () => {
  test("where the forge does not answer", async () => {
    const { phrase } = await gate(changed());
    const faults = [{ operation: "issues/list-events-for-timeline", status: 403 }];
    for (const values of [{}, { settings: { "on-inconclusive": "warn" } }]) {
      const { code, result, said } = await gate(changed(), { world: { ...say(phrase), faults }, values });
      expect([code, result]).toEqual([1, "fail"]);
      expect(said).toContain(
        "Who approved it cannot be asked, so nobody has: 403 Resource not accessible by integration",
      );
    }
  });

  test("where there is no token", async () => {
    const { code, said, api } = await gate(changed(), { values: { "github-token": undefined } });
    expect(code).toBe(1);
    expect(said).toContain("there is no token");
    expect(api.requests).toEqual([]);
  });

  test("where the price is not known: nobody approves what nobody knows", async () => {
    const unknown = changed({ ...LONGER, "agent-usage.yaml": profile("claude-sonnet-9") });
    const base = { ...BASE, "agent-usage.yaml": profile("claude-sonnet-9") };
    const { code, found } = await gate(changed(LONGER, base), { world: say("approve cost x") });
    expect([code, found]).toEqual([1, ["error cost/unknown-price review: no price of claude-sonnet-9."]]);
    expect((await gate(unknown)).code).toBe(1);
  });

  test("where the target branch has no way to approve, whatever the change brings", async () => {
    const silent = { ...BASE, "agent-ci.yaml": config("") };
    const bringing = changed({ ...LONGER, "agent-ci.yaml": config(APPROVAL) }, silent);
    const { code, found, api } = await gate(bringing);
    expect([code, api.requests]).toEqual([1, []]);
    expect(found).toContain("warning policy/weakened `cost`: approval.by comment is new.");
  });

  test("outside of a request", async () => {
    const { code, said, api } = await gate(changed(), { env: { GITHUB_EVENT_NAME: "push", GITHUB_EVENT_PATH: "" } });
    expect([code, api.requests]).toEqual([1, []]);
    expect(said).not.toContain("Approval");
  });
});

describe("in a merge queue", () => {
  const queue = ({ git }: Repository, head_ref = `refs/heads/gh-readonly-queue/main/pr-7-${"ba".repeat(20)}`): Job => ({
    env: { GITHUB_EVENT_NAME: "merge_group" },
    event: { merge_group: { head_ref, base_ref: "refs/heads/main", base_sha: git("rev-parse", "main") } },
  });

  test("what was approved of the request counts for the same numbers", async () => {
    const { phrase } = await gate(changed());
    const repository = changed();
    expect(await gate(repository, { ...queue(repository), world: say(phrase) })).toMatchObject({
      code: 0,
      result: "pass",
    });
    const dearer = changed(LONGER, { ...BASE, "AGENTS.md": words(100) });
    expect((await gate(dearer, { ...queue(dearer), world: say(phrase) })).code).toBe(1);
  });

  test("a forge that does not say what it stands at is no approval, nor a queue of another form", async () => {
    const repository = changed();
    const faults = [{ operation: "pulls/get", status: 403 }];
    const { code, said } = await gate(repository, { ...queue(repository), world: { faults } });
    expect(code).toBe(1);
    expect(said).toContain("Who approved it cannot be asked, so nobody has: 403");
    const { code: other, api } = await gate(repository, queue(repository, "refs/heads/queue/7"));
    expect([other, api.requests]).toEqual([1, []]);
  });
});

test("what keeps to its budget asks nobody", async () => {
  const { code, api } = await gate(changed({ "AGENTS.md": words(98) }));
  expect([code, api.requests]).toEqual([0, []]);
});

test("a change whose own profile and budgets say more is approved by what the target's policy reports of it", async () => {
  const busier = changed({ ...LONGER, "agent-usage.yaml": profile().replace("100000", "200000") });
  const { phrase, found } = await gate(busier);
  expect(found).toEqual([
    `error cost/over-budget ${EXCEEDS}`,
    "error cost/over-budget all: $2,000.00 a month exceed $900.00.",
  ]);
  const { code, said } = await gate(busier, { world: say(phrase) });
  expect(code).toBe(0);
  expect(said).toContain("By the profile of the change");
});
