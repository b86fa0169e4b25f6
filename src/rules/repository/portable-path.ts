import { layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const repositoryPortablePath = defineRepositoryRule({
  id: "repository/portable-path",
  severity: "warning",
  summary: "Files of agent configuration have names that every system allows.",
  why: 'Windows allows no `< > : " | ? *` in names, no dot or space at their end, and no CON, NUL and the like.',
  consequence: "On Windows git cannot check the repository out.",
  help: "Rename the file or folder.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "http://superuser.com/questions/158925/why-can-i-not-create-files-folders-with-these-names?answertab=votes",
        date: "2026-11-21",
      },
    },
  ],

  *check(repository) {
    const layout = layoutOf(repository);
    const own = new Set(repository.artifacts.map(({ path }) => path));
    for (const { path } of repository.paths) {
      if (!SUSPECT.test(path) || !(own.has(path) || layout.skillOf(path) !== undefined)) continue;
      const name = path.split("/").find((part) => REFUSED.test(part));
      if (name !== undefined) yield { path, message: `Windows does not allow the name "${name}".` };
    }
  },

  examples: [
    { because: "a console is no CON", files: { ".claude/commands/console.md": "Open one.\n" } },
    {
      because: "a colon",
      files: { ".claude/commands/git:commit.md": "Commit.\n" },
      reports: ['Windows does not allow the name "git:commit.md".'],
    },
    {
      because: "the name of a device",
      files: { ".claude/commands/aux.md": "Help.\n" },
      reports: ['Windows does not allow the name "aux.md".'],
    },
  ],
});

// oxlint-disable-next-line eslint/no-control-regex -- Windows refuses control characters too
const REFUSED = /[<>:"|?*\u0000-\u001F\\]|[. ]$|^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
// oxlint-disable-next-line eslint/no-control-regex -- as above
const SUSPECT = /[<>:"|?*\u0000-\u001F\\]|[. ](?:\/|$)|(?:^|\/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\/|$)/i;
