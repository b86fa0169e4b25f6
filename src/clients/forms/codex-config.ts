import { codexFacts } from "../codex.ts";
import { COUNT, type DataForm, MAP, NUMBER, oneOfTexts, TEXT, TEXTS, TEXTS_BY_KEY, TRUTH, WHOLE } from "./data-form.ts";

/** Where a field may be left out, null leaves it out. */
const orNull = (form: DataForm): DataForm => ({ ...form, takes: [...form.takes, "null"] });
const TIMED = { timeout: orNull(COUNT), statusMessage: orNull(TEXT) } as const;
const OF_WINDOWS = { commandWindows: orNull(TEXT), command_windows: orNull(TEXT) } as const;
/** Of handlers that are a prompt or an agent it looks at the type alone. */
const HANDLER: DataForm = {
  takes: ["map"],
  by: {
    key: "type",
    forms: {
      command: { takes: ["map"], needs: ["command"], keys: { command: TEXT, async: TRUTH, ...OF_WINDOWS, ...TIMED } },
      mcp_tool: {
        takes: ["map"],
        needs: ["server", "tool"],
        keys: { server: TEXT, tool: TEXT, input: MAP, ...TIMED },
      },
      prompt: MAP,
      agent: MAP,
    },
  },
};
const GROUPS: DataForm = {
  takes: ["list"],
  items: { takes: ["map"], keys: { matcher: orNull(TEXT), hooks: { takes: ["list"], items: HANDLER } } },
};
/** What stands at an event that Codex does not know, it does not look at. */
const AT_EVENTS: Readonly<Record<string, DataForm>> = Object.fromEntries(
  codexFacts.hookEvents.value.map((event) => [event, GROUPS]),
);

/**
 * What Codex 0.171 asks of a project's hooks.json, where an empty list stands for an empty map. Where anything is of
 * another form, no hook of the file loads.
 */
export const CODEX_HOOKS: DataForm = {
  takes: ["map"],
  orNothing: true,
  closed: true,
  keys: { description: orNull(TEXT), hooks: { takes: ["map"], orNothing: true, keys: AT_EVENTS } },
};

const APPROVAL = oneOfTexts("auto", "prompt", "writes", "approve");
/**
 * A server, beside what makes it one: `mcp/codex-transport` asks for that.
 * @internal probes ask about it by itself
 */
export const CODEX_SERVER: DataForm = {
  takes: ["map"],
  keys: {
    cwd: TEXT,
    enabled: TRUTH,
    required: TRUTH,
    startup_timeout_sec: NUMBER,
    startup_timeout_ms: COUNT,
    tool_timeout_sec: NUMBER,
    enabled_tools: TEXTS,
    disabled_tools: TEXTS,
    env_vars: { takes: ["list"] },
    env_http_headers: TEXTS_BY_KEY,
    bearer_token_env_var: TEXT,
    scopes: TEXTS,
    default_tools_approval_mode: APPROVAL,
    tools: { takes: ["map"], each: { takes: ["map"], keys: { approval_mode: APPROVAL } } },
  },
};

/**
 * What Codex 0.171 asks of a project's config.toml; where a value is of another form, it does not start. What it does
 * not take from a project, such as `model_provider` and `notify`, it does not look at either.
 */
