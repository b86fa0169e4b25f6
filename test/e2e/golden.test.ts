import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { GoldenCaseResult } from "../../src/rehearsal/golden/golden-result.ts";
import { goldenResultsOf } from "../../src/rehearsal/golden/golden-section.ts";
import { goldenSetInvalid, goldenUndecided, goldenWorse } from "../../src/rehearsal/rules.ts";
import type { FileChanges } from "../support/git.ts";
import { openPullRequest } from "../support/pull-request.ts";
import { AGENT_FILES, rehearseIn, smallScenario } from "../support/rehearse.ts";
import type { CheckRequest } from "../support/run-check.ts";
import { runCli } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

const SCENARIO = smallScenario("", "turns: [{ text: pong }]\n");
const SET = `kind: golden
margin: 0.5
cases:
  client:
    scenario: ../scenarios/a.yaml
    comparators: [{ type: equals, of: answer }, { type: "trajectory:tool-sequence" }, { type: files-changed }]
  program:
    command: [node, said.mjs]
    input: hello
    comparators: [{ type: equals }]
`;
/** Says what it was told, and every variable that it was given. */
const SAID = `import { text } from "node:stream/consumers";
console.log("heard", await text(process.stdin));
for (const name of Object.keys(process.env).sort()) console.log(name);
`;
const FILES = { ...AGENT_FILES, "said.mjs": SAID, "scenarios/a.yaml": SCENARIO, "golden/a.yaml": SET };

const diff = async (folder: string, values: CheckRequest["values"] = {}, env: CheckRequest["env"] = {}) => {
  const compared = await rehearseIn(folder, { command: "golden", target: "diff", values, env });
  const sets = compared.report.sections
    .filter(({ kind }) => kind === "golden")
    .flatMap(({ data }) => goldenResultsOf(data).sets);
  const cases = new Map(sets.flatMap((set) => set.cases.map((one): [string, GoldenCaseResult] => [one.id, one])));
  return { ...compared, sets, of: (id: string) => cases.get(`golden/a/${id}`) };
};
const COMMANDS = { "allow-commands": true };

