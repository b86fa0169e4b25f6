import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { KINDS } from "../src/model/artifact.ts";

const [id = ""] = process.argv.slice(2);
const path = `src/rules/${id}.ts`;
if (!/^[a-z]+(?:-[a-z]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) fail("Give the rule's id, such as skill/name-format.");
if (existsSync(path)) fail(`${path} exists already.`);

const [group = ""] = id.split("/");
const kind = Object.hasOwn(KINDS, group) ? group : "skill";
const name = id.replaceAll(/[-/](.)/g, (_, letter: string) => letter.toUpperCase());
mkdirSync(dirname(path), { recursive: true });
writeFileSync(
  path,
  `import { defineArtifactRule } from "../../model/rule.ts";

export const ${name} = defineArtifactRule({
  id: "${id}",
  on: ["${kind}"],
  severity: "warning",
  summary: "What is right, in one sentence.",
  why: "The reason that somebody who disagrees would accept.",
  consequence: "What happens if it stays.",
  help: "What to do.",
  since: "0.1.0",
  sources: [],

  *check() {
    yield { message: "What is wrong, with the value." };
  },

  examples: [
    { because: "it is right", files: { "skills/a/SKILL.md": "---\\nname: a\\ndescription: Does a.\\n---\\n" } },
    {
      because: "it is wrong",
      files: { "skills/a/SKILL.md": "---\\nname: a\\ndescription: Does a.\\n---\\n" },
      reports: ["1:1 What is wrong, with the value."],
    },
  ],
});
`,
);
console.log(`${path} has two failing examples. Then: npm run generate && npm test -- test/unit/rules.test.ts`);

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
