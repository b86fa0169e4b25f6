import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { readVerdicts } from "../bench-precision/read-verdicts.ts";
import type { Engine } from "./secret-engines.ts";

const CORPUS = resolve("../shared/corpus");
const VERDICTS = resolve("test/precision/secrets");

/** What somebody who read every hit of an engine on real repositories says of them. */
export interface Precision {
  readonly hits: number;
  readonly falseAlarms: number;
  /** Hits that nobody has read, as `<repository> <path> <rule>`. */
  readonly unread: readonly string[];
}

/** Verdicts name a rule of another engine with the engine before it: `gitleaks:generic-api-key`. */
export function precisionOn(engine: Engine): Precision {
  if (!existsSync(CORPUS)) throw new Error(`No corpus at ${CORPUS}: nothing can be said of false alarms.`);
  const verdicts = readVerdicts(VERDICTS);
  const read = readdirSync(CORPUS, { withFileTypes: true }).flatMap((one) =>
    one.isDirectory()
      ? engine.scan(join(CORPUS, one.name)).map(({ path, rule }) => {
          const named = rule.includes("/") ? rule : `${engine.name}:${rule}`;
          const known = verdicts.find((row) => row.repository === one.name && row.path === path && row.rule === named);
          return { place: `${one.name} ${path} ${named}`, verdict: known?.verdict };
        })
      : [],
  );
  return {
    hits: read.length,
    falseAlarms: read.filter(({ verdict }) => verdict === false).length,
    unread: [...new Set(read.filter(({ verdict }) => verdict === undefined).map(({ place }) => place))],
  };
}

export const LARGEST = join(CORPUS, "wshobson__agents");
