import type { Command } from "./command.ts";

/** Every command by name, loaded when it is called: one command must not pay for the others at start-up. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import("./check.ts")).checkCommand,
  validate: async () => (await import("./validate.ts")).validateCommand,
  tokens: async () => (await import("./tokens.ts")).tokensCommand,
  "token-budget": async () => (await import("./token-budget.ts")).tokenBudgetCommand,
  "secret-scan": async () => (await import("./secret-scan.ts")).secretScanCommand,
  "dry-run": async () => (await import("./dry-run/dry-run.ts")).dryRunCommand,
  record: async () => (await import("./record/record.ts")).recordCommand,
  init: async () => (await import("./init/init.ts")).init,
  hook: async () => (await import("./hook/hook.ts")).hookCommand,
  comment: async () => (await import("./comment/comment.ts")).commentCommand,
  inventory: async () => (await import("./inventory.ts")).inventoryCommand,
  which: async () => (await import("./which.ts")).whichCommand,
  clients: async () => (await import("./clients.ts")).clientsCommand,
  doctor: async () => (await import("./doctor/doctor.ts")).doctorCommand,
  rules: async () => (await import("./rules.ts")).rulesCommand,
  explain: async () => (await import("./explain.ts")).explainCommand,
  compress: async () => (await import("./compress.ts")).compressCommand,
  config: async () => (await import("./config.ts")).configCommand,
  checklist: async () => (await import("./checklist.ts")).checklistCommand,
  cost: async () => (await import("./cost/cost.ts")).costCommand,
  env: async () => (await import("./env/env.ts")).envCommand,
  mcp: async () => (await import("./mcp/mcp.ts")).mcp,
  schema: async () => (await import("./schema.ts")).schemaCommand,
  completion: async () => (await import("./completion/completion.ts")).completionCommand,
};
