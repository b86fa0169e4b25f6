import type { HowDeployed } from "../../host/targets/target.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { ReleaseValues } from "./release.ts";

/** Why a release that was rolled back may return. Throws UsageError where force comes without a reason, or alone. */
export function reasonGiven({ force, reason }: ReleaseValues): Pick<HowDeployed, "force"> {
  if (force !== true && reason === undefined) return {};
  if (force !== true) throw new UsageError("--reason says why a release may return: it goes with --force.");
  if (reason === undefined || reason.trim() === "")
    throw new UsageError("--force brings back what was rolled back: say why with --reason.");
  return { force: reason.trim() };
}
