import type { Facts } from "./fact.ts";
import { runs } from "./runs.ts";

const SOURCE = "https://github.com/openai/codex/blob";
const LOADER = `${SOURCE}/033d1d0741d697436d4d5527aaac8893c28b424c/codex-rs/core-skills/src/loader.rs`;
const AGENTS_MD = `${SOURCE}/0cf644af40f76ffdfbac134b4b17aca78e8dcef5/codex-rs/core/src/agents_md.rs`;
const LISTING = `${SOURCE}/0899b7c42bf11847f78710966b362f756337c17d/codex-rs/core-skills/src/render.rs`;
const NAMESPACE = `${SOURCE}/10596f252bd5ec87e66eeb39f8022facb944ec2e/codex-rs/utils/plugins/src/plugin_namespace.rs`;
const CUT = "https://github.com/EveryInc/compound-engineering-plugin/pull/1426";
const read = "2026-11-21";
const ran = runs.codex;

export const codexFacts = {
  instructionNames: {
    value: ["AGENTS.override.md", "AGENTS.md"],
    says: "Of these, Codex reads the first that a folder has, from the repository's root down to the working directory.",
    read: { url: AGENTS_MD, date: read },
  },
  instructionBytes: {
    value: 32_768,
    says: "Codex reads this many bytes of all those files together (`project_doc_max_bytes`), the root's first, and cuts the rest.",
    ran,
    read: { url: "https://learn.chatgpt.com/docs/agent-configuration/agents-md", date: read },
  },
  startFolders: {
    value: "above",
    says: "Codex takes the skills of the folder that it is started in and of those above it, up to the repository's top, and of none below.",
    ran,
  },
  skillPlaces: {
    value: [".agents/skills", ".codex/skills"],
    says: "Codex looks for a repository's skills in these folders, and in the `skills` folder of installed plugins.",
    ran,
    read: { url: LOADER, date: read },
  },
  skillDepth: {
    value: [0, 6],
    says: "Codex looks this many folders deep, and skips folders whose name begins with a dot.",
    ran,
    read: { url: LOADER, date: read },
  },
  skillLinks: {
    value: ["folder"],
    says: "Codex follows symbolic links to folders, and skips a SKILL.md that is one itself.",
    ran,
  },
  skillFences: {
    value: "dropped",
    says: "Codex drops a skill without frontmatter that begins with the first byte; white space behind the hyphens does no harm.",
    ran,
  },
  skillYaml: {
    value: "quoted",
    says: "Codex puts quotes around values of one line that hold a colon or begin with a bracket, `@` or a backtick, and drops a skill whose frontmatter is no valid YAML then.",
    ran,
  },
  skillFields: {
    value: ["name", "description", "metadata"],
    says: "Codex drops a skill whose name or description is a list or a map, whose metadata is no map or has a short description that is a list, that has one of them twice, or no description.",
    ran,
  },
  skillNameLength: {
    value: 64,
    says: "Codex drops a skill whose own name has more characters; a plugin's name in front of it does not count.",
    ran,
    read: { url: LOADER, date: read },
  },
  skillDescriptionLength: {
    value: 1024,
    says: "Codex loads a longer description, and cuts it at this many characters in its list; before 0.150 it dropped the skill.",
    ran,
    read: { url: LOADER, date: read },
  },
  pluginManifests: {
    value: [".codex-plugin/plugin.json", ".claude-plugin/plugin.json"],
    says: "Codex puts the name from the nearest of these manifests in front of a skill's name.",
    read: { url: NAMESPACE, date: read },
  },
  pluginSkillBytes: {
    value: 8000,
    says: "Codex hands over this many bytes of a SKILL.md whose plugin's root plugin.json names an Agent Plugins schema, since 0.147.",
    read: { url: CUT, date: read },
  },
  agentPluginsSchema: {
    value: "https://agent-plugins.org/schemas/",
    says: "Codex takes a plugin for an Agent Plugin where `$schema` in its root plugin.json begins so.",
    read: { url: CUT, date: read },
  },
  skillFileName: { value: "SKILL.md", says: "Codex finds a skill by a file of exactly this name.", ran },
  hooksFile: {
    value: ["description", "hooks"],
    says: "Codex refuses a whole hooks.json that begins with a byte order mark, has another key at its top, a handler without type or command, or a timeout that is a text; an empty list it takes for an empty map.",
    ran,
  },
  hookEvents: {
    value: [
      "Interrupt",
      "PermissionRequest",
      "PostCompact",
      "PostModelRequest",
      "PostToolUse",
      "PreCompact",
      "PreModelRequest",
      "PreToolUse",
      "SessionEnd",
      "SessionStart",
      "Stop",
      "SubagentStart",
      "SubagentStop",
      "UserPromptSubmit",
    ],
    says: "The events of hooks that Codex knows; others it leaves out without a word.",
    ran,
  },
  hookTypes: {
    value: ["command", "mcp_tool", "prompt", "agent"],
    says: "The types of handlers that Codex knows; with another the whole hooks.json is refused.",
    ran,
  },
  hookMatcher: {
    value: "regular expression",
    says: "Codex leaves out a group of hooks whose matcher is no regular expression.",
    ran,
  },
  hookSkipped: {
    value: ["prompt", "agent"],
    says: "Codex skips handlers of these types, which it does not run yet, and those whose command is empty; a handler that stands in no group it passes over without a word.",
    ran,
  },
  configSyntax: { value: "toml", says: "Codex does not start with a config.toml that is no TOML.", ran },
  configServers: {
    value: ["command", "url"],
    says: "Codex does not start where a server has neither a command nor an address, fields of the other form, a token, or lists in place of maps.",
    ran,
  },
  configValues: {
    value: ["on-failure", "on-request", "granular", "never"],
    says: 'Codex does not start with another `approval_policy`; "untrusted" it had, and supports no longer.',
    ran,
  },
  configHooks: { value: "list", says: "Codex does not start where the hooks of config.toml are of another form.", ran },
  agentRole: {
    value: ["name", "description", "developer_instructions"],
    says: "Codex leaves out an agent of .codex/agents without one of these.",
    ran,
  },
  agentRoleFields: {
    value: "closed",
    says: "Codex leaves out an agent of .codex/agents that has a key it does not know.",
    ran,
  },
  agentRoleFile: {
    value: "config_file",
    says: "Codex leaves out an agent of config.toml whose file is not there.",
    ran,
  },
  commandRules: {
    value: ["allow", "prompt", "forbidden"],
    says: "Codex refuses a whole file of rules where a rule has another decision; one of the network may be `deny`, too.",
    ran,
  },
  commandRuleForm: {
    value: ["pattern", "decision", "match", "not_match", "justification"],
    says: "Codex refuses a whole file of rules that begins with a byte order mark or is no Starlark, and where a rule has a parameter beside these, no pattern or an empty one, one that is no list of words, or an empty justification.",
    ran,
  },
  commandRuleWords: {
    value: "words",
    says: "Codex compares each text of a pattern with one word of a command, as it stands.",
    ran,
  },
  skillMetadata: {
    value: "agents/openai.yaml",
    says: "Codex reads this file of a skill, and takes nothing of it where it is no valid YAML, has a key twice, or a value is of another form; keys that it does not know do no harm.",
    ran,
  },
  skillInvocation: {
    value: ["policy", "allow_implicit_invocation"],
    says: "Codex does not tell the model of a skill where this is false in its agents/openai.yaml; by another name, in another place or with a text for its value it is none.",
    ran,
  },
  skillFile: {
    value: "SKILL.md",
    says: "Codex hands the model the whole SKILL.md, frontmatter included, when the skill is used.",
    read: { url: LISTING, date: read },
  },
  skillListingCharacters: {
    value: 8000,
    says: "Codex lists skills in this many characters where it does not know the model's window, else in 2 % of the window.",
    read: { url: LISTING, date: read },
  },
  configuration: {
    value: ["approval_policy", "sandbox_mode", "mcp_servers", "hooks"],
    says: "Codex does not start where a value of its configuration is of another form, or one that it does not know; keys that it does not know do no harm.",
    ran,
  },
  namedFiles: {
    value: ["model_instructions_file", "experimental_compact_prompt_file", "model_catalog_json"],
    says: "Codex does not start where the file that one of these names, from the folder of config.toml, is not there.",
    ran,
  },
  ignoredKeys: {
    value: [
      "apps_mcp_product_sku",
      "chatgpt_base_url",
      "experimental_realtime_webrtc_call_base_url",
      "experimental_realtime_ws_base_url",
      "model_provider",
      "model_providers",
      "notify",
      "openai_base_url",
      "otel",
      "profile",
      "profiles",
      "responses_api_metadata",
    ],
    says: "Codex takes these settings from the user's own config.toml alone, and passes over them in a repository's.",
    ran,
  },
} as const satisfies Facts;
