import { codexFacts } from "../../../src/clients/codex.ts";
import { frontmatter, mark, type Expectation, type Probe, type ProbeFiles } from "../probe.ts";

const bytes = codexFacts.instructionBytes.value;
const END = mark("end");
const long = "p".repeat(40);

type Config = readonly [folder: string, fact: keyof typeof codexFacts, text: string, says: string, starts?: true];
const server = (...lines: readonly string[]): string => ["[mcp_servers.a]", ...lines, ""].join("\n");
const CONFIGS: readonly Config[] = [
  ["good", "configSyntax", 'model = "x"\n', "a right file", true],
  ["broken", "configSyntax", "model =\n", "what is no TOML"],
  ["command", "configServers", server('command = "x"'), "a server with a command", true],
  ["neither", "configServers", server("startup_timeout_sec = 5"), "neither command nor address"],
  ["both", "configServers", server('command = "x"', 'url = "https://x"'), "both of them"],
  ["token", "configServers", server('url = "https://x"', 'bearer_token = "x"'), "a token"],
  ["tools", "configServers", server('command = "x"', 'tools = ["find"]'), "tools that are a list"],
  ["env", "configServers", server('command = "x"', 'env = ["A"]'), "env that is a list"],
  ["approval", "configValues", 'approval_policy = "sometimes"\n', "an approval_policy that it does not know"],
  ["never", "configValues", 'approval_policy = "never"\n', "one that it knows", true],
  ["untrusted", "configValues", 'approval_policy = "untrusted"\n', "one that it knew"],
  ["granular", "configValues", 'approval_policy = "granular"\n', "one that has to say more"],
  ["file", "namedFiles", 'model_instructions_file = "AGENTS.md"\n', "a file of instructions that is there", true],
  [
    "prompt",
    "namedFiles",
    'experimental_compact_prompt_file = "AGENTS.md"\n',
    "a file of a prompt that is there",
    true,
  ],
  ...codexFacts.namedFiles.value.map((key): Config => [
    `no-${key}`,
    "namedFiles",
    `${key} = "gone.md"\n`,
    `${key} names one that is not`,
  ]),
  ["event", "configHooks", '[[hooks.Stopp.hooks]]\ntype = "command"\n', "what stands at an event that is none", true],
  ["flat", "configHooks", '[hooks.PreToolUse]\ncommand = "x"\n', "hooks that are no list"],
];
const [NAME, DESCRIPTION, DO] = ['name = "a"', `description = "${mark("role")}"`, 'developer_instructions = "x"'];
const ROLES: readonly (readonly [folder: string, lines: readonly string[], says: string, listed: boolean])[] = [
  ["good", [NAME, DESCRIPTION, DO], "an agent with all three is listed", true],
  ["nameless", [DESCRIPTION, DO], "one without a name is not", false],
  ["idle", [NAME, DESCRIPTION], "nor is one without instructions", false],
];

/** What is said of the settings that are no texts. */
const SAID: Readonly<Record<string, string>> = {
  model_providers: '{ a = { name = "x" } }',
  notify: '["x"]',
  otel: '{ exporter = "none" }',
  profiles: '{ a = { model = "x" } }',
  responses_api_metadata: '{ a = "b" }',
};
const IGNORED = "Ignored unsupported project-local config keys";
/** A setting of a repository, and whether Codex says that it ignores it. */
const SETTINGS: readonly (readonly [key: string, value: string, ignored: boolean])[] = [
  ...codexFacts.ignoredKeys.value.map((key) => [key, SAID[key] ?? '"x"', true] as const),
  ["model", '"x"', false],
  ["sandbox_mode", '"read-only"', false],
  ["tui", "{ notifications = true }", false],
  ["history", '{ persistence = "none" }', false],
];

const handler = { type: "command", command: "true" };
const tool = { type: "mcp_tool", server: "a", tool: "b" };
const hooks = (event: string, group: object, top: object = {}): ProbeFiles => ({
  ".codex/hooks.json": JSON.stringify({ ...top, hooks: { [event]: [group] } }),
});
const withHandler = (change: object): ProbeFiles => hooks("PreToolUse", { hooks: [{ ...handler, ...change }] });

