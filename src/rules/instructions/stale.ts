import { folderOf, layoutOf, pathFrom } from "../../inventory/places/layout.ts";
import { isLoadedHere } from "../../inventory/places/loaded-here.ts";
import type { MarkdownArtifact } from "../../model/artifact.ts";
import { defineRepositoryRule, type History } from "../../model/rule.ts";

export const instructionsStale = defineRepositoryRule({
  id: "instructions/stale",
  severity: "off",
  summary: "Instructions are not much older than the files that they name.",
  why: "Instructions that name a file describe it. Where the file went on changing for months and the instructions did not, nobody has looked whether they still hold.",
  consequence: "The agent may work by what was true some time ago.",
  help: "Read the instructions again and commit what is different; a commit that says that they still hold is one that changes them.",
  since: "0.1.0",
  history: true,
  options: { "max-days": 180 },
  optionAliases: { days: "max-days" },
  loosens: { "max-days": "more" },

  *check(repository, { "max-days": days }) {
    const { history } = repository;
    if (!history) {
      yield {
        message: "git cannot say when files changed: there is no repository, or the clone has not all of its history.",
      };
      return;
    }
    const layout = layoutOf(repository);
    const paths = new Set(repository.paths.map(({ path }) => path));
    for (const artifact of repository.of("instructions", "scoped-instructions", "skill")) {
      const written = isLoadedHere(layout, artifact) ? history.changed(artifact.path) : undefined;
      if (written === undefined) continue;
      const [newest] = mentions(artifact, paths, history).toSorted((a, b) => b.changed - a.changed);
      const later = newest ? Math.floor((newest.changed - written) / DAY) : 0;
      if (newest && later > days)
        yield {
          artifact,
          at: { start: newest.start, end: newest.start + newest.path.length },
          message: `"${newest.path}" changed ${later} days after this file last did.`,
        };
    }
  },

  examples: [
    {
      because: "nobody knows when files changed",
      files: { "AGENTS.md": "See `src/a.ts`.\n", "src/a.ts": "" },
      reports: ["git cannot say when files changed: there is no repository, or the clone has not all of its history."],
    },
    {
      because: "the file that is named changed long after, one that is not named too",
      files: { "AGENTS.md": "See `src/a.ts`.\n", "src/a.ts": "", "src/b.ts": "" },
      history: { "AGENTS.md": "2026-01-01", "src/a.ts": "2026-10-01", "src/b.ts": "2026-11-01" },
      reports: ['AGENTS.md:1:6 "src/a.ts" changed 273 days after this file last did.'],
    },
    {
      because: "both changed in the same season",
      files: { "AGENTS.md": "See `src/a.ts`.\n", "src/a.ts": "" },
      history: { "AGENTS.md": "2026-09-01", "src/a.ts": "2026-10-01" },
    },
  ],
});

const DAY = 24 * 60 * 60;
/** A path in code quotes, or where a link leads. */
const PATH = /(?<=`|\]\()(?:\.{1,2}\/)*[\w@-][\w.@-]*(?:\/[\w.@-]+)*\.[a-z]\w{0,5}(?=`|\)|#)/g;

interface Mention {
  readonly path: string;
  readonly start: number;
  readonly changed: number;
}

/** The listed files that a text names, from its own folder or from the top. */
function mentions(artifact: MarkdownArtifact, paths: ReadonlySet<string>, history: History): readonly Mention[] {
  const { text } = artifact.source;
  return Array.from(text.matchAll(PATH)).flatMap(({ 0: path, index: start }) => {
    const places = [folderOf(artifact.path), ""].map((folder) => pathFrom(folder, path));
    const place = places.find((one) => one !== undefined && one !== artifact.path && paths.has(one));
    const changed = place === undefined ? undefined : history.changed(place);
    return changed === undefined ? [] : [{ path, start, changed }];
  });
}
