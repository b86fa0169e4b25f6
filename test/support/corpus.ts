import { existsSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";

/** Real repositories beside the clone; tests that need them say so where they are absent. */
const FOLDER = resolve(import.meta.dirname, "../../../shared/corpus");

export const corpora: readonly { readonly name: string; readonly path: string }[] = existsSync(FOLDER)
  ? readdirSync(FOLDER, { withFileTypes: true })
      .filter((one) => one.isDirectory())
      .map(({ name }) => ({ name, path: join(FOLDER, name) }))
  : [];

if (corpora.length === 0) console.warn(`No corpus at ${FOLDER}: the tests on real repositories are left out.`);

export const skillFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => basename(path) === "SKILL.md")
    .map((path) => join(folder, path));
