import { UsageError } from "../../model/usage-error.ts";
import type { JudgedReport, World } from "../../workspace/world.ts";
import type { Today } from "../../setup/ways-in.ts";
import { checkCommand } from "../check.ts";

/**
 * What `check` finds in a repository today; undefined where it cannot judge it, which `check` itself will say,
 * and where the configuration lets nothing fail: how to begin was chosen there.
 */
export async function todaysFindings(world: World, top: string): Promise<Today | undefined> {
  const judged: JudgedReport[] = [];
  try {
    await checkCommand.run(
      {
        ...world,
        cwd: top,
        out: () => {},
        err: () => {},
        notice: () => {},
        show: async (one) => void judged.push(one),
      },
      { "policy-from": "head" },
      [],
    );
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
  if (judged.some(({ settings }) => settings["fail-on"] === "never")) return undefined;
  const diagnostics = judged.flatMap(({ report }) => report.diagnostics);
  const count = (fits: (one: (typeof diagnostics)[number]) => boolean): number => diagnostics.filter(fits).length;
  return {
    errors: count(({ severity }) => severity === "error"),
    warnings: count(({ severity }) => severity === "warning"),
    passes: judged.every(({ verdict }) => verdict.result === "pass"),
    secrets: count(({ rule }) => rule.startsWith("secret/")),
  };
}
