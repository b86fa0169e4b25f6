import { keyOfWork, type Range3, type Workload } from "./profile.ts";

type NumberKey = "runs" | "turns" | "prompt" | "turn" | "output" | "searches" | "cacheHit" | "batch";

/** The numbers that an estimate grows with, and those of what is spared. */
const GROWS: readonly (readonly [NumberKey, string])[] = [
  ["runs", "runs"],
  ["turns", "turns"],
  ["prompt", "prompt-tokens"],
  ["turn", "turn-tokens"],
  ["output", "output-tokens"],
  ["searches", "web-searches"],
];
const SHRINKS: readonly (readonly [NumberKey, string])[] = [
  ["cacheHit", "cache-hit-percent"],
  ["batch", "batch-percent"],
];

/** What a profile says less of than before: by it, the same agents cost less. In words. */
export function weakenedProfile(
  before: readonly Workload[],
  after: readonly Workload[] | undefined,
): readonly string[] {
  const now = new Map(after?.map((one) => [keyOfWork(one), one]));
  return before.flatMap((was) => {
    const is = now.get(keyOfWork(was));
    const name = was.agent === undefined ? was.workflow : `${was.workflow}: ${was.agent}`;
    return is ? differences(was, is).map((one) => `${name}: ${one}`) : [`${name} is gone`];
  });
}

function differences(was: Workload, is: Workload): readonly string[] {
  const moved = ([key, said]: readonly [NumberKey, string]): string =>
    `${said} ${shown(was[key])} became ${shown(is[key])}`;
  return [
    ...GROWS.filter(([key]) => isLess(is[key], was[key])).map(moved),
    ...SHRINKS.filter(([key]) => isLess(was[key], is[key])).map(moved),
    ...((is.own ?? 0) < (was.own ?? 0) ? [`own-tokens ${was.own} became ${is.own ?? "nothing"}`] : []),
    ...(CHOICES.indexOf(is.toolChoice) < CHOICES.indexOf(was.toolChoice)
      ? [`tool-choice ${was.toolChoice} became ${is.toolChoice}`]
      : []),
    ...(is.model === was.model ? [] : [`model ${was.model ?? "nothing"} became ${is.model ?? "nothing"}`]),
    ...(was.skills.some((one) => !is.skills.includes(one)) ? ["it names fewer skills"] : []),
    ...(was.lifetime === "1h" && is.lifetime === "5m" ? ["cache-lifetime 1h became 5m"] : []),
  ];
}

/** The cheapest first. */
const CHOICES: readonly Workload["toolChoice"][] = ["no-tools", "auto", "any"];

const isLess = (is: Range3, was: Range3): boolean =>
  is.low < was.low || is.expected < was.expected || is.high < was.high;

const shown = ({ low, expected, high }: Range3): string =>
  low === high ? String(expected) : `${low} to ${high}, ${expected} expected`;
