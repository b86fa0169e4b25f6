import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { NOON } from "../../../support/rollouts.ts";
import { broken, SPEC } from "../../rollout/spec/broken.ts";

const cells = (out: string): readonly (readonly string[])[] =>
  out.split("\n").flatMap((line) =>
    line.startsWith("| ")
      ? [
          line
            .slice(2, -2)
            .split(" | ")
            .map((one) => one.trim()),
        ]
      : [],
  );

test("a rollout is named, from any folder of its repository, as its specification is", async () => {
  const { folder } = createRepository({
    "rollouts/team-a.yaml": SPEC,
    "rollouts/other.yml": SPEC.replaceAll("team-a", "other"),
    "docs/a.md": "",
  });
  const outs: string[] = [];
  for (const [cwd, named] of [
    [folder, "rollouts/team-a.yaml"],
    [folder, "team-a"],
    [join(folder, "docs"), "team-a"],
  ] as const) {
    const { code, out } = await runCli(cwd, ["rollout", "plan", named]);
    expect([code, out]).toEqual([0, expect.stringContaining("Rollout team-a\n")]);
    outs.push(out.replace(/No findings.*/s, ""));
  }
  expect(new Set(outs).size).toBe(1);
  expect((await runCli(folder, ["rollout", "lint", "other"])).out).toContain("No findings in 1 file");
  const none = await runCli(folder, ["rollout", "plan", "team-b"]);
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('There is no "team-b".')]);
});

test("every step has its time, its gate, and how it is undone", async () => {
  const folder = tempFolder({ "rollouts/a.yaml": SPEC });
  const { code, out } = await runCli(folder, ["rollout", "plan", "--format", "markdown"]);
  expect(code).toBe(0);
  const steps = cells(out).filter(([id = ""]) => id.includes("/"));
  expect(steps).toEqual([
    ["staging/1", "staging", "100 % get the release", "", "", "nobody gets it: all are on stable"],
    ["staging/2", "staging", "job smoke: npm run smoke", "up to 10m", "it ends well", "what the job did stays"],
    [
      "canary/1",
      "production",
      "approval of a first release, or one of high risk",
      "up to 3d, then abort",
      "one person agrees",
      "reject, or abort",
    ],
    ["canary/2", "production", "10 % get the release", "", "", "nobody gets it: all are on stable"],
    [
      "canary/3",
      "production",
      "hold",
      "24h",
      "59 samples within 14d; no failure of safety/critical",
      "nothing to undo",
    ],
    [
      "canary/4",
      "production",
      "analysis",
      "up to 1h",
      "passed: quality/success&#91;min=0.9&#93;; no failure of safety/critical",
      "nothing to undo",
    ],
    [
      "canary/5",
      "production",
      "100 % get the release",
      "",
      "machine holds; no failure of safety/critical",
      "10 % get it",
    ],
    [
      "canary/6",
      "production",
      "watch every 5m for 1h, then every 1h for 23h",
      "24h",
      "no failure of safety/critical",
      "all are on the release before it",
    ],
  ]);
  expect(out).toContain("It takes 48h at least.");
});

test("as JSON it is a section of the report", async () => {
  const folder = tempFolder({ "rollouts/a.yaml": SPEC });
  const { out } = await runCli(folder, ["rollout", "plan", "rollouts/a.yaml", "--format", "json"]);
  expect(JSON.parse(out)).toMatchObject({
    sections: [
      { kind: "rollout-plan", version: 1, data: { name: "team-a", risk: "unknown", steps: { length: 8 } } },
      { kind: "rollout-outlook", version: 1, data: { traffic: [], steps: { length: 3 }, metrics: [] } },
      { kind: "rollout-forges", version: 1, data: { read: "2026-11-30", limits: { length: 3 } } },
    ],
  });
});

test("against a commit the risk is known, with its reasons", async () => {
  const { folder, commit } = createRepository({ "rollouts/a.yaml": SPEC, "AGENTS.md": "# Rules\n" });
  const same = await runCli(folder, ["rollout", "plan", "--base", "HEAD"]);
  expect(same.out).toContain("The risk is low");
  commit({ ".mcp.json": '{ "mcpServers": { "db": { "command": "npx", "args": ["db@1.0.0"] } } }' });
  const { out } = await runCli(folder, ["rollout", "plan", "--base", "HEAD~1"]);
  expect(out).toContain("The risk is high, so that it has to be approved:");
  expect(out).toContain('.mcp.json:1: new MCP server: "db" runs "npx db@1.0.0"');
});

