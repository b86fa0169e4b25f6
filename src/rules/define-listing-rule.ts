import { artifactAt } from "../inventory/artifact-at.ts";
import { isBelow } from "../context/agent-listing.ts";
import { entriesOf, type InstallSet, installSets, type Lister } from "../context/install-sets.ts";
import { thousands } from "../model/numbers.ts";
import { joinPath } from "../context/tree.ts";
import { defineRepositoryRule, type Example, type RepositoryRule, type FactsAlone } from "../model/rule.ts";

/**
 * A rule on the size of a client's list of skills, for each set of skills that arrives together.
 * `own` is what the client's own skills take of it.
 */
export function defineListingRule(
  client: Lister,
  name: string,
  { characters, own = 0 }: { readonly characters: number; readonly own?: number },
  facts: Omit<FactsAlone, "examples">,
): RepositoryRule {
  return defineRepositoryRule({
    ...facts,
    options: { "max-characters": characters },
    optionAliases: { characters: "max-characters" },
    loosens: { "max-characters": "more" },
    *check(repository, { "max-characters": most }) {
      const told: string[] = [];
      for (const { what, root, skills } of installSets(repository, client)) {
        // What is too much in a folder is too much in those below it as well.
        if (what === "project" && told.some((above) => isBelow(above, root))) continue;
        const entries = entriesOf(repository, client, skills);
        const all = entries.reduce((sum, entry) => sum + entry.characters, own);
        if (all <= most) continue;
        if (what === "project") told.push(root);
        const longest = entries.toSorted((a, b) => b.characters - a.characters).slice(0, 3);
        const manifests = what === "plugin" ? MANIFESTS : [];
        const manifest = manifests.flatMap((one) => artifactAt(repository, "plugin", joinPath(root, one)) ?? [])[0];
        yield {
          ...(manifest && { artifact: manifest }),
          client,
          message: `The ${skills.length} skills of ${setName(what, root)}${own > 0 ? ` and ${name}'s own` : ""} have ${thousands(all)} of the ${thousands(most)} characters that ${name}'s list has for all skills; the longest are ${longest.map((entry) => `${entry.name} (${thousands(entry.characters)})`).join(", ")}.`,
        };
      }
    },
    examples: examples(client, name, { characters, own }),
  });
}

function setName(what: InstallSet["what"], root: string): string {
  if (what === "plugin") return "this plugin";
  return root === "" ? "this repository" : `"${root}" and the folders above it`;
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

/** Names of 7 characters and descriptions of 493: 500 characters each, and what the client puts around them. */
function examples(
  client: Lister,
  name: string,
  { characters, own }: { readonly characters: number; readonly own: number },
): readonly Example[] {
  const manifest = { ".claude-plugin/plugin.json": '{"name":"git"}' };
  // Codex puts `git:` in front of each name, Claude Code `- ` and more around it.
  const each = client === "codex" ? 504 : 505;
  const count = Math.ceil((characters - own) / each) + 1;
  const many = Array.from({ length: count }, (_, index) => skill(index + 10));
  const whose = own > 0 ? ` and ${name}'s own` : "";
  return [
    { because: "one skill", files: { ...manifest, ...Object.fromEntries([skill(10)]) } },
    {
      because: `${count} skills of 500 characters each`,
      files: { ...manifest, ...Object.fromEntries(many) },
      reports: [
        `.claude-plugin/plugin.json The ${count} skills of this plugin${whose} have ${thousands(each * count + own)} of the ${thousands(characters)} characters that ${name}'s list has for all skills; the longest are ${["10", "11", "12"].map((number) => `${client === "codex" ? "git:" : ""}skill${number} (${each})`).join(", ")}.`,
      ],
    },
  ];
}
