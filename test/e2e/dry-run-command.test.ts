import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { viewsOf } from "../../src/report/sections.ts";
import { AGENT_FILES, rehearseIn, smallScenario } from "../support/rehearse.ts";
import { runCli } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

const four = () =>
  tempFolder({
    ...AGENT_FILES,
    "scenarios/a.yaml": smallScenario("tags: [quick]\n"),
    "scenarios/b.yaml": smallScenario("expect: [{ type: equals, value: ping }]\n"),
    "scenarios/c.yaml": smallScenario("matrix: { word: [one, two] }\ntags: [quick]\n").replace(
      "prompt: ping",
      "prompt: say {{word}}",
    ),
  });

const idsIn = (json: string): readonly string[] =>
  [...json.matchAll(/"id": "(scenarios\/[^"]+)"/g)].map(([, id = ""]) => id);

test("parts of a matrix have all cases between them, and one verdict when they are put together", async () => {
  const folder = four();
  const codes = await Promise.all(
    ["1/3", "2/3", "3/3"].map((shard, at) =>
      runCli(folder, ["dry-run", "--shard", shard, "--output", `json=part-${at}.json`]).then(({ code }) => code),
    ),
  );
  const parts = [0, 1, 2].map((at) => readFileSync(join(folder, `part-${at}.json`), "utf8"));
  expect(parts.map(idsIn)).toEqual([
    ["scenarios/a", "scenarios/c [word=two]"],
    ["scenarios/b"],
    ["scenarios/c [word=one]"],
  ]);
  expect(codes).toEqual([0, 1, 0]);
  const args = [0, 1, 2].flatMap((at) => ["--merge-reports", `part-${at}.json`]);
  const merged = await runCli(folder, ["dry-run", ...args, "--format", "json"]);
  const whole = await runCli(folder, ["dry-run", "--format", "json"]);
  expect([merged.code, idsIn(merged.out)]).toEqual([1, idsIn(whole.out)]);
  expect(merged.out).toContain('Does not hold: the output is \\"ping\\" (it is \\"pong\\").');
  const checked = await runCli(folder, ["check", "--dry-run-report", "part-1.json", "--format", "json"]);
  expect([checked.code, idsIn(checked.out)]).toEqual([1, ["scenarios/b"]]);
  const twice = await runCli(folder, ["dry-run", "--merge-reports", "part-1.json", "--merge-reports", "part-1.json"]);
  expect([twice.code, twice.err]).toEqual([2, expect.stringContaining('two reports have the case "scenarios/b"')]);
  const lacking = await runCli(folder, ["dry-run", "--merge-reports", "part-0.json"]);
  expect([lacking.code, lacking.err]).toEqual([
    2,
    expect.stringContaining("--merge-reports: of 3 parts 2, 3 are missing. Give the report of each."),
  ]);
});

test("parts that wrote a page as well bring their transcripts along", async () => {
  const folder = tempFolder({
    ...AGENT_FILES,
    "scenarios/a.yaml": smallScenario(),
    "scenarios/b.yaml": smallScenario().replace("prompt: ping", "prompt: say it aloud"),
  });
  for (const at of [1, 2])
    await runCli(
      folder,
      `dry-run --shard ${at}/2 --output json=part-${at}.json --output html=part-${at}.html`.split(" "),
    );
  const parts = ["--merge-reports", "part-1.json", "--merge-reports", "part-2.json"];
  const { code, out } = await runCli(folder, ["dry-run", ...parts, "--format", "html"]);
  expect([code, out.match(/<summary><b>scenarios\/[ab]/g), out.includes("say it aloud")]).toEqual([
    0,
    ["<summary><b>scenarios/a", "<summary><b>scenarios/b"],
    true,
  ]);
  const alone = await runCli(folder, ["dry-run", "--format", "json"]);
  expect(alone.out).not.toContain('"transcript"');
});