/** One hooks.json at a time: the app server answers about one folder. */
function hookProbes(): readonly Probe[] {
  const LISTED = '"eventName":"preToolUse"';
  const FAILED = "failed to parse hooks config";
  const one = (fact: string, says: string, files: ProbeFiles, there: string): Probe => ({
    question: "codex hooks",
    files,
    expects: [{ fact: `codex.${fact}`, says, there }],
  });
  const all = codexFacts.hookEvents.value.map((event) => [event, [{ hooks: [handler] }]]);
  const camel = (event: string): string => event.charAt(0).toLowerCase() + event.slice(1);
  return [
    one("hooksFile", "a right file is read", withHandler({}), LISTED),
    one("hooksFile", "another key refuses all", hooks("PreToolUse", { hooks: [handler] }, { version: 1 }), FAILED),
    one("hooksFile", "so does a timeout that is a text", withHandler({ timeout: "5" }), FAILED),
    one("hooksFile", "so does a handler without a type", withHandler({ type: undefined }), FAILED),
    one("hooksFile", "so does a byte order mark", { ".codex/hooks.json": '\uFEFF{ "hooks": {} }' }, FAILED),
    one("hooksFile", "so does null in place of hooks", { ".codex/hooks.json": '{ "hooks": null }' }, FAILED),
    one("hooksFile", "an empty list does not", { ".codex/hooks.json": '{ "hooks": [] }' }, '"warnings":[]'),
    one("hooksFile", "nor does a file that is one", { ".codex/hooks.json": "[]" }, '"warnings":[]'),
    one("hooksFile", "a list of groups does", { ".codex/hooks.json": '{ "hooks": [{ "hooks": [] }] }' }, FAILED),
    one("hooksFile", "null leaves a time out", withHandler({ timeout: null }), LISTED),
    one("hooksFile", "a command of Windows is a text", withHandler({ commandWindows: 5 }), FAILED),
    one("hooksFile", "what a tool is given is a map", withHandler({ ...tool, input: 5 }), FAILED),
    one("hookSkipped", "a tool of a server is listed", withHandler(tool), LISTED),
    one("hookSkipped", "a prompt is skipped", withHandler({ type: "prompt" }), "skipping prompt hook"),
    one("hookSkipped", "so is an agent", withHandler({ type: "agent" }), "skipping agent hook"),
    one("hookSkipped", "so is an empty command", withHandler({ command: "" }), "skipping empty hook command"),
    one("hookSkipped", "one without its group is not there", hooks("PreToolUse", handler), '"hooks":[]'),
    one(
      "hookTypes",
      "so does http",
      withHandler({ type: "http", url: "https://x" }),
      codexFacts.hookTypes.value.map((type) => `\`${type}\``).join(", "),
    ),
    one(
      "hookMatcher",
      "a matcher that is no pattern",
      hooks("PreToolUse", { matcher: "(", hooks: [handler] }),
      "invalid matcher",
    ),
    {
      question: "codex hooks",
      files: {
        ".codex/hooks.json": JSON.stringify({
          hooks: Object.fromEntries([...all, ["StopFailure", [{ hooks: [handler] }]]]),
        }),
      },
      expects: [
        ...codexFacts.hookEvents.value.map((event) => ({
          fact: "codex.hookEvents",
          says: `${event} is an event`,
          there: `"eventName":"${camel(event)}"`,
        })),
        { fact: "codex.hookEvents", says: "StopFailure is none", gone: '"eventName":"stopFailure"' },
      ],
    },
  ];
}

