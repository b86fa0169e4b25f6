import { folderOf, pathFrom } from "../../inventory/places/layout.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";

/**
 * What hooks and npm scripts start as agent-ci, under each name that npm gives it, and the package that it leads to. A
 * folder on the way that is one leaf is a link, and leads anywhere.
 */
const PROGRAM = /(?:^|\/)node_modules(?:$|\/(?:\.bin(?:$|\/agent-ci(?:\.cmd|\.ps1)?$)|agent-ci(?:\/|$)))/i;

/** Somebody's own packages, by a link that git does not have. */
const isOutside = (path: string, link = "."): boolean =>
  link.startsWith("/") || pathFrom(folderOf(path), link) === undefined;

/**
 * Whether a folder of packages is a link to another folder of this repository in which git has no such program: what is
 * there was installed, or is none. A link on the way there may lead anywhere, and a submodule may hold anything.
 */
function isElsewhere(
  path: string,
  tracked: readonly string[],
  submodules: readonly string[],
  entry: Repository["entry"],
): boolean {
  const link = FOLDER.test(path) ? entry(path)?.link : undefined;
  const target = link === undefined ? undefined : pathFrom(folderOf(path), link)?.replace(/\/$/, "");
  if (target === undefined || !PLAIN.test(target) || hasLink(target, entry)) return false;
  if (submodules.some((one) => isWithin(one, target) || isWithin(target, one))) return false;
  const there = tracked.flatMap((one) => (isWithin(one, target) ? path + one.slice(target.length) : []));
  return !there.some((one) => PROGRAM.test(one));
}

/** Whether a path is a folder or lies in it, on a disk that ignores case. */
const isWithin = (path: string, folder: string): boolean =>
  `${path}/`.toLowerCase().startsWith(`${folder}/`.toLowerCase());

/** A path that no disk takes for another but by its case: `~1` and accents have several spellings. */
const PLAIN = /^[\w@.+/-]+$/;
const FOLDER = /(?:^|\/)(?:node_modules|\.bin)$/i;

/** Whether a path is a link, or leads through one. */
function hasLink(path: string, entry: Repository["entry"]): boolean {
  for (let one = path; one !== ""; one = folderOf(one)) if (entry(one)?.link !== undefined) return true;
  return false;
}

export const repositoryTrackedProgram = defineRepositoryRule({
  id: "repository/tracked-program",
  severity: "error",
  summary: "The program that checks the repository is not one that git tracks.",
  why: "Husky, lefthook, npm scripts and `npx` start what `node_modules/.bin` has. A checkout writes over what was installed there, without a word where git ignores it.",
  consequence:
    "Whoever checks this out and commits runs it in the place of agent-ci: it passes everything, or does what it likes.",
  help: "`git rm -r --cached` it, put `node_modules/` into .gitignore, and install it from the lock file.",
  decidedBy: "repository",
  since: "0.1.0",
  *check({ paths, unseen, submodules, entry }) {
    const found = [
      ...unseen.flatMap((one) => (one.why === "tracked" ? one.path : [])),
      // Listed are links, and what only a disk that ignores case takes for one of these.
      ...paths.flatMap((one) => (isOutside(one.path, one.link) ? [] : one.path)),
      ...submodules.keys(),
    ].filter((one) => PROGRAM.test(one));
    const tracked = [...paths, ...unseen].map((one) => one.path);
    const other = [...submodules.keys()];
    const [path, ...others] = found.filter((one) => !isElsewhere(one, tracked, other, entry));
    if (path === undefined) return;
    const more = others.length === 0 ? "" : `, and ${others.length} more of its files`;
    yield { path, message: `git tracks what hooks start as agent-ci here${more}.` };
  },

  examples: [
    {
      because: "other packages that are in git",
      files: { "AGENTS.md": "# Payments\n", "node_modules/.bin/tsc": { unseen: "tracked" } },
    },
    {
      because: "the program that hooks start",
      files: { "AGENTS.md": "# Payments\n", "node_modules/.bin/agent-ci": { unseen: "tracked" } },
      reports: ["node_modules/.bin/agent-ci git tracks what hooks start as agent-ci here."],
    },
    {
      because: "the package of a workspace, and what leads to it",
      files: {
        "AGENTS.md": "# Payments\n",
        "web/node_modules/.bin/agent-ci.cmd": { unseen: "tracked" },
        "web/node_modules/agent-ci/dist/cli.js": { unseen: "tracked" },
      },
      reports: [
        "web/node_modules/.bin/agent-ci.cmd git tracks what hooks start as agent-ci here, and 1 more of its files.",
      ],
    },
  ],
});
