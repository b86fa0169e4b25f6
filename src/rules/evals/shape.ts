import { type DataNode, entryOf } from "../../model/data.ts";
import { defineArtifactRule, type Finding } from "../../model/rule.ts";

export const evalsShape = defineArtifactRule({
  id: "evals/shape",
  on: ["evals"],
  severity: "warning",
  summary: "A skill's evals have the form of the Agent Skills guide.",
  why: "A file with `evals` is run by several programs. Each case needs a prompt, and a description of what is expected.",
  consequence: "The cases are passed over, and the skill counts as tested.",
  help: "Write `{ skill_name, evals: [{ id, prompt, expected_output }] }`; and of prompts that have to find a skill `[{ query, should_trigger }]`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://agentskills.io/skill-creation/evaluating-skills", date: "2026-11-21" } }],

  *check({ data }) {
    if (data?.kind === "list") {
      yield* ofTriggers(data.items);
      return;
    }
    const evals = entryOf(data, "evals");
    if (!evals) return; // files of other programs lie in folders of that name
    if (evals.value.kind !== "list") {
      yield { message: `The field "evals" is a ${evals.value.kind}, not a list.`, at: evals.value.range };
      return;
    }
    if (evals.value.items.length === 0) yield { message: "There are no evals.", at: evals.value.range };
    const { items } = evals.value;
    // Programs of others have their own words for a case, in every case.
    if (!entryOf(data, "skill_name") && !items.some((one) => entryOf(one, "prompt"))) return;
    for (const one of items) {
      const prompt = entryOf(one, "prompt")?.value;
      if (prompt?.kind !== "string" || prompt.value.trim() === "")
        yield { message: "The eval has no prompt.", at: one.range };
    }
  },

  examples: [
    {
      because: "a prompt and what is expected",
      files: {
        "skills/git/evals/evals.json":
          '{ "skill_name": "git", "evals": [{ "id": 1, "prompt": "Commit this.", "expected_output": "A commit." }] }',
      },
    },
    {
      because: "a case without a prompt",
      files: { "skills/git/evals/evals.json": '{ "skill_name": "git", "evals": [{ "id": 1 }] }' },
      reports: ["1:34 The eval has no prompt."],
    },
    {
      because: "cases of another program",
      files: {
        "skills/git/evals/eval-set.json":
          '{ "skill": "git", "evals": [{ "input": "Commit this.", "expected": "trigger" }] }',
      },
    },
    {
      because: "what people ask for when they mean the skill, and when they do not",
      files: {
        "skills/git/evals/trigger-eval.json":
          '[{ "query": "Commit this.", "should_trigger": true }, { "query": "Deploy this.", "should_trigger": false }]',
      },
    },
    {
      because: "prompts of which nobody knows what they should find",
      files: {
        "skills/git/evals/trigger-eval.json":
          '[{ "query": "Commit this.", "should_trigger": "yes" }, { "query": " ", "should_trigger": true }]',
      },
      reports: ['1:2 "should_trigger" is neither true nor false.', "1:56 The prompt has no query."],
    },
  ],
});

/** A list of another program has neither of the two keys. */
function* ofTriggers(items: readonly DataNode[]): Generator<Finding> {
  for (const one of items) {
    const [query, wanted] = [entryOf(one, "query")?.value, entryOf(one, "should_trigger")?.value];
    if (!query && !wanted) continue;
    if (query?.kind !== "string" || query.value.trim() === "")
      yield { message: "The prompt has no query.", at: one.range };
    else if (wanted?.kind !== "boolean")
      yield { message: '"should_trigger" is neither true nor false.', at: one.range };
  }
}
