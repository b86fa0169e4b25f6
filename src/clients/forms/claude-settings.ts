import type { DataNode } from "../../model/data.ts";
import { claudeCodeSettings } from "../claude-code-settings.ts";
import { claudeSettings } from "../settings-keys.ts";
import { anyWith, type DataForm, MAP, NUMBER, oneOfTexts, TEXT, TEXTS, TEXTS_BY_KEY, TRUTH } from "./data-form.ts";

/**
 * What Claude Code 2.1.332 asks of its settings. Where one of these is of another form, it applies nothing of the file,
 * `deny` rules and hooks included: the fact `settingForms` has the probes.
 */
export const claudeVoiding = (): DataForm =>
  (voiding ??= {
    takes: ["map"],
    keys: { ...keysWhere((key) => !isLeftOut(key)), extraKnownMarketplaces: MARKETPLACES_BY_TYPE },
  });
let voiding: DataForm | undefined;

/** Settings that Claude Code leaves out alone where they are of another form, or takes as they are. */
export const claudeLeftOut = (): DataForm => (leftOut ??= { takes: ["map"], keys: keysWhere(isLeftOut) });
let leftOut: DataForm | undefined;

/** The settings below one of these maps, by their keys; "" is the file itself. */
export function claudeSettingsAt(place: string): ReadonlyMap<string, DataForm> {
  let there = tables.get(place);
  if (!there) {
    const all: DataForm = { takes: ["map"], keys: keysWhere(() => true) };
    const parts = place === "" ? [] : place.split(".");
    there = new Map(Object.entries(parts.reduce<DataForm>((form, key) => form.keys?.[key] ?? MAP, all).keys ?? {}));
    tables.set(place, there);
  }
  return there;
}
const tables = new Map<string, ReadonlyMap<string, DataForm>>();

