import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Real repositories beside the clone, as for `npm run bench:precision`. */
const CORPUS = resolve("../shared/corpus");

/** Copies of every so manieth SKILL.md of the corpus, without its scripts and with a name of its own; none where it is not. */
export function corpusSkills(every: number): readonly { readonly input: string; readonly text: string }[] {
  if (!existsSync(CORPUS)) return [];
  const paths = readdirSync(CORPUS, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith("/SKILL.md"));
  return paths.sort().flatMap((path, index) => {
    if (index % every !== 0) return [];
    const text = readFileSync(join(CORPUS, path), "utf8");
    // Of two skills of one name clients list the first. Other names are left: they may be what is wrong.
    return [{ input: path, text: text.replace(/^name: [\w.-]+$/m, "name: $FOLDER") }];
  });
}
