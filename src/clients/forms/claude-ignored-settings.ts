/**
 * Settings that Claude Code 2.1.332 does not take from a repository's files, by the path of their keys: its own
 * description of each says from where it does, and `claude doctor` says so of the first four.
 */
export const IGNORED_IN_A_REPOSITORY: Readonly<Record<string, "managed settings" | "the user's settings">> = {
  attributionProjectPolicy: "managed settings",
  availableModelsMatch: "managed settings",
  deniedModels: "managed settings",
  managedMcpServers: "managed settings",
  allowAllClaudeAiMcps: "managed settings",
  allowManagedHooksOnly: "managed settings",
  allowManagedMcpServersOnly: "managed settings",
  allowManagedPermissionRulesOnly: "managed settings",
  allowedMarketplaces: "managed settings",
  allowedProviders: "managed settings",
  blockedMarketplaces: "managed settings",
  claudeMd: "managed settings",
  disableCommandPluginSources: "managed settings",
  disableSideloadFlags: "managed settings",
  disableWindowsBashCommandSplit: "managed settings",
  forceRemoteSettingsRefresh: "managed settings",
  gatewayInternalNetworks: "managed settings",
  modelCatalogPublicKey: "managed settings",
  modelCatalogUrl: "managed settings",
  modelPricing: "managed settings",
  pluginSuggestionMarketplaces: "managed settings",
  policyHelper: "managed settings",
  policyHelpers: "managed settings",
  requiredMaximumVersion: "managed settings",
  requiredMinimumVersion: "managed settings",
  strictKnownMarketplaces: "managed settings",
  strictPluginOnlyCustomization: "managed settings",
  appendPlugins: "the user's settings",
  askUserQuestionTimeout: "the user's settings",
  autoMemoryDirectory: "the user's settings",
  footerLinksRegexes: "the user's settings",
  forceLoginGatewayUrl: "the user's settings",
  modelPicker: "the user's settings",
  processWrapper: "the user's settings",
  skipDangerousModePermissionPrompt: "the user's settings",
  spellcheck: "the user's settings",
  syncClaudeAiPlugins: "the user's settings",
  syncClaudeAiSkills: "the user's settings",
  "sandbox.allowAppleEvents": "the user's settings",
  "sandbox.ripgrep": "the user's settings",
};

/** Permission modes that Claude Code does not take from a repository's settings. */
export const IGNORED_MODES: readonly string[] = ["auto", "bypassPermissions"];