test("where a bundle says what a release consists of, nothing else is risky", async () => {
  const spec = broken("spec:\n  environments:", "spec:\n  bundle: { include: [AGENTS.md] }\n  environments:");
  const { folder, commit } = createRepository({ "rollouts/a.yaml": spec, "AGENTS.md": "# Rules\n" });
  commit({ ".mcp.json": '{ "mcpServers": { "db": { "command": "npx", "args": ["db@1.0.0"] } } }' });
  expect((await runCli(folder, ["rollout", "plan", "--base", "HEAD~1"])).out).toContain("The risk is low");
});

test("a lease that ends between two ticks is warned of", async () => {
  const folder = tempFolder({ "rollouts/a.yaml": SPEC });
  const plan = async (...gaps: readonly string[]) =>
    runCli(folder, ["rollout", "plan", ...gaps.flatMap((gap) => ["--gap", gap])]);
  const seen = ["270m", "179m", "146m", "240m", "323m", "291m", "261m", "175m", "147m", "124m"];
  const { code, out } = await plan(...seen);
  expect(code).toBe(0);
  expect(out).toContain(
    "The lease of 2h ended in 10 of 10 gaps between ticks: of 35h 56m it held 20h. A hold of 24h takes 42h 26m.",
  );
  expect((await plan("1h", "2h")).out).not.toContain("The lease of");
  expect(await plan("soon")).toMatchObject({ code: 2, err: expect.stringContaining('--gap: "soon" is no time') });
});

const tasks = (perDay: number, days: number, facts: (index: number) => object = () => ({})) =>
  Array.from({ length: perDay * days }, (_, index) =>
    JSON.stringify({
      task_id: `t${index}`,
      started: NOON - ((index + 0.5) * 86_400_000) / perDay,
      critical: 0,
      ...facts(index),
    }),
  ).join("\n");

test("said how many tasks there are, it says how long each step takes and what it finds, and warns of what is short", async () => {
  const folder = tempFolder({ "rollouts/a.yaml": SPEC });
  const { code, out } = await runCli(folder, ["rollout", "plan", "--tasks-per-day", "20", "--format", "markdown"]);
  expect(code).toBe(0);
  expect(
    cells(out)
      .filter(([id = ""]) => id.startsWith("canary/"))
      .slice(-6),
  ).toEqual([
    ["canary/3", "10 %", "14d", "28"],
    ["canary/4", "10 %", "one tick", "28"],
    ["canary/6", "100 %", "24h", "20"],
    // 1 − 0.2^(1/28) = 5.6 %, 1 − 0.2^(1/20) = 7.7 %
    ["canary/3", "safety/critical", "28", "what holds of 5.6 % of the tasks", ""],
    ["canary/4", "safety/critical", "28", "what holds of 5.6 % of the tasks", ""],
    ["canary/6", "safety/critical", "20", "what holds of 7.7 % of the tasks", ""],
  ]);
  expect(out).toContain(
    "The hold of 24h ends before its 59 samples: at 20 tasks a day, of which 10 % get the release, 59 take 29d 12h. The rollout pauses after 14d for want of them.",
  );
  expect(out).toContain("production: 20 tasks a day, as you said");
});

test("without a number it goes by the records of the last days, those of the specification's own files", async () => {
  const told = async (files: Readonly<Record<string, string>>) => {
    const { out } = await runCli(tempFolder({ "rollouts/a.yaml": SPEC, ...files }), ["rollout", "plan"], {}, "", NOON);
    return out;
  };
  expect(await told({ "runs/a.jsonl": `${tasks(200, 10)}\nno record\n` })).toContain(
    "production: 200 tasks a day, by the records of the last days",
  );
  // Fourteen days of those count; what is older says little, and what came of a canary nothing of stable.
  expect(await told({ "runs/a.jsonl": tasks(10, 40) })).toContain("production: 10 tasks a day");
  for (const nothing of [{}, { "runs/a.jsonl": "" }, { "runs/a.jsonl": tasks(1000, 1, () => ({ started: NOON })) }])
    expect(await told(nothing)).toContain("follows from how many tasks there are: give --tasks-per-day");
});

