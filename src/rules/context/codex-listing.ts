import { codexFacts } from "../../clients/codex.ts";
import { defineListingRule } from "../define-listing-rule.ts";

export const contextCodexListing = defineListingRule(
  "codex",
  "Codex",
  { characters: codexFacts.skillListingCharacters.value },
  {
    id: "context/codex-listing",
    severity: "off",
    severityFor: { codex: "info" },
    summary: "The names and descriptions of skills that are installed together fit into Codex's list of skills.",
    why: "The list has 2 % of the model's window, and 8,000 characters where Codex does not know the window. The path of each skill takes some of it.",
    consequence: "Codex shortens all descriptions alike, then leaves out skills.",
    help: "Shorten the longest descriptions, divide the plugin, or set `allow_implicit_invocation: false` in agents/openai.yaml of skills that only people call.",
    since: "0.1.0",
    sources: [codexFacts.skillListingCharacters],
  },
);
