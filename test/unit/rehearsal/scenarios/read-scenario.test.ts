import { describe, expect, test } from "vitest";
import { readYaml, scenarioIn, wrongIn } from "../../../support/scenario-file.ts";

const SMALL = "prompt: ping\ncommand: [node, agent.mjs]\nturns:\n  - text: pong\n";

describe("a scenario", () => {
  test("needs a prompt, a program, and something that answers", () => {
    const { source, places, ...rest } = scenarioIn(SMALL);
    expect([source.text, Object.keys(places)]).toEqual([SMALL, ["prompt", "command", "turns"]]);
    expect(rest).toEqual({
      kind: "agent",
      path: "scenarios/case.yaml",
      id: "scenarios/case",
      name: "case",
      tags: [],
      matrix: {},
      workspace: { files: {}, git: true },
      env: {},
      limits: {},
      repeat: 1,
      expect: [],
      adapter: "command",
      command: ["node", "agent.mjs"],
      args: [],
      prompt: "ping",
      scripts: [{ name: "script", when: {}, forever: false, turns: [{ answer: { text: "pong" } }] }],
    });
  });

  test("finds its folders from its own file", () => {
    const { scenarios } = readYaml(
      "prompt: ping\ncommand: [x]\nrecordings: recorded\nworkspace: { folder: .. }\n",
      "tools/scenarios/deep/case.yml",
    );
    expect(scenarios).toMatchObject([
      {
        id: "tools/scenarios/deep/case",
        recordings: "tools/scenarios/deep/recorded",
        workspace: { folder: "tools/scenarios" },
      },
    ]);
  });

  test("runs once for each combination of its matrix, with its values in every text", () => {
    const { scenarios } = readYaml(
      "matrix: { client: [codex, copilot], n: [1, 2] }\nadapter: '{{client}}'\nprompt: say {{n}} {{ other }}\nrepeat: '{{n}}'\nturns: [{ text: '{{n}}.' }]\n",
    );
    expect(scenarios.map((one) => [one.id, one.repeat, one.kind === "agent" && [one.adapter, one.prompt]])).toEqual([
      ["scenarios/case [client=codex, n=1]", 1, ["codex", "say 1 {{ other }}"]],
      ["scenarios/case [client=codex, n=2]", 2, ["codex", "say 2 {{ other }}"]],
      ["scenarios/case [client=copilot, n=1]", 1, ["copilot", "say 1 {{ other }}"]],
      ["scenarios/case [client=copilot, n=2]", 2, ["copilot", "say 2 {{ other }}"]],
    ]);
  });

  test("expects things, each with its place and perhaps its opposite", () => {
    expect(
      scenarioIn(`${SMALL}expect:\n  - { type: not-contains, value: ping }\n  - type: latency\n    threshold: 5\n`)
        .expect,
    ).toEqual([
      { type: "contains", not: true, params: { value: "ping" }, at: expect.objectContaining({ start: 82 }) },
      { type: "latency", not: false, params: { threshold: 5 }, at: expect.objectContaining({ start: 120 }) },
    ]);
  });

  test("has agents with names, and what goes wrong for them", () => {
    const one = scenarioIn(
      `${SMALL}agents: { qa: { system: You test } }\nfaults:\n  - { agent: qa, how: rate-limited, retry-after: 2, times: 3 }\n  - { agent: script, how: error, call: 2 }\n`,
    );
    expect(one).toMatchObject({
      agents: [{ name: "qa", when: { system: "You test" } }],
      faults: [
        { agent: "qa", how: "rate-limited", call: 1, times: 3, retryAfter: 2 },
        { agent: "script", how: "error", call: 2, times: 1 },
      ],
    });
  });

  test("of another kind is kept apart", () => {
    const table = "kind: hook\nhooks: a.json\nevents: [{ event: Stop, decision: passed }]\n";
    expect(scenarioIn(table)).toMatchObject({ kind: "hook", id: "scenarios/case" });
  });
});

