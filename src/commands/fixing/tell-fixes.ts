import type { FixPlan } from "../../check/fixes/plan-fixes.ts";
import { withNoun } from "../../model/numbers.ts";
import { terminal } from "../../report/escape/terminal.ts";
import type { World } from "../../workspace/world.ts";

/** Says how much was done, on standard error. */
export function tell(world: World, { rewrites, complete }: FixPlan, what: string): void {
  const fixes = rewrites.reduce((sum, one) => sum + one.fixes.length, 0);
  const files = rewrites.length === 0 ? "" : ` in ${withNoun(rewrites.length, "file")}`;
  say(world, `${fixes || "no"} ${fixes === 1 ? "fix" : "fixes"} ${what}${files}`);
  if (!complete) say(world, "some fixes are left over: they undo each other. Apply them by hand");
}

export const say = (world: World, sentence: string): void => world.notice(terminal(`${sentence}.`));
