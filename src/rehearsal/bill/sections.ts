import type { SectionKind } from "../../model/view.ts";
import { billView } from "./bill-section.ts";

/** What each file of the configuration adds to every request of an agent. */
export const contextBillSection: SectionKind = { kind: "context-bill", version: 1, view: billView };
