import { manifestsByRoot } from "../../inventory/manifests/listed-manifests.ts";
import { folderAt, stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { type DataNode, valueAt } from "../../model/data.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const pluginVersionDrift = defineRepositoryRule({
  id: "plugin/version-drift",
  severity: "warning",
  summary: "All manifests of a plugin have the same version, and its `package.json` too.",
  why: "One folder is one plugin: a release that raises one version and forgets another reaches only some clients.",
  consequence: "Clients whose manifest has the old version see no update.",
  help: "Raise the versions together.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/plugins/manifest-reference", date: "2026-11-21" } }],
  reads: ["package.json"],

  *check(repository) {
    for (const [root, manifests] of manifestsByRoot(repository)) {
      const [first, ...others] = manifests.filter(({ data }) => stringAtKeys(data, "version") !== undefined);
      const version = first && valueAt(first.data, "version");
      if (version?.kind !== "string") continue;
      const paths = others.filter(({ data }) => stringAtKeys(data, "version") !== version.value);
      for (const { artifact, data } of paths)
        yield {
          artifact,
          message: `This manifest says version "${stringAtKeys(data, "version")}", ${first?.artifact.path} says "${version.value}".`,
          at: valueAt(data, "version")?.range ?? data.range,
          related: [{ path: first?.artifact.path ?? root }],
        };
      const file = folderAt(root, "package.json") ?? "package.json";
      const packed = packageVersion(repository.data(file), stringAtKeys(first?.data, "name"));
      if (packed === undefined || packed === version.value || first === undefined) continue;
      yield {
        artifact: first.artifact,
        message: `The manifest says version "${version.value}", ${file} says "${packed}".`,
        at: version.range,
        consequence: "The package and the plugin that it holds are released under different versions.",
        related: [{ path: file }],
      };
    }
  },

  examples: [
    {
      because: "the same version everywhere",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "git", "version": "1.2.0" }\n',
        ".codex-plugin/plugin.json": '{ "name": "git", "version": "1.2.0" }\n',
        "package.json": '{ "name": "git", "version": "1.2.0" }\n',
      },
    },
    {
      because: "a package of another name has versions of its own",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "git", "version": "1.2.0" }\n',
        "package.json": '{ "name": "monorepo", "version": "0.0.0" }\n',
      },
    },
    {
      because: "a private package is not released",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "git", "version": "1.2.0" }\n',
        "package.json": '{ "name": "git", "version": "1.0.0", "private": true }\n',
      },
    },
    {
      because: "one manifest was forgotten, and so was the package",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "git", "version": "1.2.0" }\n',
        ".codex-plugin/plugin.json": '{ "name": "git", "version": "1.1.0" }\n',
        "package.json": '{ "name": "@acme/git", "version": "1.1.0" }\n',
      },
      reports: [
        '.claude-plugin/plugin.json:1:29 The manifest says version "1.2.0", package.json says "1.1.0".',
        '.codex-plugin/plugin.json:1:29 This manifest says version "1.1.0", .claude-plugin/plugin.json says "1.2.0".',
      ],
    },
  ],
});

/** The version of a package that has the plugin's name, with or without a scope; others have versions of their own. */
function packageVersion(data: DataNode | undefined, plugin: string | undefined): string | undefined {
  const name = stringAtKeys(data, "name");
  const secluded = data === undefined ? undefined : valueAt(data, "private");
  // What is private is never released, and nobody asks for its version.
  if (name === undefined || plugin === undefined || (secluded?.kind === "boolean" && secluded.value)) return undefined;
  return name === plugin || name.endsWith(`/${plugin}`) ? stringAtKeys(data, "version") : undefined;
}
