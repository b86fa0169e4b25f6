import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { dryRunKind, dryRunOf } from "../../src/rehearsal/sections.ts";
import { events, saying, upstream } from "../support/models.ts";
import { AGENT_FILES, rehearseIn, smallScenario } from "../support/rehearse.ts";
import { runCli } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

const RECORDED = "recordings: recorded\n";
/** What a vendor says to the small agent, which asks for whole answers. */
const answering = (text: string): string =>
  JSON.stringify({
    id: "msg_01ABCDEFGHJK",
    type: "message",
    role: "assistant",
    model: "claude-sonnet-5",
    content: [{ type: "text", text }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 25, output_tokens: 7 },
  });
const JSON_ANSWER = { "content-type": "application/json" };
const KEY = { ANTHROPIC_API_KEY: "sk-ant-api03-real" };

/** What the section of a dry run says. */
const shown = ({ sections }: Report): string =>
  JSON.stringify(sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunKind.view(data)));

/** A repository with this scenario, recorded once from a vendor that says pong. */
async function recorded(scenario = smallScenario("expect: [{ type: equals, value: pong }]\n", RECORDED)) {
  const vendor = await upstream(() => ({ headers: JSON_ANSWER, pieces: [answering("pong")] }));
  const folder = tempFolder({ ...AGENT_FILES, "scenarios/a.yaml": scenario });
  const run = await rehearseIn(folder, {
    command: "record",
    env: KEY,
    values: { upstream: [`anthropic=${vendor.url}`] },
  });
  return { folder, run, vendor, files: () => readdirSync(join(folder, "scenarios/recorded")) };
}

test("what is recorded once answers from then on, byte for byte and without a vendor", async () => {
  const { folder, run, vendor, files } = await recorded();
  expect([run.told, run.said, shown(run.report)]).toEqual([
    [],
    expect.stringContaining("scenarios/a: 1 recorded, 0 answered by recordings"),
    expect.stringContaining("1 new recording: 1 of 1 passed, 21–100 %"),
  ]);
  expect(shown(run.report)).toContain("A real model answered 1 request of it.");
  expect(vendor.asked).toMatchObject([{ path: "/v1/messages", headers: { "x-api-key": "sk-ant-api03-real" } }]);
  expect(files()).toHaveLength(1);
  for (const file of files())
    expect(readFileSync(join(folder, "scenarios/recorded", file), "utf8")).not.toContain("sk-ant");
  const { told, report } = await rehearseIn(folder, { values: { repeat: "5" } });
  expect([told, vendor.asked.length]).toEqual([[], 1]);
  const [section] = report.sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunOf(data));
  // One answer that was played five times is one answer: Wilson's interval for one of one.
  expect(section?.cases[0]?.evidence).toEqual({
    recordings: 1,
    replays: 5,
    stale: 0,
    cached: 0,
    counted: 1,
    passed: 1,
    low: expect.closeTo(0.2065, 4),
    high: 1,
  });
});

test("one word changed in the configuration makes a recording stale, which is worse before a release", async () => {
  const { folder } = await recorded();
  writeFileSync(join(folder, "AGENTS.md"), "# Rules\n\nNever push to the main trunk.\n");
  const request = await rehearseIn(folder);
  expect([request.told, request.verdict.result]).toEqual([
    ["rehearsal/stale scenarios/a.yaml:4 1 of 1 recordings were made under another configuration: system."],
    "pass",
  ]);
  const [section] = request.report.sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunOf(data));
  expect(section?.cases[0]?.evidence).toMatchObject({ counted: 0, stale: 1, low: 0, high: 1 });
  expect((await rehearseIn(folder, { values: { stage: "release" } })).verdict.result).toBe("fail");
  expect((await rehearseIn(folder, { values: { stage: "release", stale: "warning" } })).verdict.result).toBe("pass");
  expect((await rehearseIn(folder, { values: { stale: "error" } })).verdict.result).toBe("fail");
});

