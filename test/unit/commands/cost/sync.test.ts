import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { jsonl } from "../../../support/usage-logs.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

type Used = readonly [read: number, written: number, output: number];
let numbers = 0;

/** A request and its answer, by Claude Sonnet 4.6 if nothing else is said. */
const answer = (session: string, day: string, [read, written, output]: Used, more: object = {}) => ({
  type: "assistant",
  sessionId: session,
  timestamp: `${day}T10:00:00Z`,
  requestId: `req_${++numbers}`,
  ...more,
  message: {
    id: `msg_${numbers}`,
    model: "claude-sonnet-4-6",
    stop_reason: "end_turn",
    usage: {
      input_tokens: 0,
      cache_read_input_tokens: read,
      cache_creation_input_tokens: written,
      cache_creation: { ephemeral_5m_input_tokens: written, ephemeral_1h_input_tokens: 0 },
      output_tokens: output,
    },
  },
});

/** Runs on the days of November from the first on: 10,000 tokens, then 500 more of which 100 are the answer before. */
function sessions(
  count: number,
  requests: readonly Used[] = [
    [0, 10_000, 100],
    [9500, 1000, 300],
  ],
) {
  const days = Array.from({ length: count }, (_, at) => `2026-11-${String(at + 1).padStart(2, "0")}`);
  return Object.fromEntries(
    days.map((day, at) => [`logs/s${at}.jsonl`, jsonl(...requests.map((one) => answer(`s${at}`, day, one)))]),
  );
}

async function sync(files: Readonly<Record<string, string>>, args: readonly string[] = ["--workflow", "review"]) {
  const folder = tempFolder(files);
  const ran = await runCli(folder, ["cost", "sync", "--logs", "logs", ...args]);
  const profile = (): string => readFileSync(join(folder, "agent-usage.yaml"), "utf8");
  return { ...ran, folder, profile };
}

const PROFILE = `# Ours.
workflows:
  review: # each request
    client: claude-code
    runs-per-month: 400 # by contract
    turns: 12
  other: { client: codex, model: gpt-5.5, runs-per-month: 1 }
`;
const MEASURED = `    measured:
      runs: 10
      from: 2026-11-01
      until: 2026-11-10
      runs-per-month: 30.4
      model: claude-sonnet-4-6
      turns: 2
      prompt-tokens: 0
      turn-tokens: 400
      output-tokens: 200
      cache-hit-percent: 95
      cache-lifetime: 5m
      own-tokens: 10000
`;

test("what logs say stands beside what is written by hand, of which all stays", async () => {
  const { code, out, profile } = await sync({ ...sessions(10), "agent-usage.yaml": PROFILE });
  // Twelve requests: 40,500,000 for the first, 143,000 tokens sent again of which 135,850 are read, and 13,750 written.
  expect([code, profile()]).toEqual([
    0,
    PROFILE.replace("    turns: 12\n", `    turns: 12\n${MEASURED}      estimate-percent-of-actual: 331\n`),
  ]);
  expect(out).toContain("runs-per-month     30.4; 400 is written by hand, and holds");
  expect(out).toContain("turns              2; 12 is written by hand, and holds");
  expect(out).toContain("wrote agent-usage.yaml");
});

test("without a profile there is one then, whose estimate is near to what was paid", async () => {
  const { code, folder, profile } = await sync(sessions(10));
  // A run: $0.0501 by its logs, and by the estimate, which has two equal answers in the place of 100 and 300 tokens,
  // 37,500,000 + 2 × 3,000,000 + 2,850,000 + 1,100 × 3,750 nano-dollars.
  expect([code, profile()]).toEqual([
    0,
    `# yaml-language-server: $schema=./node_modules/agent-ci/schema/agent-usage.schema.json
# How the agents of this repository are used. \`agent-ci cost sync\` keeps what is \`measured\`.
workflows:
  review:
    client: claude-code
${MEASURED}      estimate-percent-of-actual: 101
`,
  ]);
  const estimate = await runCli(folder, ["cost", "estimate"]);
  expect(estimate.out).toContain("$0.05 ");
  expect(estimate.out).toContain(
    "Review: the estimate came to 101 % of what 10 runs until 2026-11-10 cost; it is not corrected by that.",
  );
});

test("a second time nothing changes, and new runs change what is measured alone", async () => {
  const { folder, profile } = await sync({ ...sessions(10), "agent-usage.yaml": PROFILE });
  const before = profile();
  const again = await runCli(folder, ["cost", "sync", "--logs", "logs", "--workflow", "review"]);
  expect([again.code, profile()]).toEqual([0, before]);
  expect(again.out).toContain("agent-usage.yaml is left as it is.");
  const more = await sync({ ...sessions(14), "agent-usage.yaml": before });
  expect(more.profile()).toBe(before.replace("runs: 10\n", "runs: 14\n").replace("2026-11-10", "2026-11-14"));
});

