import type { EngineRule } from "../model/rule.ts";
import type { Found } from "./found.ts";
import type { WrittenAt } from "./suppressions/suppression.ts";

/** What is wrong with a line that somebody wrote for us: a suppression, a setting. */
export const foundAt = (rule: EngineRule, message: string, shown: WrittenAt | undefined): Found => ({
  rule,
  finding: { message, ...(shown && { path: shown.path }), ...(shown?.at && { at: shown.at }) },
  ...(shown?.source && { source: shown.source }),
});
