import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { JudgeName } from "./judges.ts";

/** A configuration that a client and agent-ci both judge. */
export interface VerdictInput {
  readonly name: string;
  readonly judge?: JudgeName;
  readonly files: Readonly<Record<string, string>>;
}

const CASES = resolve("../shared/cases");
const CORPUS = resolve("../shared/corpus");
const MOST_BYTES = 200_000;

/** The inputs beside the clone; none where they are not, and a line that says so. */
export function sharedInputs(): readonly VerdictInput[] {
  if (!existsSync(CASES)) {
    console.log(`Without ${CASES}, no case of it is put to a client.`);
    return [];
  }
  return ["first", "clients", "peers"].flatMap((group) =>
    readdirSync(join(CASES, group), { withFileTypes: true })
      .filter((one) => one.isDirectory())
      .map(({ name }) => ({ name: `${group}/${name}`, files: textsBelow(join(CASES, group, name)) })),
  );
}

/** The plugins and marketplaces of the corpus, without what is no text. */
export function corpusInputs(): readonly VerdictInput[] {
  if (!existsSync(CORPUS)) return [];
  const manifests = readdirSync(CORPUS, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith("/.claude-plugin/plugin.json"),
  );
  return manifests.sort().map((path) => {
    const folder = path.slice(0, -"/.claude-plugin/plugin.json".length);
    return { name: folder, judge: "validate" as const, files: textsBelow(join(CORPUS, folder)) };
  });
}

function textsBelow(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => {
    const at = statSync(join(folder, path), { throwIfNoEntry: false });
    return at?.isFile() === true && at.size < MOST_BYTES;
  });
  return Object.fromEntries(
    paths.map((path) => [relative(folder, join(folder, path)), readFileSync(join(folder, path), "utf8")]),
  );
}
