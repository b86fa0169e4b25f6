import type { Client } from "../model/client.ts";

/**
 * The field by which a client decides when to load scoped instructions, and its values as documented on 2026-11-21
 * (https://kiro.dev/docs/steering/,
 * https://docs.windsurf.com/windsurf/cascade/memories.md). New ones come with new versions.
 */
export const RULE_MODES: Readonly<
  Partial<Record<Client, { readonly field: string; readonly values: readonly string[] }>>
> = {
  kiro: { field: "inclusion", values: ["always", "fileMatch", "manual", "auto"] },
  windsurf: { field: "trigger", values: ["always_on", "glob", "manual", "model_decision"] },
};