describe("what is wrong", () => {
  test.each([
    ["an unknown key", `${SMALL}promt: x\n`, ["5:1 Unknown key `promt`: did you mean `prompt`?"]],
    ["no prompt", "command: [x]\nturns: [{ text: a }]\n", ["1:1 Missing key `prompt`."]],
    [
      "an adapter that nobody knows",
      "adapter: claude\nprompt: a\nturns: [{text: a}]\n",
      [
        "1:10 `claude` is not one of `claude-code`, `codex`, `copilot`, `gemini`, `opencode`, `command`, `http`: did you mean `claude-code`?",
      ],
    ],
    [
      "a word beside the one that was meant",
      "adapter: copilott\nprompt: a\nturns: [{text: a}]\n",
      [
        "1:10 `copilott` is not one of `claude-code`, `codex`, `copilot`, `gemini`, `opencode`, `command`, `http`: did you mean `copilot`?",
      ],
    ],
    [
      "nothing that answers",
      "prompt: a\ncommand: [x]\n",
      ["1:9 Nothing answers the agent: give it `turns:`, `scripts:` or `recordings:`."],
    ],
    [
      "no program",
      "prompt: a\nturns: [{text: a}]\n",
      ["1:1 The adapter `command` needs `command:`, the program and its arguments."],
    ],
    [
      "a turn that says nothing",
      "prompt: a\ncommand: [x]\nturns:\n  - stop: length\n",
      ["4:5 Says nothing; give it text, calls or error."],
    ],
    [
      "a turn with an unknown key",
      "prompt: a\ncommand: [x]\nturns:\n  - txt: length\n",
      ["4:5 Unknown key `txt`: did you mean `text`?"],
    ],
    ["a folder outside", `${SMALL}workspace: { folder: ../.. }\n`, ["5:22 `../..` leaves the checked folder."]],
    ["a file outside", `${SMALL}workspace:\n  files: { ../a: x }\n`, ["6:18 `../a` leaves the workspace's folder."]],
    ["a file of git's", `${SMALL}workspace:\n  files: { .git/config: x }\n`, ["6:25 `.git/config` lies in `.git`."]],
    ["too many repeats", `${SMALL}repeat: 101\n`, ["5:9 Must be <= 100."]],
    [
      "an expectation that nobody knows",
      `${SMALL}expect: [{ type: contain, value: a }]\n`,
      [expect.stringMatching(/^5:18 `contain` is not one of `contains`.*: did you mean `contains`\?$/)],
    ],
    ["an expectation without its value", `${SMALL}expect: [{ type: contains }]\n`, ["5:10 Missing key `value`."]],
    [
      "an expectation with another one's key",
      `${SMALL}expect: [{ type: latency, treshold: 5 }]\n`,
      ["5:10 Missing key `threshold`.", "5:27 Unknown key `treshold`: did you mean `threshold`?"],
    ],
    [
      "an agent that nobody plays",
      "prompt: a\ncommand: [x]\nscripts: [{ name: developer, turns: [{ text: a }] }]\nexpect: [{ type: agents-completed, value: develper }]\n",
      ["4:10 No agent is called `develper`: did you mean `developer`?"],
    ],
    [
      "a fault of nobody",
      `${SMALL}agents: { qa: { system: You test } }\nfaults: [{ agent: developer, how: error }]\n`,
      ["6:19 No agent is called `developer`: name it under `agents:`, or a script; there are qa, script."],
    ],
    [
      "a fault that nobody knows",
      `${SMALL}agents: { qa: { sytem: You test } }\nfaults: [{ agent: qa, how: time-out }]\n`,
      [
        "5:17 Unknown key `sytem`: did you mean `system`?",
        "6:28 `time-out` is not one of `error`, `rate-limited`, `times-out`, `rubbish`, `cut-off`: did you mean `times-out`?",
      ],
    ],
    [
      "a fault with another one's key",
      `${SMALL}agents: { qa: {} }\nfaults: [{ agent: qa, how: rubbish, status: 500 }]\n`,
      ["6:45 `status` says nothing of a fault that is `rubbish`."],
    ],
    [
      "agents of a hook",
      "kind: hook\nhooks: a.json\nevents: [{ event: Stop, decision: passed }]\nexpect: [{ type: agent-told, agent: qa, value: a }]\n",
      ["4:10 No agent is called `qa`: name it under `agents:`, or a script."],
    ],
    ["no map", "- a\n", ["A scenario is a map: give it at least `prompt:`."]],
    ["nothing", "# soon\n", ["A scenario is a map: give it at least `prompt:`."]],
    [
      "a matrix of too many",
      `${SMALL}matrix: { a: [1,2,3,4,5], b: [1,2,3,4,5], c: [1,2,3,4,5] }\n`,
      ["5:1 The matrix has more than 100 combinations."],
    ],
    ["a matrix that is none", `${SMALL}matrix: { a: 1 }\n`, ["5:14 Expected a list, found `1`."]],
  ])("%s", (_what, text, told) => {
    expect(wrongIn(text)).toEqual(told);
  });

  test("YAML that cannot be read is told with its place", () => {
    expect(wrongIn("prompt: [a\n")).toEqual([expect.stringMatching(/^\d+:\d+ /)]);
  });

  test("a hostile file is told of a hundred times at most", () => {
    const many = Array.from({ length: 5_000 }, (_, at) => `k${at}: 1`).join("\n");
    expect(wrongIn(many)).toHaveLength(100);
  });
});
