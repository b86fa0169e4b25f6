import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import manifest from "../../package.json" with { type: "json" };
import { commandInputs } from "../../scripts/generate/component-inputs.ts";
import { renderComponents } from "../../scripts/generate/components.ts";
import { loadPillars, type PillarManifest } from "../../scripts/generate/load-pillars.ts";
import { optionsAt } from "../../src/commands/command.ts";

interface Input {
  readonly type: string;
  readonly default: unknown;
  readonly description: string;
  readonly options?: readonly string[];
  readonly regex?: string;
}
interface Job {
  readonly script: readonly string[];
  readonly needs?: readonly { readonly job: string }[];
  readonly rules: readonly object[];
  readonly variables: Readonly<Record<string, string | { readonly value: string; readonly expand: boolean }>>;
}

const pillars = await loadPillars();
const components = await renderComponents(pillars, manifest.version);
const parsed = [...components].map(([path, text]) => {
  const [spec, jobs] = parseAllDocuments(text).map((document) => document.toJS());
  const inputs: Readonly<Record<string, Input>> = spec.spec.inputs;
  const named: Readonly<Record<string, Job>> = jobs;
  return {
    path,
    text,
    inputs,
    jobs: named,
    command: pillars.find(({ name }) => path === `templates/${name}/template.yml`),
  };
});

test("every command that judges has one, and the one that comments", () => {
  expect([...components.keys()]).toEqual(
    expect.arrayContaining(["check", "comment", "validate"].map((name) => `templates/${name}/template.yml`)),
  );
});

