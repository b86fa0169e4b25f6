import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { pluginRootOf } from "../../inventory/hooks/hook-path.ts";
import { layoutOf, pathFrom } from "../../inventory/places/layout.ts";
import { withoutEntry } from "../../inventory/texts/without-entry.ts";
import { entryOf } from "../../model/data.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

const STANDARD = "hooks/hooks.json";

export const hooksDuplicateManifest = defineRepositoryRule({
  id: "hooks/duplicate-manifest",
  severity: "off",
  severityFor: { "claude-code": "info" },
  summary: "A plugin's manifest does not name hooks/hooks.json again.",
  why: "Claude Code loads hooks/hooks.json of every plugin by itself; `hooks` of the manifest is for further files.",
  consequence:
    "Nothing in today's Claude Code, which loads the file once; older versions said “Duplicate hooks file detected”.",
  help: "Take `hooks` out of the manifest.",
  since: "0.1.0",
  sources: [
    claudeCodePlugins.pluginHooksTwice,
    { read: { url: "https://github.com/affaan-m/ECC/issues/103", date: "2026-11-21" } },
    { read: { url: "https://github.com/RudderCode/Rudder/pull/99", date: "2026-11-21" } },
  ],

  *check(repository) {
    for (const artifact of repository.of("plugin")) {
      const entry = artifact.dialect === "claude-code" ? entryOf(artifact.data, "hooks") : undefined;
      const root = pluginRootOf(artifact, layoutOf(repository));
      if (!entry || root === undefined || artifact.data?.kind !== "map") continue;
      const standard = pathFrom(root, STANDARD) ?? STANDARD;
      const named = entry.value.kind === "list" ? entry.value.items : [entry.value];
      for (const node of named) {
        if (node.kind !== "string" || pathFrom(root, node.value) !== standard || !layoutOf(repository).has(standard))
          continue;
        const edits = [withoutEntry(artifact.source.text, artifact.data, entry)];
        const fix = { title: "Take `hooks` out of the manifest", safe: false, edits };
        const message = `Claude Code loads "${node.value}" by itself already.`;
        yield { message, at: node.range, artifact, client: "claude-code", ...(named.length === 1 && { fix }) };
      }
    }
  },

  examples: [
    {
      because: "the manifest leaves the standard file to Claude Code",
      files: {
        "plugins/p/.claude-plugin/plugin.json": '{ "name": "p", "hooks": "./config/more-hooks.json" }',
        "plugins/p/hooks/hooks.json": '{ "hooks": {} }',
      },
    },
    {
      because: "the manifest names the standard file",
      files: {
        "plugins/p/.claude-plugin/plugin.json": '{\n  "name": "p",\n  "hooks": "./hooks/hooks.json"\n}\n',
        "plugins/p/hooks/hooks.json": '{ "hooks": {} }',
      },
      reports: ['plugins/p/.claude-plugin/plugin.json:3:12 Claude Code loads "./hooks/hooks.json" by itself already.'],
      fixed: '{\n  "name": "p"\n}\n',
    },
  ],
});
