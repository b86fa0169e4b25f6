import { folderOf, layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const skillBundledBinary = defineRepositoryRule({
  id: "skill/bundled-binary",
  severity: "info",
  summary: "A skill has no bytecode, archives or programs in it.",
  why: "A reviewer reads scripts, not bytecode; a cached `.pyc` may differ from its source and runs in its place.",
  consequence: "The agent may run what nobody has read.",
  help: "Ship the source, and build or download the program when it is needed.",
  since: "0.1.0",
  sources: [{ read: { url: "https://attack.mitre.org/techniques/T1027/", date: "2026-11-21" } }],
  options: {
    extensions: [
      "7z",
      "bin",
      "class",
      "com",
      "dll",
      "dylib",
      "exe",
      "gz",
      "jar",
      "msi",
      "o",
      "pyc",
      "pyd",
      "pyo",
      "rar",
      "scr",
      "so",
      "tar",
      "tgz",
      "war",
      "wasm",
      "whl",
      "xz",
      "zip",
    ],
  },
  loosens: { extensions: "less" },

  *check(repository, { extensions }) {
    const layout = layoutOf(repository);
    if (repository.of("skill").length === 0) return;
    const opaque = new Set(extensions);
    for (const { path } of repository.paths) {
      const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
      if (!opaque.has(extension)) continue;
      const skill = layout.skillOf(path);
      if (skill !== undefined && skill !== "")
        yield {
          path,
          message: `The skill "${skill.slice(folderOf(skill).length).replace("/", "")}" has a .${extension} file in it.`,
        };
    }
  },

  examples: [
    {
      because: "sources, and an archive outside every skill",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
        "skills/git/scripts/log.py": "",
        "test/data.zip": "",
      },
    },
    {
      because: "bytecode",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
        "skills/git/scripts/log.pyc": "",
      },
      reports: ['skills/git/scripts/log.pyc The skill "git" has a .pyc file in it.'],
    },
  ],
});
