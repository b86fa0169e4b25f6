import { confine } from "../../config/confine.ts";
import type { Assertion } from "../assertions/assertion.ts";
import { assertions } from "../assertions/assertions.ts";
import type { Weakened } from "../scenarios/weakened-scenarios.ts";
import type { Expectation } from "../scenarios/scenario.ts";
import { type GoldenCase, type GoldenSet, referencePath } from "./golden-set.ts";

/** A side's sets, and the texts beside them. */
interface Side {
  readonly sets: readonly GoldenSet[];
  readonly text: (path: string) => string | undefined;
}

/** What a change asks of its agents less than the sets before it do, in words. */
export function weakenedGolden(before: Side, after: Side): readonly Weakened[] {
  const now = new Map(after.sets.map((one) => [one.id, one]));
  return before.sets.flatMap((was): readonly Weakened[] => {
    const { id, path } = was;
    const is = now.get(id);
    if (!is) return [{ path, message: `The golden cases of ${id} are not run any more.` }];
    return [
      ...[...looser(was, is)].map((what) => ({ path, message: `The golden cases of ${id} ${what}.` })),
      ...was.cases.flatMap((one) => ofCase(one, is, before.text, after.text)),
      ...[...new Set(was.cases.flatMap((one) => filesBeside(was, one)))].flatMap((beside): readonly Weakened[] => {
        const text = before.text(beside);
        return text === undefined || text === after.text(beside)
          ? []
          : [{ path: beside, message: `${beside} says something else of what is compared than before.` }];
      }),
    ];
  });
}

function* looser(was: GoldenSet, is: GoldenSet): Generator<string> {
  if (is.margin > was.margin) yield `may lose ${is.margin} instead of ${was.margin}`;
  if (is.alpha > was.alpha) yield `may be let through wrongly ${is.alpha} instead of ${was.alpha} of the time`;
  if (is.runs < was.runs) yield `run ${is.runs} instead of ${was.runs} times`;
}

function ofCase(was: GoldenCase, set: GoldenSet, before: Side["text"], after: Side["text"]): readonly Weakened[] {
  const is = set.cases.find(({ id }) => id === was.id);
  const tell = (what: string): Weakened => ({ path: set.path, message: `The golden case ${was.id} ${what}.` });
  if (!is) return [tell("is not run any more")];
  const kept = new Set(is.comparators.map(keyOf));
  const lost = was.comparators.filter((one) => !kept.has(keyOf(one)));
  const reference = referencePath(was);
  const [recorded, records] = [before(reference), after(reference)];
  return [
    ...lost.map((one) => tell(`no longer compares that ${statement(one)}`)),
    ...(JSON.stringify(was.runBy) === JSON.stringify(is.runBy) && was.version === is.version
      ? []
      : [tell("asks for something else than before")]),
    ...(recorded === undefined || recorded === records
      ? []
      : [
          {
            path: reference,
            message: `The reference of ${was.id} ${records === undefined ? "is gone" : "is another one"}.`,
          },
        ]),
  ];
}

/** Schemas and golden files that comparators name. */
const filesBeside = ({ path }: GoldenSet, { comparators }: GoldenCase): readonly string[] =>
  comparators.flatMap(({ type, params: { value } }) => {
    if (typeof value !== "string" || (type !== "json-schema" && type !== "golden")) return [];
    const confined = confine(path.slice(0, Math.max(0, path.lastIndexOf("/"))), value);
    return confined.ok ? [confined.path] : [];
  });

const keyOf = ({ type, not, params }: Expectation): string =>
  JSON.stringify([type, not, Object.entries(params).toSorted(([one], [other]) => (one < other ? -1 : 1))]);

function statement({ type, not, params }: Expectation): string {
  const { says, required }: Assertion = assertions[type];
  const said = required.every((name) => params[name] !== undefined) ? says(params) : `${type} is that of its reference`;
  return not ? `this is not so: ${said}` : said;
}
