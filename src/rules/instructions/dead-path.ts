import { folderOf, type Layout, layoutOf, pathFrom } from "../../inventory/places/layout.ts";
import { isLoadedHere } from "../../inventory/places/loaded-here.ts";
import { meansFile, resolves } from "../../inventory/links/link-target.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const instructionsDeadPath = defineRepositoryRule({
  id: "instructions/dead-path",
  severity: "warning",
  summary: "A file of the repository that instructions name in code quotes exists.",
  why: "Only paths are looked at whose first folder exists and is no folder of what is built; they are looked for from the file's folder, from the root, and at the end of every path.",
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
      const dead = [];
      PATH.lastIndex = artifact.body.start;
      for (let found = PATH.exec(text); found; found = PATH.exec(text)) {
        const path = found[1] ?? "";
        if (!isOwn(layout, artifact.path, path) || resolves(layout, artifact.path, path) || isHedged(text, found.index))
          continue;
        ends ??= endsOf(repository.paths.map((one) => one.path));
        if (!ends.has(path.replace(/^\.\//, "").replace(/\/$/, ""))) dead.push({ path, start: found.index });
      }
      if (dead.length === 0) continue;
      const spans = new Set(artifact.outline().codeSpans.map(({ range }) => range.start));
      for (const { path, start } of dead)
        if (spans.has(start))
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
  ],
});

const PATH = /`((?:\.\/)?[\w.@-]+\/[\w.@/-]*\.[a-z][a-z0-9]{0,5})`/g;
const BUILT = /^(?:\.\/)?(?:\.[^/]+|dist|build|out|target|bin|obj|coverage|node_modules|tmp|temp|logs?|vendor|venv)\//;

/** Whether the folder that a path begins with is here, so that the path means this repository. */
function isOwn(layout: Layout, from: string, path: string): boolean {
  if (!meansFile(path) || BUILT.test(path)) return false;
  const first = path.replace(/^\.\//, "").split("/")[0] ?? "";
  return [folderOf(from), ""].some((folder) => {
    const place = pathFrom(folder, first);
    return place !== undefined && place !== "" && layout.has(`${place}/`);
  });
}

const HEDGED =
  /\b(?:e\.g|example|generat|creat|output|writ|ignored|not (?:exist|committed|tracked)|no longer|optional|if (?:present|it exists|exists)|new file|add|named?|deprecated|removed?|legacy|formerly|was|such as|like|future|planned|download|untracked|local|copy)/i;

/** Whether the line says that the file need not be there. */
function isHedged(text: string, at: number): boolean {
  const end = text.indexOf("\n", at);
  return HEDGED.test(text.slice(text.lastIndexOf("\n", at) + 1, end === -1 ? undefined : end));
}

function endsOf(paths: readonly string[]): ReadonlySet<string> {
  const ends = new Set<string>();
  for (const path of paths)
    for (let cut = path.indexOf("/"); cut !== -1; cut = path.indexOf("/", cut + 1)) ends.add(path.slice(cut + 1));
  return ends;
}
