import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Example } from "../../../../src/model/rule.ts";
import { FORMATS } from "../../../../src/report/formats.ts";
import * as rules from "../../../../src/usage/rules.ts";
import type { UsedByLogs } from "../../../../src/cost/used/usage-section.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { jsonl } from "../../../support/usage-logs.ts";
import { reportUsage } from "../../../support/usage-report.ts";

const textsOf = ({ files }: Example): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) =>
      typeof text === "string" ? [[path.replace(/^logs\//, ""), text]] : [],
    ),
  );

describe.each(Object.values(rules).map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  test.each(rule.examples.map((example) => [example.because, example] as const))("%s", async (_because, example) => {
    const { said } = await reportUsage(textsOf(example));
    expect(said.filter((one) => one.startsWith(rule.id))).toEqual(
      (example.reports ?? []).map((one) => `${rule.id} ${one}`),
    );
  });
});

const KEY = `sk-ant-api03-${"Ab3".repeat(31)}AA`;
const SECRETS = [
  KEY,
  "/home/alice",
  "C:\\Users\\alice",
  "alice@example.com",
  "Drop the payroll table",
  "-home-alice-payroll",
];

/** Logs that hold what must never be shown, also where names are expected. */
function hostile() {
  const line = (id: string, more: object, message: object = {}) => ({
    type: "assistant",
    sessionId: "-home-alice-payroll",
    cwd: "/home/alice/payroll",
    requestId: id,
    timestamp: "2026-11-01T10:00:00Z",
    message: {
      id,
      model: "claude-sonnet-4-6",
      content: [{ type: "text", text: `Drop the payroll table with ${KEY}, /home/alice` }],
      usage: { input_tokens: 10, output_tokens: 1 },
      ...message,
    },
    ...more,
  });
  return {
    "-home-alice-payroll/alice@example.com.jsonl": jsonl(
      ...SECRETS.map((secret, index) =>
        line(`a${index}`, { attributionSkill: secret, attributionAgent: secret, attributionMcpServer: secret }),
      ),
      ...SECRETS.map((secret, index) => line(`m${index}`, {}, { model: secret })),
      ...SECRETS.map((secret, index) =>
        line(
          `t${index}`,
          {},
          {
            usage: { input_tokens: 1, output_tokens: 1, service_tier: secret, speed: secret, inference_geo: secret },
          },
        ),
      ),
      ...SECRETS.map((secret, index) =>
        line(`i${index}`, {}, { usage: { input_tokens: 1, output_tokens: 1, server_tool_use: { [secret]: 2 } } }),
      ),
      line("n", {}, { usage: { input_tokens: -1, output_tokens: KEY } }),
    ).concat(
      `{"input_tokens" ${KEY} /home/alice Drop the payroll table\n{"cut":"Drop the payroll table","input_tokens"`,
    ),
    // Each of them wherever a reader of another kind takes a name from.
    "spend.jsonl": jsonl(
      ...SECRETS.map((secret, index) => ({
        request_id: `${index}`,
        call_type: secret,
        api_key: KEY,
        model: secret,
        custom_llm_provider: secret,
        prompt_tokens: 10,
        completion_tokens: 1,
        agent_id: secret,
        messages: secret,
        metadata: { workflow: secret, usage_object: { service_tier: secret } },
      })),
    ),
    "telemetry.jsonl": jsonl(
      ...SECRETS.map((secret, index) => ({
        resourceSpans: [
          {
            resource: { attributes: [{ key: "service.name", value: { stringValue: secret } }] },
            scopeSpans: [
              {
                scope: { name: secret },
                spans: [
                  {
                    traceId: secret,
                    spanId: `${index}`,
                    name: secret,
                    attributes: [
                      { key: "gen_ai.usage.input_tokens", value: { intValue: "10" } },
                      ...["response.model", "provider.name", "agent.name", "workflow.name", "input.messages"].map(
                        (name) => ({ key: `gen_ai.${name}`, value: { stringValue: secret } }),
                      ),
                    ],
                  },
                ],
              },
            ],
          },
        ],
      })),
    ),
    "session.json": JSON.stringify(
      {
        info: { title: "Drop the payroll table" },
        messages: SECRETS.map((secret, index) => ({
          info: {
            id: `${index}`,
            role: "assistant",
            agent: secret,
            modelID: secret,
            providerID: secret,
            path: { cwd: secret },
            tokens: { input: 10, output: 1 },
          },
        })),
      },
      undefined,
      2,
    ),
    "rollout.jsonl": jsonl(
      {
        type: "session_meta",
        payload: { id: KEY, model_provider: KEY, source: { subagent: { thread_spawn: { agent_role: KEY } } } },
      },
      ...SECRETS.flatMap((secret, index) => [
        { type: "turn_context", payload: { model: secret } },
        {
          type: "event_msg",
          payload: {
            type: "token_count",
            info: { total_token_usage: { input_tokens: 10 * (index + 1), output_tokens: 1 } },
          },
        },
      ]),
    ),
    "mapped.csv": `in,out,model,agent,workflow,run,id\n${SECRETS.map((one) => `10,1,"${one}","${one}","${one}","${one}","${one}"\n`).join("")}`,
    "mapped.jsonl": jsonl(
      ...SECRETS.map((one) => ({ in_: 10, out_: 1, m: one, a: one, s: one, w: one, r: one, p: one })),
    ),
    "agent-ci.yaml": MAPPED,
    "-home-alice-payroll/notes.json": `{"prompt":"Drop the payroll table ${KEY}"}`,
  };
}