describe.each(parsed)("$path", ({ text, inputs, jobs, command }) => {
  test("has the inputs of every door, and those of GitLab", () => {
    const words = command?.positionals.filter(({ inPipelines }) => inPipelines === undefined) ?? [];
    const own = command && [...words, ...optionsAt("gitlab", command)].map(({ name }) => name);
    const shared = [
      "stage",
      "image",
      "job-prefix",
      "tags",
      "install",
      "version",
      "integrity",
      "tarball-url",
      "tarball-sha256",
    ];
    const read = command?.pillar.reads === undefined ? [] : ["report-job"];
    const placed =
      command?.pillar.deploys === true ? ["environment", "timeout", "golden-cases", "golden-commands"] : [];
    expect(Object.keys(inputs)).toEqual([...read, ...(own ?? []), ...placed, ...shared]);
    for (const one of Object.values(inputs)) expect(one.description).toMatch(/\.$/u);
  });

  test("installs the version of this package", () => {
    expect(inputs["version"]?.default).toBe(manifest.version);
  });

  test("every default is a value that may be given", () => {
    for (const { type, default: value, options, regex } of Object.values(inputs)) {
      expect(Array.isArray(value) ? "array" : typeof value).toBe(type);
      if (options) expect(options).toContain(value);
      if (regex !== undefined) expect(value).toMatch(new RegExp(regex, "u"));
    }
  });

  test("gives a shell inputs through variables only, and only those that are bounded", () => {
    for (const { script, variables } of Object.values(jobs)) {
      expect(script.join("\n")).not.toContain("$[[");
      for (const variable of Object.values(variables)) {
        const { value, expand } = typeof variable === "string" ? { value: variable, expand: false } : variable;
        expect(expand).toBe(false);
        for (const [, name = ""] of value.matchAll(/\$\[\[ inputs\.(\S+) \]\]/gu)) {
          const { type, options, regex } = inputs[name] ?? {};
          expect([name, type === "boolean" || options !== undefined || regex !== undefined]).toEqual([name, true]);
        }
      }
    }
  });

  test("names its jobs by the prefix, and sets nothing for the jobs of others", () => {
    const prefix = "$[[ inputs.job-prefix ]]agent-ci-";
    const job = `${prefix}${command?.name}`;
    const judging = command?.pillar.reads === undefined ? [job, `${job}-gate`] : [job];
    const deploying = ["ask", "deploy", "golden", "judge", "approve", "reject"].map((one) => `${prefix}${one}`);
    expect(Object.keys(jobs)).toEqual(command?.pillar.deploys === true ? deploying : judging);
  });

  test("names no host", () => {
    expect(text.match(/\/\/[^/\s"'[]+\.[a-z]/gu)).toBeNull();
  });
});

test("the job that may write checks nothing out, and runs for merge requests alone", () => {
  const jobs = parsed.find(({ command }) => command?.name === "comment")?.jobs ?? {};
  expect(Object.values(jobs)).toMatchObject([
    {
      needs: [{ job: "$[[ inputs.report-job ]]", artifacts: true }],
      rules: [{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }],
      variables: { GIT_STRATEGY: "none" },
    },
  ]);
});

test("what deploys asks without the environment that has the key, one at a time, and never in a merge request", () => {
  const jobs = parsed.find(({ command }) => command?.name === "deploy")?.jobs ?? {};
  const [ask, tick, golden, judge, approve, reject] = Object.values(jobs);
  const onDefault = expect.stringContaining("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH");
  const environment = "$[[ inputs.environment ]]";
  const one = { resource_group: "agent-ci/$[[ inputs.rollout ]]", interruptible: false };
  expect(ask).not.toHaveProperty("environment");
  expect(ask).not.toHaveProperty("resource_group");
  expect(ask).toMatchObject({ rules: [{ if: onDefault }], interruptible: false });
  expect(tick).toMatchObject({
    ...one,
    environment: { name: environment },
    rules: [
      { when: "never" },
      {
        if: '$CI_PIPELINE_SOURCE == "trigger" && $AGENT_CI_DEPLOY_VERB && $AGENT_CI_DEPLOY_VERB !~ /^(emergency-disable|abort|pause|undo)$/',
        when: "never",
      },
      { if: onDefault },
    ],
    timeout: "$[[ inputs.timeout ]]",
  });
  for (const byHand of [approve, reject])
    expect(byHand).toMatchObject({
      ...one,
      environment: { name: environment, action: "access" },
      rules: [{ if: onDefault, when: "manual", allow_failure: true }],
    });
  const rules = [...(tick?.rules.slice(0, 2) ?? []), { if: '"$[[ inputs.golden-cases ]]" != "true"', when: "never" }];
  for (const guarded of [golden, judge]) expect(guarded?.rules.slice(0, 3)).toEqual(rules);
  expect(golden).not.toHaveProperty("environment");
  expect(judge).toMatchObject({ ...one, environment: { name: environment, action: "access" } });
});

describe("a text", () => {
  const regex = new RegExp(parsed.find(({ inputs }) => inputs["path"])?.inputs["path"]?.regex ?? "");

  test.each(["", "skills", "./a b/c-d_e.md", "plugins/审查/Überblick.md", "HEAD~1", "origin/main", "a=b,c@1#2%3+4!"])(
    "may be %j",
    (value) => expect(value).toMatch(regex),
  );
  test.each([
    "-x",
    "--x",
    " a",
    ..."\0\n\r\t\u001B\u007F\"$&'()*;<>?[\\]`{|}".split("").flatMap((one) => [one, `a${one}b`]),
  ])("may not be %j", (value) => expect(value).not.toMatch(regex));
});

describe("a later command", () => {
  const later: PillarManifest = {
    name: "later",
    summary: "A later command.",
    positionals: [],
    options: [{ name: "deep", type: "boolean", summary: "Look deeper." }],
    examples: [],
    pillar: { title: "later", icon: "x", permissions: {} },
  };

  test("needs only its manifest", async () => {
    const text = (await renderComponents([later], "1.2.3")).get("templates/later/template.yml");
    expect(text).toContain('[ "$AGENT_CI_INPUT_DEEP" != true ] || set -- "$@" --deep');
    expect(text).toContain("set -- later --format text");
  });

  test("that does not judge has no report job and no gate", async () => {
    const silent = { ...later, pillar: { ...later.pillar, outputs: {} } };
    expect((await renderComponents([silent], "1.2.3")).size).toBe(0);
  });

  test("cannot take a secret from an input", () => {
    const option = { name: "key", type: "string", value: "token", summary: "A secret.", secret: true } as const;
    expect(() => commandInputs({ ...later, options: [option] })).toThrow('leave "gitlab" out of its doors');
  });

  test("takes several values separated by commas", async () => {
    const each = { name: "each", type: "string", value: "file", summary: "Several.", multiple: true } as const;
    const text = (await renderComponents([{ ...later, options: [each] }], "1.2.3")).get("templates/later/template.yml");
    expect(text).toContain("Several, separated by commas.");
    expect(text).toContain('for one in $AGENT_CI_INPUT_EACH; do set -- "$@" "--each=$one"; done');
  });
});
