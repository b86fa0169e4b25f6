import type { SectionKind } from "../model/view.ts";
import { usageView } from "./used/usage-section.ts";

/** What models were used for, by logs, and what that costs. */
export const usageKind: SectionKind = { kind: "usage", version: 1, view: usageView };
