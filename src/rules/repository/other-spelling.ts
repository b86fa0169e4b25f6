import { canonicalPath } from "../../inventory/places/canonical-path.ts";
import { folderOf } from "../../inventory/places/layout.ts";
import { locate } from "../../inventory/places/locate.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const repositoryOtherSpelling = defineRepositoryRule({
  id: "repository/other-spelling",
  severity: "warning",
  summary: "Agent configuration is spelled as clients look for it.",
  why: "Disks of Windows and macOS take `.Claude/settings.json` for `.claude/settings.json`, and some leave out characters that nobody sees. There a client loads the file; on Linux and in a pipeline it does not. agent-ci judges it as what it is on such a disk.",
  consequence: "It holds on some machines and on others not, and who looks for it by its name overlooks it.",
  help: "Rename it to what clients look for, in two steps where the disk ignores case: `git mv`, and `git mv` again.",
  since: "0.1.0",

  *check({ artifacts, paths }) {
    const named = new Set(paths.map((one) => one.path));
    for (const { kind, path } of artifacts) {
      const canonical = canonicalPath(path);
      if (canonical === undefined || locate([{ path: canonical }]).length === 0) continue;
      // `instructions/file-name` says it, or `repository/case-collision`.
      const isSaid = !named.has(canonical) || path.toLowerCase() === canonical.toLowerCase();
      if (kind === "instructions" && folderOf(path) === folderOf(canonical) && isSaid) continue;
      yield { path, message: `On disks that ignore case this is "${canonical}".` };
    }
  },

  examples: [
    { because: "the names that clients look for", files: { ".claude/agents/Ann.md": "---\nname: ann\n---\nHelp.\n" } },
    {
      because: "a capital, an ending, and a letter that is an s on some disks",
      files: {
        ".Claude/settings.json": "{}\n",
        ".claude/commands/ship.MD": "Ship.\n",
        ".claude/\u017Fettings.json": "{}\n",
      },
      reports: [
        '.Claude/settings.json On disks that ignore case this is ".claude/settings.json".',
        '.claude/commands/ship.MD On disks that ignore case this is ".claude/commands/ship.md".',
        '.claude/\u017Fettings.json On disks that ignore case this is ".claude/settings.json".',
      ],
    },
  ],
});
