import { folderOf, layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const skillUploadSize = defineRepositoryRule({
  id: "skill/upload-size",
  severity: "off",
  summary: "A skill is small enough to be uploaded.",
  why: "An upload to claude.ai or the API is an archive of limited size. Skills that are only checked out have no such bound.",
  consequence: "The upload is refused.",
  help: "Load large files when they are needed, or leave them out.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://lullabot.github.io/prompt_library/development/skills/reviewing-skills/references/skill-best-practices.md",
        date: "2026-11-21",
      },
    },
  ],
  options: { "max-bytes": 8_000_000, "max-files": 500 },
  optionAliases: { bytes: "max-bytes", files: "max-files" },

  *check(repository, { "max-bytes": bytes, "max-files": files }) {
    const layout = layoutOf(repository);
    for (const artifact of repository.of("skill")) {
      const folder = folderOf(artifact.path);
      const own = layout.below(folder).filter((path) => layout.skillOf(path) === folder);
      const size = own.reduce((sum, path) => sum + (repository.entry(path)?.size ?? 0), 0);
      if (size > bytes) yield { artifact, message: `The skill has ${size} bytes, more than ${bytes}.` };
      if (own.length > files) yield { artifact, message: `The skill has ${own.length} files, more than ${files}.` };
    }
  },

  examples: [
    { because: "one file", files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n" } },
    {
      because: "many files",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
        ...Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`skills/git/assets/${index}.txt`, ""])),
      },
      reports: ["skills/git/SKILL.md The skill has 501 files, more than 500."],
    },
  ],
});
