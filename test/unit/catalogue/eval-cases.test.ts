import { expect, test } from "vitest";
import { catalogueOf } from "../../../src/catalogue/offer.ts";
import { triggerSets } from "../../../src/catalogue/triggers/trigger-sets.ts";
import { inventoryOf } from "../../support/inventory-of.ts";
import { runCheck } from "../../support/run-check.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const skill = (name: string, description = `Does ${name}.`): string =>
  `---\nname: ${name}\ndescription: ${description}\n---\nDo it.\n`;
const PLUGIN = {
  "acme/.claude-plugin/plugin.json": '{ "name": "acme", "version": "1.0.0", "description": "An example." }',
  "acme/skills/deploy/SKILL.md": skill("deploy"),
};
const TWO = { ...PLUGIN, "acme/skills/triage/SKILL.md": skill("triage") };

async function asked(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const repository = await inventoryOf(files);
  return triggerSets(repository, catalogueOf(repository)).flatMap(({ path, skill: { name }, prompts }) =>
    prompts.map(({ prompt, wanted }) => `${path} ${wanted ? "wants" : "not"} ${name}: ${prompt}`),
  );
}

const caseOf = (...graders: readonly object[]): string =>
  JSON.stringify({ schema_version: "1.0", name: "ship", execution: { prompt: "ship it" }, graders });
const used = (more: object = {}): object => ({ type: "tool_used", name: "a", tool: "Skill", ...more });

test.each<readonly [string, object, readonly string[]]>([
  ["a pattern for one name", used({ input_match: "deploy" }), ["wants deploy"]],
  ["one with the plugin's name", used({ input_match: '"acme:triage"' }), ["wants triage"]],
  ["a call that must not be", used({ input_match: "deploy", min: 0, max: 0 }), ["not deploy"]],
  ["no call at all", used({ min: 0, max: 0 }), ["not deploy", "not triage"]],
  ["some call, of nobody knows which", used(), []],
  ["a pattern for both", used({ input_match: "skill" }), []],
  ["a call that may be", used({ input_match: "deploy", min: 0 }), []],
  ["another tool", { type: "tool_used", name: "a", tool: "Read", input_match: "deploy" }, []],
  ["another grader", { type: "regex", name: "a", pattern: "deploy" }, []],
  ["a pattern that is none", used({ input_match: "deploy(" }), []],
  ["one that looks around, which would not be linear", used({ input_match: "(?=deploy)deploy" }), []],
])("%s", async (_what, grader, said) => {
  expect(await asked({ ...TWO, "acme/evals/ship/case.yaml": caseOf(grader) })).toEqual(
    said.map((one) => `acme/evals/ship ${one}: ship it`),
  );
});

test("the only skill of a plugin is meant where no grader says which", async () => {
  expect(await asked({ ...PLUGIN, "acme/evals/ship/case.yaml": caseOf(used()) })).toEqual([
    "acme/evals/ship wants deploy: ship it",
  ]);
});

test("a prompt and graders in Markdown are asked before, and beside, those of case.yaml", async () => {
  const grader = "---\ntype: tool_used\ntool: Skill\ninput_match: triage\nmin: 0\nmax: 0\n---\n";
  expect(
    await asked({
      ...TWO,
      "acme/evals/deep/ship/prompt.md": "---\nruns: 1\n---\nplease ship it\n",
      "acme/evals/deep/ship/graders/other.md": grader,
      "acme/evals/deep/ship/case.yaml": caseOf(used({ input_match: "deploy" })),
    }),
  ).toEqual(["acme/evals/deep/ship wants deploy: please ship it", "acme/evals/deep/ship not triage: please ship it"]);
});

test("cases lie in the folder that the manifest names, and nowhere else", async () => {
  const manifest = '{ "name": "acme", "experimental": { "evals": "./checks/" } }';
  const both = { "acme/evals/ship/case.yaml": caseOf(used()), "acme/checks/ship/case.yaml": caseOf(used()) };
  expect(await asked({ ...PLUGIN, "acme/.claude-plugin/plugin.json": manifest, ...both })).toEqual([
    "acme/checks/ship wants deploy: ship it",
  ]);
  expect(
    await asked({ "skills/deploy/SKILL.md": skill("deploy"), "docs/evals/ship/case.yaml": caseOf(used()) }),
  ).toEqual([]);
});

test("what cannot be read asks nothing", async () => {
  expect(
    await asked({
      ...PLUGIN,
      "acme/evals/a/case.yaml": "a: [",
      "acme/evals/b/prompt.md": "---\nruns: 1\n",
      "acme/evals/c/prompt.md": "---\n: :\n---\n\n",
      "acme/evals/d/case.yaml": '{ "execution": { "prompt": 3 }, "graders": {} }',
    }),
  ).toEqual([]);
});

test("thousands of cases with patterns that cost much are read in bounds, and plain ones go on", async () => {
  const grader = (at: number): object => used({ input_match: `(a|skill.*)${"(x?y?z?)".repeat(80)}${at}` });
  const costly = Array.from({ length: 400 }, (_, at): readonly [string, string] => [
    `acme/evals/a${at}/case.yaml`,
    caseOf(grader(at), grader(-at)),
  ]);
  const cases = { ...Object.fromEntries(costly), "acme/evals/b/case.yaml": caseOf(used({ input_match: "deploy" })) };
  expect(await asked({ ...TWO, ...cases })).toEqual(["acme/evals/b wants deploy: ship it"]);
});

test("check holds a skill to the prompts of its plugin's cases", async () => {
  const prompts = ["write the message", "what was staged", "a message for this", "message please"];
  const cases = prompts.map((prompt, at): readonly [string, string] => [`acme/evals/${at}/prompt.md`, `${prompt}\n`]);
  const graders = prompts.map((_, at): readonly [string, string] => [
    `acme/evals/${at}/graders/a.md`,
    "---\ntype: tool_used\ntool: Skill\n---\n",
  ]);
  const { found } = await runCheck(tempFolder({ ...PLUGIN, ...Object.fromEntries([...cases, ...graders]) }));
  expect(found).toContain("warning trigger/unreliable acme/skills/deploy/SKILL.md:3");
});
