import type { Severity } from "../../src/model/diagnostic.ts";
import type { Loaded } from "./loaded-by.ts";

/** What is right for a small input: a rule speaks, at least so loudly, or nothing above an information is said. */
export interface Expected {
  readonly rule?: string;
  readonly least?: Severity;
  /** What `agent-ci clients` has to say besides. */
  readonly loads?: readonly Loaded[];
}

const silent: Expected = {};
const error = (rule: string): Expected => ({ rule, least: "error" });
const warning = (rule: string): Expected => ({ rule, least: "warning" });
const info = (rule: string): Expected => ({ rule, least: "info" });
const loading = (expected: Expected, path: string, reader: string, outcome: string): Expected => ({
  ...expected,
  loads: [{ path, reader, outcome }],
});

/** The thirteen worst first; `m` is asked of the numbers of lists. */
export const FIRST: Readonly<Record<string, Expected>> = {
  a: error("hooks/lost-guard"),
  b: error("settings/lost-guard"),
  c: error("hooks/codex-file"),
  d: silent,
  e: silent,
  f: error("loading/gemini-cli-agent"),
  g: error("settings/opencode-config"),
  h: error("mcp/skipped-server"),
  i: error("loading/early-end"),
  j: loading(error("loading/size"), ".claude/skills/big/SKILL.md", "claude-code", "dropped"),
  k: silent,
  l: silent,
  m: warning("context/claude-code-listing"),
};

/** Files that are left out of the inputs for their size. */
export const LARGE: Readonly<
  Record<string, Readonly<Record<string, { readonly text: string; readonly bytes: number }>>>
> = {
  "first/j": {
    ".claude/skills/big/SKILL.md": { text: "---\nname: big\ndescription: Is big. Use it.\n---\n", bytes: 1_200_000 },
  },
};

/** Symbolic links that the copies beside a clone hold as texts, by case. */
export const LINKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "clients/09-skill-md-is-symlink": { ".agents/skills/demo/SKILL.md": "../../../library/demo/SKILL.md" },
  "clients/11-skill-folder-is-symlink": { ".agents/skills/demo": "../../skills/demo" },
  "clients/137-link-absolute": { "CLAUDE.md": "/home/somebody/project/AGENTS.md" },
  "clients/140-link-claude-to-agents": { ".claude/skills/demo": "../../.agents/skills/demo", "CLAUDE.md": "AGENTS.md" },
  "clients/141-skills-shared-by-link-claude": { ".claude/skills/demo": "../../.agents/skills/demo" },
  "clients/143-agents-shared-by-link": { ".claude/agents": "../shared/agents" },
};

