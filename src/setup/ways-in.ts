import { withNoun } from "../model/numbers.ts";
import { STARTS, type Beginning } from "./ground.ts";

/** What a check finds in a repository before anything is set up. */
export interface Today {
  readonly errors: number;
  readonly warnings: number;
  readonly secrets: number;
  /** Whether the check passes with all that. */
  readonly passes: boolean;
}
/** One way to begin with findings that are there already. */
export interface WayIn {
  readonly start: Beginning;
  /** What it means, in one line and with the numbers of this repository. */
  readonly meaning: string;
  /** What begins it, without the program's name. */
  readonly command: string;
}

/** The ways to begin; none where there is nothing to choose. */
export function waysIn({ errors, warnings, secrets, passes }: Today): readonly WayIn[] {
  const found = [
    ...(errors > 0 ? [withNoun(errors, "error")] : []),
    ...(warnings > 0 ? [withNoun(warnings, "warning")] : []),
  ];
  if (found.length === 0) return [];
  const all = found.join(" and ");
  const one = errors + warnings === 1;
  const but = secrets === 0 ? "" : `; ${withNoun(secrets, "secret")} not, revoke ${secrets === 1 ? "it" : "them"}`;
  const meanings: Readonly<Record<Beginning, string>> = {
    baseline: `${all} of today ${one ? "is" : "are"} written down and ${one ? "does" : "do"} not count, what is new does${but}`,
    report: `nothing fails for a while (fail-on: never), and ${all} ${one ? "is" : "are"} shown`,
    gate: passes
      ? "the check passes today, for warnings refuse nothing"
      : `each check fails until ${errors === 0 ? all : withNoun(errors, "error")} ${(errors === 0 ? warnings : errors) === 1 ? "is" : "are"} mended`,
  };
  return STARTS.map((start) => ({ start, meaning: meanings[start], command: COMMANDS[start] }));
}

const COMMANDS: Readonly<Record<Beginning, string>> = {
  baseline: "check --update-baseline",
  report: "init --start report",
  gate: "check",
};
