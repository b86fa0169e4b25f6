import type { Assertion, Called } from "./assertion.ts";
import { namesOf, namesSchema } from "./names-of.ts";
import { listed } from "./told.ts";

/**
 * Tools by which clients load a skill, and where its name stands in their arguments. Run on 2026-11-30 with Claude Code
 * 2.1.332, Copilot CLI 1.0.102 and OpenCode 1.18.33, Gemini CLI 0.61.0; Codex 0.171.0 has none, and reads the file.
 */
const LOADERS: Readonly<Record<string, string>> = { Skill: "skill", skill: "skill", activate_skill: "name" };
const FILE = /([^/\\"' ]+)[/\\]+SKILL\.md\b/gi;

export const skillUsed: Assertion = {
  schema: { value: { ...namesSchema, description: "A skill, or several that are all used." } },
  required: ["value"],
  says: ({ value }) => `the model uses the skill ${listed(namesOf(value))}`,
  judge: ({ value }, { calls }) => {
    const used = new Set(calls.flatMap(skillsOf));
    return { met: namesOf(value).every((name) => used.has(name)), found: `it uses ${listed([...used])}` };
  },
  examples: [
    {
      because: "the tool for skills is called with it",
      params: { value: "deploy" },
      given: { calls: [{ name: "Skill", arguments: { skill: "deploy" } }] },
      met: true,
    },
    {
      because: "its file is read, as Codex does",
      params: { value: "deploy" },
      given: { calls: [{ name: "exec_command", arguments: { cmd: "cat .agents/skills/deploy/SKILL.md" } }] },
      met: true,
    },
    {
      because: "another skill is used",
      params: { value: "deploy" },
      given: { calls: [{ name: "skill", arguments: { name: "triage" } }] },
      met: false,
    },
    {
      because: "it is used with the name of its plugin before it",
      params: { value: "deploy" },
      given: { calls: [{ name: "Skill", arguments: { skill: "acme:deploy" } }] },
      met: true,
    },
  ],
};

function skillsOf({ name, arguments: given }: Called): readonly string[] {
  const key = Object.hasOwn(LOADERS, name) ? LOADERS[name] : undefined;
  const said = key === undefined ? undefined : (given[key] ?? given["name"] ?? given["skill"]);
  if (typeof said === "string") return [said, said.slice(said.lastIndexOf(":") + 1)];
  return [...JSON.stringify(given).matchAll(FILE)].map(([, folder = ""]) => folder);
}