/** Inputs from public bug reports: what the consequence that stands beside each asks for. */
export const CLIENTS: Readonly<Record<string, Expected>> = {
  "01-skill-colon-claude": loading(
    error("file/repaired-syntax"),
    ".claude/skills/tidy-logs/SKILL.md",
    "claude-code",
    "loads",
  ),
  "02-skill-colon-codex": error("file/syntax"),
  "04-skill-blank-line-keywords": error("file/syntax"),
  "05-skill-description-1100-codex": error("skill/description-length"),
  "07-skill-utf16": error("file/encoding"),
  "08-skill-crlf": silent,
  "12-skill-too-deep-claude": loading(
    warning("loading/depth"),
    ".claude/skills/linear/skills/linear/SKILL.md",
    "claude-code",
    "dropped",
  ),
  "13-skill-flat-file-copilot": warning("loading/flat-skill"),
  "14-skill-no-frontmatter": error("skill/frontmatter"),
  "15-skill-argument-hint-list-copilot": loading(
    warning("loading/copilot-fields"),
    ".github/skills/branch-sweep/SKILL.md",
    "copilot",
    "dropped",
  ),
  "16-skill-argument-hint-two-lists-codex": error("file/syntax"),
  "18-skill-agent-unresolved-project": warning("skill/agent-missing"),
  "19-skill-name-mismatch-folder": info("skill/name-matches-directory"),
  "20-skill-wrapped-description": silent,
  "23-agent-allowedTools": warning("agent/misspelt-field"),
  "25-agent-outputStyle": info("agent/unknown-field"),
  "26-agent-allowed-tools-kebab": warning("agent/misspelt-field"),
  "28-agent-omitClaudeMd-cacheTtl": silent,
  "29-agent-mcp-wildcard": silent,
  "31-agent-gemini-claude-fields": loading(
    error("loading/gemini-cli-agent"),
    ".gemini/agents/mapper.md",
    "gemini-cli",
    "dropped",
  ),
  "33-agent-gemini-unknown-key": loading(
    error("loading/gemini-cli-agent"),
    ".gemini/agents/tester.md",
    "gemini-cli",
    "dropped",
  ),
  "34-agent-gemini-no-frontmatter": error("loading/gemini-cli-agent"),
  "35-agent-opencode-tools-string": error("loading/opencode-agent"),
  "36-agent-opencode-permission-bool": error("loading/opencode-agent"),
  "37-agent-opencode-star-key": error("file/syntax"),
  "40-plugin-agents-no-dot-slash": error("plugin/path-form"),
  "41-marketplace-skills-root-relative": error("plugin/path-exists"),
  "43-marketplace-skills-dangling": error("plugin/path-exists"),
  "44-marketplace-symlink-stub": error("file/syntax"),
  "46-plugin-skills-dot": silent,
  "47-plugin-unknown-key": warning("plugin/misspelt-field"),
  "49-hook-flat-entry": error("hooks/lost-guard"),
  "50-hook-matcher-object": warning("hooks/matcher"),
  "52-hook-timeout-ms": warning("hooks/misspelt-field"),
  "53-hook-timeout-5000": warning("hooks/timeout"),
  "55-hook-gemini-capital-type": warning("hooks/type-unknown"),
  "56-hook-unquoted-plugin-root": warning("hooks/unquoted-path"),
  "57-hook-matcher-args": error("hooks/dead-guard"),
  "58-hook-matcher-colon": warning("hooks/dead-matcher"),
  "60-hook-if-alternation": warning("hooks/if-never-runs"),
  "62-hook-new-events": silent,
  "64-hook-home-path": silent,
  "65-hook-script-like-argument": silent,
  "68-codex-hooks-flat-toml": error("settings/codex-config"),
  "70-cursor-hooks-no-version": silent,
  "71-mcp-url-no-type": error("mcp/remote-type"),
  "73-mcp-root-servers": warning("mcp/servers-key"),
  "74-mcp-streamableHttp": error("mcp/skipped-server"),
  "76-mcp-bom": warning("file/byte-order-mark"),
  "77-mcp-json-comments": error("file/syntax"),
  "80-codex-mcp-timeout-only": error("mcp/server-shape"),
  "81-codex-mcp-tools-array": error("settings/codex-config"),
  "82-codex-mcp-quoted-env": error("mcp/server-shape"),
  "83-perm-star-outside": error("settings/lost-guard"),
  "84-perm-empty-prefix": warning("settings/permission-syntax"),
  "86-perm-write-deny": error("settings/lost-guard"),
  "89-perm-windows-backslash": silent,
  "91-import-colon": warning("context/import-missing"),
  "94-import-dotclaude-root-relative": warning("context/import-missing"),
  "95-import-in-fence": silent,
  "97-agents-md-40k": warning("context/codex-instructions"),
  "98-agents-md-chain": warning("context/codex-instructions"),
  "100-cursor-globs-quoted": warning("scoped-instructions/quoted-globs"),
  "104-cursor-plain-md": info("scoped-instructions/cursor-extension"),
  "105-copilot-applyto-list": warning("scoped-instructions/field-types"),
  "106-copilot-applyto-comma": silent,
  "107-copilot-applyto-no-fences": info("scoped-instructions/activation"),
  "110-claude-rule-globs": warning("scoped-instructions/foreign-scope"),
  "112-claude-rule-bare-glob": silent,
  "113-claude-rule-yaml-list": silent,
  "121-hook-if-with-slash": silent,
  "122-perm-glob-tool-allow": warning("settings/permission-syntax"),
  "124-perm-param": silent,
  "127-gemini-agent-good": silent,
  "128-gemini-agent-camel": loading(
    error("loading/gemini-cli-agent"),
    ".gemini/agents/camel.md",
    "gemini-cli",
    "dropped",
  ),
  "131-numbers-repeated": silent,
  "133-agents-override": warning("instructions/override-committed"),
  "134-skill-frontmatter-trailing-space-fence": error("loading/fence"),
  "138-link-as-text": warning("repository/link-as-text"),
  "146-agent-new-tools": silent,
  "149-mcp-disabled-typo": warning("mcp/misspelt-field"),
  "152-marketplace-archive": silent,
  "153-mcp-reserved-name": error("mcp/skipped-server"),
  "09-skill-md-is-symlink": loading(warning("loading/linked-file"), "library/demo/SKILL.md", "codex", "dropped"),
  "11-skill-folder-is-symlink": loading(silent, "skills/demo/SKILL.md", "codex", "loads"),
  "137-link-absolute": warning("link/leaves-root"),
  "140-link-claude-to-agents": loading(silent, ".agents/skills/demo/SKILL.md", "claude-code", "loads"),
  "141-skills-shared-by-link-claude": loading(silent, ".agents/skills/demo/SKILL.md", "claude-code", "loads"),
  "143-agents-shared-by-link": loading(silent, ".claude/agents/guard.md", "claude-code", "loads"),
  "154-tokens-rule-mismatch": silent,
};

