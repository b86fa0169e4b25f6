import { layoutOf } from "../../inventory/places/layout.ts";
import { isLoadedHere } from "../../inventory/places/loaded-here.ts";
import { packageVersions } from "../../inventory/manifests/package-versions.ts";
import { perLine } from "../../inventory/texts/per-line.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const instructionsStaleVersion = defineRepositoryRule({
  id: "instructions/stale-version",
  severity: "off",
  summary: "Instructions name the major versions that the repository uses.",
  why: "`React 17` in the instructions and `^19.0.0` in package.json: the text was not changed with the upgrade. Looked up are the dependencies of every package.json, and `node` in its engines and in .nvmrc; a text that speaks of an upgrade is left alone.",
  consequence: "The agent writes code for a version that is not used any more.",
  help: "Write the present version, or none.",
  since: "0.1.0",
  reads: ["package.json"],

  *check(repository) {
    const layout = layoutOf(repository);
    const used = packageVersions(repository);
    if (used.size === 0) return;
    for (const artifact of repository.of("instructions", "scoped-instructions", "skill")) {
      if (!isLoadedHere(layout, artifact)) continue;
      const { text } = artifact.source;
      const isOfTwo = perLine(text, (line) => OF_TWO.test(line));
      MENTION.lastIndex = artifact.body.start;
      for (let found = MENTION.exec(text); found; found = MENTION.exec(text)) {
        const [whole, name = "", major = ""] = found;
        const majors = used.get(name.toLowerCase().replace(/\.js$/, ""));
        if (!majors || majors.has(major) || isOfTwo(found.index)) continue;
        const at = { start: found.index, end: found.index + whole.length };
        yield { artifact, at, message: `The text says "${whole}"; this repository uses ${[...majors].join(" and ")}.` };
      }
    }
  },

  examples: [
    {
      because: "the version in use, a package that is not used, a number that is no version, and an upgrade",
      files: {
        "AGENTS.md":
          "Use React 19 and `vite@6`.\nAngular 12 is gone.\nNode 5-minute tour.\nUpgrade from React 17 to 19.\n",
        "package.json": '{ "dependencies": { "react": "^19.0.0", "vite": "6.2.1" }, "engines": { "node": ">=22" } }\n',
      },
    },
    {
      because: "versions that were in use",
      files: {
        "AGENTS.md": "Use React 17, `vite@4.1` and Node.js v18.\n",
        "package.json": '{ "dependencies": { "react": "^19.0.0" }, "devDependencies": { "vite": "5 || 6" } }\n',
        ".nvmrc": "v22.1.0\n",
      },
      reports: [
        'AGENTS.md:1:5 The text says "React 17"; this repository uses 19.',
        'AGENTS.md:1:16 The text says "vite@4.1"; this repository uses 5 and 6.',
        'AGENTS.md:1:30 The text says "Node.js v18"; this repository uses 22.',
      ],
    },
  ],
});

/** A name and a version: `react@18.2`, `React 18`, `Next.js v14`. */
const MENTION = /(?<![\w@/.-])(@?[A-Za-z][\w/-]*(?:\.js)?)(?:@[~^]?| v?)(\d{1,3})(?:\.\d+){0,3}(?![\w-]|\.\d)/g;
/** A line that speaks of two versions, or of other times. */
const OF_TWO =
  /\b(?:migrat|upgrad|updat|from|since|until|before|after|previous|legacy|old(?:er)?|support|deprecat|instead|or (?:later|newer|higher|above)|at least|minimum|not)|[<>=+]/i;