export const CODEX_CONFIG: DataForm = {
  takes: ["map"],
  keys: {
    model: TEXT,
    review_model: TEXT,
    model_context_window: WHOLE,
    model_auto_compact_token_limit: WHOLE,
    model_reasoning_effort: TEXT,
    model_reasoning_summary: oneOfTexts("auto", "concise", "detailed", "none"),
    model_verbosity: oneOfTexts("low", "medium", "high"),
    model_instructions_file: TEXT,
    instructions: TEXT,
    developer_instructions: TEXT,
    compact_prompt: TEXT,
    personality: oneOfTexts("none", "friendly", "pragmatic"),
    service_tier: TEXT,
    oss_provider: TEXT,
    web_search: { takes: ["string", "map"], values: ["disabled", "cached", "indexed", "live"] },
    approval_policy: {
      takes: ["string", "map"],
      // "untrusted" it knows, and says that it is no longer supported.
      values: ["on-failure", "on-request", "never"],
      closed: true,
      keys: {
        granular: {
          takes: ["map"],
          needs: ["sandbox_approval", "rules", "mcp_elicitations"],
          keys: { sandbox_approval: TRUTH, rules: TRUTH, mcp_elicitations: TRUTH },
        },
      },
    },
    approvals_reviewer: oneOfTexts("user", "auto_review", "guardian_subagent"),
    default_permissions: TEXT,
    sandbox_mode: oneOfTexts("read-only", "workspace-write", "danger-full-access"),
    sandbox_workspace_write: {
      takes: ["map"],
      keys: { network_access: TRUTH, writable_roots: TEXTS, exclude_slash_tmp: TRUTH, exclude_tmpdir_env_var: TRUTH },
    },
    shell_environment_policy: {
      takes: ["map"],
      keys: {
        inherit: oneOfTexts("core", "all", "none"),
        exclude: TEXTS,
        include_only: TEXTS,
        set: TEXTS_BY_KEY,
        ignore_default_excludes: TRUTH,
      },
    },
    allow_login_shell: TRUTH,
    tool_output_token_limit: COUNT,
    background_terminal_max_timeout: COUNT,
    project_doc_max_bytes: COUNT,
    project_doc_fallback_filenames: TEXTS,
    project_root_markers: TEXTS,
    include_permissions_instructions: TRUTH,
    include_environment_context: TRUTH,
    include_apps_instructions: TRUTH,
    features: { takes: ["map"], keys: { hooks: TRUTH, multi_agent: TRUTH } },
    tools: { takes: ["map"], keys: { web_search: { takes: ["boolean", "map"] } } },
    skills: {
      takes: ["map"],
      keys: {
        config: {
          takes: ["list"],
          items: { takes: ["map"], needs: ["enabled"], keys: { enabled: TRUTH, path: TEXT } },
        },
        include_instructions: TRUTH,
        bundled: { takes: ["map"], keys: { enabled: TRUTH } },
      },
    },
    agents: {
      takes: ["map"],
      keys: { max_threads: { ...COUNT, above: 0 } },
      // Settings of all agents stand among the agents, and more of them may come.
      each: {
        takes: ["map", "string", "number", "boolean", "list"],
        keys: { description: TEXT, config_file: TEXT, nickname_candidates: TEXTS },
      },
    },
    hooks: { takes: ["map"], keys: AT_EVENTS },
    mcp_servers: { takes: ["map"], each: CODEX_SERVER },
    plugins: { takes: ["map"], each: { takes: ["map"], keys: { enabled: TRUTH } } },
    apps: { takes: ["map"], each: { takes: ["map"], keys: { enabled: TRUTH } } },
    projects: {
      takes: ["map"],
      each: { takes: ["map"], keys: { trust_level: oneOfTexts("trusted", "untrusted") } },
    },
    history: { takes: ["map"], keys: { persistence: oneOfTexts("save-all", "none"), max_bytes: COUNT } },
    memories: { takes: ["map"], keys: { use_memories: TRUTH } },
    analytics: { takes: ["map"], keys: { enabled: TRUTH } },
    feedback: { takes: ["map"], keys: { enabled: TRUTH } },
    tui: { takes: ["map"], keys: { notifications: { takes: ["boolean", "list"] }, theme: TEXT } },
    file_opener: oneOfTexts("vscode", "vscode-insiders", "windsurf", "cursor", "none"),
    hide_agent_reasoning: TRUTH,
    show_raw_agent_reasoning: TRUTH,
    check_for_update_on_startup: TRUTH,
    disable_paste_burst: TRUTH,
    suppress_unstable_features_warning: TRUTH,
    forced_login_method: oneOfTexts("chatgpt", "api"),
    cli_auth_credentials_store: oneOfTexts("file", "keyring", "auto", "ephemeral"),
    mcp_oauth_credentials_store: oneOfTexts("auto", "file", "keyring"),
    windows: { takes: ["map"], keys: { sandbox: oneOfTexts("elevated", "unelevated", "mxc") } },
  },
};

const { developer_instructions: _, ...configKeys } = CODEX_CONFIG.keys ?? {};
/**
 * What Codex 0.171 asks of a file of an agent beside the three texts that it needs: a configuration of its own. Where a
 * value is of another form, it leaves the agent out.
 */
export const CODEX_ROLE: DataForm = {
  takes: ["map"],
  keys: {
    ...configKeys,
    // Here it still takes "untrusted".
    approval_policy: { takes: ["string", "map"], values: ["untrusted", "on-failure", "on-request", "never"] },
    nickname_candidates: { takes: ["list"], items: { ...TEXT, form: /^[A-Za-z0-9 _-]+$/ } },
  },
};
