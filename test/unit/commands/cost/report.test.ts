import { describe, expect, test } from "vitest";
import type { Example } from "../../../../src/model/rule.ts";
import { FORMATS } from "../../../../src/report/formats.ts";
import * as rules from "../../../../src/usage/rules.ts";
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
    "-home-alice-payroll/notes.json": `{"prompt":"Drop the payroll table ${KEY}"}`,
  };
}

test.each(FORMATS)("no prompt, path of a user or key is shown as %s", async (format) => {
  const folder = tempFolder(hostile());
  const by = ["day", "model", "agent", "skill", "workflow"].flatMap((one) => ["--by", one]);
  const { code, out, err } = await runCli(folder, ["cost", "report", "--logs", ".", ...by, "--format", format]);
  expect({ code, err }).toMatchObject({ code: 1 });
  expect(out).not.toBe("");
  for (const secret of SECRETS) expect(out + err).not.toContain(secret);
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
    [["report", "--logs", "gone"], "No such file or folder of logs"],
    [["report", "--logs", "logs"], "No logs of a kind that is known were found, among 1 file."],
    [["report", "--logs", "logs", "--zone", "Mars"], 'No zone is called "Mars"'],
    [["reprot"], "did you mean report?"],
    [["constructor"], 'no action "constructor"'],
  ])("%j says what to do", async (args, says) => {
    const { code, err } = await inFolder(...args);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});
