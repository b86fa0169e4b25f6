import type { Range } from "../../model/source.ts";
import type { Reason } from "../loading.ts";

const because =
  (outcome: Reason["outcome"]) =>
  (code: Reason["code"], says: string, at?: Range): Reason => ({ code, outcome, says, ...(at && { at }) });

export const dropped = because("dropped");
export const differs = because("differs");
export const unknown = because("unknown");
