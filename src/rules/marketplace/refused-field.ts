import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { CLAUDE_MARKETPLACE } from "../../clients/forms/claude-manifests.ts";
import { marketplaceEntries } from "../../inventory/manifests/plugins.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { stringAt } from "../../inventory/texts/text-nodes.ts";
import { type DataNode, valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const marketplaceRefusedField = defineArtifactRule({
  id: "marketplace/refused-field",
  on: ["marketplace"],
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "The fields of a marketplace have the forms that Claude Code takes.",
  why: "Claude Code checks a marketplace as a whole when it is added: a switch in quotes, tags that are one text, or a space in a name makes all of it invalid.",
  consequence: "Nobody can add the marketplace.",
  help: "Write the field as the message says; `claude plugin validate` names every field that it refuses.",
  since: "0.1.0",
  sources: [claudeCodePlugins.marketplaceForms],

  *check(artifact) {
    const { data, dialect } = artifact;
    if (dialect !== "claude-code" || !data) return;
    const client = "claude-code" as const;
    for (const { message, at } of misfits(data, CLAUDE_MARKETPLACE, "")) yield { message, at, client };
    for (const node of [data, ...marketplaceEntries(artifact).map((entry): DataNode => entry.data)]) {
      const name = stringAt(node, "name");
      if (name && /\s/.test(name.value))
        yield { message: `The name "${name.value}" has a space in it.`, at: name.range, client };
      const sha = stringAt(valueAt(node, "source"), "sha");
      if (sha && !/^[0-9a-f]{40}$/.test(sha.value))
        yield { message: "A sha has 40 digits in lower case: that of a whole commit.", at: sha.range, client };
    }
  },

  examples: [
    {
      because: "fields as Claude Code takes them, and one that it does not know",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "name": "m", "metadata": { "version": "1.0.0" }, "ours": 5, "plugins": [{ "name": "a", "source": "./a", "strict": false, "tags": ["git"] }] }',
      },
    },
    {
      because: "a switch in quotes, one tag in place of a list, a number as version",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "name": "m", "metadata": {\n"version": 1 }, "plugins": [{ "name": "a", "source": "./a",\n"strict": "true",\n"tags": "git" }] }',
      },
      reports: [
        '2:12 "metadata.version" has to be a text.',
        '3:11 "plugins.strict" has to be true or false.',
        '4:9 "plugins.tags" has to be a list.',
      ],
    },
    {
      because: "spaces in names, and a commit that is cut",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "name": "our plugins", "plugins": [\n{ "name": "a b", "source": { "source": "github", "repo": "o/a", "sha": "abc1234" } }] }',
      },
      reports: [
        '1:11 The name "our plugins" has a space in it.',
        '2:11 The name "a b" has a space in it.',
        "2:72 A sha has 40 digits in lower case: that of a whole commit.",
      ],
    },
  ],
});
