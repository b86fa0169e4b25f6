import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import manifest from "../../package.json" with { type: "json" };
import { renderActions, renderRootActions } from "../../scripts/generate/actions.ts";
import { formatted } from "../../scripts/generate/formatted.ts";
import { majorTag } from "../../scripts/major-tag.ts";
import { loadPillars } from "../../scripts/generate/load-pillars.ts";
import { readInputs } from "../../src/action/inputs.ts";
import { complaints } from "../support/github-parser.ts";

const read = (path: string): string => readFileSync(path, "utf8");
const pillars = await loadPillars();
const rendered = [...renderActions(pillars), ...renderRootActions(pillars)];
const actions = rendered.filter(([path]) => path.endsWith("action.yml"));
const pages = rendered.filter(([path]) => path.endsWith("README.md"));
const workflows = globSync([".github/workflows/*.yml", "templates/github/*.yml"]);

describe("GitHub's own parser", () => {
  test.each(actions)("accepts %s", (_, text) => expect(complaints("action", text)).toEqual([]));
  test.each(workflows)("accepts %s", (path) => expect(complaints("workflow", read(path))).toEqual([]));

  test.each(pages)("accepts the workflow in %s", (_, text) => {
    const [example = ""] = [...text.matchAll(/```yaml\n(on:[^]*?)```/gu)].map(([, yaml = ""]) => yaml);
    expect(example).toContain("uses: agent-ci/agent-ci");
    expect(complaints("workflow", example)).toEqual([]);
  });

  test("the page of an action that reads a report shows where the report comes from", () => {
    const [, page = ""] = pages.find(([path]) => path === "actions/comment/README.md") ?? [];
    const { check, comment } = parse(/```yaml\n(on:[^]*?)```/u.exec(page)?.[1] ?? "").jobs;
    expect(comment.steps.map(({ uses }: { uses: string }) => uses)).toEqual([
      "actions/download-artifact@v8",
      `agent-ci/agent-ci/comment@${majorTag(manifest.version)}`,
    ]);
    const [, checked, uploaded] = check.steps;
    expect(checked.with.output).toBe(`json=${uploaded.with.path}`);
    expect(comment.steps[0].with.name).toBe(uploaded.with.name);
    expect(comment.steps[1].with).toEqual({ report: uploaded.with.path });
    expect(comment).toMatchObject({ needs: "check", permissions: { "pull-requests": "write" } });
  });

  test.each([
    ["action", "name: x\ndescription: x\nruns: { using: node25, main: x.js }", "node25"],
    ["action", "name: x\ndescription: x\nruns: { using: composite, steps: [{ run: x }] }", "shell"],
    ["workflow", "on: push\njobs: { a: { runs-on: x, steps: [{ run: '${{ matrx.x }}' }] } }", "matrx"],
  ] as const)("refuses a wrong %s: %s", (kind, text, named) => {
    expect(complaints(kind, text).join("\n")).toContain(named);
  });
});

describe("the README", () => {
  const [workflow = "", pipeline = ""] = [...read("README.md").matchAll(/```yaml\n([^]*?)```/gu)].map(
    ([, yaml = ""]) => yaml,
  );

  test("has a workflow that GitHub takes as it stands, with the checkout that our own use", () => {
    expect(complaints("workflow", workflow)).toEqual([]);
    const checkouts = [workflow, ...workflows.map(read)].flatMap((text) => text.match(/actions\/checkout@\S+/gu) ?? []);
    expect(new Set(checkouts).size).toBe(1);
    expect(workflow).toContain(`uses: agent-ci/agent-ci/check@${majorTag(manifest.version)}\n`);
  });

  test.each(["README.md", ...globSync(["docs/*.md", "actions/*/README.md", "templates/**/*.yml"])])(
    "and %s name what a release of this version is called, and nothing else",
    (path) => {
      const named = [...read(path).matchAll(/uses: agent-ci\/agent-ci(?:\/[a-z-]+)?@(\S+)/gu)].map(([, ref]) => ref);
      const released = new Set<unknown>(["<commit>", majorTag(manifest.version), `v${manifest.version}`]);
      expect(named.filter((ref) => !released.has(ref))).toEqual([]);
    },
  );

  test("includes the GitLab component of this version, as the GitLab page does", () => {
    const [{ component }] = parse(pipeline).include;
    expect(component).toBe(`$CI_SERVER_FQDN/agent-ci/agent-ci/check@${manifest.version}`);
    expect(read("docs/gitlab.md")).toContain(`component: ${component}\n`);
  });
});

