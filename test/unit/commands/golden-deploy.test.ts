import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository } from "../../support/git.ts";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { signedBranch } from "../../support/ticks.ts";

const spec = (staging: string, production: string): string => `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  bundle: { include: [AGENTS.md] }
  environments:
    staging: { target: { directory: { path: ${JSON.stringify(staging)} } } }
    production: { target: { directory: { path: ${JSON.stringify(production)} } } }
  strategy:
    staging:
      goldenReference: { dataset: golden/a.yaml, nonInferiorityMargin: 0.3 }
      steps: [{ job: { name: smoke, command: [node, --version] } }]
    canary:
      steps: [{ setWeight: 100 }]
`;
/** What the agent says is what its file tells it to say. */
const SET = `kind: golden
margin: 0.5
runs: 5
cases:
  one: { command: [node, -p, "require('fs').readFileSync('AGENTS.md', 'utf8').split(' ')[0]"], comparators: [{ type: equals }] }
  two: { command: [node, -p, "1 + 1"], comparators: [{ type: equals }] }
`;
const reference = (output: string): string =>
  `${JSON.stringify({ version: 1, runs: 5, met: 5, output: [output] }, undefined, 2)}\n`;

/** A repository with a rollout whose staging asks for golden cases, and a report of them outside of it. */
async function staged() {
  const repository = createRepository({
    "AGENTS.md": "Be kind.\n",
    "rollouts/team-a.yaml": spec(tempFolder(), tempFolder()),
    "golden/a.yaml": SET,
    "golden/a/one.json": reference("Be"),
    "golden/a/two.json": reference("2"),
  });
  const { folder } = repository;
  const { pair } = await signedBranch(folder);
  repository.commit({ ".agent-ci/audit-key.pub": `${pair.verifying}\n` });
  const file = join(tempFolder(), "golden.json");
  const run = async (...argv: readonly string[]) => runCli(folder, argv, { AGENT_CI_AUDIT_KEY: pair.signing });
  return {
    ...repository,
    file,
    run,
    compare: async (...more: readonly string[]) =>
      run("golden", "diff", "--rollout", "team-a", "--allow-commands", "--output", `json=${file}`, ...more),
    deploy: async () => run("deploy", "team-a", "--golden", file),
  };
}

test("staging passes by a report that was made of this very release, and not by one of another", async () => {
  const { run, compare, deploy, commit } = await staged();
  expect((await run("deploy", "team-a")).out).toContain("waits for a report: agent-ci golden diff --rollout team-a");
  const compared = await compare();
  // The set would let half of it be lost, and the rollout three in ten.
  expect([compared.code, compared.out]).toEqual([0, expect.stringContaining("no more than 30 points fewer runs")]);
  expect(compared.out).toMatch(/Of the release sha256:[0-9a-f]{64}\./);
  expect((await deploy()).out).toMatch(/^team-a\/r1: AwaitingApproval/);

  commit({ "AGENTS.md": "Be kinder.\n" });
  const other = await deploy();
  expect(other.out).toMatch(/the report of golden cases is about sha256:[0-9a-f]+, and this is sha256:/);
  await compare();
  expect((await deploy()).out).toMatch(/^team-a\/r2: AwaitingApproval/);
});

test("a release that says something else is taken back, whatever verdict its report claims", async () => {
  const { compare, deploy, commit, file } = await staged();
  commit({ "AGENTS.md": "Shout.\n" });
  expect((await compare()).code).toBe(1);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replaceAll('"worse"', '"not-worse"').replace('"result": "fail"', '"result": "pass"'));
  const { code, out } = await deploy();
  expect([code, out]).toEqual([1, expect.stringContaining("golden/a.yaml: worse: 5 of 10, reference 10 of 10")]);
});

test("a program that this machine lacks is no fault of the release: nothing is taken back, and nothing recorded", async () => {
  const { compare, deploy, commit, run } = await staged();
  commit({ "golden/a.yaml": SET.replace('[node, -p, "1 + 1"]', "[no-such-program-here]"), "golden/a/two.json": null });
  const recorded = await run("golden", "record", "--allow-commands");
  const why = 'there is no program "no-such-program-here" on PATH here';
  expect([recorded.code, recorded.out]).toEqual([
    1,
    expect.stringContaining(`did not write golden/a/two.json: ${why}`),
  ]);
  commit({ "golden/a/two.json": reference("2") });
  const compared = await compare();
  expect([compared.code, compared.out]).toEqual([1, expect.stringContaining(`one case says nothing: two: ${why}`)]);
  const { out } = await deploy();
  expect(out).not.toMatch(/RollingBack|Failed/);
  expect(out).toContain(why);
});

test("references that changed since, and cases that were left out, pass nothing", async () => {
  const { compare, deploy, commit } = await staged();
  await compare();
  commit({ "golden/a/two.json": reference("3") });
  expect((await deploy()).out).toContain(
    "the report was held to another golden/a.yaml, or to other references, than this checkout has",
  );
  commit({ "golden/a/two.json": reference("2") });
  await compare("--case", "one");
  expect((await deploy()).out).toContain("golden/a/two says nothing: it was left out");
});

test.each([
  ["{", "it is no JSON"],
  ["{}", "/version is missing"],
])("a file that is no report is refused: %s", async (text, reason) => {
  const { deploy, file } = await staged();
  writeFileSync(file, text);
  const { code, err } = await deploy();
  expect([code, err.includes(reason), err]).toEqual([2, true, expect.stringContaining(`--golden ${file}`)]);
});

test("a report that is about no release is refused, and says how to make one", async () => {
  const { deploy, run, file } = await staged();
  await run("golden", "diff", "--allow-commands", "--output", `json=${file}`);
  const { code, err } = await deploy();
  expect([code, err]).toEqual([2, expect.stringContaining("agent-ci golden diff --rollout team-a --output json=")]);
});

test("a rollout that asks for no golden cases, or for others than there are, is told", async () => {
  const { run, commit, compare } = await staged();
  const path = "rollouts/team-a.yaml";
  const text = spec("../staging", "../production");
  commit({ [path]: text.replace("golden/a.yaml", "golden/b.yaml") });
  expect((await compare()).err).toContain("The rollout asks for golden/b.yaml, and there is no such set");
  commit({ [path]: text.replace(/ +goldenReference.*\n/, "") });
  const { code, err } = await run("golden", "diff", "--rollout", "team-a");
  expect([code, err]).toEqual([2, expect.stringContaining("give its `staging` a `goldenReference`")]);
});
