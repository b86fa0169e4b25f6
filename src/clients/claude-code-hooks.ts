import type { Facts } from "./fact.ts";
import { runs } from "./runs.ts";

const ran = runs["claude-code"];

/** Which hooks Claude Code runs when: each was seen to run, or not to, while it called tools. */
export const claudeCodeHooks = {
  hookMatching: {
    value: "A-Za-z0-9_|, -",
    says: "A matcher of letters, digits, `_`, `-`, spaces, `|` and `,` is names that Claude Code compares whole, capitals included; any other is a regular expression that has to be found in the tool's name.",
    ran,
  },
  hookGroups: {
    value: "matcher",
    says: "A group of hooks without a `matcher` runs every time; a key of another name, and a matcher in the handler, are not read.",
    ran,
  },
  hookToolNames: {
    value: "mcp__<server>__<tool>",
    says: "The tools of a server are called `mcp__<server>__<tool>`: the server's name alone matches none of them.",
    ran,
  },
  hookPluginServers: {
    value: "mcp__plugin_<plugin>_<server>__<tool>",
    says: "The tools of a server that a plugin brings along carry the plugin's name, also in the plugin's own hooks.",
    ran,
  },
  hookStarts: {
    value: "startup",
    says: "A matcher of SessionStart and InstructionsLoaded is compared with how the session started, and why the file was read.",
    ran,
  },
  hookConditions: {
    value: ["PreToolUse", "PostToolUse"],
    says: "`if` holds one permission rule about a tool call: two of them, or an event without a call, are never true.",
    ran,
  },
  hookPrompts: {
    value: {
      InstructionsLoaded: ["prompt", "agent"],
      PermissionRequest: ["agent"],
      SessionStart: ["prompt", "agent", "http"],
      Setup: ["prompt", "agent", "http"],
    },
    says: "Claude Code does not run handlers of these types at these events.",
    ran,
  },
  hookVariables: {
    value: ["CLAUDE_TOOL_INPUT", "CLAUDE_TOOL_INPUT_FILE_PATH", "CLAUDE_FILE_PATHS", "TOOL_INPUT", "file_path"],
    says: "What a hook is called with comes as JSON on standard input. No variable says it: of these and their like none is set.",
    ran,
  },
  hookShell: {
    value: "/bin/sh",
    says: "The command of a hook is run by /bin/sh, also where the user's shell is another, or the handler says `shell: bash`.",
    ran,
  },
} as const satisfies Facts;
