import { layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const skillScriptExecutable = defineRepositoryRule({
  id: "skill/script-executable",
  severity: "off",
  summary: "A script of a skill that begins with `#!` is executable.",
  why: "`#!` says that the script is called by itself. Skills that call it with `bash` or `python` need no permission, and Windows knows none.",
  consequence: "Calling the script ends with permission denied.",
  help: "Run `git update-index --chmod=+x` on the file.",
  since: "0.1.0",

  *check(repository) {
    const layout = layoutOf(repository);
    for (const { path, link } of repository.paths) {
      if (link !== undefined || !/\.(?:sh|bash|py|rb|pl|js|mjs)$/.test(path) || layout.skillOf(path) === undefined)
        continue;
      if (repository.entry(path)?.executable === false && repository.source(path)?.text.startsWith("#!") === true)
        yield { path, message: "The script is not executable." };
    }
  },

  examples: [
    {
      because: "a script without `#!` is called with its interpreter",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRun `bash scripts/log.sh`.\n",
        "skills/git/scripts/log.sh": "git log\n",
      },
    },
    {
      because: "a script with `#!`",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRun `scripts/log.sh`.\n",
        "skills/git/scripts/log.sh": "#!/bin/sh\ngit log\n",
      },
      reports: ["skills/git/scripts/log.sh The script is not executable."],
    },
  ],
});
