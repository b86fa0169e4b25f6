import { folderOf, type Layout, layoutOf, pathFrom } from "../../inventory/places/layout.ts";
import { isLoadedHere } from "../../inventory/places/loaded-here.ts";
import { meansFile, resolves } from "../../inventory/links/link-target.ts";
import { perLine } from "../../inventory/texts/per-line.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { group } from "../../model/group.ts";

export const instructionsDeadPath = defineRepositoryRule({
  id: "instructions/dead-path",
  severity: "warning",
  summary: "A file of the repository that instructions name in code quotes exists.",
  why: "Only paths are looked at whose first folder exists and is no folder of what is built, or of whose first folder three paths are named and none is there; they are looked for from the file's folder, from the root, and at the end of every path.",
  consequence: "The agent looks for the file in vain, or makes it anew beside the one that took its place.",
  help: "Write the present path.",
  since: "0.1.0",
  outline: true,

  *check(repository) {
    const layout = layoutOf(repository);
    let ends: ReadonlySet<string> | undefined;
    for (const artifact of repository.of("instructions")) {
      if (!isLoadedHere(layout, artifact)) continue;
      const { text } = artifact.source;
      const dead: Named[] = [];
      const homeless: Named[] = [];
      const isHedged = perLine(text, (line) => HEDGED.test(line) || ORDERED.test(line));
      PATH.lastIndex = artifact.body.start;
      for (let found = PATH.exec(text); found; found = PATH.exec(text)) {
        const path = found[1] ?? "";
        if (!meansFile(path) || isBuilt(path) || resolves(layout, artifact.path, path) || isHedged(found.index))
          continue;
        if (liesElsewhere(text, found.index + found[0].length)) continue;
        ends ??= endsOf(repository.paths.map((one) => one.path));
        if (ends.has(path.replace(/^\.\//, "").replace(/\/$/, ""))) continue;
        (isOwn(layout, artifact.path, path) ? dead : homeless).push({ path, start: found.index });
      }
      dead.push(...movedAway(homeless));
      if (dead.length === 0) continue;
      const { codeSpans, links } = artifact.outline();
      const spans = new Set(codeSpans.map(({ range }) => range.start));
      // Where a link leads, link/missing asks; its text is what people see of it.
      const isLinked = (at: number): boolean => links.some(({ range }) => range.start <= at && at < range.end);
      for (const { path, start } of dead)
        if (spans.has(start) && !isLinked(start))
          yield { artifact, at: { start, end: start + path.length + 2 }, message: `There is no "${path}".` };
    }
  },

  examples: [
    {
      because: "the file exists, is written short, is built, or belongs to somebody else",
      files: {
        "AGENTS.md": "See `src/api/pay.ts`, `api/pay.ts`, `dist/api.js` and `other/x.ts`. Create `src/new.ts`.\n",
        "src/api/pay.ts": "",
      },
    },
    {
      because: "the file was moved",
      files: { "AGENTS.md": "See `src/pay.ts`.\n", "src/api/payment.ts": "" },
      reports: ['AGENTS.md:1:5 There is no "src/pay.ts".'],
    },
    {
      because: "the folder is gone as a whole; one path alone may be anybody's",
      files: {
        "AGENTS.md":
          "- `src/core/pay/index.ts` takes money.\n- `src/core/pay/refund.ts` gives it back.\n- `src/core/log/index.ts` tells of it.\n- `lib/core/log/index.ts` did.\n",
        "source/pay.ts": "",
      },
      reports: [
        'AGENTS.md:1:3 There is no "src/core/pay/index.ts".',
        'AGENTS.md:2:3 There is no "src/core/pay/refund.ts".',
        'AGENTS.md:3:3 There is no "src/core/log/index.ts".',
      ],
    },
    {
      because: "what others are to write, and what somebody wrote",
      files: {
        "AGENTS.md":
          "Projects with checks of their own must implement them in `src/own.ts`.\nPayments are implemented in `src/pay.ts`.\n",
        "src/api/payment.ts": "",
      },
      reports: ['AGENTS.md:2:29 There is no "src/pay.ts".'],
    },
    {
      because: "a file of another repository, and the text of a link",
      files: {
        "AGENTS.md": "Their style (see `docs/style.md` in that repo) holds. Read [`docs/pay.md`](docs/payment.md).\n",
        "docs/payment.md": "",
      },
    },
    {
      because: "an agent that is not there",
      files: {
        "AGENTS.md": "Ask `.claude/agents/checker.md`.\nSee `.claude/settings.json`, too.\n",
        ".claude/agents/reviewer.md": "---\nname: reviewer\ndescription: Reviews.\n---\nReview.\n",
      },
      reports: ['AGENTS.md:1:5 There is no ".claude/agents/checker.md".'],
    },
  ],
});

const PATH = /`((?:\.\/)?[\w.@-]+\/[\w.@/-]*\.[a-z][a-z0-9]{0,5})`/g;
/** What clients read below folders that begin with a dot is somebody's work, too. */
const CONFIGURED =
  /^\.(?:agents|claude|codex|cursor|gemini|github)\/(?:agents|commands|hooks|instructions|prompts|rules|skills|workflows)\//;
const BUILT = /^(?:\.\/)?(?:\.[^/]+|dist|build|out|target|bin|obj|coverage|node_modules|tmp|temp|logs?|vendor|venv)\//;

const isBuilt = (path: string): boolean => BUILT.test(path) && !CONFIGURED.test(path);

/** Folders that a text about any repository would name, in examples. */
const SOURCES = /^(?:src|lib|app|apps|packages|internal|cmd|crates)\//;
const LEAST = 3;

interface Named {
  readonly path: string;
  readonly start: number;
}

/** Of paths whose first folder is not here, those that show that it was: several, deep below the same one. */
function movedAway(homeless: readonly Named[]): readonly Named[] {
  const deep = homeless.filter(({ path }) => SOURCES.test(path) && path.split("/").length > LEAST);
  return [...group(deep, ({ path }) => path.slice(0, path.indexOf("/"))).values()].flatMap((some) =>
    new Set(some.map(({ path }) => path)).size >= LEAST ? some : [],
  );
}

/** Whether the folder that a path begins with is here, so that the path means this repository. */
function isOwn(layout: Layout, from: string, path: string): boolean {
  const first = path.replace(/^\.\//, "").split("/")[0] ?? "";
  return [folderOf(from), ""].some((folder) => {
    const place = pathFrom(folder, first);
    return place !== undefined && place !== "" && layout.has(`${place}/`);
  });
}

/** A line that says that the file need not be there. */
const HEDGED =
  /\b(?:e\.g|example|generat|creat|output|writ|ignored|not (?:exist|committed|tracked)|no longer|optional|if (?:present|it exists|exists)|new file|add|named?|deprecated|removed?|legacy|formerly|was|such as|like|future|planned|download|untracked|local|copy|(?:that|other|another) repo)/i;

/** What others are to make: `projects must implement them in`, and not what somebody `implemented in`. */
const ORDERED =
  /(?:\b(?:must|should|shall|may|can|to) |^|[.:;*-] )(?:define|declare|implement|place|provide|put|register|save|store)\b/i;

/** Right behind a path: it lies in another repository. */
const ELSEWHERE = /^[)*_]*,? (?:in|of|from|on) (?:that|the other|another|its own|their|your) repo(?:sitory)?\b/i;
const BEHIND = 40;
const liesElsewhere = (text: string, end: number): boolean => ELSEWHERE.test(text.slice(end, end + BEHIND));

function endsOf(paths: readonly string[]): ReadonlySet<string> {
  const ends = new Set<string>();
  for (const path of paths)
    for (let cut = path.indexOf("/"); cut !== -1; cut = path.indexOf("/", cut + 1)) ends.add(path.slice(cut + 1));
  return ends;
}
