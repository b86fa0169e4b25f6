import type { Command } from "./command.ts";

/** Every command by name, loaded when it is called: one command must not pay for the others at start-up. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import("./check.ts")).check,
  validate: async () => (await import("./validate.ts")).validate,
  tokens: async () => (await import("./tokens.ts")).tokens,
  "token-budget": async () => (await import("./token-budget.ts")).tokenBudget,
  "secret-scan": async () => (await import("./secret-scan.ts")).secretScan,
  "dry-run": async () => (await import("./dry-run/dry-run.ts")).dryRun,
  record: async () => (await import("./record/record.ts")).record,
  init: async () => (await import("./init/init.ts")).init,
  hook: async () => (await import("./hook/hook.ts")).hook,
  comment: async () => (await import("./comment/comment.ts")).comment,
  inventory: async () => (await import("./inventory.ts")).inventory,
  clients: async () => (await import("./clients.ts")).clients,
  doctor: async () => (await import("./doctor/doctor.ts")).doctor,
  rules: async () => (await import("./rules.ts")).rules,
  explain: async () => (await import("./explain.ts")).explain,
  compress: async () => (await import("./compress.ts")).compress,
  config: async () => (await import("./config.ts")).config,
  checklist: async () => (await import("./checklist.ts")).checklist,
  env: async () => (await import("./env/env.ts")).env,
  mcp: async () => (await import("./mcp/mcp.ts")).mcp,
  schema: async () => (await import("./schema.ts")).schema,
  completion: async () => (await import("./completion/completion.ts")).completion,
};
