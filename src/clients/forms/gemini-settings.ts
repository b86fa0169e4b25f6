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