test("a plan is shown, and nothing written", async () => {
  const { code, out, profile } = await sync({ ...sessions(10), "agent-usage.yaml": PROFILE }, [
    "--workflow",
    "review",
    "--dry-run",
  ]);
  expect([code, profile()]).toEqual([0, PROFILE]);
  expect(out).toMatch(/would write agent-usage\.yaml\n$/);
});

test("a plan for machines has the text", async () => {
  const args = ["--workflow", "review", "--dry-run", "--format", "json"];
  const { out } = await sync({ ...sessions(10), "agent-usage.yaml": PROFILE }, args);
  const plan: { done: string; works: { keys: unknown[] }[]; text: string } = JSON.parse(out);
  expect(plan.done).toBe("planned");
  expect(plan.text).toContain(MEASURED);
  expect(plan.works[0]?.keys).toContainEqual({ key: "turns", is: 2, byHand: 12 });
});

/** So many runs of a dozen, each with two subagents of one name. */
const withReaders = (runs: number) => ({
  ...sessions(12),
  ...Object.fromEntries(
    ["a", "b"].flatMap((one) =>
      Array.from({ length: runs }, (_, run) => {
        const more = { isSidechain: true, agentId: `${one}${run}`, attributionAgent: "reader" };
        const text = jsonl(answer(`s${run}`, `2026-11-${String(run + 1).padStart(2, "0")}`, [0, 4000, 50], more));
        return [`logs/s${run}/subagents/agent-${one}${run}.jsonl`, text];
      }),
    ),
  ),
});

test("a subagent has how often a run starts it, over all runs", async () => {
  const profile = (await sync(withReaders(10))).profile();
  expect(profile).toContain(`    subagents:
      reader:
        measured:
          runs: 10
          from: 2026-11-01
          until: 2026-11-10
          times: { low: 0, expected: 1.7, high: 2 }
          model: claude-sonnet-4-6
          turns: 1
`);
  expect(profile).toContain("      turns: 2\n");
  const few = await sync(withReaders(6));
  expect(few.out).toContain("review: reader: 6 runs are too few to say anything; 10 are enough.");
  expect(few.profile()).not.toContain("subagents");
});

test("the plan says what takes the place of what, and what logs could not tell", async () => {
  const files = sessions(10);
  const cut = { ...files, "logs/s9.jsonl": `${files["logs/s9.jsonl"]}{"input_tokens"` };
  const text = PROFILE.replace("workflows:", "defaults: { output-tokens: 7, model: claude-sonnet-4-6 }\nworkflows:");
  const { out } = await sync({ ...cut, "agent-usage.yaml": text.replace("turns: 12", "turns: 2") });
  expect(out.split("\n")).toEqual(
    expect.arrayContaining([
      "  output-tokens      200, in place of 7 of the defaults",
      "  model              claude-sonnet-4-6",
      "  turns              2, as by hand",
      expect.stringMatching(/^1 line is cut off: s9\.jsonl at byte \d+\.$/),
    ]),
  );
});

test("what has no price is compared with nothing", async () => {
  const files = Object.entries(sessions(10)).map(([path, text]) => [path, text.replaceAll("sonnet-4-6", "sonnet-9")]);
  const { out, profile } = await sync(Object.fromEntries(files));
  expect(out).toContain("Note: claude-sonnet-9 has no price, so that the estimate is compared with nothing.");
  expect(profile()).not.toContain("estimate-percent-of-actual");
});

describe("says what is missing", () => {
  test("of too few runs nothing is claimed", async () => {
    const { code, out, profile } = await sync({ ...sessions(9), "agent-usage.yaml": PROFILE });
    expect([code, profile()]).toEqual([1, PROFILE]);
    expect(out).toContain("review: 9 runs are too few to say anything; 10 are enough.");
  });

  test("and no profile begins with nothing in it", async () => {
    const { code, out, profile } = await sync(sessions(9));
    expect([code, out]).toEqual([1, expect.stringContaining("agent-usage.yaml is left as it is.")]);
    expect(profile).toThrow(/ENOENT/);
  });

  test("whose the logs are", async () => {
    const { code, out } = await sync({ ...sessions(10), "agent-usage.yaml": PROFILE }, []);
    expect([code, out]).toEqual([
      1,
      "10 runs name no workflow: say whose logs these are with --workflow.\nagent-usage.yaml is left as it is.\n",
    ]);
  });

  test("a place for it", async () => {
    const { code, err, profile } = await sync({
      ...sessions(10),
      "agent-usage.yaml": PROFILE.replace("review: # each request", "review: &one").replace(
        "  other: ",
        "  twin: *one\n  other: ",
      ),
    });
    expect(code).toBe(2);
    expect(err).toContain("Write that workflow out, without anchors and aliases.");
    expect(profile()).not.toContain("measured");
  });

  test("logs, and a profile that can be read", async () => {
    const none = await runCli(tempFolder({}), ["cost", "sync"]);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining("--logs")]);
    const { code, err } = await sync({ ...sessions(10), "agent-usage.yaml": "workflows: [\n" });
    expect([code, err]).toEqual([2, expect.stringContaining("agent-usage.yaml:")]);
  });
});
