import type { Person } from "../../approval/approval.ts";
import { memberAt } from "../../host/pipeline/event.ts";
import { isGhost } from "./reading.ts";

/** An account, where it is one; a deleted one is nobody, under whatever name it is shown. */
export function personOf(user: unknown): Person | undefined {
  const [id, login, type] = [memberAt(user, "id"), memberAt(user, "login"), memberAt(user, "type")];
  if (typeof id !== "number" || typeof login !== "string" || isGhost(login)) return undefined;
  return { id, login, bot: type !== "User" };
}
