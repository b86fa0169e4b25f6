import { locate } from "../places/locate.ts";

/** The folders of clients: all that is in them may be loaded. */
const CLIENTS: ReadonlySet<string> = new Set(
  ["agents", "amp", "claude", "cline", "clinerules", "codex", "copilot", "cursor", "devin", "gemini", "kiro"]
    .concat("opencode", "roo", "windsurf", "zed")
    .map((name) => `.${name}`),
);
/** Folders whose entries clients take one by one. */
const FOLDERS: ReadonlySet<string> = new Set(["skills", "agents", "commands", "hooks"]);

/** Whether a path is one at which a client looks for configuration, be it a file or a folder. */
export function namesConfiguration(path: string): boolean {
  const parts = path.split("/");
  return (
    parts.some((part) => CLIENTS.has(part)) ||
    parts.slice(-2).some((part) => FOLDERS.has(part)) ||
    locate([{ path }]).length > 0
  );
}
