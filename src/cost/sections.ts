import type { SectionKind } from "../model/view.ts";
import { costView } from "./cost-view.ts";
import { usageView } from "./used/usage-section.ts";

/** What models were used for, by logs, and what that costs. */
export const usageKind: SectionKind = { kind: "usage", version: 1, view: usageView };
/** What agents are expected to cost, and what a change makes of it. */
export const costKind: SectionKind = { kind: "cost", version: 1, view: costView };