test("cases are chosen by name, pattern and tag", async () => {
  const folder = four();
  const chosen = async (...args: readonly string[]): Promise<readonly string[]> =>
    idsIn((await runCli(folder, ["dry-run", "--format", "json", ...args])).out);
  expect(await chosen("--scenario", "a")).toEqual(["scenarios/a"]);
  expect(await chosen("--scenario", "scenarios/b.yaml")).toEqual(["scenarios/b"]);
  expect(await chosen("--scenario", "scenarios/c [word=two]")).toEqual(["scenarios/c [word=two]"]);
  expect(await chosen("--tag", "quick", "--jobs", "3")).toEqual([
    "scenarios/a",
    "scenarios/c [word=one]",
    "scenarios/c [word=two]",
  ]);
});

test("a pipeline takes the result as JUnit", async () => {
  const { out, code } = await runCli(four(), ["dry-run", "--format", "junit"]);
  expect([code, out]).toEqual([1, expect.stringMatching(/<failure[^>]*Does not hold: the output is/)]);
});

test("the key of the cache follows scenarios and what lies beside them, and nothing else", async () => {
  const folder = four();
  const key = async () => (await runCli(folder, ["dry-run", "--cache-key"])).out;
  const first = await key();
  expect(first).toMatch(/^agent-ci-recordings-1-[0-9a-f]{20}\n$/);
  writeFileSync(join(folder, "AGENTS.md"), "# Other\n");
  expect(await key()).toBe(first);
  writeFileSync(join(folder, "scenarios/a.yaml"), smallScenario());
  expect(await key()).not.toBe(first);
});

test("tests of promptfoo become scenarios, and what they cannot say is named", async () => {
  const folder = tempFolder({
    ...AGENT_FILES,
    "promptfooconfig.yaml": `prompts: ["Say {{word}}", "file://other.txt"]
providers: [echo]
tests:
  - description: It says pong
    vars: { word: pong }
    assert:
      - { type: contains, value: pong }
      - { type: not-contains, value: ping }
      - { type: llm-rubric, value: is polite }
      - { type: cost, threshold: 1 }
      - { type: latency, threshold: 2000 }
      - { type: "trajectory:tool-args-match", value: { tool: Read, arguments: { path: a } } }
      - { type: contains, value: x, weight: 2 }
    threshold: 0.5
`,
  });
  const { code, out } = await runCli(folder, ["dry-run", "--import", "promptfooconfig.yaml"]);
  expect([code, out.split("\n")]).toEqual([
    0,
    [
      "wrote scenarios/it-says-pong.yaml",
      "left out prompts[1]: a prompt in another file",
      "left out providers: a scenario names its own adapter, and runs as `dry-run` says",
      "left out tests[0].threshold",
      "left out tests[0].assert[2]: llm-rubric",
      "left out tests[0].assert[6]: contains",
      "",
    ],
  ]);
  const written = readFileSync(join(folder, "scenarios/it-says-pong.yaml"), "utf8");
  expect(written).toContain('prompt: "Say pong"');
  expect(written).toContain('{"type":"cost","max-dollars":1}');
  expect(written.match(/"type":"[^"]+"/g)).toEqual([
    '"type":"contains"',
    '"type":"not-contains"',
    '"type":"cost"',
    '"type":"latency"',
    '"type":"trajectory:tool-args-match"',
  ]);
  expect((await rehearseIn(folder, { command: "check" })).told.filter((one) => one.startsWith("rehearsal/"))).toEqual(
    [],
  );
  const again = await runCli(folder, ["dry-run", "--import", "promptfooconfig.yaml"]);
  expect([again.code, again.err]).toEqual([2, expect.stringContaining("is there already")]);
  expect(readdirSync(join(folder, "scenarios"))).toEqual(["it-says-pong.yaml"]);
});

