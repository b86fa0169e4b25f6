import { splitFrontmatter } from "../../syntax/frontmatter.ts";
import { parseYaml } from "../../syntax/yaml.ts";
import { entryOf } from "../../model/data.ts";
import { numberOf, stringOf } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";
import { told } from "./told.ts";

/** Shorter lines stand in many texts by chance. */
const SHORTEST = 12;
const USUAL = 0.9;

export const loadedAssertion: Assertion = {
  schema: {
    value: { type: "string", minLength: 1, description: "A file of the workspace, such as AGENTS.md." },
    part: {
      type: "string",
      enum: ["description", "body"],
      description: "Of a skill: whether its description is listed, as if not given, or its body is read.",
    },
    threshold: {
      type: "number",
      minimum: 0,
      description: "The share of its lines that must arrive; 0.9 if not given.",
    },
  },
  required: ["value"],
  says: ({ value, part, threshold }) =>
    `${told(stringOf(value))} reaches the model (${isDescription(stringOf(value), part) ? "its description" : `${(numberOf(threshold) ?? USUAL) * 100} % of its lines`})`,
  judge: ({ value, part, threshold }, { before, requests }) => {
    const path = stringOf(value);
    const text = before(path);
    if (text === undefined) return { met: false, broken: true, found: "the workspace has no such file" };
    const wanted = isDescription(path, part) ? descriptionLines(text) : bodyLines(text);
    if (wanted.length === 0) return { met: false, broken: true, found: "it says too little to be recognised" };
    const sent = requests.map(spaced);
    const arrived = wanted.filter((line) => sent.some((request) => request.includes(line)));
    return {
      met: arrived.length / wanted.length >= (numberOf(threshold) ?? USUAL),
      found: `${arrived.length} of ${wanted.length} lines are in the ${requests.length} requests`,
    };
  },
  examples: [
    {
      because: "its lines are in a request",
      params: { value: "AGENTS.md" },
      given: { before: () => "# Rules\n\nNever push to main.\n", requests: ["<x>\nNever push to  main.\n</x>"] },
      met: true,
    },
    {
      because: "the client never read it",
      params: { value: "AGENTS.md" },
      given: { before: () => "# Rules\n\nNever push to main.\n", requests: ["You are an agent."] },
      met: false,
    },
    {
      because: "the skill is listed by its description",
      params: { value: "skills/a/SKILL.md" },
      given: {
        before: () => "---\nname: a\ndescription: Deploys the shop.\n---\nStep one is long.\n",
        requests: ["- a: Deploys the shop."],
      },
      met: true,
    },
    {
      because: "its body was not read",
      params: { value: "skills/a/SKILL.md", part: "body" },
      given: {
        before: () => "---\nname: a\ndescription: Deploys the shop.\n---\nStep one is long.\n",
        requests: ["- a: Deploys the shop."],
      },
      met: false,
    },
    { because: "there is no such file", params: { value: "gone.md" }, given: { requests: ["x"] }, met: false },
  ],
};

const isDescription = (path: string, part: unknown): boolean =>
  part === undefined ? /(?:^|\/)SKILL\.md$/i.test(path) : part === "description";

const spaced = (text: string): string => text.replaceAll(/\s+/g, " ");

function descriptionLines(text: string): readonly string[] {
  const { yaml } = splitFrontmatter(text);
  const data = yaml && parseYaml(text.slice(yaml.start, yaml.end)).data;
  const value = entryOf(data, "description")?.value;
  return value?.kind === "string" && value.value.trim() !== "" ? [spaced(value.value).trim()] : [];
}

function bodyLines(text: string): readonly string[] {
  const { body } = splitFrontmatter(text);
  const lines = text
    .slice(body.start, body.end)
    .split("\n")
    .map((line) => spaced(line).trim());
  return [...new Set(lines.filter((line) => line.length >= SHORTEST))];
}