const MAPPED = `cost:
  logs:
    - format: csv
      fields: { input-tokens: in, output-tokens: out, model: model, agent: agent, workflow: workflow, run: run, id: id }
    - format: jsonl
      fields: { input-tokens: in_, output-tokens: out_, model: m, agent: a, skill: s, workflow: w, run: r, provider: p }
`;

test.each(FORMATS)("no prompt, path of a user or key is shown as %s", async (format) => {
  const folder = tempFolder(hostile());
  const by = ["day", "model", "agent", "skill", "workflow"].flatMap((one) => ["--by", one]);
  const { code, out, err } = await runCli(folder, ["cost", "report", "--logs", ".", ...by, "--format", format]);
  expect({ code, err }).toMatchObject({ code: 1 });
  expect(out).not.toBe("");
  for (const secret of SECRETS) expect(out + err).not.toContain(secret);
});

test("what is read of those has all of it", async () => {
  const { out } = await runCli(tempFolder(hostile()), ["cost", "report", "--logs", ".", "--format", "json"]);
  const report: { sections: { data: UsedByLogs }[] } = JSON.parse(out);
  const kinds = ["claude-code", "codex", "litellm", "opencode", "opentelemetry", "mapped"];
  expect(Object.keys(report.sections[0]?.data.logs.files ?? {}).toSorted()).toEqual(kinds.toSorted());
});

test("no prompt, path of a user or key gets into the profile, or is shown of what would", async () => {
  const rows = SECRETS.flatMap((one) =>
    Array.from({ length: 12 }, (_, run) => {
      const named = { in_: 10, out_: 1, a: one, s: one, p: one, r: `${one}${run}` };
      return [
        { ...named, m: one, w: one },
        { ...named, m: one },
        { ...named, m: "gpt-5.5", p: "openai" },
      ];
    }).flat(),
  );
  const folder = tempFolder({
    "logs/mapped.jsonl": jsonl(...rows),
    "agent-usage.yaml":
      "workflows: { a: { client: codex, runs-per-month: 1 }, (unreadable): { client: codex, runs-per-month: 1 } }\n",
    "agent-ci.yaml": MAPPED,
  });
  const profile = (): string => readFileSync(join(folder, "agent-usage.yaml"), "utf8");
  for (const args of [[], ["--workflow", "a", "--format", "json", "--dry-run"], ["--workflow", "a"]]) {
    const { out, err } = await runCli(folder, ["cost", "sync", "--logs", "logs", ...args]);
    for (const secret of SECRETS) expect(out + err + profile()).not.toContain(secret);
  }
  expect(profile()).toContain("a: { client: codex, runs-per-month: 1, measured: { runs: 72,");
  expect(profile()).toContain("(unreadable): { client: codex, runs-per-month: 1 }");
});

