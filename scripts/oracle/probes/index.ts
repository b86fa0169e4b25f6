import type { Probe } from "../probe.ts";
import { agentProbes } from "./agents.ts";
import { claudeCodeSettingsProbes } from "./claude-code-settings.ts";
import { claudeCodeSkills } from "./claude-code-skills.ts";
import { configurationProbes } from "./configurations.ts";
import { codexProbes } from "./codex.ts";
import { placeProbes } from "./places.ts";
import { pluginProbes } from "./plugins.ts";

/** Every probe that is written down. */
export const probes: readonly Probe[] = [
  ...claudeCodeSkills,
  ...claudeCodeSettingsProbes,
  ...placeProbes,
  ...agentProbes,
  ...codexProbes,
  ...configurationProbes,
  ...pluginProbes,
];