const ROLE = ['name = "a"', `description = "${mark("role")}"`, 'developer_instructions = "x"'];
const ROLE_KEYS: readonly (readonly [folder: string, line: string, listed: boolean])[] = [
  ["model", 'model = "x"', true],
  ["effort", 'model_reasoning_effort = "low"', true],
  ["slip", 'modle = "x"', false],
  ["foreign", 'tools_allowed = "x"', false],
  ["colour", 'color = "red"', false],
  ["prompt", 'prompt = "x"', false],
  ["degree", "temperature = 1", false],
  ["tools", 'tools = "Read, Grep"', false],
  ["number", "model = 5", false],
  ["never", 'sandbox_mode = "never"', false],
  ["servers", 'mcp_servers = ["x"]', false],
  ["untrusted", 'approval_policy = "untrusted"', true],
  ["nickname", 'nickname_candidates = ["Ada 1"]', true],
  ["accent", 'nickname_candidates = ["Adè"]', false],
];
const roleFrom = (file: string | undefined): string =>
  [`[agents.r]`, `description = "${mark("role")}"`, ...(file === undefined ? [] : [`config_file = "${file}"`])].join(
    "\n",
  );
const ROLE_FILES: readonly (readonly [folder: string, file: string | undefined, says: string, listed: boolean])[] = [
  ["none", undefined, "an agent without a file is listed", true],
  ["there", "there.toml", "one whose file is there is, too", true],
  ["gone", "gone.toml", "one whose file is not there is not", false],
];
const rule = (more: string): string => `prefix_rule(pattern=["git"], ${more})`;
type RuleFact = "commandRules" | "commandRuleForm";
const RULES: readonly (readonly [folder: string, fact: RuleFact, rules: string, taken: boolean])[] = [
  ...codexFacts.commandRules.value.map(
    (decision) => [decision, "commandRules", rule(`decision="${decision}"`), true] as const,
  ),
  ["none", "commandRules", 'prefix_rule(pattern=["git"])', true],
  ["slip", "commandRules", rule('decision="alow"'), false],
  ["deny", "commandRules", rule('decision="deny"'), false],
  ["capital", "commandRules", rule('decision="Forbidden"'), false],
  ["nothing", "commandRules", rule("decision=None"), false],
  ["network", "commandRules", 'network_rule(host="a.example", protocol="https", decision="deny")', true],
  ["net", "commandRules", 'network_rule(host="a.example", protocol="https", decision="alow")', false],
  ["said", "commandRules", rule("justification=\"decision='deny'\""), true],
  ["key", "commandRuleForm", 'prefix_rule(patern=["git"], decision="allow")', false],
  ["open", "commandRuleForm", "prefix_rule(", false],
  ["place", "commandRuleForm", 'prefix_rule(["git"], "prompt")', true],
  ["loop", "commandRuleForm", 'for one in ["git"]:\n    prefix_rule(pattern=[one])\n', true],
  ["text", "commandRuleForm", 'prefix_rule(pattern="git")', false],
  ["empty", "commandRuleForm", "prefix_rule(pattern=[])", false],
  ["number", "commandRuleForm", 'prefix_rule(pattern=["git", 5])', false],
  ["more", "commandRuleForm", rule('reason="x"'), false],
  ["blank", "commandRuleForm", rule('justification=""'), false],
  ["plural", "commandRuleForm", 'prefix_rules(pattern=["git"])', false],
  ["mark", "commandRuleForm", '\uFEFFprefix_rule(pattern=["git"])', false],
];
/** A pattern, and whether `git status` fits it. */
const WORDS: readonly (readonly [folder: string, pattern: string, fits: boolean])[] = [
  ["each", '["git", "status"]', true],
  ["either", '["git", ["log", "status"]]', true],
  ["one", '["git status"]', false],
  ["star", '["git", "*"]', false],
];

