import { type Layout, layoutOf } from "../../inventory/places/layout.ts";
import { meansFile, isMissing } from "../../inventory/links/link-target.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const skillBundledFile = defineRepositoryRule({
  id: "skill/bundled-file",
  local: true,
  severity: "warning",
  summary: "A file that a skill says to read or run is in the skill.",
  why: "`references/`, `scripts/`, `assets/` and `templates/` are the skill's own folders. The file is looked for there, in the plugin, in its other skills and in the repository.",
  consequence: "The agent is told to use a file that nobody has, and makes up what it would say.",
  help: "Add the file, correct its name (case counts), or take the sentence out.",
  since: "0.1.0",
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],
  outline: true,

  *check(repository) {
    const layout = layoutOf(repository);
    let owners: ReadonlyMap<string, readonly string[]> | undefined;
    for (const skill of repository.of("skill")) {
      const { text } = skill.source;
      MENTION.lastIndex = skill.body.start;
      const missing = [];
      for (let found = MENTION.exec(text); found; found = MENTION.exec(text)) {
        const path = found[1] ?? "";
        if (!meansFile(path) || !isDirective(text, found.index) || !isMissing(layout, skill.path, path)) continue;
        owners ??= ownersOf(layout);
        const [from, to] = [Math.max(found.index - 200, 0), found.index + 200];
        const elsewhere = owners.get(path.replace(/^\.\//, "")) ?? [];
        if (!elsewhere.some((name) => text.slice(from, to).includes(name))) missing.push({ path, start: found.index });
      }
      if (missing.length === 0 || CLONED.test(text)) continue;
      const spans = new Set(skill.outline().codeSpans.map(({ range }) => range.start));
      for (const { path, start } of missing)
        if (spans.has(start))
          yield {
            artifact: skill,
            at: { start, end: start + path.length + 2 },
            message: `The skill has no "${path}".`,
          };
    }
  },

  examples: [
    {
      because: "the file is there, belongs to another skill, or is only an example",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\n---\nRead `references/form.md`. See `references/pr.md` of the skill pr.\n\nPut long texts aside, for example see `references/api.md`.\n\nWrite the result to `assets/log.txt`.\n",
        "skills/git/references/form.md": "# Form\n",
        "skills/pr/references/pr.md": "# Pull requests\n",
      },
    },
    {
      because: "the skill works in a clone of another repository",
      files: {
        "skills/flash/SKILL.md":
          "---\nname: flash\ndescription: Flashes a board.\n---\nThe scripts are in a local clone of https://example.com/flash.git.\n\n- `scripts/flash.py`: writes the firmware.\n",
      },
    },
    {
      because: "the name differs in case, and the script was never added",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\n---\nRead `references/form.md`.\n\n- `scripts/log.py`: prints the log.\n",
        "skills/git/references/Form.md": "# Form\n",
      },
      reports: [
        'skills/git/SKILL.md:5:6 The skill has no "references/form.md".',
        'skills/git/SKILL.md:7:3 The skill has no "scripts/log.py".',
      ],
    },
  ],
});

/** A skill that works in a clone of another repository means that repository's folders. */
const CLONED = /\bgit clone\b|\bclone of (?:<|`|\[)?https?:/i;
const MENTION = /`((?:\.\/)?(?:references?|scripts?|assets|templates)\/[\w./-]+\.\w{1,10})`/g;
const ORDER = /\b(?:see|read|load|open|refer to|consult|run|execute|follow|reference:)\W{0,6}(?:\w+\W{1,3}){0,3}$/i;
const LISTED = /^\s*(?:[-*+]|\d+\.)\s+\**$/;
const EXAMPLE =
  /\b(?:example|e\.g\.|such as|like|might|could|would|create|write|add|generate|save|output|if (?:it|they|present|available|exists?))\b/i;
const EXPLAINED = /^\**\s*(?:[-–—:=]|→)/;

/**
 * Whether a mention tells the agent to use the file: an order in front of it, or an entry of a list that explains it.
 */
function isDirective(text: string, at: number): boolean {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  const line = text.slice(start, end === -1 ? undefined : end);
  if (line.length > 2000 || EXAMPLE.test(line)) return false;
  const before = text.slice(start, at);
  const close = text.indexOf("`", at + 1) + 1;
  return ORDER.test(before.slice(-80)) || (LISTED.test(before) && EXPLAINED.test(text.slice(close, close + 10)));
}

/** Every file of a skill's own folders, by its path from the skill, with the names of the skills that have it. */
function ownersOf(layout: Layout): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, string[]>();
  for (const path of layout.below("")) {
    const found = /(?:^|\/)([^/]+)\/((?:references?|scripts?|assets|templates)\/.*)$/.exec(path);
    if (!found) continue;
    const [, name = "", own = ""] = found;
    const names = owners.get(own) ?? [];
    names.push(name);
    owners.set(own, names);
  }
  return owners;
}
