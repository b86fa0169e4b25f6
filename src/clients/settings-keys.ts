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

/** Keys of Claude Code's settings in 2.1.332 with the shape of their values; keys with several shapes are left out. */
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

const STRINGS = `$schema advisorModel agent apiKeyHelper askUserQuestionTimeout attributionProject autoMemoryDirectory
  autoUpdatesChannel availableModelsMatch awsAuthRefresh awsCredentialExport claudeMd crossSessionInbound
  daemonColdStart defaultShell desktopMcpServersListScope dialogExpiry disableAutoMode disableDeepLinkRegistration
  downloadsMirrorUrl editorMode effortLevel feedbackDrafts forceLoginGatewayUrl forceLoginMethod gcpAuthRefresh
  keybindingFlavor language managedSourcesBehavior maxEffortLevel minimumVersion model modelCatalogPublicKey
  modelCatalogUrl modelProposedGoals otelHeadersHelper outputStyle parentSettingsBehavior plansDirectory
  pluginTrustMessage preferredNotifChannel processWrapper promptCacheTtl proxyAuthHelper prUrlTemplate
  remoteMessageReceipts requiredMaximumVersion requiredMinimumVersion subagentPromptCacheTtl teammateMode theme
  timeFormat timeZone totalTokensReminder tui viewMode workflowSizeGuideline`;
const BOOLEANS = `agentPushNotifEnabled allowAllClaudeAiMcps allowClaudeInChromeWithManagedMcp allowManagedHooksOnly
  allowManagedMcpServersOnly allowManagedPermissionRulesOnly allowNestedModelAccessUnderForceLogin
  alwaysThinkingEnabled autoCompactEnabled autoCompactRaisedForLoad autoContinueAtUsageLimit autoDreamEnabled
  autoMemoryEnabled autoScrollEnabled autoUploadSessions awaySummaryEnabled axScreenReader bashEditDiffEnabled
  channelsEnabled clawdFileProgressEnabled disableAgentView disableAllHooks disableArtifact disableBundledSkills
  disableClaudeAiConnectors disableCommandPluginSources disableDirectMcpSkills disableRemoteControl
  disableReplyCheck disableSideloadFlags disableSkillShellExecution disableWindowsBashCommandSplit
  disableWorkflows doneMeansMerged emojiCompletionEnabled enableAllProjectMcpServers enableArtifact
  enableWorkflows enforceAvailableModels fastMode fastModePerSessionOptIn fileCheckpointingEnabled
  forceRemoteSettingsRefresh idleCompaction includeCoAuthoredBy includeGitInstructions inputNeededNotifEnabled
  isolatePeerMachines precomputeCompactionEnabled prefersReducedMotion promptSuggestionEnabled
  remoteControlAtStartup respectGitignore respondToBashCommands responseComparisonEnabled
  showClearContextOnPlanAccept showMessageTimestamps showThinkingSummaries showTurnDuration
  skipDangerousModePermissionPrompt skipWebFetchPreflight skipWorkflowUsageWarning spinnerTipsEnabled
  switchModelsOnFlag syncClaudeAiPlugins syncClaudeAiSkills syntaxHighlightingDisabled terminalProgressBarEnabled
  terminalTitleFromRename todoFeatureEnabled totalTokensReminderAfterUserTurn ultracode useAutoModeDuringPlan
  verbose voiceEnabled wheelScrollAccelerationEnabled workflowKeywordTriggerEnabled wslInheritsWindowsSettings`;
const NUMBERS = `autoCompactWindow bashOutputMaxChars cleanupPeriodDays desktopSessionCleanupPeriodDays feedbackSurveyRate
  maxProseWidth precomputeArmTokens skillListingBudgetFraction skillListingMaxDescChars taskOutputMaxChars
  totalTokensReminderBudget`;
const MAPS = `additionalDirectoryConfigRoots additionalMarketplaces attribution attributionProjectPolicy
  autoCompactOfferAnswer autoMode breakReminder enabledPlugins env extraKnownMarketplaces fileSuggestion hooks
  managedMcpServers modelOverrides modelPicker modelPricing modelSettings permissions pluginConfigs policyHelper
  policyHelpers quietHours remote remoteControl remoteTools sandbox skillOverrides spellcheck spinnerTipsOverride
  spinnerVerbs statusLine subagentStatusLine vimInsertModeRemaps voice worktree xaaIdp`;
const LISTS = `allowedChannelPlugins allowedHttpHookUrls allowedMarketplaces allowedMcpServers allowedProviders appendPlugins
  availableModels blockedMarketplaces claudeMdExcludes companyAnnouncements deniedMcpServers deniedModels
  disabledMcpjsonServers enabledMcpjsonServers fallbackModel footerLinksRegexes gatewayInternalNetworks
  httpHookAllowedEnvVars pluginSuggestionMarketplaces prependPlugins sshConfigs sshHostAllowlist
  strictKnownMarketplaces`;

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
