import type { SectionKind } from "../model/view.ts";
import { approvalView } from "./approval-view.ts";

/** Whether something was approved, by whom, and how it can be. */
export const approvalKind: SectionKind = { kind: "approval", version: 1, view: approvalView };
