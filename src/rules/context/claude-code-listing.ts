import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { defineListingRule } from "../define-listing-rule.ts";

export const contextClaudeCodeListing = defineListingRule(
  "claude-code",
  "Claude Code",
  { characters: claudeCodeFacts.skillListingCharacters.value, own: claudeCodeFacts.ownSkillCharacters.value },
  {
    id: "context/claude-code-listing",
    severity: "off",
    severityFor: { "claude-code": "warning" },
    summary: "The names and descriptions of skills that are installed together fit into Claude Code's list of skills.",
    why: "The list has 1 % of the model's window, 30,000 characters with the usual models, for all plugins and Claude Code's own skills together. A description counts up to 1,536 characters.",
    consequence: "Skills beyond it lose their whole description, and the model no longer knows when to use them.",
    help: "Shorten the longest descriptions, divide the plugin, or set `disable-model-invocation: true` on skills that only people call.",
    since: "0.1.0",
    sources: [
      claudeCodeFacts.skillListingCharacters,
      claudeCodeFacts.ownSkillCharacters,
      claudeCodeFacts.skillListingDescription,
    ],
  },
);