/** What Codex reads beside single skills. */
export const codexProbes: readonly Probe[] = [
  {
    question: "codex prompt",
    files: { "AGENTS.md": `${"x".repeat(bytes - END.length)}${END}` },
    expects: [{ fact: "codex.instructionBytes", says: `${bytes} bytes of instructions are read`, there: END }],
  },
  {
    question: "codex prompt",
    files: { "AGENTS.md": `${mark("start")}${"x".repeat(bytes - END.length - mark("start").length + 1)}${END}` },
    expects: [
      { fact: "codex.instructionBytes", says: "more are read in part", there: mark("start") },
      { fact: "codex.instructionBytes", says: "the last byte of one more is cut", gone: END },
    ],
  },
  {
    question: "codex skills",
    files: {
      ".agents/skills/tools/.claude-plugin/plugin.json": JSON.stringify({ name: long }),
      ".agents/skills/tools/skills/x/SKILL.md": frontmatter([
        `name: ${"s".repeat(60)}`,
        `description: ${mark("named")}`,
      ]),
    },
    expects: [{ fact: "codex.skillNameLength", says: "a plugin's name in front does not count", there: mark("named") }],
  },
  ...hookProbes(),
  {
    question: "codex prompt each",
    files: {
      ...Object.fromEntries(CONFIGS.map(([folder, , text]) => [`${folder}/.codex/config.toml`, text])),
      "file/.codex/AGENTS.md": "Do.\n",
      "prompt/.codex/AGENTS.md": "Do.\n",
    },
    expects: CONFIGS.map(([folder, fact, , says, starts]): Expectation => ({
      fact: `codex.${fact}`,
      says,
      folder,
      there: starts ? '"role": "developer"' : "Error",
    })),
  },
  {
    question: "codex exec each",
    files: Object.fromEntries(SETTINGS.map(([key, value]) => [`${key}/.codex/config.toml`, `${key} = ${value}\n`])),
    expects: SETTINGS.flatMap(([key, value, ignored]): readonly Expectation[] => {
      const about = { fact: "codex.ignoredKeys", folder: key };
      return [
        { ...about, says: `with ${key} it starts`, there: "pong" },
        {
          ...about,
          says: `${key} = ${value}: ${ignored ? "ignored" : "taken"}`,
          [ignored ? "there" : "gone"]: IGNORED,
        },
      ];
    }),
  },
  {
    question: "codex prompt each",
    files: Object.fromEntries(ROLES.map(([folder, lines]) => [`${folder}/.codex/agents/a.toml`, lines.join("\n")])),
    expects: ROLES.map(([folder, , says, listed]): Expectation => ({
      fact: "codex.agentRole",
      says,
      folder,
      [listed ? "there" : "gone"]: mark("role"),
    })),
  },
  {
    question: "codex prompt each",
    files: {
      ...Object.fromEntries(ROLE_FILES.map(([folder, file]) => [`${folder}/.codex/config.toml`, roleFrom(file)])),
      "there/.codex/there.toml": 'model = "x"\n',
    },
    expects: ROLE_FILES.map(([folder, , says, listed]): Expectation => ({
      fact: "codex.agentRoleFile",
      says,
      folder,
      [listed ? "there" : "gone"]: mark("role"),
    })),
  },
  {
    question: "codex prompt each",
    files: Object.fromEntries(
      ROLE_KEYS.map(([folder, line]) => [`${folder}/.codex/agents/a.toml`, [...ROLE, line].join("\n")]),
    ),
    expects: ROLE_KEYS.map(([folder, line, listed]): Expectation => ({
      fact: "codex.agentRoleFields",
      says: `${line}: ${listed ? "listed" : "not listed"}`,
      folder,
      [listed ? "there" : "gone"]: mark("role"),
    })),
  },
  {
    question: "codex rules each",
    files: Object.fromEntries(RULES.map(([folder, , rules]) => [`${folder}/.codex/rules/default.rules`, rules])),
    expects: RULES.map(([folder, fact, rules, taken]): Expectation => ({
      fact: `codex.${fact}`,
      says: `${rules}: ${taken ? "taken" : "refused"}`,
      folder,
      there: taken ? '"matchedRules"' : "failed to parse policy",
    })),
  },
  {
    question: "codex rules each",
    files: Object.fromEntries(
      WORDS.map(([folder, pattern]) => [
        `${folder}/.codex/rules/default.rules`,
        `prefix_rule(pattern=${pattern}, decision="forbidden")\n`,
      ]),
    ),
    expects: WORDS.map(([folder, pattern, fits]) => ({
      fact: "codex.commandRuleWords",
      says: `git status ${fits ? "fits" : "does not fit"} ${pattern}`,
      folder,
      there: fits ? "prefixRuleMatch" : '"matchedRules":[]',
    })),
  },
];