describe.each([goldenSetInvalid, goldenWorse, goldenUndecided].map((rule) => [rule.id, rule] as const))(
  "%s",
  (id, rule) => {
    test.each(rule.examples.map((one) => [one.because, one] as const))("%s", async (_because, example) => {
      const texts = Object.entries(example.files).filter((one): one is [string, string] => typeof one[1] === "string");
      const folder = tempFolder({
        "AGENTS.md": "# Rules\n",
        "golden/b.yaml": SET_OF_ONE,
        ...Object.fromEntries(texts),
      });
      const { report } = await diff(folder, { ...COMMANDS, case: ["golden/a", "golden/b"] });
      const found = report.diagnostics.filter((one) => one.rule === id && one.path !== "golden/b.yaml");
      const told = found.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message}`);
      const { reports = [] } = example;
      expect(told).toEqual(reports);
    });
  },
);
const SET_OF_ONE = "kind: golden\ncases:\n  b: { command: [node], comparators: [{ type: is-json }] }\n";

test("record writes what runs give, diff compares with it, accept takes another over", async () => {
  const folder = tempFolder(FILES);
  const env = { GITHUB_TOKEN: "ghp_sixteencharacters", ANTHROPIC_API_KEY: "sk-ant-secret" };
  const recorded = await runCli(folder, ["golden", "record", "--allow-commands"], env);
  expect([recorded.code, recorded.out, recorded.err]).toEqual([
    0,
    "wrote golden/a/client.json: 1 of 1 runs are like it\nwrote golden/a/program.json: 5 of 5 runs are like it\nRead them before you commit them: from now on this is what is right.\n",
    "",
  ]);
  const file = (name: string) => readFileSync(join(folder, `golden/a/${name}.json`), "utf8");
  expect(JSON.parse(file("client"))).toEqual({ version: 1, runs: 1, met: 1, answer: ["pong"], tools: [], changed: [] });
  // Neither token nor key reaches a command.
  expect(JSON.parse(file("program")).output).toEqual(
    expect.arrayContaining(["heard hello", "AGENT_CI_GOLDEN", "PATH"]),
  );
  expect(file("program")).not.toMatch(/TOKEN|KEY/);

  const same = await diff(folder, COMMANDS, env);
  expect([same.verdict.result, same.told, same.sets[0]?.result]).toEqual(["pass", [], "not-worse"]);
  expect([same.of("client")?.counted, same.of("program")?.counted]).toEqual([1, 5]);

  writeFileSync(join(folder, "scenarios/a.yaml"), SCENARIO.replace("pong", "peng"));
  writeFileSync(join(folder, "said.mjs"), SAID.replace("heard", "told"));
  const other = await diff(folder, COMMANDS);
  expect(other.verdict.result).toBe("fail");
  expect(other.of("client")?.differences).toEqual([
    {
      message: "Does not hold: the model's last answer is what the reference has.",
      runs: 5,
      detail: ["@@ line 1 @@", "-pong", "+peng"],
    },
  ]);

  const before = file("program");
  const accepted = await runCli(folder, ["golden", "accept", "--case", "client"]);
  expect([accepted.code, accepted.out.split("\n")[0]]).toEqual([
    0,
    "wrote golden/a/client.json: 1 of 1 runs are like it",
  ]);
  expect([JSON.parse(file("client")).answer, file("program")]).toEqual([["peng"], before]);
  const again = await runCli(folder, ["golden", "accept", "--case", "client"]);
  expect(again.out).toBe("kept golden/a/client.json: nothing differs\n");
});

test("what was recorded is not recorded again, and what was not cannot be accepted", async () => {
  const folder = tempFolder(FILES);
  const none = await runCli(folder, ["golden", "accept"]);
  expect(none.out).toBe("No case has a reference yet: agent-ci golden record\n");
  await runCli(folder, ["golden", "record", "--case", "client"]);
  writeFileSync(join(folder, "scenarios/a.yaml"), SCENARIO.replace("pong", "peng"));
  const again = await runCli(folder, ["golden", "record", "--case", "client"]);
  expect(again.out).toMatch(/^Every case has a reference\./);
});

test("a command runs by somebody's word alone, and never where a request could have brought it", async () => {
  const folder = tempFolder(FILES);
  const unasked = await runCli(folder, ["golden", "record"]);
  expect([unasked.code, unasked.out]).toEqual([
    1,
    expect.stringContaining(
      "did not write golden/a/program.json: its command is a program of the repository, and runs with --allow-commands only",
    ),
  ]);
  const { of } = await diff(folder);
  expect(of("program")).toMatchObject({ runs: 0, missing: expect.stringContaining("--allow-commands") });
});

test("references are written by no pipeline", async () => {
  const { code, err } = await runCli(tempFolder(FILES), ["golden", "accept"], { CI: "true" });
  expect([code, err]).toEqual([
    2,
    expect.stringContaining("golden accept writes what a run gives over what it is held to: not in a pipeline"),
  ]);
});

test("an agent does not find what it is held to", async () => {
  const agent = `import { existsSync } from "node:fs"; console.log(existsSync("golden"), existsSync("scenarios")); ${AGENT_FILES["agent.mjs"]}`;
  const folder = tempFolder({
    ...FILES,
    "agent.mjs": agent,
    "golden/a.yaml": SET.replace(/ {2}program[\s\S]*/, "").replace("of: answer", "of: output"),
  });
  await runCli(folder, ["golden", "record"]);
  const { output } = JSON.parse(readFileSync(join(folder, "golden/a/client.json"), "utf8"));
  expect(output[0]).toBe("false false");
});

test.each([
  ["../scenarios/gone.yaml", "There is no `scenarios/gone.yaml`"],
  ["../AGENTS.md", "`AGENTS.md` is no scenario that can run"],
  ["../scenarios/many.yaml", "`scenarios/many.yaml` runs in 2 combinations"],
])("a case of %s is told where it stands", async (scenario, message) => {
  const many = `${SCENARIO}matrix: { word: [a, b] }\n`;
  const folder = tempFolder({
    ...FILES,
    "scenarios/many.yaml": many,
    "golden/a.yaml": SET.replace("../scenarios/a.yaml", scenario),
  });
  const { told } = await diff(folder);
  expect(told).toEqual([expect.stringContaining(`golden/set-invalid golden/a.yaml:4 ${message}`)]);
});

describe("what is printed", () => {
  // In two parts: this file is searched for secrets as well.
  const SECRET = "Z7QXWV3NTRBKLMEC";
  const ATTACK = `::set-output name=x::y\n##[error]no\n\u001B[2J\nAKIA${SECRET}`;
  const files = {
    ...FILES,
    "said.mjs": `process.stdout.write(${JSON.stringify(ATTACK)})`,
    "golden/a/program.json": `${JSON.stringify({ version: 1, runs: 5, met: 5, output: ["before"] })}\n`,
  };

  test("starts no workflow command, moves no cursor, and holds no secret", async () => {
    const { out, err } = await runCli(tempFolder(files), ["golden", "diff", "--allow-commands", "--case", "program"]);
    const all = out + err;
    expect(all).toContain("+");
    expect(all).not.toMatch(/^\s*::|##\[/m);
    expect(all).not.toContain("\u001B[2J");
    expect(all).not.toContain(SECRET);
    expect(all).toContain("set-output");
  });

  test("becomes a reference without its secrets", async () => {
    const folder = tempFolder(files);
    const { out } = await runCli(folder, ["golden", "accept", "--allow-commands"]);
    const reference = readFileSync(join(folder, "golden/a/program.json"), "utf8");
    expect([out.split("\n")[0], reference.includes(SECRET)]).toEqual([
      "wrote golden/a/program.json: 5 of 5 runs are like it",
      false,
    ]);
    const { of } = await diff(folder, { ...COMMANDS, case: ["program"] });
    expect(of("program")?.differences).toEqual([]);
  });
});

test("a reference is written through no link, and outside of nothing", async () => {
  const outside = tempFolder();
  const folder = tempFolder(FILES);
  symlinkSync(outside, join(folder, "golden/a"));
  const { code, err } = await runCli(folder, ["golden", "record"]);
  expect([code, err]).toEqual([2, expect.stringContaining('Cannot write "golden/a/client.json"')]);
});

const GITHUB = {
  CI: "true",
  GITHUB_ACTIONS: "true",
  GITHUB_EVENT_NAME: "pull_request",
  GITHUB_BASE_REF: "main",
  GITHUB_REF: "refs/pull/7/merge",
  RUNNER_ENVIRONMENT: "github-hosted",
};

/** A pull request with this change, on a runner of GitHub's. */
function opened(change: FileChanges, more: FileChanges = {}) {
  const reference = (fields: object) => `${JSON.stringify({ version: 1, runs: 5, met: 5, ...fields })}\n`;
  const base = {
    ...FILES,
    ...more,
    "agent-ci.yaml": "clients: [claude-code]\n",
    "golden/a.yaml": SET.replace("margin: 0.5", "margin: 0.5\nruns: 5"),
    "golden/a/client.json": reference({ answer: ["pong"], tools: [], changed: [] }),
    "golden/a/program.json": reference({ output: ["anything"] }),
  };
  const { workspace, event } = openPullRequest(base, change, {}, []);
  const file = join(tempFolder(), "event.json");
  writeFileSync(file, JSON.stringify(event));
  return { workspace, env: { ...GITHUB, GITHUB_EVENT_PATH: file } };
}
async function inRequest(change: FileChanges) {
  const { workspace, env } = opened(change);
  return { workspace, ...(await diff(workspace, COMMANDS, env)) };
}

test("a request is held to the references of its target branch, and its commands do not run", async () => {
  const { told, of, verdict, workspace } = await inRequest({
    "said.mjs": `import("node:fs").then((fs) => fs.writeFileSync("ran", ""))`,
  });
  expect(of("program")).toMatchObject({ runs: 0, missing: expect.stringContaining("runs after the merge") });
  expect(of("client")).toMatchObject({ counted: 1, met: 1 });
  expect(existsSync(join(workspace, "ran"))).toBe(false);
  // One run is too few to say anything.
  expect([told.map((one) => one.split(" ")[0]), verdict.result]).toEqual([["golden/undecided"], "inconclusive"]);
});

test("a change that loosens what it is held to is judged by what was before, and told", async () => {
  const agent = (AGENT_FILES["agent.mjs"] ?? "").replace("console.log(content", "void (content");
  const change = {
    "agent.mjs": `import { writeFileSync } from "node:fs"; writeFileSync("spam", ""); ${agent}`,
    "golden/a.yaml": SET.replace("margin: 0.5", "margin: 0.4\nruns: 2").replace(", { type: files-changed }", ""),
    "golden/a/client.json": '{ "version": 1, "runs": 1, "met": 1, "answer": ["pong"], "tools": [] }\n',
  };
  const { told, of } = await inRequest(change);
  expect(of("client")?.differences).toMatchObject([{ message: expect.stringContaining("others are spam (added)") }]);
  const weakened = [
    "policy/weakened golden/a.yaml The golden case golden/a/client no longer compares that files-changed is that of its reference.",
    "policy/weakened golden/a.yaml The golden cases of golden/a run 2 instead of 5 times.",
    "policy/weakened golden/a/client.json The reference of golden/a/client is another one.",
  ];
  expect(told.filter((one) => one.startsWith("policy/weakened"))).toEqual(weakened);
  // `check` says it without running anything.
  const { workspace, env } = opened(change);
  const { told: checked } = await rehearseIn(workspace, { command: "check", env });
  expect(checked.filter((one) => one.startsWith("policy/weakened"))).toEqual(weakened);
});

const ROLLOUT = `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  environments:
    staging: { target: { directory: { path: staging } } }
    production: { target: { directory: { path: production } } }
  strategy:
    staging:
      goldenReference: { dataset: golden/a.yaml, nonInferiorityMargin: 0.05 }
      steps: [{ pause: { duration: 1h } }]
    canary: { steps: [{ setWeight: 100 }] }
`;

test.each([
  [
    ROLLOUT.replace("0.05", "0.3"),
    [
      "The rollout team-a holds a release to less: strategy.staging.goldenReference.nonInferiorityMargin 0.05 became 0.3.",
    ],
  ],
  [
    ROLLOUT.replace("0.05", "0.05, alpha: 0.1"),
    ["The rollout team-a holds a release to less: strategy.staging.goldenReference.alpha 0.05 became 0.1."],
  ],
  [
    ROLLOUT.replace(/ +goldenReference.*\n/, ""),
    ["The rollout team-a holds a release to less: strategy.staging.goldenReference is gone."],
  ],
  [null, ["The rollout team-a holds a release to less: nothing of it is left under this name."]],
  [ROLLOUT.replace("0.05", "0.02"), []],
])("a rollout that asks for less is told by `check`: %#", async (rollout, told) => {
  const { workspace, env } = opened({ "rollouts/team-a.yaml": rollout }, { "rollouts/team-a.yaml": ROLLOUT });
  const checked = await rehearseIn(workspace, { command: "check", env });
  const weakened = checked.told.filter((one) => one.startsWith("policy/weakened"));
  expect(weakened.map((one) => one.replace(/^\S+ \S* /, ""))).toEqual(told);
});

test("a rollout cannot ask for a set that is not there", async () => {
  const folder = tempFolder({ "AGENTS.md": "# Rules\n", "rollouts/team-a.yaml": ROLLOUT });
  const { told } = await rehearseIn(folder, { command: "check" });
  expect(told).toEqual([
    "rollout/specification rollouts/team-a.yaml:10 There is no golden/a.yaml: a path is from the top of the repository.",
  ]);
});

test("what a run that went wrong has printed is shown", async () => {
  const folder = tempFolder({
    ...FILES,
    "said.mjs": 'console.error("\\n::error::no such model"); process.exit(3);',
    "golden/a/program.json": `${JSON.stringify({ version: 1, runs: 5, met: 5, output: ["a"] })}\n`,
  });
  const { out, err } = await runCli(folder, ["golden", "diff", "--allow-commands", "--case", "program"]);
  expect(out).toContain("In 5 of 5: The command: it ended with 3.");
  expect(err).toContain("golden/a/program\n  standard error:\n");
  expect(err).toContain("no such model");
  expect(err).not.toMatch(/^::/m);
  const accepted = await runCli(folder, ["golden", "accept", "--allow-commands", "--case", "program"]);
  expect([accepted.code, accepted.err]).toEqual([1, expect.stringContaining("no such model")]);
});

test("sets that a change removes are missed", async () => {
  const { told } = await inRequest({ "golden/a.yaml": null });
  expect(told).toContain("policy/weakened  The golden cases of golden/a are not run any more.");
});