describe("what a manifest says", () => {
  test.each([...renderActions(pillars)])("%s says too", async (path, text) => {
    expect(read(path)).toBe(await formatted(path, text));
  });

  test.each(actions)("%s: every input reaches the command", (path, text) => {
    const { inputs, runs } = parse(text);
    const name = path.split("/").at(-2) ?? "check";
    const command = pillars.find((one) => one.name === name);
    if (!command) throw new Error(`There is no command ${name}.`);
    const names = Object.keys(inputs);
    const env = runs.steps?.[0].env ?? Object.fromEntries(names.map((one) => [`INPUT_${one.toUpperCase()}`, ""]));
    expect(Object.keys(env)).toHaveLength(names.length);
    // A value that every kind of option takes, or that it refuses by its own name.
    for (const [index, variable] of Object.keys(env).entries())
      expect(reached(command, variable), names[index]).toContain(names[index]);
  });
});

/** The names that a single variable sets, or the words that refuse it. */
function reached(command: Parameters<typeof readInputs>[0], variable: string): string {
  try {
    const { values, positionals } = readInputs(command, { [variable]: "given" });
    return [...Object.keys(values), ...positionals.map((_, index) => command.positionals[index]?.name)].join(" ");
  } catch (error) {
    return String(error);
  }
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly { uses?: string; run?: string; with?: Record<string, unknown> }[];
}
interface Workflow {
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

describe.each(workflows)("%s", (path) => {
  const workflow: Workflow = parse(read(path));
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test("gives no permission to all jobs, and each job its own", () => {
    expect(workflow.permissions).toEqual({});
    for (const [name, job] of jobs) expect(job.permissions, name).toBeDefined();
  });
  test("ends at some time, and does not pile up", () => {
    for (const [name, job] of jobs) {
      expect(job["timeout-minutes"], name).toBeGreaterThan(0);
      expect(job.concurrency ?? workflow.concurrency, name).toBeDefined();
    }
  });
  test("keeps no credentials in a checkout", () => {
    for (const { uses, with: inputs } of steps)
      if (uses?.startsWith("actions/checkout@")) expect(inputs).toMatchObject({ "persist-credentials": false });
  });
  test("uses GitHub's own actions and ours by major version, and none of anybody else", () => {
    const foreign = steps
      .flatMap(({ uses }) => uses ?? [])
      .filter(
        (uses) =>
          !/^(?:(?:actions\/[\w-]+(?:\/[\w-]+)?|github\/codeql-action\/[\w-]+|agent-ci\/agent-ci\/[\w-]+)@v\d+(?:\.\d+\.\d+)?|\.\/\S+)$/u.test(
            uses,
          ),
      );
    expect(foreign).toEqual([]);
  });
  test("puts no expression into a script", () => {
    for (const { run } of steps) expect(run ?? "").not.toContain("${{");
  });
});

test.each(actions)("%s puts no expression into a script", (_, text) => {
  const { runs } = parse(text);
  for (const { run } of runs.steps ?? []) expect(run).not.toContain("${{");
});

test("the one job that a branch can require waits for all others", () => {
  const { jobs }: Workflow = parse(read(".github/workflows/ci.yml"));
  const needs = [jobs["ok"]?.needs ?? []].flat();
  expect(needs.toSorted()).toEqual(
    Object.keys(jobs)
      .filter((name) => name !== "ok")
      .toSorted(),
  );
});
