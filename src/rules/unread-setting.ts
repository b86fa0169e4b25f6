import type { UnreadSetting } from "../inventory/authority/unread-settings.ts";
import type { Finding } from "../model/rule.ts";
import type { Source } from "../model/source.ts";
import { keyAsWay } from "./key-as-way.ts";
import { correctedKey } from "./corrected-key.ts";

/** What is said of a key of settings that was meant for another, with the fix where its name alone is wrong. */
export function unreadSetting(
  { entry, path, meant, isWay, inPlace, taken }: UnreadSetting,
  source: Source,
): Pick<Finding, "message" | "at" | "fix"> {
  const name = meant.slice(meant.lastIndexOf(".") + 1);
  return {
    message: isWay ? keyAsWay(entry.key) : `There is no setting "${path}"; did you mean "${meant}"?`,
    at: entry.keyRange,
    ...(inPlace && !taken && { fix: correctedKey(source, entry.keyRange, name) }),
  };
}
