import { existsSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";

/** A repository of agent configuration that contracts are held against. */
export interface Corpus {
  readonly name: string;
  readonly path: string;
}

/** Small ones that were written for the tests: they are in every clone. */
const WRITTEN = resolve(import.meta.dirname, "../fixtures/repositories");
/** Those of other people, beside the clones of whoever has them. */
const REAL = resolve(import.meta.dirname, "../../../shared/corpus");

export const written: readonly Corpus[] = repositoriesIn(WRITTEN);
const real: readonly Corpus[] = repositoriesIn(REAL);
/** Never empty: what must hold of any repository is asked everywhere, and of the real ones where they are. */
export const corpora: readonly Corpus[] = [...written, ...real];

/** What a run leaves out, for whoever reads its end; undefined where it leaves out nothing. */
export const leftOut: string | undefined =
  real.length > 0
    ? undefined
    : `No corpus at ${REAL}: contracts were held against the ${written.length} repositories of test/fixtures alone.`;

export const skillFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => basename(path) === "SKILL.md")
    .map((path) => join(folder, path));

function repositoriesIn(folder: string): readonly Corpus[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => ({ name, path: join(folder, name) }));
}
