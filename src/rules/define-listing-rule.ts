import { entriesOf, installSets, type Lister } from "../context/install-sets.ts";
import { thousands } from "../model/thousands.ts";
import { joined } from "../context/tree.ts";
import { defineRepositoryRule, type Example, type RepositoryRule, type FactsAlone } from "../model/rule.ts";

/** A rule on the size of a client's list of skills, for each set of skills that arrives together. */
export function defineListingRule(
  client: Lister,
  name: string,
  characters: number,
  facts: Omit<FactsAlone, "examples">,
): RepositoryRule {
  return defineRepositoryRule({
    ...facts,
    options: { "max-characters": characters },
    optionAliases: { characters: "max-characters" },
    *check(repository, { "max-characters": most }) {
      for (const { what, root, skills } of installSets(repository, client)) {
        const entries = entriesOf(repository, client, skills);
        const all = entries.reduce((sum, entry) => sum + entry.characters, 0);
        if (all <= most) continue;
        const longest = entries.toSorted((a, b) => b.characters - a.characters).slice(0, 3);
        const manifest = repository
          .of("plugin")
          .find(({ path }) => what === "plugin" && MANIFESTS.some((one) => path === joined(root, one)));
        yield {
          ...(manifest && { artifact: manifest }),
          client,
          message: `The ${skills.length} skills of this ${what === "plugin" ? "plugin" : "repository"} have ${thousands(all)} of the ${thousands(most)} characters that ${name}'s list has for all skills; the longest are ${longest.map((entry) => `${entry.name} (${thousands(entry.characters)})`).join(", ")}.`,
        };
      }
    },
    examples: examples(client, name),
  });
}

const MANIFESTS = [
  ".claude-plugin/plugin.json",
  ".codex-plugin/plugin.json",
  ".github/plugin/plugin.json",
  "plugin.json",
];

const skill = (number: number): [string, string] => [
  `skills/skill${number}/SKILL.md`,
  `---\nname: skill${number}\ndescription: ${"x".repeat(493)}\n---\n`,
];

/** Names of 7 characters and descriptions of 493: 500 characters each. */
function examples(client: Lister, name: string): readonly Example[] {
  const manifest = { ".claude-plugin/plugin.json": '{"name":"git"}' };
  const many = Array.from({ length: 20 }, (_, index) => skill(index + 10));
  // Codex puts `git:` in front of each name.
  const each = client === "codex" ? 504 : 500;
  return [
    { because: "one skill", files: { ...manifest, ...Object.fromEntries([skill(10)]) } },
    {
      because: "twenty skills of 500 characters each",
      files: { ...manifest, ...Object.fromEntries(many) },
      reports: [
        `.claude-plugin/plugin.json The 20 skills of this plugin have ${thousands(each * 20)} of the 8,000 characters that ${name}'s list has for all skills; the longest are ${["10", "11", "12"].map((number) => `${client === "codex" ? "git:" : ""}skill${number} (${each})`).join(", ")}.`,
      ],
    },
  ];
}
