import { cellProbes } from "./cells.ts";
import type { Probe } from "./probe.ts";
import { probes } from "./probes/index.ts";

/** Those that are written down, and those that follow from what `agent-ci clients` says. */
export const allProbes = async (): Promise<readonly Probe[]> => [...probes, ...(await cellProbes())];
