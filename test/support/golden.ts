import { type Asserted, NOTHING } from "../../src/rehearsal/assertions/assertion.ts";
import type { GoldenSet } from "../../src/rehearsal/golden/golden-set.ts";
import type { GoldenRun } from "../../src/rehearsal/golden/judge-golden.ts";
import { readGolden } from "../../src/rehearsal/golden/read-golden.ts";
import { locationOf } from "../../src/model/source.ts";
import { decode } from "../../src/syntax/decode.ts";

const sourceOf = (text: string, path: string) => decode(path, Buffer.from(text)).source;

/** A set as its file would be read. */
export function goldenSet(text: string, path = "golden/a.yaml"): GoldenSet {
  const { set, problems } = readGolden(sourceOf(text, path));
  if (!set) throw new Error(problems.map(({ message }) => message).join(" "));
  return set;
}

/** What is wrong with it: `line:column message help`. */
export function wrongInGolden(text: string): readonly string[] {
  const source = sourceOf(text, "golden/a.yaml");
  return readGolden(source).problems.map(({ message, help, at }) => {
    const place = at && locationOf(source, at);
    return [place ? `${place.line}:${place.column}` : "", message, help].filter(Boolean).join(" ");
  });
}

/** A set with one case of these comparators, which a command runs unless `more` says what does. */
export const smallSet = (comparators: string, more = "    command: [node]\n", head = ""): string =>
  `kind: golden\n${head}cases:\n  greet:\n${more}    comparators: [${comparators}]\n`;

/** A run of which this is known. */
export const goldenRun = (facts: Partial<Asserted>, more: Partial<GoldenRun> = {}): GoldenRun => ({
  subject: { ...NOTHING, ...facts },
  broken: [],
  counts: true,
  ...more,
});