/** Inputs on which a peer speaks: what the client does, where one could be asked, or what its documentation says. */
export const PEERS: Readonly<Record<string, Expected>> = {
  "ag-disallowspec": warning("agent/disallowed-pattern"),
  "ag-dup": warning("agent/duplicate-name"),
  "ag-tool": warning("agent/misspelt-tool"),
  "agents-legacy": info("instructions/legacy-file"),
  claudeignore: warning("settings/unread-ignore-file"),
  "cop-agent-field": warning("agent/misspelt-field"),
  "cop-agent-target": warning("agent/field-values"),
  "cop-exclude": warning("scoped-instructions/excluded-agent"),
  // Copilot CLI 1.0.102 was seen to run the hooks of a file without a version.
  "cop-hooknover": silent,
  "cop-prompt": warning("skill/body-empty"),
  "cur-agent": warning("agent/field-types"),
  "cur-hooknover": silent,
  "cur-mcp": silent,
  "cx-agent": error("agent/codex-fields"),
  "cx-hookextra": error("hooks/codex-file"),
  // Codex 0.171 shows the number as a text, and passes over a key that it does not know.
  "cx-openai": silent,
  "cx-rules": error("settings/codex-rules"),
  "gm-cmd": warning("command/prompt-required"),
  "gm-settings": warning("settings/gemini-value"),
  "hk-async": info("hooks/ignored-field"),
  "hk-mcpmatcher": error("hooks/dead-guard"),
  "hk-mcpstar": silent,
  "hk-prompt-event": warning("hooks/handler-event"),
  // A hook of SessionEnd that asks for its time was seen to get it.
  "hk-sessionend": silent,
  "kiro-steer": warning("scoped-instructions/no-scope"),
  "mcp-array": error("mcp/skipped-server"),
  "mcp-headerenv": silent,
  "mcp-projectdir": warning("mcp/project-dir"),
  "mcp-reserved": error("mcp/skipped-server"),
  "mem-localrule": warning("scoped-instructions/foreign-scope"),
  "mem-quote": warning("context/import-missing"),
  "oc-agentcolor": error("loading/opencode-agent"),
  "oc-cmd": error("settings/opencode-config"),
  "perm-allstar": warning("settings/permission-syntax"),
  "perm-webfetch": error("settings/lost-guard"),
  "perm-write": error("settings/lost-guard"),
  "pl-hookmcp": warning("hooks/plugin-server"),
  "pl-monitor": warning("plugin/monitor-option"),
  "pl-settings": warning("plugin/settings-key"),
  "pl-shadow": warning("plugin/replaced-folder"),
  "set-bypass": warning("settings/ignored-key"),
  "set-managed": warning("settings/ignored-key"),
  "set-nested": error("settings/void"),
  "sk-agent-missing": warning("skill/agent-missing"),
  "sk-agent-nofork": warning("skill/agent-without-fork"),
  // Claude Code lists a skill by the name of a command of its own.
  "sk-reserved": silent,
  "ws-trigger": warning("scoped-instructions/no-scope"),
};

const UNSURE = "what is right is marked unsure";
const POLICY = "a matter of policy or style: no client refuses or loses anything";
const NOBODY = "its client has no program that could be asked, and no rule is written from its documentation";

/** Inputs that are not asked, and why. */
export const UNASKED: Readonly<Record<string, string>> = {
  "clients/10-skills-root-is-symlink": UNSURE,
  "clients/38-agent-copilot-unknown-field": UNSURE,
  "clients/79-codex-mcp-type": UNSURE,
  "clients/103-cursor-globs-space-comma": UNSURE,
  "clients/115-command-readme": "marked nice to have",
  "clients/118-bom-rules": UNSURE,
  "clients/145-plugin-agent-no-frontmatter": UNSURE,
  "peers/apm": "a kind that is recognised and has no rule",
  "peers/conflict": POLICY,
  "peers/cop-mcpsecret": NOBODY,
  "peers/cop-noapply": POLICY,
  "peers/cop-skill-shell": POLICY,
  "peers/cur-env": NOBODY,
  "peers/kiro-agent": NOBODY,
  "peers/kiro-hook": NOBODY,
  "peers/mcp-homedir": POLICY,
  "peers/perm-bashall": POLICY,
  "peers/registry": "no file of agent configuration: a server's entry in a registry",
  "peers/sk-dup-roots": POLICY,
  "peers/sk-fork-noinstr": POLICY,
  "peers/sk-userdir": POLICY,
  "peers/ws-hook": NOBODY,
};
