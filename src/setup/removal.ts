import type { Step } from "../model/steps.ts";
import type { SetupGround, PlannedPart } from "./ground.ts";
import { textAfter } from "./insert-lines.ts";

/** What a part of a plan would make of a repository in which one file has another text. */
export type Planner = (ground: SetupGround) => readonly PlannedPart[];

export type Removal =
  | { readonly how: "nothing" }
  | { readonly how: "step"; readonly step: Step }
  /** Lines of ours are there, in a form that is not quite what was written. */
  | { readonly how: "by-hand" };

/**
 * What takes back what a plan once did to a file. It is sure of it: without the lines that are taken out, the same plan
 * would make exactly the text that is there. Versions are left out of that, for they go on.
 */
export function removalOf(ground: SetupGround, path: string, planner: Planner): Removal {
  const now = ground.text(path);
  if (now === undefined) return { how: "nothing" };
  const applied = (before: string | undefined): string | undefined => afterPlan(ground, path, before, planner);
  const fresh = applied(undefined);
  if (fresh !== undefined && same(fresh, now)) return { how: "step", step: { do: "remove", path, from: now } };
  const lines = now.split("\n");
  // A file that was there may lie in another place than a new one would, and take other lines.
  const theirs = lines.filter((line) => !line.includes("agent-ci"));
  const anew = [fresh, applied("")].flatMap(linesOf);
  const added = linesOf(applied(theirs.join("\n"))).filter((line) => !theirs.some((one) => one.trim() === line));
  const ours = new Set([...anew, ...added]);
  if (ours.size === 0) return { how: "nothing" };
  const before = withoutClusters(lines, clustersOf(lines, ours)).find((text) => {
    const again = applied(text);
    return again !== undefined && text !== now && same(again, now);
  });
  if (before !== undefined)
    return { how: "step", step: { do: "change", path, from: now, text: before, lines: gone(lines, before) } };
  return { how: now.includes("agent-ci") ? "by-hand" : "nothing" };
}

const linesOf = (text = ""): readonly string[] => (text === "" ? [] : text.split("\n").map((line) => line.trim()));

const same = (one: string, other: string): boolean => unversioned(one) === unversioned(other);
const unversioned = (text: string): string =>
  text
    .replaceAll("\r\n", "\n")
    .replaceAll(/(?<!\d)\d+\.\d+\.\d+(?:-[\w.]+)?/g, "")
    .replace(/\n$/, "");

/** The text that a plan leaves behind where the file says something else; undefined where it is left alone. */
function afterPlan(
  ground: SetupGround,
  path: string,
  before: string | undefined,
  planner: Planner,
): string | undefined {
  const asked = { ...ground, text: (one: string) => (one === path ? before : ground.text(one)) };
  const steps = planner(asked).flatMap((part) => part.steps.filter((step) => step.path === path));
  if (steps.length === 0) return undefined;
  return steps.reduce<string>((text, step) => {
    if (step.do === "write") return step.text;
    return step.do === "append" || step.do === "change" ? textAfter(text, step) : text;
  }, before ?? "");
}

interface Cluster {
  readonly from: number;
  readonly to: number;
}

/** Runs of lines that could be ours. */
function clustersOf(lines: readonly string[], ours: ReadonlySet<string>): readonly Cluster[] {
  const found: Cluster[] = [];
  let from: number | undefined;
  for (let at = 0; at <= lines.length; at += 1) {
    const line = lines[at]?.trim();
    const isOurs = line !== undefined && line !== "" && ours.has(line);
    if (isOurs) from ??= at;
    else if (from !== undefined) {
      found.push({ from, to: at });
      from = undefined;
    }
  }
  return found;
}

const MOST_CLUSTERS = 3;
/** How many of the first lines of a run are not ours after all: the key of a list that was there before. */
const KEPT = [0, 1, 2, Infinity];

/** The text without those runs, in every way in which the beginnings of some of them may be theirs. */
function withoutClusters(lines: readonly string[], clusters: readonly Cluster[]): readonly string[] {
  const few = clusters.slice(-MOST_CLUSTERS);
  const choices = few.reduce<readonly (readonly number[])[]>(
    (before) => before.flatMap((one) => KEPT.map((kept) => [...one, kept])),
    [[]],
  );
  return choices.map((kept) =>
    lines.filter((_, at) => !few.some(({ from, to }, index) => at >= from + (kept[index] ?? 0) && at < to)).join("\n"),
  );
}

/** The lines that are gone, for whoever reads the plan. */
function gone(lines: readonly string[], after: string): readonly string[] {
  const left = after.split("\n");
  let at = 0;
  return lines.filter((line) => {
    const isLeft = left[at] === line;
    if (isLeft) at += 1;
    return !isLeft;
  });
}
