import type { Probe } from "../probe.ts";
import { agentProbes } from "./agents.ts";
import { claudeCodeAgentProbes } from "./claude-code-agents.ts";
import { claudeCodeHookProbes } from "./claude-code-hooks.ts";
import { claudeCodeImports } from "./claude-code-imports.ts";
import { claudeCodeMcpProbes } from "./claude-code-mcp.ts";
import { claudeCodePluginProbes } from "./claude-code-plugins.ts";
import { claudeCodeRuleProbes } from "./claude-code-rules.ts";
import { claudeCodeSettingFormProbes } from "./claude-code-setting-forms.ts";
import { claudeCodeSettingsProbes } from "./claude-code-settings.ts";
import { claudeCodeSkillFields } from "./claude-code-skill-fields.ts";
import { claudeCodeSkills } from "./claude-code-skills.ts";
import { claudeCodeStyleProbes } from "./claude-code-styles.ts";
import { configurationProbes } from "./configurations.ts";
import { codexProbes } from "./codex.ts";
import { codexSkillMetadataProbes } from "./codex-skill-metadata.ts";
import { copilotCliProbes } from "./copilot-cli.ts";
import { fixProbes } from "./fixed-examples.ts";
import { formProbes } from "./forms.ts";
import { geminiCliProbes } from "./gemini-cli.ts";
import { geminiExtensionProbes } from "./gemini-extensions.ts";
import { geminiPolicyProbes } from "./gemini-policies.ts";
import { opencodeProbes } from "./opencode.ts";
import { opencodeProgramProbes } from "./opencode-programs.ts";
import { placeProbes } from "./places.ts";
import { pluginProbes } from "./plugins.ts";
import { startFolderProbes } from "./start-folders.ts";

/** Every probe that is written down. */
export const probes: readonly Probe[] = [
  ...claudeCodeSkills,
  ...claudeCodeSkillFields,
  ...claudeCodeRuleProbes,
  ...claudeCodeImports,
  ...claudeCodeAgentProbes,
  ...claudeCodeHookProbes,
  ...claudeCodeSettingsProbes,
  ...claudeCodeSettingFormProbes,
  ...claudeCodePluginProbes,
  ...claudeCodeMcpProbes,
  ...claudeCodeStyleProbes,
  ...placeProbes,
  ...startFolderProbes,
  ...agentProbes,
  ...codexProbes,
  ...codexSkillMetadataProbes,
  ...configurationProbes,
  ...formProbes,
  ...copilotCliProbes,
  ...geminiCliProbes,
  ...geminiExtensionProbes,
  ...geminiPolicyProbes,
  ...opencodeProbes,
  ...opencodeProgramProbes,
  ...pluginProbes,
  ...fixProbes,
];