describe("what cannot be is refused with what to do", () => {
  test("a scenario that is meant, and cannot be read", async () => {
    const torn = { "scenarios/a.yaml": smallScenario(), "scenarios/torn.yaml": "kind: team\nagents: {}\n" };
    const { code, err } = await runCli(tempFolder({ ...AGENT_FILES, ...torn }), ["dry-run", "--scenario", "torn"]);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(
        /There are: scenarios\/a\. Others cannot be read: `agent-ci.*\n.*scenarios\/torn\.yaml: \S/,
      ),
    ]);
  });

  test.each([
    ["no scenario", {}, [], /There is no scenario: write one to `scenarios\/<name>\.yaml`/],
    ["a scenario that nobody has", {}, ["--scenario", "zzz"], /No scenario is meant\. There are: scenarios\/a/],
    ["a part that is none", {}, ["--shard", "4/3"], /--shard 4\/3: give a part and their number, such as 2\/5/],
    ["no number of jobs", {}, ["--jobs", "many"], /--jobs many: give a whole number from 1 to 64/],
    ["too many repeats", {}, ["--repeat", "0"], /--repeat 0: give a whole number from 1 to 1000/],
    [
      "a report that is not there",
      {},
      ["--merge-reports", "gone.json"],
      /--merge-reports gone\.json: there is no such file/,
    ],
    [
      "a report that is none",
      {},
      ["--merge-reports", "agent.mjs"],
      /it is no JSON\. Give a JSON report of `agent-ci dry-run/,
    ],
    ["a configuration of promptfoo that is none", {}, ["--import", "agent.mjs"], /Give a promptfooconfig\.yaml/],
    [
      "an event with the rights of the repository",
      { CI: "true", GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request_target" },
      [],
      /pull_request_target would hand it the rights/,
    ],
    ["an address that is none", {}, ["record", "--upstream", "anthropc=x"], /Did you mean anthropic\?/],
    ["an amount that is none", {}, ["record", "--budget-dollars", "$2"], /--budget-dollars \$2: give dollars/],
    ["a budget that is none", {}, ["record", "--budget-tokens", "-1"], /--budget-tokens -1: give a whole number/],
  ])("%s", async (what, env, args, said) => {
    const scenarios = what === "no scenario" ? {} : { "scenarios/a.yaml": smallScenario() };
    const folder = tempFolder({ ...AGENT_FILES, ...scenarios });
    const argv = args[0] === "record" ? args : ["dry-run", ...args];
    const { code, err } = await runCli(folder, argv, env);
    expect([code, err]).toEqual([2, expect.stringMatching(said)]);
  });
});

test("a program that hangs is killed, and that is told at its limit", async () => {
  const folder = tempFolder({
    ...AGENT_FILES,
    "scenarios/a.yaml": smallScenario("limits: { seconds: 1 }\n").replace(
      "[node, agent.mjs]",
      "[sh, -c, 'node agent.mjs; sleep 60']",
    ),
  });
  expect((await rehearseIn(folder)).told).toEqual([
    expect.stringMatching(
      /^rehearsal\/ended scenarios\/a\.yaml:5 It took longer than 1 s, and .* Raise the time limit/,
    ),
  ]);
});

test("what a program leaves behind is told", async () => {
  // A shell's child has the shell's name until it is another program.
  const left = "[sh, -c, 'sleep 30 & until grep -qx sleep /proc/$!/comm; do :; done; node agent.mjs']";
  const folder = tempFolder({
    ...AGENT_FILES,
    "scenarios/a.yaml": smallScenario().replace("[node, agent.mjs]", left),
  });
  expect((await rehearseIn(folder)).told).toEqual([
    expect.stringMatching(/^rehearsal\/left-behind scenarios\/a\.yaml:2 It left sleep behind\.$/),
  ]);
});

test("a machine without namespaces rehearses all the same, and the report says what that proves", async () => {
  const closed = tempFolder({ unshare: "#!/bin/sh\nexit 1\n" });
  chmodSync(join(closed, "unshare"), 0o755);
  const folder = tempFolder({ ...AGENT_FILES, "scenarios/a.yaml": smallScenario() });
  const { told, verdict, report } = await rehearseIn(folder, {
    env: { PATH: [closed, process.env["PATH"]].join(delimiter) },
  });
  expect([told, verdict.result]).toEqual([
    ["rehearsal/isolation scenarios/a.yaml A proxy alone shuts the program in: who asks it not is not seen."],
    "pass",
  ]);
  expect(JSON.stringify(viewsOf(report))).toContain("That nothing left this machine is not proven");
});
