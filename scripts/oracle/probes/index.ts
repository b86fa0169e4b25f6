import type { Probe } from "../probe.ts";
import { claudeCodeSettingsProbes } from "./claude-code-settings.ts";
import { claudeCodeSkills } from "./claude-code-skills.ts";

/** Every probe, by client. */
export const probes: readonly Probe[] = [...claudeCodeSkills, ...claudeCodeSettingsProbes];