test("tasks of classes that never see the canary are none of its", async () => {
  const spec = broken(
    "spec:\n  environments:",
    "spec:\n  routing: { flagd: { exclude: { class: [release] } } }\n  environments:",
  );
  const records = tasks(20, 10, (index) => ({ class: index % 2 === 0 ? "release" : "review" }));
  const { out } = await runCli(
    tempFolder({ "rollouts/a.yaml": spec, "runs/a.jsonl": records }),
    ["rollout", "plan"],
    {},
    "",
    NOON,
  );
  expect(out).toContain("production: 10 tasks a day");
});

test("records outside of the checkout are not read, whatever the specification says", async () => {
  const elsewhere = tempFolder({ "runs/a.jsonl": tasks(20, 10) });
  // The last ones are folders: all that lies in one counts, so that the folder itself has to be ours.
  const globs = [`${elsewhere}/runs/*.jsonl`, "../*/runs/*.jsonl", "link/*.jsonl", "link/**"];
  for (const path of [...globs, `${elsewhere}/runs`, elsewhere, "link", "link/", "sub/../link", "..", "../runs", "."]) {
    const folder = tempFolder({ "repo/rollouts/a.yaml": broken("runs/*.jsonl", path), "runs/a.jsonl": tasks(20, 10) });
    symlinkSync(`${elsewhere}/runs`, join(folder, "repo/link"));
    const { code, out } = await runCli(join(folder, "repo"), ["rollout", "plan"], {}, "", NOON);
    expect([path, code, out.includes("give --tasks-per-day")]).toEqual([path, 0, true]);
  }
});

test.each(["none", "-1", "0", "staging=", "1e3", "staging=x"])(
  "--tasks-per-day %s is no number of tasks",
  async (given) => {
    const folder = tempFolder({ "rollouts/a.yaml": SPEC });
    expect(await runCli(folder, ["rollout", "plan", `--tasks-per-day=${given}`])).toMatchObject({
      code: 2,
      err: expect.stringContaining("is no number of tasks. Write it as in 20, or staging=5."),
    });
  },
);

test("--tasks-per-day of an environment that there is not is a slip", async () => {
  const folder = tempFolder({ "rollouts/a.yaml": SPEC });
  expect(await runCli(folder, ["rollout", "plan", "--tasks-per-day=prodution=20"])).toMatchObject({
    code: 2,
    err: expect.stringContaining('--tasks-per-day: there is no environment "prodution". There is: '),
  });
});

test("what plans of forges lack is said, with what to do in its place, where it was read, and when", async () => {
  const said = async (approval: string) => {
    const folder = tempFolder({ "rollouts/a.yaml": SPEC.replace("spec:\n", `spec:\n  approval: ${approval}\n`) });
    const { out } = await runCli(folder, ["rollout", "plan", "--format", "markdown"]);
    return out.slice(out.indexOf("What plans of forges lack"));
  };
  const one = await said("{}");
  expect(cells(one).map(([forge, lacks, where]) => [forge, lacks, where])).toEqual([
    ["Forge", "Lacks", "Where"],
    ["---", "---", "---"],
    ["GitHub", "the environment production, whose secret is the key", "private repositories on Free"],
    ["GitHub", "reviewers of an environment", "private repositories on Free, Pro and Team"],
    ["GitLab", "approvals of deployments", "Free"],
  ]);
  expect(one).toContain("reviewing-deployments, read 2026-11-30");
  expect(one).not.toContain("more than one reviewer");
  expect(await said("{ count: 2 }")).toContain("more than one reviewer in a run");
  expect(await said("{ roles: [qa, security] }")).not.toContain("more than one reviewer");
});

test("what cannot be read has no plan", async () => {
  const folder = tempFolder({ "rollouts/a.yaml": broken("setWeight: 100\n", "setWeight: 75\n") });
  const { code, out } = await runCli(folder, ["rollout", "plan"]);
  expect(code).toBe(1);
  expect(out).toContain("The rollout ends with 75 % of `production`");
  expect(out).not.toContain("It takes");
  expect((await runCli(tempFolder({ "a.md": "a\n" }), ["rollout", "plan"])).err).toContain(
    "There is no rollout: write one to `rollouts/<name>.yaml`",
  );
});
