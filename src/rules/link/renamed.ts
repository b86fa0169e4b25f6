import { folderOf } from "../../inventory/places/layout.ts";
import type { Artifact } from "../../model/artifact.ts";
import { defineChangeRule, type Repository } from "../../model/rule.ts";

export const linkRenamed = defineChangeRule({
  id: "link/renamed",
  severity: "warning",
  summary: "What a change renames or removes is no longer mentioned by its old path.",
  why: "Agents, commands and instructions name skills and files by path; nothing follows a rename for them.",
  consequence: "The agent is sent to a file that this change took away.",
  help: "Write the new path, or take the mention out.",
  since: "0.1.0",

  *check({ base, head }) {
    const kept = new Set(head.artifacts.map(({ path }) => path));
    for (const gone of base.artifacts) {
      if (kept.has(gone.path) || head.entry(gone.path)) continue;
      for (const needle of namesOf(gone, head)) yield* mentions(head, needle);
    }
  },

  examples: [
    {
      because: "the mention was renamed with the skill",
      base: {
        "skills/ship/SKILL.md": "---\nname: ship\ndescription: Ships.\n---\nShip.\n",
        "AGENTS.md": "Use skills/ship/SKILL.md.\n",
      },
      files: {
        "skills/release/SKILL.md": "---\nname: release\ndescription: Ships.\n---\nShip.\n",
        "AGENTS.md": "Use skills/release/SKILL.md.\n",
      },
    },
    {
      because: "the skill has a new folder, the instructions name the old one",
      base: {
        "skills/ship/SKILL.md": "---\nname: ship\ndescription: Ships.\n---\nShip.\n",
        "AGENTS.md": "Use skills/ship/SKILL.md.\n",
      },
      files: {
        "skills/release/SKILL.md": "---\nname: release\ndescription: Ships.\n---\nShip.\n",
        "AGENTS.md": "Use skills/ship/SKILL.md.\n",
      },
      reports: ['AGENTS.md:1:5 "skills/ship" is still mentioned, and this change removed it.'],
    },
  ],
});

/** The paths that a text would name the file by: a skill's folder where it is gone altogether, else the file. */
function namesOf({ kind, path }: Artifact, head: Repository): readonly string[] {
  const folder = folderOf(path);
  const whole = kind === "skill" && folder !== "" && !head.entry(folder) ? folder : path;
  return whole.includes("/") ? [whole] : [];
}

const NAME = /[\w./-]/;

function* mentions(
  head: Repository,
  needle: string,
): Generator<{ artifact: Artifact; at: { start: number; end: number }; message: string }> {
  for (const artifact of head.artifacts) {
    const { text } = artifact.source;
    for (let start = text.indexOf(needle); start !== -1; start = text.indexOf(needle, start + needle.length)) {
      const end = start + needle.length;
      const before = text.slice(Math.max(start - 2, 0), start);
      // `other/skills/ship` and `skills/shipping` are other paths; `./skills/ship` and `skills/ship/x.md` are this one.
      if ((NAME.test(before.slice(-1)) && before !== "./") || /^[\w-]/.test(text.slice(end, end + 1))) continue;
      yield { artifact, at: { start, end }, message: `"${needle}" is still mentioned, and this change removed it.` };
    }
  }
}
