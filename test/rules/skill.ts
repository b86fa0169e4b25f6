import { skillBundledFile } from "../../src/rules/skill/bundled-file.ts";
import { casesOf } from "../support/rule-cases.ts";

const HEAD = "---\nname: git\ndescription: Commits.\n---\n";
const skill = (body: string) => ({ "skills/git/SKILL.md": HEAD + body });
export const skillBundledFileCases = casesOf(skillBundledFile, [
  {
    because: "the last line without an end, the line above says example",
    files: skill("For example:\nRead `references/a.md`"),
    reports: ['6:6 The skill has no "references/a.md".'],
  },
  { because: "the last line says example", files: skill("Read `references/a.md`, for example") },
  { because: "a mention without an order", files: skill("The folder has `references/a.md` and more.\n") },
  { because: "an entry of a list that nothing explains", files: skill("- `references/a.md`\n") },
  { because: "what explains it follows much later", files: skill("- `references/a.md` and others: see there\n") },
  { because: "an explanation outside of a list", files: skill("Here is `references/a.md`: it has the form.\n") },
  { because: "an order inside a fence", files: skill("```\nRead `references/a.md`.\n```\n") },
  {
    because: "another skill has the file, but is named only far away",
    files: {
      ...skill(`Read \`references/a.md\`.\n\n${"Commit often. ".repeat(20)}\nAsk pr.\n`),
      "skills/pr/references/a.md": "# A\n",
      "skills/pr/SKILL.md": "---\nname: pr\ndescription: Asks.\n---\n",
    },
    reports: ['skills/git/SKILL.md:5:6 The skill has no "references/a.md".'],
  },
  {
    because: "the file of a skill that is named, in folders by other names",
    files: {
      ...skill("Run `script/a.sh` of pr.\n\nRun `./scripts/b.sh` of pr. See `reference/a.md` of pr.\n"),
      "skills/pr/script/a.sh": "",
      "skills/pr/scripts/b.sh": "",
      "skills/pr/reference/a.md": "",
    },
  },
]);
