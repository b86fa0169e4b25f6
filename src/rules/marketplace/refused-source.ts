import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { marketplaceEntries, stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { entryOf, valueAt } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** What each type of source needs. Types grow: of an unknown one only that is said which resembles a known one. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  github: ["repo"],
  "git-subdir": ["url", "path"],
  archive: ["url"],
  url: ["url"],
  npm: ["package"],
};

export const marketplaceRefusedSource = defineArtifactRule({
  id: "marketplace/refused-source",
  on: ["marketplace"],
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "The sources and renames of a marketplace are some that Claude Code takes.",
  why: "Claude Code checks a marketplace as a whole when it is added: a source without what its type needs, a path that leads out, or a new name for a plugin that is not there makes all of it invalid.",
  consequence: "Nobody can add the marketplace.",
  help: 'Write the source as Claude Code knows it: `{ "source": "github", "repo": "owner/name" }`.',
  since: "0.1.0",
  sources: [claudeCodePlugins.marketplaceTypes, claudeCodePlugins.marketplaceRenames],

  *check(artifact) {
    if (artifact.dialect !== "claude-code") return;
    const client = "claude-code" as const;
    for (const { data, name = "" } of marketplaceEntries(artifact)) {
      const source = entryOf(data, "source");
      if (source?.value.kind !== "map") continue;
      const type = stringAtKeys(source.value, "source") ?? "";
      const missing = (Object.hasOwn(NEEDS, type) ? (NEEDS[type] ?? []) : []).filter(
        (key) => !entryOf(source.value, key),
      );
      if (missing.length > 0)
        yield {
          message: `The ${type} source of "${name}" has no ${missing.map((key) => `"${key}"`).join(", no ")}.`,
          at: source.keyRange,
          client,
        };
      const path = valueAt(source.value, "path");
      if (path?.kind === "string" && path.value.split("/").includes(".."))
        yield { message: `The path "${path.value}" of "${name}" leads out of its repository.`, at: path.range, client };
    }
    yield* renames();

    function* renames() {
      const map = valueAt(artifact.data, "renames");
      const names = new Set(marketplaceEntries(artifact).map(({ name }) => name));
      for (const { key, value } of map?.kind === "map" ? map.entries : [])
        if (value.kind === "string" && !names.has(value.value) && !entryOf(map, value.value))
          yield {
            message: `"${key}" is now called "${value.value}", and there is no such plugin.`,
            at: value.range,
            client,
          };
    }
  },

  examples: [
    {
      because: "sources with what they need, and a type that nobody knows yet",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "name": "m", "owner": { "name": "Ada" }, "renames": { "old": "a" }, "plugins": [{ "name": "a", "source": { "source": "github", "repo": "o/a" } }, { "name": "b", "source": { "source": "teleport", "to": "x" } }] }\n',
      },
    },
    {
      because: "another key for the repository, a path that leads out, and a name that leads nowhere",
      files: {
        ".claude-plugin/marketplace.json":
          '{ "plugins": [\n{ "name": "a", "source": { "source": "github", "repository": "o/a" } },\n{ "name": "b", "source": { "source": "git-subdir", "url": "https://a.example/b.git", "path": "../b" } }\n],\n"renames": { "old": "nowhere" } }\n',
      },
      reports: [
        '2:16 The github source of "a" has no "repo".',
        '3:94 The path "../b" of "b" leads out of its repository.',
        '5:21 "old" is now called "nowhere", and there is no such plugin.',
      ],
    },
  ],
});
