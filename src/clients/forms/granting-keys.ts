import type { Kind } from "../../model/artifact.ts";
import type { Client } from "../../model/client.ts";
import type { PageRead } from "../../model/rule.ts";

/** What a client does by a value, at the end of a sentence that begins with the value. */
export const GRANTED = {
  starts: "which the client starts",
  fetches: "which the client fetches and loads",
  trusts: "which the client trusts without asking",
  widens: "which lets agents do more without asking",
  sends: "where the client sends its work",
  sets: "which every session gets",
} as const;

/**
 * A place in a file whose value lets its client start, fetch or trust something, or widens what agents may do. `path`
 * has keys with `/` between them; `*` is every entry of a map and every item of a list.
 */
export interface GrantingKey {
  /** Whose file it is; undefined where every client's file of the kind has it. */
  readonly client?: Client;
  readonly kind: Kind;
  readonly path: string;
  readonly grants: keyof typeof GRANTED;
  /** The only values that grant something; all but `false`, nothing and `unless` where absent. */
  readonly only?: readonly (string | boolean)[];
  /** Values that grant nothing. */
  readonly unless?: readonly string[];
  /** The pages on which it was found; none where the client itself has it, as is told at the list. */
  readonly found: Found;
}

/** Where the keys of a client were found: in its program, or on its pages. */
type Found = readonly PageRead[];

const pages = (...urls: readonly string[]): Found => urls.map((url) => ({ url, date: "2026-11-30" }));

/**
 * The keys of one client's files of a kind, and where they were found. `key=a,b` grants by those values alone,
 * `key!a,b` by all others.
 */
function keys(
  client: Client | undefined,
  kind: Kind,
  lists: Partial<Record<keyof typeof GRANTED, string>>,
  found: Found = [],
) {
  return Object.entries(lists).flatMap(([grants, list]) =>
    list
      .trim()
      .split(/\s+/)
      .map((text): GrantingKey => {
        const [, path = "", sign, values = ""] = /^([^=!]+)(?:([=!])(.*))?$/.exec(text) ?? [];
        const named = values.split(",");
        return {
          ...(client && { client }),
          kind,
          path,
          grants: isGranted(grants) ? grants : "sets",
          ...(sign === "=" && { only: named.map((one) => (one === "true" ? true : one === "false" ? false : one)) }),
          ...(sign === "!" && { unless: named }),
          found,
        };
      }),
  );
}

const isGranted = (name: string): name is keyof typeof GRANTED => Object.hasOwn(GRANTED, name);

/**
 * Everything of that kind, in one list: whoever learns of a key adds it here. Hooks, commands, servers, tools and modes
 * have readers of their own. On 2026-11-30 keys were looked for in Claude Code 2.1.332, Codex 0.171.0, Gemini CLI
 * 0.61.0 and OpenCode 1.18.33 themselves, and not each was found there; those of the others are from the pages that
 * stand beside them. A key that no client reads costs a sentence in a review, one that is missing a review.
 */
