import type { Section } from "../../../model/report.ts";
import { TOOL } from "../../../report/tool.ts";
import { EMBEDDED, secretScanSection } from "../../../secrets/sections.ts";
import { type AllowAnswer, countAllowed } from "./allow-lists.ts";

/** What our own engine did, for the report. */
export const embeddedSection = (answers: readonly AllowAnswer[], beyond: number, unsearched: number): Section =>
  secretScanSection({
    engine: { name: EMBEDDED, version: TOOL.version },
    found: answers.length,
    allowed: countAllowed(answers),
    elsewhere: 0,
    again: 0,
    beyond,
    unsearched,
  });
