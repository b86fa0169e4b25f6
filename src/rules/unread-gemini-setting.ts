import type { UnreadGeminiSetting } from "../inventory/authority/unread-gemini-settings.ts";
import type { Finding } from "../model/rule.ts";
import { keyAsWay } from "./key-as-way.ts";

/** What is said of a setting that Gemini CLI does not read. */
export const unreadGeminiSetting = ({ entry, meant }: UnreadGeminiSetting): Pick<Finding, "message" | "at"> => ({
  message: entry.key === meant ? keyAsWay(meant) : `Gemini CLI reads \`${meant}\`, and no \`${entry.key}\`.`,
  at: entry.keyRange,
});