function keysWhere(wanted: (key: string) => boolean): Readonly<Record<string, DataForm>> {
  const usual = [...claudeSettings()].map(([key, kind]): readonly [string, DataForm] => [
    key,
    { takes: MAY_BE_NULL.has(key) || isLeftOut(key) ? [kind, "null"] : [kind] },
  ]);
  return Object.fromEntries([...usual, ...Object.entries(OWN)].filter(([key]) => wanted(key)));
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const LEFT_OUT = words(`
  additionalDirectoryConfigRoots additionalMarketplaces allowedMarketplaces allowedMcpServers allowedProviders
  appendPlugins askUserQuestionTimeout attributionProjectPolicy autoCompactOfferAnswer autoCompactRaisedForLoad
  autoCompactWindow availableModelsMatch bashOutputMaxChars crossSessionInbound deniedMcpServers deniedModels
  desktopMcpServersListScope dialogExpiry editorMode effortLevel extraKnownMarketplaces footerLinksRegexes
  forceLoginGatewayUrl forceLoginMethod gatewayInternalNetworks hooks keybindingFlavor managedMcpServers
  maxEffortLevel maxProseWidth modelPicker modelPricing modelProposedGoals modelSettings policyHelper policyHelpers
  precomputeArmTokens preferredNotifChannel prependPlugins promptCacheTtl remoteControl remoteMessageReceipts
  spellcheck spinnerTipsOverride sshHostAllowlist subagentPromptCacheTtl subagentStatusLine taskOutputMaxChars
  teammateMode theme ultracode viewMode vimInsertModeRemaps xaaIdp`);
const isLeftOut = (key: string): boolean => LEFT_OUT.has(key);

const MAY_BE_NULL = words(`
  allowManagedHooksOnly allowManagedMcpServersOnly allowManagedPermissionRulesOnly autoContinueAtUsageLimit
  autoUploadSessions blockedMarketplaces channelsEnabled disableAgentView disableArtifact disableBundledSkills
  disableClaudeAiConnectors disableCommandPluginSources disableDirectMcpSkills disableRemoteControl
  disableSideloadFlags disableSkillShellExecution disableWindowsBashCommandSplit disableWorkflows
  enableAllProjectMcpServers enableArtifact enableWorkflows enforceAvailableModels fastModePerSessionOptIn
  fileCheckpointingEnabled isolatePeerMachines remoteControlAtStartup responseComparisonEnabled
  skipDangerousModePermissionPrompt skipWebFetchPreflight skipWorkflowUsageWarning strictKnownMarketplaces
  syncClaudeAiPlugins syncClaudeAiSkills useAutoModeDuringPlan`);

const map = (keys: Readonly<Record<string, DataForm>>, ...needs: readonly string[]): DataForm => ({
  takes: ["map"],
  keys,
  needs,
});
const or = (form: DataForm, ...kinds: readonly DataNode["kind"][]): DataForm => ({
  ...form,
  takes: [...form.takes, ...kinds],
});
const DISABLE = or(oneOfTexts("disable"), "null");
/** `permissions.allow` and its like leave out single rules that are no text; other rules report them. */
const LIST: DataForm = { takes: ["list"] };
/** Known by name. */
const ANYTHING = anyWith({});
const COUNT: DataForm = { takes: ["number"], whole: true, above: 0 };
const STATUS_LINE = { type: oneOfTexts("command"), command: TEXT };

const needing = (...needs: readonly string[]): DataForm => ({ takes: ["map"], needs });
const SOURCES = {
  key: "source",
  forms: {
    url: needing("url"),
    github: needing("repo"),
    git: needing("url"),
    npm: needing("package"),
    file: needing("path"),
    directory: needing("path"),
    "skills-dir": MAP,
    hostPattern: MAP,
    pathPattern: MAP,
    settings: MAP,
  },
};
/** An entry of another form is left out; a type that is none voids the file. */
const MARKETPLACES_BY_TYPE = anyWith({
  each: anyWith({ keys: { source: anyWith({ keys: { source: anyWith({ values: Object.keys(SOURCES.forms) }) } }) } }),
});

/** What says more than the kind of the value. */
const OWN: Readonly<Record<string, DataForm>> = {
  attribution: or(map({ commit: TEXT, pr: TEXT, sessionUrl: TRUTH }), "boolean"),
  autoMode: map({ allow: TEXTS, soft_deny: TEXTS, hard_deny: TEXTS, environment: TEXTS }),
  autoUpdatesChannel: oneOfTexts("latest", "stable", "rc"),
  availableModels: TEXTS,
  claudeMdExcludes: TEXTS,
  cleanupPeriodDays: COUNT,
  companyAnnouncements: TEXTS,
  crossSessionInbound: oneOfTexts(...claudeCodeSettings.settingValues.value.crossSessionInbound),
  daemonColdStart: oneOfTexts("transient", "ask"),
  defaultShell: oneOfTexts("bash", "powershell"),
  disableAutoMode: DISABLE,
  disableDeepLinkRegistration: DISABLE,
  disabledMcpjsonServers: or(TEXTS, "string"),
  enabledMcpjsonServers: or(TEXTS, "string"),
  enabledPlugins: { takes: ["map"], each: or(TEXTS, "boolean") },
  extraKnownMarketplaces: { takes: ["map"], each: map({ source: { takes: ["map"], by: SOURCES } }, "source") },
  fallbackModel: TEXTS,
  feedbackDrafts: or(oneOfTexts("notify", "quiet", "off"), "null"),
  feedbackSurveyRate: { takes: ["number"], most: 1 },
  fileSuggestion: map(STATUS_LINE, "type", "command"),
  httpHookAllowedEnvVars: TEXTS,
  managedSourcesBehavior: oneOfTexts("first-wins", "merge"),
  modelOverrides: TEXTS_BY_KEY,
  parentSettingsBehavior: oneOfTexts("first-wins", "merge"),
  permissions: map({
    allow: LIST,
    ask: LIST,
    deny: LIST,
    additionalDirectories: TEXTS,
    blockReadsOutsideWorkingDirectories: TRUTH,
    defaultMode: oneOfTexts(...claudeCodeSettings.permissionModes.value, "manual"),
    disableAutoMode: DISABLE,
    disableBypassPermissionsMode: DISABLE,
  }),
  sandbox: map({
    allowAppleEvents: TRUTH,
    allowNestedUserNamespaces: TRUTH,
    allowPlaintextInject: ANYTHING,
    allowUnsandboxedCommands: TRUTH,
    autoAllowBashIfSandboxed: TRUTH,
    backend: ANYTHING,
    credentials: MAP,
    enabled: TRUTH,
    enableWeakerNestedSandbox: TRUTH,
    enableWeakerNetworkIsolation: TRUTH,
    excludedCommands: TEXTS,
    failIfUnavailable: TRUTH,
    filesystem: map({
      allowManagedReadPathsOnly: TRUTH,
      allowRead: TEXTS,
      allowWrite: TEXTS,
      denyRead: TEXTS,
      denyWrite: TEXTS,
      disabled: TRUTH,
    }),
    ignoreViolations: MAP,
    network: map({
      allowAllUnixSockets: TRUTH,
      allowedDomains: TEXTS,
      allowLocalBinding: TRUTH,
      allowMachLookup: TEXTS,
      allowManagedDomainsOnly: TRUTH,
      allowUnixSockets: TEXTS,
      deniedDomains: TEXTS,
      httpProxyPort: NUMBER,
      socksProxyPort: NUMBER,
      tlsTerminate: MAP,
    }),
    ripgrep: map({ command: TEXT }, "command"),
    windows: MAP,
  }),
  skillListingBudgetFraction: { takes: ["number"], above: 0, most: 1 },
  skillListingMaxDescChars: COUNT,
  skillOverrides: { takes: ["map"], each: oneOfTexts("on", "name-only", "user-invocable-only", "off") },
  spinnerVerbs: map({ mode: oneOfTexts("append", "replace"), verbs: TEXTS }, "mode", "verbs"),
  statusLine: map({ ...STATUS_LINE, padding: NUMBER, hideVimModeIndicator: TRUTH }, "type", "command"),
  teammateMode: oneOfTexts(...claudeCodeSettings.settingValues.value.teammateMode),
  totalTokensReminder: oneOfTexts("off", "infinite", "fixed", "countdown", "padded-countdown"),
  tui: oneOfTexts("default", "fullscreen"),
  voice: map({ enabled: TRUTH, mode: oneOfTexts("hold", "tap") }),
  workflowSizeGuideline: oneOfTexts("unrestricted", "small", "medium", "large"),
  worktree: map({ baseRef: oneOfTexts("fresh", "head"), sparsePaths: TEXTS, symlinkDirectories: TEXTS }),
};
