import { COUNT, type DataForm, MAP, NUMBER, oneOfTexts, TEXT, TEXTS, TEXTS_BY_KEY, TRUTH } from "./data-form.ts";

const ACTION = oneOfTexts("ask", "allow", "deny");
/** What is allowed, asked or denied: by the permission, and for most of them by patterns of what is done with it. */
export const OPENCODE_PERMISSION: DataForm = {
  takes: ["string", "map"],
  values: ["ask", "allow", "deny"],
  each: { takes: ["string", "map"], values: ["ask", "allow", "deny"], each: ACTION },
  keys: { doom_loop: ACTION, question: ACTION, todowrite: ACTION, webfetch: ACTION, websearch: ACTION },
};
/** The tools of an agent, each switched on or off. */
export const OPENCODE_TOOLS: DataForm = { takes: ["map"], each: TRUTH };
/** A whole number above zero. */
const SOME: DataForm = { ...COUNT, above: 0 };
/** The colours of an agent: by number, or by what they are for. */
export const OPENCODE_COLOR = /^(?:#[0-9a-fA-F]{6}|primary|secondary|accent|success|warning|error|info)$/;

const AGENT: DataForm = {
  takes: ["map"],
  keys: {
    description: TEXT,
    mode: oneOfTexts("subagent", "primary", "all"),
    model: TEXT,
    variant: TEXT,
    prompt: TEXT,
    temperature: NUMBER,
    top_p: NUMBER,
    steps: SOME,
    maxSteps: SOME,
    color: { ...TEXT, form: OPENCODE_COLOR },
    tools: OPENCODE_TOOLS,
    permission: OPENCODE_PERMISSION,
    options: MAP,
    disable: TRUTH,
    hidden: TRUTH,
  },
};
const SERVER: DataForm = {
  takes: ["map"],
  keys: { enabled: TRUTH },
  alone: ["enabled"],
  by: {
    key: "type",
    forms: {
      local: {
        takes: ["map"],
        needs: ["command"],
        keys: { command: TEXTS, cwd: TEXT, environment: TEXTS_BY_KEY, timeout: SOME },
      },
      remote: {
        takes: ["map"],
        needs: ["url"],
        keys: {
          url: TEXT,
          headers: TEXTS_BY_KEY,
          timeout: SOME,
          oauth: { takes: ["map", "boolean"], keys: { clientId: TEXT, clientSecret: TEXT, scope: TEXT } },
        },
      },
    },
  },
};
const MODEL: DataForm = {
  takes: ["map"],
  keys: {
    name: TEXT,
    attachment: TRUTH,
    reasoning: TRUTH,
    temperature: TRUTH,
    tool_call: TRUTH,
    options: MAP,
    limit: { takes: ["map"], needs: ["context", "output"], keys: { context: NUMBER, output: NUMBER } },
  },
};
const PROVIDER: DataForm = {
  takes: ["map"],
  keys: {
    name: TEXT,
    npm: TEXT,
    api: TEXT,
    env: TEXTS,
    whitelist: TEXTS,
    blacklist: TEXTS,
    options: { takes: ["map"], keys: { apiKey: TEXT, baseURL: TEXT, timeout: { takes: ["number", "boolean"] } } },
    models: { takes: ["map"], each: MODEL },
  },
};
const COMMAND_FIELDS = { description: TEXT, agent: TEXT, model: TEXT, variant: TEXT, subtask: TRUTH } as const;
const COMMAND: DataForm = { takes: ["map"], needs: ["template"], keys: { template: TEXT, ...COMMAND_FIELDS } };
/** The frontmatter of a command in a file of its own, whose text is the template. */
export const OPENCODE_COMMAND: DataForm = { takes: ["map"], keys: COMMAND_FIELDS };
const PROGRAM = { command: TEXTS, extensions: TEXTS, disabled: TRUTH } as const;
const FORMATTER: DataForm = { takes: ["map"], keys: { ...PROGRAM, environment: TEXTS_BY_KEY } };
const LANGUAGE_SERVER: DataForm = {
  takes: ["map"],
  needs: ["command"],
  alone: ["disabled"],
  keys: { ...PROGRAM, env: TEXTS_BY_KEY },
};
const REFERENCES: DataForm = { takes: ["map"], each: { takes: ["string", "map"] } };

/** What OpenCode 1.18.33 asks of its configuration; where a value is of another form, it does not start. */
export const OPENCODE_CONFIG: DataForm = {
  takes: ["map"],
  keys: {
    $schema: TEXT,
    model: TEXT,
    small_model: TEXT,
    default_agent: TEXT,
    username: TEXT,
    shell: TEXT,
    logLevel: oneOfTexts("DEBUG", "INFO", "WARN", "ERROR"),
    layout: oneOfTexts("auto", "stretch"),
    snapshot: TRUTH,
    share: oneOfTexts("manual", "auto", "disabled"),
    autoshare: TRUTH,
    autoupdate: { takes: ["boolean", "string"], values: ["notify"] },
    instructions: TEXTS,
    plugin: { takes: ["list"], items: { takes: ["string", "list"] } },
    skills: { takes: ["map", "list"], keys: { paths: TEXTS, urls: TEXTS } },
    permission: OPENCODE_PERMISSION,
    provider: { takes: ["map"], each: PROVIDER },
    disabled_providers: TEXTS,
    enabled_providers: TEXTS,
    tools: OPENCODE_TOOLS,
    agent: { takes: ["map"], each: AGENT },
    mode: { takes: ["map"], each: AGENT },
    subagent_depth: COUNT,
    command: { takes: ["map"], each: COMMAND },
    mcp: { takes: ["map"], each: SERVER },
    formatter: { takes: ["map", "boolean"], each: FORMATTER },
    lsp: { takes: ["map", "boolean"], each: LANGUAGE_SERVER },
    watcher: { takes: ["map"], keys: { ignore: TEXTS } },
    compaction: { takes: ["map"], keys: { auto: TRUTH, prune: TRUTH, reserved: COUNT } },
    tool_output: { takes: ["map"], keys: { max_lines: SOME, max_bytes: SOME } },
    server: { takes: ["map"], keys: { port: SOME, hostname: TEXT, mdns: TRUTH, cors: TEXTS } },
    attachment: { takes: ["map"], keys: { image: MAP } },
    enterprise: { takes: ["map"], keys: { url: TEXT } },
    reference: REFERENCES,
    references: REFERENCES,
    experimental: {
      takes: ["map"],
      keys: {
        batch_tool: TRUTH,
        openTelemetry: TRUTH,
        primary_tools: TEXTS,
        continue_loop_on_deny: TRUTH,
        mcp_timeout: SOME,
      },
    },
  },
};