export const GRANTING_KEYS: readonly GrantingKey[] = [
  ...keys("claude-code", "settings", {
    starts: `apiKeyHelper awsAuthRefresh awsCredentialExport gcpAuthRefresh otelHeadersHelper proxyAuthHelper processWrapper
      statusLine/command subagentStatusLine/command fileSuggestion/command policyHelper policyHelper/command
      policyHelpers/*`,
    fetches: `enabledPlugins/* extraKnownMarketplaces/* additionalMarketplaces/* prependPlugins/* appendPlugins/*`,
    trusts: `enabledMcpjsonServers/* allowedHttpHookUrls/* httpHookAllowedEnvVars/* skipDangerousModePermissionPrompt
      skipAutoPermissionPrompt skipWebFetchPreflight allowedChannelPlugins/* autoMode/*`,
    widens: `disableAllHooks permissions/additionalDirectories/* additionalDirectoryConfigRoots/* sandbox/enabled=false
      sandbox/autoAllowBashIfSandboxed sandbox/allowUnsandboxedCommands sandbox/excludedCommands/*
      sandbox/enableWeakerNestedSandbox sandbox/enableWeakerNetworkIsolation sandbox/network/allowedDomains/*
      sandbox/network/allowUnixSockets/* sandbox/network/allowAllUnixSockets sandbox/network/allowLocalBinding
      sandbox/network/httpProxyPort sandbox/network/socksProxyPort sandbox/filesystem/allowWrite/*
      sandbox/filesystem/allowRead/* sandbox/ignoreViolations/*`,
    sets: `env/*`,
  }),
  ...keys("claude-code", "plugin", {
    starts: `lspServers/*/command monitors/*/command experimental/monitors/*/command`,
    fetches: `dependencies/*`,
  }),
  ...keys("claude-code", "marketplace", {
    starts: `plugins/*/lspServers/*/command`,
    fetches: `plugins/*/source/url plugins/*/source/repo plugins/*/source/package allowCrossMarketplaceDependenciesOn/*`,
  }),
  ...keys(undefined, "language-servers", { starts: `*/command */args/* */env/*` }),
  ...keys("claude-code", "monitors", { starts: `*/command` }),
  ...keys("codex", "settings", {
    starts: `notify js_repl_node_path zsh_path model_providers/*/auth/command`,
    fetches: `plugins/* marketplaces/*`,
    trusts: `projects/*/trust_level=trusted model_instructions_file experimental_instructions_file
      mcp_servers/*/default_tools_approval_mode!prompt mcp_servers/*/tools/*/approval_mode!prompt`,
    widens: `sandbox_workspace_write/writable_roots/* sandbox_workspace_write/network_access
      profiles/*/approval_policy=never profiles/*/sandbox_mode=danger-full-access default_permissions
      shell_environment_policy/inherit=all shell_environment_policy/ignore_default_excludes`,
    sends: `model_providers/*/base_url openai_base_url chatgpt_base_url otel/exporter`,
    sets: `shell_environment_policy/set/*`,
  }),
  ...keys("gemini-cli", "settings", {
    starts: `tools/discoveryCommand tools/callCommand toolDiscoveryCommand toolCallCommand mcp/serverCommand
      mcpServerCommand`,
    trusts: `mcpServers/*/trust security/folderTrust/enabled=false`,
    widens: `hooksConfig/enabled=false hooksConfig/disabled/* autoAccept tools/autoAccept tools/allowed/* allowedTools/* general/defaultApprovalMode=auto_edit,yolo
      tools/sandbox=false sandbox=false tools/sandboxAllowedPaths/* tools/sandboxNetworkAccess
      context/includeDirectories/* includeDirectories/* policyPaths/*
      security/environmentVariableRedaction/allowed/*`,
    sends: `telemetry/otlpEndpoint`,
  }),
  ...keys("gemini-cli", "client-policy", { widens: `rule/*/decision=allow` }),
  ...keys("codex", "client-policy", { widens: `allowed_approval_policies/* allowed_sandbox_modes/*` }),
  ...keys(
    "cursor",
    "settings",
    { starts: `install start terminals/*/command build/dockerfile`, fetches: `repositoryDependencies/* snapshot` },
    pages("https://cursor.com/schemas/environment.schema.json", "https://cursor.com/docs/cloud-agent/setup"),
  ),
  ...keys(
    "cursor",
    "settings",
    { widens: `permissions/allow/* terminalAllowlist/* mcpAllowlist/* autoRun` },
    pages("https://cursor.com/docs/reference/permissions", "https://cursor.com/docs/cli/reference/configuration"),
  ),
  ...keys(
    "cursor",
    "settings",
    {
      widens: `type=insecure_none additionalReadwritePaths/* additionalReadonlyPaths/* networkPolicy/default=allow
        networkPolicy/allow/*`,
    },
    pages("https://cursor.com/docs/reference/sandbox"),
  ),
  ...keys("opencode", "settings", {
    starts: `formatter/*/command lsp/*/command experimental/hook/*`,
    fetches: `plugin/* provider/*/npm skills/urls/*`,
    trusts: `instructions/* skills/paths/*`,
    widens: `permission=allow permission/*=allow permission/*/*=allow agent/*/permission=allow
      agent/*/permission/*=allow agent/*/permission/*/*=allow mode/*/permission/*=allow mode/*/permission/*/*=allow`,
    sends: `share=auto provider/*/options/baseURL`,
  }),
  ...keys("opencode", "agent", { widens: `permission=allow permission/*=allow permission/*/*=allow` }),
  ...keys(
    "amp",
    "settings",
    {
      widens: `amp.dangerouslyAllowAll amp.permissions/* amp.guardedFiles.allowlist/*`,
      trusts: `amp.mcpPermissions/* amp.skills.path`,
      starts: `amp.toolbox.path amp.hooks/*`,
      sends: `amp.url amp.proxy`,
    },
    pages("https://ampcode.com/manual", "https://ampcode.com/news/mcp-permissions"),
  ),
  // Other keys are ignored in a repository, says the page.
  ...keys(
    "copilot",
    "settings",
    { fetches: `enabledPlugins/* extraKnownMarketplaces/*`, widens: `disableAllHooks` },
    pages("https://docs.github.com/en/copilot/reference/copilot-cli-reference/cli-config-dir-reference"),
  ),
  ...keys(
    "zed",
    "settings",
    {
      widens: `agent/always_allow_tool_actions agent/tool_permissions/default=allow
        agent/tool_permissions/tools/*/default=allow agent/tool_permissions/tools/*/always_allow/*`,
    },
    pages("https://zed.dev/docs/ai/tool-permissions"),
  ),
  ...keys(
    "zed",
    "settings",
    {
      starts: `lsp/*/binary/path agent_servers/*/command terminal/shell/program terminal/shell/with_arguments/program
        formatter/external/command formatter/*/external/command languages/*/formatter/external/command
        languages/*/formatter/*/external/command`,
      fetches: `auto_install_extensions/*`,
      sends: `proxy`,
      sets: `terminal/env/*`,
    },
    pages(
      "https://zed.dev/docs/configuring-zed",
      "https://zed.dev/docs/configuring-languages",
      "https://zed.dev/docs/ai/external-agents",
    ),
  ),
  ...keys(
    "windsurf",
    "settings",
    { widens: `permissions/allow/*`, trusts: `read_config_from/*` },
    pages("https://docs.devin.ai/cli/extensibility/configuration"),
  ),
];

