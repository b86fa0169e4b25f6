import type { Cited } from "../model/rule.ts";

type Shape = "string" | "boolean" | "number" | "map" | "list";

export const CLAUDE_SETTINGS_SOURCE: Cited = {
  read: {
    url: "https://github.com/SchemaStore/schemastore/blob/00d7563704c86f65f16db30d108f42a3539c7f47/src/schemas/json/claude-code-settings.json",
    date: "2026-11-21",
  },
};

const keys = (shape: Shape, names: string): readonly (readonly [string, Shape])[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, shape] as const);

/** Keys of Claude Code's settings with the shape of their values; keys with several shapes are left out. */
export const claudeSettings = (): ReadonlyMap<string, Shape> => {
  table ??= new Map([
    ...keys("string", STRINGS),
    ...keys("boolean", BOOLEANS),
    ...keys("number", NUMBERS),
    ...keys("map", MAPS),
    ...keys("list", LISTS),
  ]);
  return table;
};
let table: ReadonlyMap<string, Shape> | undefined;

const STRINGS = `$schema advisorModel agent apiKeyHelper autoMemoryDirectory autoUpdatesChannel awsAuthRefresh
  awsCredentialExport claudeMd defaultShell disableAutoMode disableDeepLinkRegistration editorMode effortLevel
  forceLoginMethod gcpAuthRefresh language minimumVersion model otelHeadersHelper outputStyle
  parentSettingsBehavior plansDirectory pluginTrustMessage prUrlTemplate preferredNotifChannel requiredMaximumVersion
  requiredMinimumVersion teammateMode theme tui viewMode`;
const BOOLEANS = `agentPushNotifEnabled allowAllClaudeAiMcps allowManagedHooksOnly allowManagedMcpServersOnly
  allowManagedPermissionRulesOnly alwaysThinkingEnabled autoCompactEnabled autoMemoryEnabled autoScrollEnabled
  awaySummaryEnabled axScreenReader channelsEnabled disableAgentView disableAllHooks disableArtifact disableBundledSkills
  disableClaudeAiConnectors disableRemoteControl disableSkillShellExecution disableWorkflows enableAllProjectMcpServers
  enforceAvailableModels fastMode fastModePerSessionOptIn fileCheckpointingEnabled forceRemoteSettingsRefresh
  includeCoAuthoredBy inputNeededNotifEnabled prefersReducedMotion respectGitignore respondToBashCommands
  showClearContextOnPlanAccept showThinkingSummaries showTurnDuration skipDangerousModePermissionPrompt
  skipWebFetchPreflight spinnerTipsEnabled terminalProgressBarEnabled useAutoModeDuringPlan voiceEnabled
  wheelScrollAccelerationEnabled wslInheritsWindowsSettings`;
const NUMBERS = `cleanupPeriodDays feedbackSurveyRate skillListingBudgetFraction skillListingMaxDescChars`;
const MAPS = `attribution autoMode enabledPlugins env extraKnownMarketplaces fileSuggestion hooks modelOverrides
  permissions pluginConfigs policyHelper sandbox skillOverrides spinnerTipsOverride spinnerVerbs statusLine
  subagentStatusLine voice worktree`;
const LISTS = `allowedChannelPlugins allowedHttpHookUrls allowedMcpServers availableModels blockedMarketplaces
  claudeMdExcludes companyAnnouncements deniedMcpServers disabledMcpjsonServers enabledMcpjsonServers fallbackModel
  footerLinksRegexes httpHookAllowedEnvVars managedMcpServers pluginSuggestionMarketplaces skippedMarketplaces
  skippedPlugins sshConfigs sshHostAllowlist strictKnownMarketplaces`;

/** Settings that start a program, or stop asking, for everybody who opens the repository. */
export const DANGEROUS_SETTINGS: Readonly<Record<string, string>> = {
  apiKeyHelper: "runs a program whenever Claude Code needs a key",
  awsAuthRefresh: "runs a program whenever AWS credentials expire",
  awsCredentialExport: "runs a program whenever AWS credentials are needed",
  gcpAuthRefresh: "runs a program whenever GCP credentials expire",
  otelHeadersHelper: "runs a program at every start",
};

/**
 * Variables through which a repository runs code in every process that the client starts, or sends its traffic
 * elsewhere.
 */
export const DANGEROUS_VARIABLES: Readonly<Record<string, string>> = {
  ANTHROPIC_BASE_URL: "sends every prompt, and the key, to another server",
  BASH_ENV: "runs a file in every shell",
  DYLD_INSERT_LIBRARIES: "loads a library into every process",
  GIT_SSH_COMMAND: "replaces the program that git connects with",
  LD_AUDIT: "loads a library into every process",
  LD_PRELOAD: "loads a library into every process",
  NODE_TLS_REJECT_UNAUTHORIZED: "switches the check of certificates off",
  PERL5OPT: "runs code in every Perl program",
  PYTHONSTARTUP: "runs a file in every Python session",
  RUBYOPT: "runs code in every Ruby program",
};
