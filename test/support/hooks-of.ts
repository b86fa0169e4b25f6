import type { Hook } from "../../src/inventory/hooks/hook.ts";
import { hooksOf } from "../../src/inventory/hooks/hooks.ts";
import { inventoryOf } from "./inventory-of.ts";

/** The hooks of one file, as the inventory reads them. */
export async function hooksIn(path: string, data: unknown): Promise<readonly Hook[]> {
  const { artifacts } = await inventoryOf({ [path]: JSON.stringify(data) });
  return artifacts.flatMap((artifact) => hooksOf(artifact)?.hooks ?? []);
}

/** Where a client looks for hooks, with one command at one event. */
export const hookFiles = {
  "claude-code": (event: string, command: string, matcher?: string) => ({
    ".claude/settings.json": { hooks: { [event]: [{ matcher, hooks: [{ type: "command", command }] }] } },
  }),
  codex: (event: string, command: string, matcher?: string) => ({
    ".codex/hooks.json": { hooks: { [event]: [{ matcher, hooks: [{ type: "command", command }] }] } },
  }),
  copilot: (event: string, bash: string, matcher?: string) => ({
    ".github/hooks/guard.json": { version: 1, hooks: { [event]: [{ type: "command", bash, matcher }] } },
  }),
  cursor: (event: string, command: string, matcher?: string) => ({
    ".cursor/hooks.json": { version: 1, hooks: { [event]: [{ command, matcher }] } },
  }),
  "gemini-cli": (event: string, command: string, matcher?: string) => ({
    ".gemini/settings.json": { hooks: { [event]: [{ matcher, hooks: [{ type: "command", command }] }] } },
  }),
} as const;
