import { describe, expect, test } from "vitest";
import { readSpec } from "../../../../src/rollout/spec/read-spec.ts";
import { broken, SPEC } from "./broken.ts";

function problemsOf(text: string): readonly string[] {
  const read = readSpec(text, "rollouts/a.yaml");
  return read.ok
    ? []
    : read.problems.map(({ line, column, message, help }) =>
        [`${line}:${column} ${message}`, help].filter(Boolean).join(" | "),
      );
}

test("the specification that the others are made from is right", () => {
  expect(problemsOf(SPEC)).toEqual([]);
});

/** A metric of it, as a test writes another one in its place. */
const METRIC = `provider: { jsonl: { path: "runs/*.jsonl", count: task.critical > 0 } }
      interval: 1m
      successCondition: value == 0`;

describe("refused, with line, column and the nearest right key", () => {
  test.each<readonly [string, string, string, ...string[]]>([
    [
      "a key is written wrong",
      "setWeight: 10\n",
      "setWieght: 10\n",
      "17:11 unknown key `setWieght`: did you mean `setWeight`?",
    ],
    [
      "a key of the specification is written wrong",
      "monitoring:",
      "monitorng:",
      "22:3 unknown key `monitorng`: did you mean `monitoring`?",
    ],
    [
      "an action of another program",
      "- setWeight: 10\n",
      "- setHeaderRoute: { name: canary }\n",
      "17:11 unknown key `setHeaderRoute` | Known here: setWeight, setValues, pause, analysis, approval, job, burnIn, benchmarks, signOffs, prerequisites.",
    ],
    [
      "staging is where everybody is",
      "    staging:\n      steps:",
      "    staging:\n      environment: production\n      steps:",
      "12:20 staging cannot be `production`: all of it gets the release before anybody is asked",
    ],
    [
      "staging is where the canary is",
      "    canary:\n",
      "    canary:\n      environment: staging\n",
      "12:7 staging cannot be `staging`: all of it gets the release before anybody is asked",
    ],
    [
      "a template is named twice",
      "templates: [{ templateName: safety }]",
      "templates: [{ templateName: safety }, { templateName: safety }]",
      "15:73 the template `safety` is named twice: leave one out",
    ],
    [
      "a burn-in runs once",
      "- job: { name: smoke, command: [npm, run, smoke] }",
      "- burnIn: { duration: 2h, every: 4h, job: { name: load, command: [load] } }",
      "13:11 in 2h its job would run once: let `every` be 2h or less",
    ],
    [
      "a burn-in is too short to see anything grow, and may take no longer",
      "- job: { name: smoke, command: [npm, run, smoke] }",
      "- burnIn: { duration: 24h, every: 12h, maxDuration: 24h, job: { name: load, command: [load] }, limits: [{ of: mb, maxGrowth: 1 }] }",
      "13:11 2 runs show no growth: let `every` be 8h or less",
      "13:11 `maxDuration` is no longer than `duration`: write more than 24h",
    ],
    [
      "a burn-in has more runs than anybody remembers, and two limits of one number",
      "- job: { name: smoke, command: [npm, run, smoke] }",
      "- burnIn: { duration: 24h, every: 1m, job: { name: load, command: [load] }, limits: [{ of: mb, max: 1 }, { of: mb, min: 0 }] }",
      "13:11 its job would run 1440 times: let it run 500 times at most",
      "13:11 there are two limits of `mb`: make them one",
    ],
    [
      "a limit says nothing",
      "- job: { name: smoke, command: [npm, run, smoke] }",
      "- burnIn: { duration: 24h, every: 2h, job: { name: load, command: [load] }, limits: [{ of: mb }] }",
      "13:94 missing key `max` or `min` or `maxGrowth`",
    ],
    [
      "nobody prints the first benchmark",
      "- job: { name: smoke, command: [npm, run, smoke] }",
      "- benchmarks: [{ metric: ms, target: 5 }]",
      "13:24 nothing says which `job` prints it",
    ],
    [
      "a benchmark is measured twice",
      "- job: { name: smoke, command: [npm, run, smoke] }",
      "- benchmarks: [{ metric: ms, target: 5, job: { name: bench, command: [bench] } }, { metric: ms, target: 6 }]",
      "13:11 `staging/ms` is measured twice in its stage: leave one out",
    ],
    [
      "a role signs off twice",
      "- job: { name: smoke, command: [npm, run, smoke] }",
      "- signOffs: [qa, qa]",
      "13:21 entries 1 and 2 are the same",
    ],
    ["a weight is a fraction", "setWeight: 10\n", "setWeight: 0.5\n", "17:22 expected a whole number, found `0.5`"],
    [
      "a weight is a text",
      "setWeight: 10\n",
      "setWeight: 10%\n",
      "17:22 expected a whole number, found the text `10%`",
    ],
    [
      "a weight is more than all",
      "setWeight: 100\n",
      "setWeight: 101\n",
      "20:22 `101` is too large: write a number from 1 to 100",
    ],
    [
      "a weight is nothing",
      "setWeight: 10\n",
      "setWeight: 0\n",
      "17:22 `0` is too small: write a number from 1 to 100",
    ],
    [
      "the weights fall",
      "setWeight: 10\n",
      "setWeight: 100\n        - setWeight: 50\n",
      "18:11 the weight falls from 100 to 50: weights only rise, or stay as they are",
    ],
    [
      "the rollout ends before all have it",
      "setWeight: 100\n",
      "setWeight: 75\n",
      "20:11 the rollout ends with 75 % of `production`: add `- setWeight: 100`",
    ],
    [
      "nobody ever gets it",
      "        - setWeight: 10\n        - pause: { duration: 24h, minSamples: 59, maxDuration: 14d }\n        - analysis: { templates: [{ templateName: quality }], args: [{ name: min, value: 0.9 }] }\n        - setWeight: 100\n          prerequisites: [machine]\n",
      "        - pause: {}\n        - analysis: { templates: [{ templateName: quality }], args: [{ name: min, value: 0.9 }] }\n",
      "17:9 nobody ever gets the release: add `- setWeight: 10`",
    ],
    [
      "a step does two things",
      "- setWeight: 10\n        - pause:",
      "- setWeight: 10\n          pause:",
      "17:11 a step does one thing: make 2 steps of `setWeight` and `pause`",
    ],
    [
      "a step does nothing",
      "- setWeight: 10\n",
      "- prerequisites: [machine]\n        - setWeight: 10\n",
      "17:11 missing key `setWeight` or `setValues` or `pause` or `analysis` or `approval` or `job` or `burnIn` or `benchmarks` or `signOffs`",
    ],
    [
      "a duration has no unit",
      "duration: 24h",
      "duration: 24",
      "18:30 expected a text, found `24`: write it as in `30s` or `15m` or `24h` or `7d`",
    ],
    [
      "a duration is in words",
      "duration: 24h",
      "duration: 1 day",
      "18:30 the text `1 day` is not in the form that is expected: write it as in `30s` or `15m` or `24h` or `7d`",
    ],
    [
      "a pause is longer than it may be",
      "maxDuration: 14d",
      "maxDuration: 24h",
      "18:11 `maxDuration` is no longer than `duration`: write more than 24h",
    ],
    [
      "samples of a pause that has no end",
      "duration: 24h, ",
      "",
      "18:11 `minSamples` and `maxDuration` are about a pause with a `duration`: give it one",
    ],
    [
      "a pause waits for a time and for somebody",
      "minSamples: 59,",
      "timeout: 2h,",
      "18:11 `timeout` is about a pause that waits for somebody: leave out `timeout` or `duration`",
    ],
    [
      "it waits longer than it may",
      "metadata: { name: team-a }\nspec:\n",
      "metadata: { name: team-a }\nspec:\n  progressDeadlineSeconds: 172800\n",
      "5:28 its pauses alone take 48h, and `progressDeadlineSeconds` is 172800: write more than 172800",
    ],
    [
      "an environment is written wrong",
      "    canary:\n",
      "    canary:\n      environment: prodution\n",
      "15:20 there is no environment `prodution`: did you mean `production`?",
    ],
    [
      "the environment that is meant if none is named is not there",
      "    production: { target",
      "    live: { target",
      "15:7 there is no environment `production` | Known here: staging, live.",
    ],
    [
      "an environment has no target",
      "{ target: { git: { branch: agents/production } } }",
      "{}",
      "7:17 missing key `target`",
    ],
    [
      "an environment has two targets",
      "{ git: { branch: agents/production } }",
      "{ git: { branch: a }, directory: { path: b } }",
      "7:27 has more than 1 entries",
    ],
    ["a target is of an unknown kind", "{ git: {", "{ gti: {", "7:29 unknown key `gti`: did you mean `git`?"],
    [
      "two environments have one target",
      "{ git: { branch: agents/production } }",
      "{ directory: { path: /srv/staging } }",
      "7:27 `production` and `staging` have one target: a release of one would be that of the other",
    ],
    [
      "a template is written wrong",
      "templateName: quality",
      "templateName: qualty",
      "19:51 there is no analysis template `qualty`: did you mean `quality`?",
    ],
    [
      "a metric has no condition",
      "      successCondition: value == 0\n",
      "",
      "39:7 nothing says when `critical` has passed: give it `successCondition`, `failureCondition` or `objective`",
    ],
    [
      "a metric is judged task by task and has no objective",
      "interval: 1m",
      "method: fisher",
      "41:15 `fisher` judges task by task: it needs `objective`",
    ],
    [
      "an objective lets all tasks fail",
      "interval: 1m",
      "method: sequential\n      objective: { successWhen: task.ok, min: 0 }",
      "42:47 `0` is too small: write a number from 0.001 to 1",
    ],
    [
      "a condition is none",
      "value == 0",
      "value ==",
      "42:25 no condition: Unexpected token: EOF, at its column 9; it is about result and value",
    ],
    [
      "a condition is about something else",
      "value == 0",
      "valeu == 0",
      "42:25 no condition: Unknown variable: valeu, at its column 1; it is about result and value",
    ],
    [
      "a condition is a number",
      "value == 0",
      "1 + 1",
      "42:25 no condition: it gives int, not true or false, at its column 1; it is about result and value",
    ],
    [
      "a condition is none once its argument is in it",
      "value: 0.9",
      'value: "0.9 0.8"',
      "32:25 as `quality/success[min=0.9 0.8]`, no condition: Unexpected character: '8', at its column 14; it is about result and value",
    ],
    [
      "an argument is not given",
      ", args: [{ name: min, value: 0.9 }]",
      "",
      "19:51 the template `quality` needs the argument `min`",
    ],
    [
      "an argument is given that nobody knows",
      "{ name: min, value: 0.9 }",
      "{ name: min, value: 0.9 }, { name: max, value: 1 }",
      "19:105 there is no argument of these templates `max` | Known here: min.",
    ],
    ["an argument is given without a value", "{ name: min, value: 0.9 }", "{ name: min }", "19:70 missing key `value`"],
    [
      "a template uses an argument that it does not declare",
      "{{args.min}}",
      "{{args.mni}}",
      "32:25 there is no argument `mni`: did you mean `min`?",
    ],
    [
      "a template uses something else than an argument",
      "{{args.min}}",
      "{{inputs.min}}",
      "32:25 `{{inputs.min}}` stands for nothing: write it as in `{{args.name}}`",
    ],
    ["a provider is of an unknown kind", "jsonl:", "josnl:", "40:19 unknown key `josnl`: did you mean `jsonl`?"],
    ["a provider lacks what it needs", "{ command: [judge] }", "{ timeout: 5m }", "31:24 missing key `command`"],
    [
      "records come from nowhere",
      '{ path: "runs/*.jsonl", count',
      "{ count",
      "40:26 missing key `path` or `branch` or `url`",
    ],
    [
      "records come from two places",
      '{ path: "runs/*.jsonl", count',
      '{ url: $RECORDS_URL, path: "runs/*.jsonl", count',
      "40:53 records come from one place: leave `url` or this out",
    ],
    [
      "a branch of records is an option of git",
      '{ path: "runs/*.jsonl", count',
      "{ branch: --upload-pack=x, count",
      "40:36 the text `--upload-pack=x` is not in the form that is expected: write it as in `agent-ci/records`",
    ],
    [
      "what is a task is asked of something else",
      '{ path: "runs/*.jsonl", count',
      '{ path: "runs/*.jsonl", where: value > 1, count',
      "40:57 no condition: Unknown variable: value, at its column 1; it is about task",
    ],
    [
      "what follows from a failure is written wrong",
      "interval: 1m",
      "onFailure: stepdown",
      "41:18 `stepdown` is not one of `warn`, `pause`, `stepDown`, `abort`, `emergencyDisable`: did you mean `stepDown`?",
    ],
    [
      "no data would be a success",
      "interval: 1m",
      "onNoData: pass",
      "41:17 `pass` is not one of `inconclusive`, `fail`",
    ],
    [
      "a metric can never fail",
      "interval: 1m",
      "interval: 1m\n      count: 5\n      failureLimit: 5",
      "43:21 it could never fail: 5 of 5 may. Write 4 or less",
    ],
    [
      "several measurements at once",
      "interval: 1m",
      "count: 5",
      "41:14 5 measurements need an `interval` between them",
    ],
    [
      "an analysis ends before it has measured",
      "successCondition: value >=",
      "interval: 15m\n      count: 5\n      successCondition: value >=",
      "19:35 `quality/success[min=0.9]` measures for 1h: its `timeout` of 1h is over before it has passed",
    ],
    [
      "two templates have one name",
      "metadata: { name: safety }",
      "metadata: { name: quality }",
      "36:19 there are two analysis templates `quality`: give one another name",
    ],
    [
      "two metrics have one name",
      "    - name: critical\n",
      "    - { name: critical, provider: { job: { command: [a] } }, successCondition: value > 0 }\n    - name: critical\n",
      "40:13 the name `critical` stands twice: give one another name",
    ],
    [
      "a dry run of a metric that is not there",
      "      interval: 1m\n      successCondition: value == 0\n",
      "      successCondition: value == 0\n  dryRun: [{ metricName: critcal }]\n",
      "42:26 there is no metric `critcal`: did you mean `critical`?",
    ],
    [
      "a prerequisite is written wrong",
      "prerequisites: [machine]",
      "prerequisites: [machin]",
      "21:27 there is no prerequisite `machin`: did you mean `machine`?",
    ],
    [
      "a prerequisite is met by two things",
      "environment: production }",
      "environment: production, job: { command: [a] } }",
      "9:7 it is met by an `environment` or by a `job`: write one of the two",
    ],
    [
      "the background analysis never begins",
      "startingStep: 1",
      "startingStep: 4",
      "15:72 there are 4 steps, the last is 3: it would never be judged",
    ],
    [
      "the schedule is not as long as it says",
      "monitoring: { schedule",
      "monitoring: { duration: 48h, schedule",
      "22:27 the schedule is 24h, not 48h: leave out `duration`",
    ],
    [
      "it is looked at less often than it is looked at at all",
      "{ for: 1h, every: 5m }",
      "{ for: 5m, every: 1h }",
      "22:46 in 5m it would never be looked at every 1h",
    ],
    [
      "an approval that comes by waiting",
      "metadata: { name: team-a }\nspec:\n",
      "metadata: { name: team-a }\nspec:\n  approval: { onTimeout: promote }\n",
      "5:26 `promote` is not one of `abort`, `hold`",
    ],
    [
      "no approval for what is risky",
      "metadata: { name: team-a }\nspec:\n",
      "metadata: { name: team-a }\nspec:\n  approval: { when: never }\n",
      "5:21 `never` is not one of `firstOrRisk`, `always`",
    ],
    [
      "two strategies",
      "    canary:\n",
      "    blueGreen: {}\n    canary:\n",
      "14:16 a strategy has a `canary` or a `blueGreen`: write one of the two",
    ],
    [
      "a strategy and a sequence",
      "  monitoring:",
      "  sequence: [{ name: one, strategy: { canary: { steps: [{ setWeight: 100 }] } } }]\n  monitoring:",
      "22:13 a rollout has a `strategy` or a `sequence`: write one of the two",
    ],
    [
      "a version that nobody knows",
      "apiVersion: agent-ci.dev/v1alpha1\nkind: Rollout",
      "apiVersion: argoproj.io/v1alpha1\nkind: Rollout",
      "1:13 `argoproj.io/v1alpha1` is not one of `agent-ci.dev/v1alpha1`",
    ],
    [
      "a kind that nobody knows",
      "kind: Rollout",
      "kind: Rolout",
      "2:7 `Rolout` is not one of `Rollout`: did you mean `Rollout`?",
    ],
    [
      "conditions are about names that no series has",
      METRIC,
      `provider: { prometheus: { address: $P_URL } }
      series: { load: { of: up, over: 5m } }
      successCondition: laod < 3 && value > 1`,
      "42:25 no condition: Unknown variable: laod, at its column 1; it is about load",
    ],
    [
      "a series is called like a word of CEL",
      METRIC,
      `provider: { jsonl: { path: runs } }
      series: { for: { of: up, over: 5m } }
      successCondition: "true"`,
      "41:22 `for` is a word of CEL: give the series another name",
      "42:25 no condition: Invalid variable declaration: 'for' is a reserved name, at its column 1; it is about for",
    ],
    [
      "a quantile without a share, and a share without a quantile",
      METRIC,
      `provider: { jsonl: { path: runs } }
      series: { a: { of: up, over: 5m, take: quantile }, b: { of: up, over: 5m, quantile: 0.5 } }
      successCondition: a < b`,
      "41:20 `take: quantile` and `quantile: 0.95` go together",
      "41:61 `take: quantile` and `quantile: 0.95` go together",
    ],
    [
      "what is measured is said twice",
      METRIC,
      `provider: { prometheus: { address: $P_URL, query: up } }
      series: { load: { of: up, over: 5m } }
      successCondition: load < 3`,
      "40:57 `series` says what is measured: leave `query` out",
    ],
    [
      "what is measured is not said",
      METRIC,
      `provider: { prometheus: { address: $P_URL } }
      successCondition: value < 3`,
      "40:31 give `critical` a `query`, or `series`",
    ],
    [
      "conditions over records of which nobody said what is counted",
      METRIC,
      `provider: { jsonl: { path: runs } }
      successCondition: value < 3`,
      "40:26 conditions are over a number: give `critical` a `count`, `series`, or an `objective` and its `method`",
    ],
    [
      "series of a provider that has none, judged task by task",
      METRIC,
      `provider: { web: { url: $P_URL } }
      series: { load: { of: up, over: 5m } }
      method: fisher
      objective: { successWhen: task.ok == true }`,
      "41:15 series are made of the records of `jsonl`, or by `prometheus`",
      "41:15 series are judged by conditions over their names, not task by task",
    ],
    [
      "tasks of a provider that has none, and how old they may be",
      METRIC,
      `provider: { web: { url: $P_URL } }
      method: fisher
      freshness: 1h
      objective: { successWhen: task.ok == true }`,
      "41:15 `fisher` judges task by task: it needs records of tasks, as `jsonl` and `githubActions` have",
      "42:18 what this provider answers has no time: `freshness` is about records and series",
    ],
    [
      "an objective that does not say when a task fails",
      METRIC,
      `provider: { jsonl: { path: runs } }
      method: fisher
      objective: { of: duration_ms }`,
      "42:18 nothing says when a task fails: give it `successWhen`, or `max` beside `of`",
    ],
    [
      "runs of a workflow beside a stable that they do not have",
      METRIC,
      `provider: { githubActions: { workflow: agents.yml, branch: main } }
      method: fisher
      objective: { successWhen: task.attempt == 1 }`,
      "41:15 runs of a workflow have no stable beside them: take `sequential`, or a `count`",
    ],
    [
      "a token that stands in the file, or is no token by its name; a workflow that leads elsewhere",
      METRIC,
      `provider: { githubActions: { workflow: ../../x, branch: main, token: ghp_x } }
      successCondition: value > 1`,
      "40:46 the text `../../x` is not in the form that is expected: write it as in `agents.yml`",
      "40:76 the text `ghp_x` is not in the form that is expected: write it as in `GITHUB_TOKEN`",
    ],
    [
      "as many failures in a row as there are measurements",
      METRIC,
      `${METRIC}
      count: 3
      consecutiveFailureLimit: 3`,
      "44:32 it could never fail: 3 of 3 may, in a row. Write 2 or less",
    ],
    [
      "NOT is about less than was meant",
      METRIC,
      METRIC.replace("value == 0", "NOT value > 3"),
      "42:25 no condition: no such overload: bool > int, at its column 1; it is about result and value. NOT is about what follows at once: NOT (…)",
    ],
    [
      "a name with capitals",
      "name: team-a",
      "name: Team A",
      "3:19 the text `Team A` is not in the form that is expected: write it as in `cli-coordination-v2`",
    ],
    [
      "a key stands twice",
      "kind: Rollout",
      "kind: Rollout\nkind: Rollout",
      '3:1 the key "kind" stands twice; remove one',
    ],
    [
      "a second rollout",
      "---\napiVersion: agent-ci.dev/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: quality }",
      "---\napiVersion: agent-ci.dev/v1alpha1\nkind: Rollout\nmetadata: { name: b }\nspec: { environments: { production: { target: { git: { branch: b } } } }, strategy: { canary: { steps: [{ setWeight: 100 }] } } }\n---\napiVersion: agent-ci.dev/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: quality }",
      "24:1 a file has one rollout: put this one into a file of its own",
    ],
  ])("%s", (_, part, instead, ...expected) => {
    expect(problemsOf(broken(part, instead))).toEqual(expected);
  });
});

