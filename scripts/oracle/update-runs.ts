import { readFileSync, writeFileSync } from "node:fs";
import { agents, isAgent } from "../agents/table.ts";

const FILE = "src/clients/runs.ts";

/** The name that facts have for each program. */
const CLIENTS: Readonly<Record<keyof typeof agents, string>> = {
  "claude-code": "claude-code",
  codex: "codex",
  copilot: "copilot",
  gemini: "gemini-cli",
  opencode: "opencode",
};

/** Writes version and day of these clients, by the names of facts: those whose probes all agree. */
export function updateRuns(agreeing: ReadonlySet<string>, day: string): void {
  let text = readFileSync(FILE, "utf8");
  for (const name of Object.keys(agents).filter(isAgent)) {
    const client = CLIENTS[name];
    if (!agreeing.has(client)) continue;
    const line = new RegExp(`(client: "${client}", version: ")[^"]*(", date: ")[^"]*(")`);
    text = text.replace(line, (_, one: string, two: string, three: string) =>
      [one, agents[name].version, two, day, three].join(""),
    );
  }
  writeFileSync(FILE, text);
}
