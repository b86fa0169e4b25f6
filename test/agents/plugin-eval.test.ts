import { expect, test } from "vitest";
import { catalogueOf } from "../../src/catalogue/offer.ts";
import { triggerSets } from "../../src/catalogue/triggers/trigger-sets.ts";
import { inventoryOf } from "../support/inventory-of.ts";
import { ask, PONG } from "./ask-client.ts";

const skill = (name: string): string => `---\nname: ${name}\ndescription: Does ${name}.\n---\nThe body of ${name}.\n`;
const used = (...lines: readonly string[]): string =>
  `---\n${["type: tool_used", "tool: Skill", "arm: both", ...lines].join("\n")}\n---\n`;

/** Cases in both forms; each grader is about one skill, by a pattern that only one of the names fits. */
const FILES = {
  "acme/.claude-plugin/plugin.json": JSON.stringify({ name: "acme", version: "1.0.0", description: "An example." }),
  "acme/skills/deploy/SKILL.md": skill("deploy"),
  "acme/skills/triage/SKILL.md": skill("triage"),
  "acme/evals/01-ship/prompt.md": "---\nruns: 1\nmax_turns: 4\n---\nping: ship it\n",
  "acme/evals/01-ship/graders/deploy.md": used("input_match: deploy"),
  "acme/evals/01-ship/graders/triage.md": used("input_match: '\"(?:acme:)?triage\"'", "min: 0", "max: 0"),
  "acme/evals/02-sort/case.yaml": JSON.stringify({
    schema_version: "1.1",
    name: "02-sort",
    runs: 1,
    execution: { prompt: "ping: sort the issues", max_turns: 4 },
    graders: [{ type: "tool_used", name: "triage", tool: "Skill", input_match: "acme:triage", arm: "both" }],
  }),
};

interface EvalResult {
  readonly cases: readonly {
    readonly name: string;
    readonly arms: { readonly with: readonly { readonly graders: readonly { name: string; passed: boolean }[] }[] };
  }[];
}

test("claude plugin eval asks what is read here, and means the skill that is read here", async () => {
  const repository = await inventoryOf(FILES);
  const sets = triggerSets(repository, catalogueOf(repository));
  expect(sets.map(({ path, skill: { name }, prompts }) => [path, name, ...prompts])).toEqual([
    ["acme/evals/01-ship", "deploy", { prompt: "ping: ship it", wanted: true }],
    ["acme/evals/01-ship", "triage", { prompt: "ping: ship it", wanted: false }],
    ["acme/evals/02-sort", "triage", { prompt: "ping: sort the issues", wanted: true }],
  ]);
  const args = ["plugin", "eval", "./acme", "--trust-plugin", "--ablation", "none", "--no-publish", "--json"];
  const call = { name: "Skill", arguments: { skill: "acme:deploy" } };
  const { ran, asked } = await ask("claude-code", FILES, {
    change: (started) => ({ ...started, args }),
    turns: [{ answer: { text: "First the skill.", calls: [call] } }, PONG],
  });
  const told = asked.map(({ body }) => Buffer.from(body).toString());
  for (const { prompts } of sets)
    for (const { prompt } of prompts) expect(told.some((one) => one.includes(prompt))).toBe(true);
  // Whatever it is asked, the model calls the first skill.
  const { cases }: EvalResult = JSON.parse(ran.stdout.text.slice(ran.stdout.text.indexOf("{")));
  expect(
    cases.map(({ name, arms }) => [name, arms.with[0]?.graders.map((one) => [one.name, one.passed])]),
    ran.stderr.text,
  ).toEqual([
    [
      "01-ship",
      [
        ["deploy", true],
        ["triage", true],
      ],
    ],
    ["02-sort", [["triage", false]]],
  ]);
});