test("a file without a rollout says so, and so does an empty one", () => {
  const none = "1:1 there is no document of `kind: Rollout`";
  expect(problemsOf(SPEC.slice(SPEC.indexOf("---")))).toEqual([none]);
  expect(problemsOf("")).toEqual([none]);
  expect(problemsOf("# nothing\n---\n---\n")).toEqual([none]);
});

describe("a hostile file", () => {
  test.each([
    ["is a list", "- a\n", "1:1 a document is a map: give it `apiVersion`, `kind`, `metadata` and `spec`"],
    ["is very large", "#".repeat(131_073), "1:1 larger than 131072 characters"],
    ["has very many documents", "---\na: 1\n".repeat(50), "1:1 has more than 50 documents"],
    ["is nested deeply", `a: ${"[".repeat(200)}`, expect.stringContaining("nested deeper than 100 levels")],
  ])("that %s is refused", (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  test("of aliases within aliases is refused, and soon", () => {
    const lines = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}, *a${at}]`);
    expect(problemsOf(`a0: &a0 [x]\n${lines.join("\n")}\n`).length).toBeGreaterThan(0);
  });

  test("with very many mistakes is told of a hundred", () => {
    const text = broken("        - setWeight: 10\n", "        - setWieght: 10\n".repeat(150));
    expect(problemsOf(text)).toHaveLength(100);
  });

  test("that asks for thousands of metrics, each with another argument, is refused before they are compiled", () => {
    const steps = Array.from(
      { length: 190 },
      (_, at) =>
        `        - analysis: { templates: [{ templateName: quality }], args: [{ name: min, value: ${at} }] }\n`,
    );
    const metrics = Array.from(
      { length: 49 },
      (_, at) =>
        `    - { name: m${at}, provider: { job: { command: [a] } }, successCondition: "value > {{args.min}}" }\n`,
    );
    const text = broken("        - setWeight: 10\n", `${steps.join("")}        - setWeight: 10\n`);
    const problems = problemsOf(text.replace("    - name: success\n", `${metrics.join("")}    - name: success\n`));
    expect(new Set(problems.map((one) => one.replace(/^\S+ /, "")))).toEqual(
      new Set(["the rollout has more than 100 metrics"]),
    );
  });

  test("cannot name what an object is made of", () => {
    expect(problemsOf(broken("    production: { target", "    __proto__: { target"))).toEqual([
      "7:5 the text `__proto__` is not in the form that is expected: write it as in `cli-coordination-v2`",
    ]);
  });
});