/** Places in the entry of one MCP server, whichever client's file declares it. */
export const GRANTING_SERVER_KEYS: readonly Omit<GrantingKey, "kind">[] = keys(undefined, "mcp", {
  starts: `headersHelper`,
  trusts: `trust alwaysAllow/* autoApprove/* autoapprove/*`,
  sets: `env/* environment/* envFile cwd`,
});

/**
 * Variables that decide which code runs, or where it talks to. Those of sessions are told whatever they are called, of
 * servers these alone: what else a server takes is its own.
 */
export const STEERING_VARIABLE =
  /^(?:PATH|NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|BASH_ENV|ENV|LD_[A-Z_]+|DYLD_[A-Z_]+|PERL5(?:OPT|LIB)|PYTHON(?:PATH|STARTUP|HOME)|RUBY(?:OPT|LIB)|JAVA_TOOL_OPTIONS|GIT_SSH(?:_COMMAND)?|(?:https?|all|no)_proxy|(?:npm_config|uv|pip)_\w+)$|_(?:(?:BASE|API|INDEX)_URL|ENDPOINT|REGISTRY)$/i;

/** Files of no kind, by their path from the top, that decide the same for clients in an editor or beside it. */
export const GRANTING_FILES: readonly { readonly file: string; readonly keys: readonly Omit<GrantingKey, "kind">[] }[] =
  [
    {
      file: ".vscode/settings.json",
      keys: [
        ...keys(
          "copilot",
          "settings",
          {
            widens: `chat.tools.global.autoApprove chat.tools.autoApprove chat.tools.terminal.autoApprove/*
              chat.tools.terminal.ignoreDefaultAutoApproveRules chat.tools.edits.autoApprove/*
              chat.tools.urls.autoApprove/* chat.permissions.default=autoApprove,autopilot
              chat.agent.sandbox.enabled=off chat.agent.allowedNetworkDomains/*
              github.copilot.chat.additionalReadAccessFolders/*
              github.copilot.chat.claudeAgent.allowDangerouslySkipPermissions`,
            trusts: `chat.instructionsFilesLocations/* chat.promptFilesLocations/* chat.agentFilesLocations/*
              chat.agentSkillsLocations/* chat.hookFilesLocations/* chat.mcp.autostart!never chat.mcp.autoStart!never
              chat.mcp.discovery.enabled chat.plugins.paths/* chat.pluginLocations/*`,
            fetches: `chat.plugins.marketplaces/*`,
            sends: `github.copilot.chat.otel.otlpEndpoint`,
          },
          pages(
            "https://code.visualstudio.com/docs/copilot/reference/copilot-settings",
            "https://github.com/microsoft/vscode/blob/main/src/vs/workbench/contrib/chat/common/constants.ts",
          ),
        ),
        ...keys(
          "copilot",
          "settings",
          { starts: `task.allowAutomaticTasks=on` },
          pages("https://code.visualstudio.com/docs/debugtest/tasks"),
        ),
      ],
    },
    {
      file: ".vscode/tasks.json",
      keys: keys(
        "copilot",
        "settings",
        { starts: `tasks/*/runOptions/runOn=folderOpen` },
        pages("https://code.visualstudio.com/docs/debugtest/tasks"),
      ),
    },
    {
      file: ".opencode/package.json",
      keys: keys("opencode", "settings", { fetches: `dependencies/*`, starts: `scripts/*` }),
    },
  ];
