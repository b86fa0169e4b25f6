import { UsageError } from "../../model/usage-error.ts";
import type { JudgedReport, World } from "../../workspace/world.ts";
import type { Today } from "../../setup/ways-in.ts";
import { checkCommand } from "../check.ts";

/** What `check` finds in a repository today; undefined where it cannot judge it, which `check` itself will say. */
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
  const diagnostics = judged.flatMap(({ report }) => report.diagnostics);
  const count = (fits: (one: (typeof diagnostics)[number]) => boolean): number => diagnostics.filter(fits).length;
  return {
    errors: count(({ severity }) => severity === "error"),
    warnings: count(({ severity }) => severity === "warning"),
    secrets: count(({ rule }) => rule.startsWith("secret/")),
  };
}
