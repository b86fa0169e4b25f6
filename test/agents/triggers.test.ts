import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { agents } from "../../scripts/agents/table.ts";
import { clientFolder } from "../../scripts/clients/client-cache.ts";
import { dryRunOf } from "../../src/rehearsal/sections.ts";
import { rehearseIn } from "../support/rehearse.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { names, searched } from "./ask-client.ts";
import { SKILL, skillCases } from "./skill-cases.ts";

const STEPS = "These are the steps, and they stand in a file of their own.\n";
const SET = JSON.stringify([
  { query: "Please ping the server.", should_trigger: true },
  { query: "Ping it once more.", should_trigger: true },
  { query: "Deploy the shop.", should_trigger: false },
]);

/** A skill that names a file, with its prompts, where the client looks for it. */
function filesOf(path: string, named = "references/steps.md"): Readonly<Record<string, string>> {
  const folder = dirname(path);
  return {
    [path]: `${SKILL}First read [the steps](${named}).\n`,
    [`${folder}/references/steps.md`]: STEPS,
    [`${folder}/evals/trigger-eval.json`]: SET,
  };
}

const rehearsed = async (name: (typeof names)[number], files: Readonly<Record<string, string>>, more = {}) => {
  const program = `${clientFolder(agents[name])}/${agents[name].program}`;
  const scenario = { kind: "triggers", adapter: name, command: [program], workspace: { folder: "..", git: false } };
  const folder = tempFolder({ "scenarios/triggers.yaml": JSON.stringify({ ...scenario, ...more }), ...files });
  const { told, report, said } = await rehearseIn(folder, { env: { PATH: searched } });
  const [section] = report.sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunOf(data));
  // What clients ask for beside their model is told of each, whatever they are asked.
  return { told: told.filter((one) => !one.startsWith("rehearsal/attempt")), cases: section?.cases ?? [], said };
};

describe.each(names)("%s", (name) => {
  test("loads the skill that its model is said to choose, and reads what that names", async () => {
    const { told, cases, said } = await rehearsed(name, filesOf(skillCases[name].path), { prompts: 2 });
    expect(told, said).toEqual([]);
    expect(cases.map(({ id, result, runs }) => [id, result, runs[0]?.met])).toEqual([
      ["scenarios/triggers [skill=demo, prompt=2]", "pass", 2],
      ["scenarios/triggers [skill=demo]", "pass", 2],
    ]);
  });
});

test("Claude Code loads a skill of a plugin that nobody has installed", async () => {
  const bare = await rehearsed("claude-code", filesOf("skills/demo/SKILL.md"));
  expect([bare.told, bare.cases.map(({ result }) => result)], bare.said).toEqual([[], ["pass"]]);
  const manifest = JSON.stringify({ name: "acme", version: "1.0.0", description: "An example." });
  const { told, cases, said } = await rehearsed("claude-code", {
    "plugins/acme/.claude-plugin/plugin.json": manifest,
    ...filesOf("plugins/acme/skills/demo/SKILL.md"),
  });
  expect(told, said).toEqual([]);
  expect(cases.map(({ result }) => result)).toEqual(["pass"]);
});

test("a file that is not there where the skill says so is told", async () => {
  const { told } = await rehearsed("claude-code", filesOf(skillCases["claude-code"].path, "references/gone.md"));
  expect(told).toEqual([
    'rehearsal/expectation scenarios/triggers.yaml:1 Nobody can tell whether ".claude/skills/demo/references/gone.md" reaches the model (90 % of its lines) (the workspace has no such file).',
  ]);
});
