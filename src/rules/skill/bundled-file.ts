import { type Layout, layoutOf } from "../../inventory/places/layout.ts";
import { meansFile, isMissing } from "../../inventory/links/link-target.ts";
import { perLine } from "../../inventory/texts/per-line.ts";
import type { Fence } from "../../model/outline.ts";
import { holderIn } from "../../model/ranges.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const skillBundledFile = defineRepositoryRule({
  id: "skill/bundled-file",
  local: true,
  severity: "warning",
  summary: "A file that a skill says to read or run is in the skill.",
  why: "`references/`, `scripts/`, `assets/` and `templates/` are the skill's own folders, and so is any other that it has. The file is looked for there, in the plugin, in its other skills, in the project around them and in the repository.",
  consequence: "The agent is told to use a file that nobody has, and makes up what it would say.",
  help: "Add the file, correct its name (case counts), or take the sentence out.",
  since: "0.1.0",
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],
  outline: true,

  *check(repository) {
    const layout = layoutOf(repository);
    let owners: ReadonlyMap<string, readonly Owner[]> | undefined;
    for (const skill of repository.of("skill")) {
      const { text } = skill.source;
      const isDirective = directivesIn(text);
      let made: ReadonlySet<string> | undefined;
      let fenceAt: ((at: number) => Fence | undefined) | undefined;
      MENTION.lastIndex = skill.body.start;
      const missing = [];
      for (let found = MENTION.exec(text); found; found = MENTION.exec(text)) {
        const path = found[1] ?? "";
        if (!meansFile(path) || !isDirective(found.index)) continue;
        if (!OWN.test(path) && !hasFolder(layout, skill.path, path)) continue;
        if (!isMissing(layout, skill.path, path)) continue;
        owners ??= ownersOf(layout);
        const [from, to] = [Math.max(found.index - 200, 0), found.index + 200];
        const elsewhere = owners.get(path.replace(/^\.\//, "")) ?? [];
        if (!elsewhere.some(({ name }) => text.slice(from, to).includes(name)))
          missing.push({ path, start: found.index });
      }
      if (CLONED.test(text)) continue;
      for (const { path, start } of runs(text, skill.body.start)) {
        if (!isMissing(layout, skill.path, path) || (made ??= madeIn(text)).has(path)) continue;
        owners ??= ownersOf(layout);
        const owner = owners.get(path)?.find(({ isSkill }) => isSkill);
        if (owner === undefined && !hasFolder(layout, skill.path, path)) continue;
        const fence = (fenceAt ??= holderIn(skill.outline().fences))(start);
        if (!fence || !SHELL.test(fence.info)) continue;
        const whose = owner === undefined ? "" : `; "${owner.name}" does`;
        yield {
          artifact: skill,
          at: { start, end: start + path.length },
          message: `The skill has no "${path}"${whose}.`,
        };
      }
      if (missing.length === 0) continue;
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
      because: "a script that another skill has, and one for the user's own project",
      files: {
        "skills/plot/SKILL.md":
          "---\nname: plot\ndescription: Plots.\n---\n```bash\npython scripts/draw.py --all\npython scripts/manage.py\n```\n",
        "skills/draw/SKILL.md": "---\nname: draw\ndescription: Draws.\n---\nDraw.\n",
        "skills/draw/scripts/draw.py": "",
      },
      reports: ['skills/plot/SKILL.md:6:8 The skill has no "scripts/draw.py"; "draw" does.'],
    },
    {
      because: "a script of the project that the skill is in, and one of another project",
      files: {
        "apps/shop/.claude/skills/stock/SKILL.md":
          "---\nname: stock\ndescription: Counts.\n---\n```bash\nbun scripts/count.ts\nbun scripts/sum.ts\n```\n",
        "apps/shop/scripts/count.ts": "",
        "apps/bank/scripts/sum.ts": "",
      },
    },
    {
      because: "a folder that the skill has, and a file that it has not",
      files: {
        "skills/audit/SKILL.md":
          "---\nname: audit\ndescription: Audits.\n---\n| `.go` | `languages/go.md` |\n\nRead `languages/python.md`, and look at `cmd/main.go`.\n",
        "skills/audit/languages/python.md": "# Python\n",
      },
      reports: ['skills/audit/SKILL.md:5:11 The skill has no "languages/go.md".'],
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
const MENTION = /`((?:\.\/)?[\w-]+\/[\w./-]*\.\w{1,10})`/g;
const OWN = /^(?:\.\/)?(?:references?|scripts?|assets|templates)\//;
/** A script that a command line begins to run. */
const RUN =
  /^[ \t]*(?:\$ )?(?:python3?|node|bash|sh|ruby|perl|bun|tsx|uv run(?: python3?)?)[ \t]+(?:\.\/)?(scripts\/[\w./-]+\.\w{1,10})(?=[\s\\]|$)/gm;
/** The languages of fences that hold commands; one without a word may hold them, too. */
const SHELL = /^(?:bash|sh|shell|console|zsh|shell-session|)(?:\s|$)/i;
const ORDER = /\b(?:see|read|load|open|refer to|consult|run|execute|follow|reference:)\W{0,6}(?:\w+\W{1,3}){0,3}$/i;
const LISTED = /^\s*(?:[-*+]|\d+\.)\s+\**$/;
const EXAMPLE =
  /\b(?:example|e\.g\.|such as|like|might|could|would|create|write|add|generate|save|output|if (?:it|they|present|available|exists?))\b/i;
const EXPLAINED = /^\**\s*(?:[-–—:=]|→)/;

/**
 * Whether a mention tells the agent to use the file: an order in front of it, or an entry of a list that explains it.
 * Asked in the order of the text.
 */
function directivesIn(text: string): (at: number) => boolean {
  const lineAt = perLine(text, (line, start) => ({ start, isOrder: line.length <= 2000 && !EXAMPLE.test(line) }));
  return (at) => {
    const { start, isOrder } = lineAt(at);
    if (!isOrder) return false;
    const before = text.slice(start, at);
    const close = text.indexOf("`", at + 1) + 1;
    // A cell of a table says what to read as an entry of a list does.
    if (before.trimStart().startsWith("|") && before.trimEnd().endsWith("|")) return true;
    return ORDER.test(before.slice(-80)) || (LISTED.test(before) && EXPLAINED.test(text.slice(close, close + 10)));
  };
}

/** Whether a skill has the folder that a path begins with: then the path means the skill, and nobody's project. */
function hasFolder(layout: Layout, skill: string, path: string): boolean {
  const folder = layout.skillOf(skill) ?? "";
  const first = path.replace(/^\.\//, "").split("/")[0] ?? "";
  return layout.below(folder === "" ? first : `${folder}/${first}`).length > 0;
}

/** The scripts that lines of commands run, each once. */
function* runs(text: string, from: number): Generator<{ readonly path: string; readonly start: number }> {
  const seen = new Set<string>();
  RUN.lastIndex = from;
  for (let found = RUN.exec(text); found; found = RUN.exec(text)) {
    const path = found[1] ?? "";
    if (seen.has(path)) continue;
    seen.add(path);
    yield { path, start: found.index + found[0].length - path.length };
  }
}

/** The scripts that the skill has the agent write before it runs them: lines that say so beside their paths. */
function madeIn(text: string): ReadonlySet<string> {
  const made = new Set<string>();
  for (const line of text.split("\n")) {
    const parts = line.split(/([\w./-]+)/);
    const scripts = parts.filter((part) => part.includes("scripts/"));
    if (scripts.length > 0 && MAKES.test(parts.filter((part) => !part.includes("scripts/")).join("")))
      for (const part of scripts) made.add(part.slice(part.indexOf("scripts/")).replace(/\.$/, ""));
  }
  return made;
}
const MAKES = /\b(?:creat|writ|sav|generat|add|cat >)/i;

/** A folder that has such a file: that of a skill, or a project's. */
interface Owner {
  readonly name: string;
  readonly isSkill: boolean;
}

/** Every file of folders such as skills have, by its path from there, with what has it. */
function ownersOf(layout: Layout): ReadonlyMap<string, readonly Owner[]> {
  const owners = new Map<string, Owner[]>();
  for (const path of layout.below("")) {
    const found = /(?:^|\/)([^/]+)\/((?:references?|scripts?|assets|templates)\/.*)$/.exec(path);
    if (!found) continue;
    const [, name = "", own = ""] = found;
    const names = owners.get(own) ?? [];
    names.push({ name, isSkill: layout.skillOf(path) === path.slice(0, -own.length - 1) });
    owners.set(own, names);
  }
  return owners;
}
