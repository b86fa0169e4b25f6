import { briefly } from "../host/machine/sparing.ts";
import type { Found } from "../check/found.ts";
import { isExempt } from "../check/exempt.ts";
import { inOrder, sign } from "../check/sign.ts";
import type { Measurement } from "../model/measurement.ts";
import type { Checked, Report, Section } from "../model/report.ts";
import type { Rule } from "../model/rule.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { World } from "../workspace/world.ts";
import { ranRule } from "./ran-rule.ts";

/** What one check found out. Signing it, and picking what the user named, is not the check's. */
export interface Evidence {
  readonly found: readonly Found[];
  /** By which something was looked for, whether or not it was found. */
  readonly rules: readonly Rule[];
  readonly measurements?: readonly Measurement[];
  readonly sections?: readonly Section[];
  /** Whether its rules looked at a file; at all that was checked if absent. */
  readonly looked?: (path: string) => boolean;
  /** Absent where the check looks at what another one counts. */
  readonly checked?: Checked;
  /** What programs of others found, with their rules: signed already. */
  readonly merged?: Pick<Report, "diagnostics" | "rules">;
}

/** One part of what a command looks at: validation, token budgets, secrets. */
export type Check = (world: World, workspace: Workspace) => Promise<Evidence>;

/** Evidence as a report has it. */
export type Signed = Omit<Report, "version" | "run">;

/** Asks the checks one after the other. */
export async function gather(
  world: World,
  workspace: Workspace,
  checks: readonly Check[],
): Promise<readonly Evidence[]> {
  const evidence: Evidence[] = [];
  for (const check of checks) evidence.push(await check(world, workspace));
  return evidence;
}

/**
 * Signs what was found, and leaves out what is not about what the user named; how all is judged concerns everybody. The
 * first check that counts says what was checked.
 */
export function signEvidence({ place, policy }: Workspace, evidence: readonly Evidence[]): Signed {
  const all = evidence.map(({ merged }) => merged);
  const found = briefly(() =>
    sign(
      evidence.flatMap((one) => one.found),
      policy.rules,
    ),
  );
  const diagnostics = [...found, ...all.flatMap((merged) => merged?.diagnostics ?? [])];
  return {
    diagnostics: diagnostics.filter((one) => isExempt(one.rule, "narrowing") || place.concerns(one)).sort(inOrder),
    measurements: evidence.flatMap(({ measurements = [] }) => measurements),
    sections: evidence.flatMap(({ sections = [] }) => sections),
    rules: [
      ...evidence.flatMap(({ rules }) => rules.map((rule) => ranRule(rule, policy.rules))),
      ...all.flatMap((merged) => merged?.rules ?? []),
    ],
    checked: evidence.find(({ checked }) => checked)?.checked ?? { artifacts: 0, kinds: {} },
  };
}

/** Whether a rule looked at a file, by what the checks say that asked it. */
export function lookedAt(evidence: readonly Evidence[]): (rule: string, path: string) => boolean {
  const partly = evidence.filter(({ looked }) => looked);
  return (rule, path) => {
    const asked = partly.filter(({ rules }) => rules.some(({ id }) => id === rule));
    return asked.length === 0 || asked.some(({ looked }) => looked?.(path) === true);
  };
}

/** Two parts of what was found, the first of which says what was checked. */
export const joinSigned = (first: Signed, second: Signed): Signed => ({
  diagnostics: [...first.diagnostics, ...second.diagnostics],
  measurements: [...first.measurements, ...second.measurements],
  sections: [...first.sections, ...second.sections],
  rules: [...first.rules, ...second.rules],
  checked: first.checked,
});