test("another prompt finds no recording, and the nearest is named; the old one is told to be unused", async () => {
  const { folder } = await recorded();
  writeFileSync(join(folder, "scenarios/a.yaml"), smallScenario("", RECORDED).replace("prompt: ping", "prompt: pang"));
  const { told, verdict } = await rehearseIn(folder);
  expect(verdict.result).toBe("fail");
  expect(told).toEqual([
    expect.stringMatching(
      /^rehearsal\/unanswered scenarios\/a.yaml:1 Nothing answers POST \/v1\/messages: no recording answers this\. The nearest is [0-9a-f-]+, which differs in: /,
    ),
    "rehearsal/ended scenarios/a.yaml:2 It ended with exit code 1.",
    expect.stringMatching(
      /^rehearsal\/unused scenarios\/recorded\/[0-9a-f-]+\.json Nothing asks for this recording\.$/,
    ),
  ]);
});

test("of recordings whose other scenarios were left out nobody says that they are unused", async () => {
  const { folder } = await recorded();
  writeFileSync(join(folder, "scenarios/b.yaml"), smallScenario("tags: [b]\n"));
  writeFileSync(join(folder, "scenarios/c.yaml"), smallScenario("", `${RECORDED}turns: [{ text: pong }]\n`));
  expect((await rehearseIn(folder, { values: { scenario: ["c"] } })).told).toEqual([]);
});

test("half an answer is no evidence, and no expectation is met by it", async () => {
  const vendor = await upstream(() => ({ pieces: [saying("Par").slice(0, -60)], broken: false }));
  const agent =
    'fetch(process.env.ANTHROPIC_BASE_URL+"/v1/messages",{method:"POST",body:JSON.stringify({model:"m",max_tokens:9,stream:true,messages:[{role:"user",content:"ping"}]})}).then(r=>r.text()).then(()=>console.log("Par"))';
  const folder = tempFolder({
    "scenarios/a.yaml": `prompt: ping\ncommand: [node, -e, ${JSON.stringify(agent)}]\n${RECORDED}expect: [{ type: contains, value: Par, of: answer }]\n`,
  });
  await rehearseIn(folder, { command: "record", env: KEY, values: { upstream: [`anthropic=${vendor.url}`] } });
  const { told, report } = await rehearseIn(folder);
  expect(told).toEqual([
    expect.stringMatching(
      /^rehearsal\/incomplete scenarios\/a.yaml:3 Recording [0-9a-f-]+ holds an answer that breaks off\.$/,
    ),
    'rehearsal/expectation scenarios/a.yaml:4 Does not hold: the model\'s last answer contains "Par" (it is "").',
  ]);
  const [section] = report.sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunOf(data));
  expect(section?.cases[0]?.evidence.counted).toBe(0);
});

