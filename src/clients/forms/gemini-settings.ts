import { type DataForm, MAP, NUMBER, oneOfTexts, TEXT, TEXTS, TEXTS_BY_KEY, TRUTH } from "./data-form.ts";

/** Settings of Gemini CLI 0.61 that keep it from starting where they are of another form. */
export const GEMINI_REFUSED: DataForm = {
  takes: ["map"],
  keys: {
    general: {
      takes: ["map"],
      // Of `yolo` it says that it is invalid, and starts.
      keys: { defaultApprovalMode: oneOfTexts("default", "auto_edit", "plan", "yolo") },
    },
    context: {
      takes: ["map"],
      keys: { fileName: { takes: ["string", "list"], items: TEXT }, includeDirectories: TEXTS },
    },
    tools: { takes: ["map"], keys: { core: TEXTS } },
    ui: { takes: ["map"], keys: { theme: TEXT } },
  },
};

const switches = (...names: readonly string[]): DataForm => ({
  takes: ["map"],
  keys: Object.fromEntries(names.map((name) => [name, TRUTH])),
});

/** Settings of which it says that the configuration is invalid. */
export const GEMINI_INVALID: DataForm = {
  takes: ["map"],
  keys: {
    general: {
      takes: ["map"],
      keys: {
        defaultApprovalMode: { takes: ["string"], values: ["default", "auto_edit", "plan"] },
        preferredEditor: TEXT,
        vimMode: TRUTH,
        checkpointing: switches("enabled"),
        sessionRetention: MAP,
        debugKeystrokeLogging: TRUTH,
        maxAttempts: NUMBER,
      },
    },
    context: {
      takes: ["map"],
      keys: {
        discoveryMaxDirs: NUMBER,
        loadMemoryFromIncludeDirectories: TRUTH,
        fileFiltering: switches("respectGitIgnore", "enableRecursiveFileSearch"),
      },
    },
    hooks: { takes: ["map"], each: { takes: ["list"], items: { takes: ["map"], keys: { matcher: TEXT } } } },
    hooksConfig: { takes: ["map"], keys: { enabled: TRUTH, disabled: TEXTS } },
    mcp: { takes: ["map"], keys: { serverCommand: TEXT, allowed: TEXTS, excluded: TEXTS } },
    mcpServers: {
      takes: ["map"],
      each: {
        takes: ["map"],
        keys: {
          command: TEXT,
          args: TEXTS,
          env: TEXTS_BY_KEY,
          cwd: TEXT,
          trust: TRUTH,
          httpUrl: TEXT,
          headers: TEXTS_BY_KEY,
          includeTools: TEXTS,
          excludeTools: TEXTS,
          description: TEXT,
          oauth: MAP,
        },
      },
    },
    model: {
      takes: ["map"],
      keys: {
        name: TEXT,
        maxSessionTurns: NUMBER,
        summarizeToolOutput: MAP,
        compressionThreshold: NUMBER,
        skipNextSpeakerCheck: TRUTH,
      },
    },
    tools: {
      takes: ["map"],
      keys: {
        allowed: TEXTS,
        exclude: TEXTS,
        discoveryCommand: TEXT,
        callCommand: TEXT,
        useRipgrep: TRUTH,
        truncateToolOutputThreshold: NUMBER,
        shell: switches("enableInteractiveShell"),
      },
    },
    security: {
      takes: ["map"],
      keys: {
        auth: MAP,
        folderTrust: switches("enabled"),
        disableYoloMode: TRUTH,
        blockGitExtensions: TRUTH,
        environmentVariableRedaction: MAP,
      },
    },
    skills: { takes: ["map"], keys: { enabled: TRUTH, disabled: TEXTS } },
    agents: { takes: ["map"], keys: { overrides: MAP } },
    advanced: { takes: ["map"], keys: { excludedEnvVars: TEXTS, autoConfigureMemory: TRUTH } },
    telemetry: { takes: ["map"], keys: { enabled: TRUTH } },
    privacy: switches("usageStatisticsEnabled"),
    ide: switches("enabled"),
    output: { takes: ["map"], keys: { format: oneOfTexts("text", "json") } },
    extensions: { takes: ["map"], keys: { disabled: TEXTS } },
    experimental: switches("enableAgents", "extensionReloading"),
    ui: {
      takes: ["map"],
      keys: {
        hideBanner: TRUTH,
        hideTips: TRUTH,
        showLineNumbers: TRUTH,
        footer: MAP,
        customThemes: MAP,
        accessibility: MAP,
      },
    },
    policyPaths: TEXTS,
  },
};

/**
 * Settings by the names that they had before they stood in groups, and where they stand now, as Gemini CLI's own table
 * of them has it.
 */
export const GEMINI_FORMER: Readonly<Record<string, string>> = {
  allowMCPServers: "mcp.allowed",
  allowedTools: "tools.allowed",
  autoAccept: "tools.autoAccept",
  bugCommand: "advanced.bugCommand",
  checkpointing: "general.checkpointing",
  contextFileName: "context.fileName",
  coreTools: "tools.core",
  customThemes: "ui.customThemes",
  enforcedAuthType: "security.auth.enforcedType",
  excludeMCPServers: "mcp.excluded",
  excludeTools: "tools.exclude",
  excludedProjectEnvVars: "advanced.excludedEnvVars",
  fileFiltering: "context.fileFiltering",
  folderTrust: "security.folderTrust.enabled",
  hideBanner: "ui.hideBanner",
  hideTips: "ui.hideTips",
  ideMode: "ide.enabled",
  includeDirectories: "context.includeDirectories",
  loadMemoryFromIncludeDirectories: "context.loadMemoryFromIncludeDirectories",
  maxSessionTurns: "model.maxSessionTurns",
  mcpServerCommand: "mcp.serverCommand",
  memoryDiscoveryMaxDirs: "context.discoveryMaxDirs",
  preferredEditor: "general.preferredEditor",
  sandbox: "tools.sandbox",
  selectedAuthType: "security.auth.selectedType",
  skipNextSpeakerCheck: "model.skipNextSpeakerCheck",
  summarizeToolOutput: "model.summarizeToolOutput",
  theme: "ui.theme",
  toolCallCommand: "tools.callCommand",
  toolDiscoveryCommand: "tools.discoveryCommand",
  usageStatisticsEnabled: "privacy.usageStatisticsEnabled",
  useRipgrep: "tools.useRipgrep",
  vimMode: "general.vimMode",
};

/** The groups that settings stand in. */
export const GEMINI_GROUPS: ReadonlySet<string> = new Set(
  [GEMINI_REFUSED, GEMINI_INVALID].flatMap(({ keys = {} }) =>
    Object.entries(keys).flatMap(([key, { takes }]) => (takes.includes("map") ? [key] : [])),
  ),
);