test("as CSV a table has tokens and dollars, and what has no price is said beside it", async () => {
  const answer = (id: string, model: string) => ({
    type: "assistant",
    sessionId: "s1",
    requestId: id,
    attributionSkill: "=cmd|calc",
    message: { id, model, usage: { input_tokens: 1000, output_tokens: 100, cache_read_input_tokens: 10 } },
  });
  const folder = tempFolder({ "s1.jsonl": jsonl(answer("1", "claude-sonnet-4-6"), answer("2", "@house")) });
  const { code, out, err } = await runCli(folder, ["cost", "report", "--logs", ".", "--by", "model", "--csv"]);
  expect(out.split("\r\n")).toEqual([
    "by,name,calls,input,cache-read,cache-write,output,reasoning,low,expected,high,unpriced-tokens",
    "model,claude-sonnet-4-6,1,1000,10,0,100,0,0.004503000,0.004503000,0.004503000,0",
    "model,'@house,1,1000,10,0,100,0,0.000000000,0.000000000,0.000000000,1110",
    ",total,2,2000,20,0,200,0,0.004503000,0.004503000,0.004503000,1110",
    "",
  ]);
  expect({ code, err }).toEqual({ code: 1, err: "1,110 tokens have no price: no price of @house.\n" });
});

test("no prompt, path of a user or key is shown as CSV", async () => {
  const by = ["model", "agent", "skill", "workflow"].flatMap((one) => ["--by", one]);
  const { code, out, err } = await runCli(tempFolder(hostile()), ["cost", "report", "--logs", ".", ...by, "--csv"]);
  expect(code).toBe(1);
  for (const secret of SECRETS) expect(out + err).not.toContain(secret);
});

describe("what is asked for in a way that cannot be", () => {
  const inFolder = async (...args: readonly string[]) => {
    const { code, err } = await runCli(tempFolder({ "logs/notes.json": "{}" }), ["cost", ...args]);
    return { code, err };
  };
  test.each([
    [["report"], "name a folder or a file of them with --logs"],
    [["report", "--logs", "gone"], 'There is no file or folder "'],
    [["report", "--logs", "logs"], "No logs of a kind that is known were found, among 1 file."],
    [["report", "--logs", "logs", "--zone", "Mars"], 'No zone is called "Mars"'],
    [["reprot"], "Did you mean report?"],
    [["constructor"], 'no verb "constructor"'],
  ])("%j says what to do", async (args, says) => {
    const { code, err } = await inFolder(...args);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});

describe("prices that a lock holds", () => {
  const line = jsonl({
    type: "assistant",
    sessionId: "s1",
    requestId: "r1",
    message: { id: "m1", model: "claude-sonnet-4-6", usage: { input_tokens: 1000, output_tokens: 100 } },
  });
  const lock = (input: number): string =>
    JSON.stringify({
      version: 1,
      book: "of then",
      checkedOn: "2026-10-01",
      models: [
        {
          provider: "anthropic",
          id: "claude-sonnet-4-6",
          names: ["claude-sonnet-4-6"],
          periods: [{ rates: { input, output: 15_000_000_000 }, steps: [], items: {} }],
          tiers: {},
          places: {},
        },
      ],
    });
  const report = (input: number) =>
    runCli(
      tempFolder({ "logs/s1.jsonl": line, ".agent-ci/prices.lock.json": lock(input), "agent-ci.yaml": "" }),
      "cost report --logs logs --by model".split(" "),
    );

  test("hold for what was used, and what was corrected since is said", async () => {
    // 1,000 × 2,000 + 100 × 15,000 by the lock, 1,000 × 3,000 + 100 × 15,000 by what is shipped.
    const { out } = await report(2_000_000_000);
    expect(out).toContain("Usage: $0.0035");
    expect(out).toContain("The lock holds other prices than are shipped now: by those it is $0.0045.");
  });

  test("say nothing where they are what is shipped", async () => {
    const { out } = await report(3_000_000_000);
    expect(out).toContain("Usage: $0.0045");
    expect(out).not.toContain("The lock holds");
  });
});

test("a model without a price has that of its nearest kin where that was asked for, with a warning", async () => {
  const answer = { id: "m", model: "claude-sonnet-4-6-extra", usage: { input_tokens: 1000, output_tokens: 100 } };
  const folder = tempFolder({
    "s1.jsonl": jsonl({ type: "assistant", sessionId: "s", requestId: "r", message: answer }),
  });
  const { code, out } = await runCli(folder, ["cost", "report", "--logs", ".", "--allow-family-fallback"]);
  expect(code).toBe(0);
  expect(out).toContain("Usage: $0.0045");
  expect(out).toContain("claude-sonnet-4-6-extra has no price, and is priced as claude-sonnet-4-6.");
});