test("an error after the beginning of a stream is an error, whatever the program printed of it", async () => {
  const broken = events(
    { type: "message_start", message: { usage: { input_tokens: 25, output_tokens: 1 } } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Par" } },
    { type: "error", error: { type: "overloaded_error", message: "Overloaded" } },
  );
  const vendor = await upstream(() => ({ pieces: [broken] }));
  const agent =
    'fetch(process.env.ANTHROPIC_BASE_URL+"/v1/messages",{method:"POST",body:JSON.stringify({model:"m",max_tokens:9,stream:true,messages:[{role:"user",content:"ping"}]})}).then(r=>r.text()).then(()=>console.log("Par"))';
  const folder = tempFolder({
    "scenarios/a.yaml": `prompt: ping\ncommand: [node, -e, ${JSON.stringify(agent)}]\n${RECORDED}expect: [{ type: contains, value: Par, of: answer }]\n`,
  });
  await rehearseIn(folder, { command: "record", env: KEY, values: { upstream: [`anthropic=${vendor.url}`] } });
  const { told } = await rehearseIn(folder);
  expect(told).toEqual([
    expect.stringMatching(/ holds an error\.$/),
    expect.stringContaining("the model's last answer contains"),
  ]);
});

test("an answer that breaks off is told when it is recorded, and proves nothing then either", async () => {
  const vendor = await upstream(() => ({ headers: JSON_ANSWER, pieces: ["<html>Sign in to go on</html>"] }));
  const folder = tempFolder({ ...AGENT_FILES, "scenarios/a.yaml": smallScenario("", RECORDED) });
  const { told, report } = await rehearseIn(folder, {
    command: "record",
    env: KEY,
    values: { upstream: [`anthropic=${vendor.url}`] },
  });
  expect(told).toContainEqual(
    expect.stringMatching(
      /^rehearsal\/incomplete scenarios\/a\.yaml:4 Recording \S+ holds an answer that breaks off\.$/,
    ),
  );
  expect(shown(report)).toContain("1 new recording: none");
});

test("a vendor that does not answer is told once, and its requests are requests to a model", async () => {
  const folder = tempFolder({ ...AGENT_FILES, "scenarios/a.yaml": smallScenario("", RECORDED) });
  const { told, report } = await rehearseIn(folder, {
    command: "record",
    env: KEY,
    values: { upstream: ["anthropic=http://127.0.0.1:1"] },
  });
  expect(told.filter((one) => /unanswered|unmatched/.test(one))).toEqual([
    "rehearsal/unanswered scenarios/a.yaml:1 A request got no answer: the upstream does not answer: ECONNREFUSED.",
  ]);
  expect(shown(report)).toContain("A real model answered 0 requests of it.");
});

test("a budget is reserved before each request", async () => {
  const vendor = await upstream(() => ({ headers: JSON_ANSWER, pieces: [answering("pong")] }));
  const scenario = smallScenario("", RECORDED);
  const folder = tempFolder({
    ...AGENT_FILES,
    "scenarios/a.yaml": scenario,
    "scenarios/b.yaml": scenario.replace("ping", "pang"),
  });
  const { told } = await rehearseIn(folder, {
    command: "record",
    env: KEY,
    values: { upstream: [`anthropic=${vendor.url}`], "budget-requests": "1" },
  });
  expect(vendor.asked).toHaveLength(1);
  expect(told).toContainEqual(
    "rehearsal/unanswered scenarios/b.yaml:1 A request was not passed on: this call could take 1 request, and 0 requests of --budget-requests are left.",
  );
});

test("`auto` asks only for what has changed", async () => {
  const { folder, vendor } = await recorded();
  const values = { mode: "auto", upstream: [`anthropic=${vendor.url}`] };
  expect((await rehearseIn(folder, { command: "record", env: KEY, values })).said).toContain("0 recorded, 1 answered");
  writeFileSync(join(folder, "AGENTS.md"), "# Rules\n\nNever push to the main trunk.\n");
  expect((await rehearseIn(folder, { command: "record", env: KEY, values })).said).toContain("1 recorded, 0 answered");
  expect(vendor.asked).toHaveLength(2);
});

test.each([
  ["without a key", {}, {}, /Recording needs a real key: set ANTHROPIC_API_KEY or OPENAI_API_KEY or GEMINI_API_KEY/],
  [
    "in a pipeline, on a branch that anybody may push to",
    { ...KEY, CI: "true", GITHUB_ACTIONS: "true" },
    {},
    /not protected/,
  ],
  [
    "in a pull request",
    {
      ...KEY,
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_REF_PROTECTED: "true",
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_BASE_REF: "main",
    },
    {},
    /what a request brings/,
  ],
  [
    "where the workspace could lead the agent away",
    KEY,
    { ".env": "ANTHROPIC_BASE_URL=http://127.0.0.1:9\n" },
    /scenarios\/a\.yaml: \.env sets ANTHROPIC_BASE_URL/,
  ],
])("nothing is recorded %s", async (_where, env, files, why) => {
  const vendor = await upstream(() => ({ headers: JSON_ANSWER, pieces: [answering("pong")] }));
  const folder = tempFolder({ ...AGENT_FILES, ...files, "scenarios/a.yaml": smallScenario("", RECORDED) });
  const { code, err } = await runCli(folder, ["record", "--upstream", `anthropic=${vendor.url}`], env);
  expect([code, err]).toEqual([2, expect.stringMatching(why)]);
  expect([vendor.asked, existsSync(join(folder, "scenarios/recorded"))]).toEqual([[], false]);
});

test("recordings of a cache answer what those in git do not, and prove nothing", async () => {
  const { folder } = await recorded();
  const cache = tempFolder();
  for (const file of readdirSync(join(folder, "scenarios/recorded")))
    writeFileSync(join(cache, file), readFileSync(join(folder, "scenarios/recorded", file)));
  rmSync(join(folder, "scenarios/recorded"), { recursive: true });
  expect((await rehearseIn(folder)).verdict.result).toBe("fail");
  const evidence = async () => {
    const { told, report } = await rehearseIn(folder, { values: { recordings: cache } });
    const [section] = report.sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunOf(data));
    return { told, ...section?.cases[0]?.evidence };
  };
  expect(await evidence()).toMatchObject({ told: [], recordings: 1, cached: 1, counted: 0, low: 0, high: 1 });
  const [file = ""] = readdirSync(cache);
  mkdirSync(join(folder, "scenarios/recorded"));
  copyFileSync(join(cache, file), join(folder, "scenarios/recorded", file));
  expect(await evidence()).toMatchObject({ told: [], recordings: 1, cached: 0, counted: 1 });
});

