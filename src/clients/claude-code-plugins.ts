import type { Facts } from "./fact.ts";
import { runs } from "./runs.ts";

const ran = runs["claude-code"];

/** What Claude Code says of plugins and marketplaces, asked by `claude plugin validate`. */
export const claudeCodePlugins = {
  reservedPlugins: {
    value: ["claude-", "anthropic-", "anthropics-", "cc-plugin-"],
    says: "Claude Code refuses a plugin of somebody else whose name begins so.",
    ran,
  },
  reservedMarketplaces: {
    value: ["inline", "builtin", "skills-dir", "synced"],
    says: "Claude Code refuses a marketplace of one of these names.",
    ran,
  },
  marketplaceSources: {
    value: ["github", "git-subdir", "archive", "npm", "url", "settings"],
    says: "Claude Code refuses a marketplace with a source of another type, a github source without `repo`, or a path that leads out.",
    ran,
  },
  renames: {
    value: "plugins",
    says: "Claude Code refuses a marketplace whose `renames` lead to a plugin that it does not have.",
    ran,
  },
  userConfigReferences: {
    value: "userConfig",
    says: "Claude Code refuses a plugin whose servers name an option that `userConfig` does not declare, or any option in `headersHelper`.",
    ran,
  },
  rootInstructions: {
    value: "CLAUDE.md",
    says: "Claude Code does not load a CLAUDE.md at the root of a plugin.",
    ran,
  },
  engines: {
    value: "claude-code",
    says: "`claude plugin validate` refuses an `engines` that is no range of versions.",
    ran,
  },
} as const satisfies Facts;
