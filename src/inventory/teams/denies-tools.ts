import { nearest } from "../../model/nearest.ts";

const MEANT: ReadonlySet<string> = new Set(["denied-tools", "denied_tools", "deniedTools", "denyTools", "deny-tools"]);

/** Whether a field is another name for `disallowed-tools`: one of its own, or that with a slip. */
export const deniesTools = (field: string): boolean =>
  MEANT.has(field) || (field.toLowerCase().startsWith("dis") && nearest(field, ["disallowed-tools"]) !== undefined);
