import { claudeCode } from "../../clients/claude-code.ts";
import { defineListingRule } from "../define-listing-rule.ts";

export const contextClaudeCodeListing = defineListingRule(
  "claude-code",
  "Claude Code",
  claudeCode.skillListingCharacters.value,
  {
    id: "context/claude-code-listing",
    severity: "off",
    severityFor: { "claude-code": "info" },
    summary: "The names and descriptions of skills that are installed together fit into Claude Code's list of skills.",
    why: "The list has 1 % of the model's window, 8,000 characters at 200,000 tokens, for all plugins together. A description counts up to 1,536 characters.",
    consequence: "Claude Code shortens descriptions, and the model no longer knows when to use the skill.",
    help: "Shorten the longest descriptions, divide the plugin, or set `disable-model-invocation: true` on skills that only people call.",
    since: "0.1.0",
    sources: [claudeCode.skillListingCharacters, claudeCode.skillListingDescription],
  },
);