test("what is recorded for a cache lies there and nowhere else, and `auto` does not ask for it again", async () => {
  const vendor = await upstream(() => ({ headers: JSON_ANSWER, pieces: [answering("pong")] }));
  const folder = tempFolder({ ...AGENT_FILES, "scenarios/a.yaml": smallScenario("", RECORDED) });
  const cache = join(tempFolder(), "of/a/cache");
  const record = async () => {
    const values = { mode: "auto", recordings: cache, upstream: [`anthropic=${vendor.url}`] };
    return (await rehearseIn(folder, { command: "record", env: KEY, values })).said;
  };
  expect(await record()).toContain("1 recorded, 0 answered");
  expect([readdirSync(cache).length, existsSync(join(folder, "scenarios/recorded"))]).toEqual([1, false]);
  expect(await record()).toContain("0 recorded, 1 answered");
  expect(vendor.asked).toHaveLength(1);
});

test("what goes wrong for one agent goes wrong with recordings, too, which all count as asked for", async () => {
  const agent = `const ask = async (role) => {
  const body = JSON.stringify({ model: "m", max_tokens: 9, system: "You are the " + role, messages: [{ role: "user", content: "Go." }] });
  const answer = await fetch(process.env.ANTHROPIC_BASE_URL + "/v1/messages", { method: "POST", body });
  return answer.ok ? (await answer.json()).content[0].text : undefined;
};
for (const role of ["developer", "qa"]) console.log(role, (await ask(role)) ?? (await ask(role)) ?? "failed");
`;
  const team = (more: string): string =>
    `prompt: go\ncommand: [node, agent.mjs]\nworkspace: { folder: .., git: false }\n${RECORDED}agents: { developer: { system: You are the developer }, qa: { system: You are the qa } }\n${more}`;
  const vendor = await upstream((body) => ({
    headers: JSON_ANSWER,
    pieces: [answering(body.includes("developer") ? "written" : "green")],
  }));
  const folder = tempFolder({
    "agent.mjs": agent,
    "scenarios/a.yaml": team("expect: [{ type: agents-completed, value: [developer, qa] }]\n"),
  });
  const values = { upstream: [`anthropic=${vendor.url}`] };
  expect((await rehearseIn(folder, { command: "record", env: KEY, values })).told).toEqual([]);
  writeFileSync(
    join(folder, "scenarios/b.yaml"),
    team(`faults: [{ agent: developer, how: rate-limited }, { agent: qa, how: error, times: 2 }]
expect:
  - { type: agent-retried, agent: developer, min: 1, max: 1 }
  - { type: agents-completed, value: developer }
  - { type: not-agents-completed, value: qa }
  - { type: contains, value: qa failed }
`),
  );
  const { told } = await rehearseIn(folder);
  expect(told).toEqual([]);
  // Nobody but the other scenario had the answer of qa; without that it is asked for all the same.
  rmSync(join(folder, "scenarios/a.yaml"));
  expect((await rehearseIn(folder)).told).toEqual([]);
  expect(vendor.asked).toHaveLength(2);
});
