import { plantedSecrets } from "../../test/support/planted-secrets.ts";
import { seeded } from "../../test/support/seeded.ts";
import { gitleaksConfig, samplesOf } from "./gitleaks-rules.ts";
import type { Engine } from "./secret-engines.ts";
import { writeTexts } from "./write-texts.ts";

const SEED = 40;
const PLANTED = 200;

/** Of the planted secrets, one per file, those that an engine finds. */
export interface Recall {
  readonly found: number;
  readonly of: number;
  /** Kinds of which it missed some. */
  readonly missed: readonly string[];
}

/** 200 secrets, each in a file of its own: a hit in it is a hit on it. */
export function recallOn(folder: string, engines: readonly Engine[]): ReadonlyMap<string, Recall> {
  const planted = plantedSecrets(PLANTED, SEED);
  writeTexts(
    folder,
    planted.map(({ value }, index) => [`${index}.txt`, `Some words before.\nconfigured with "${value}"\nand after.\n`]),
  );
  return new Map(
    engines.map((engine) => {
      const hit = new Set(engine.scan(folder).map(({ path }) => path));
      const missed = planted.filter((_, index) => !hit.has(`${index}.txt`)).map(({ kind }) => kind);
      return [engine.name, { found: PLANTED - missed.length, of: PLANTED, missed: [...new Set(missed)] }];
    }),
  );
}

/**
 * A text for each rule of gitleaks, made from the rule's own pattern; those that gitleaks itself takes by that rule are the
 * measure. Undefined where its rules cannot be read.
 */
export function rulesMatched(folder: string, version: string, gitleaks: Engine, embedded: Engine): Recall | undefined {
  const config = gitleaksConfig(version);
  if (config === undefined) return undefined;
  const samples = samplesOf(config, seeded(SEED));
  const fileOf = (rule: string): string => `${rule}${rule.endsWith("-yaml") ? ".yaml" : ".txt"}`;
  writeTexts(
    folder,
    samples.map(({ rule, text }) => [fileOf(rule), `before\n${text}\nafter\n`]),
  );
  const own = gitleaks.scan(folder);
  const ours = new Set(embedded.scan(folder).map(({ path }) => path));
  const taken = samples.filter(({ rule }) => own.some((hit) => hit.rule === rule && hit.path === fileOf(rule)));
  const missed = taken.filter(({ rule }) => !ours.has(fileOf(rule))).map(({ rule }) => rule);
  return { found: taken.length - missed.length, of: taken.length, missed };
}
