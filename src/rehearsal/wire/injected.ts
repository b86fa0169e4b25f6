import { openingOf, replaceTagged } from "./tagged.ts";

/**
 * What a client writes into a user's message from its configuration, by the tags it puts around it. Seen in requests of
 * Claude Code 2.1.332, Codex 0.171.0, Gemini CLI 0.61.0 and Copilot CLI 1.0.102 on 2026-11-30.
 */
const INJECTED = openingOf([
  "system-reminder",
  "user_instructions",
  "environment_context",
  "skills_instructions",
  "permissions instructions",
  "collaboration_mode",
  "apps_instructions",
  "plugins_instructions",
  "session_context",
  "current_datetime",
  "reminder",
  "INSTRUCTIONS",
  "skill-context",
]);
const CODEX_HEADING = /^# AGENTS\.md instructions for [^\n]*$/gm;

/** A skill's body in Copilot CLI: what came of a call, though it stands in a message of the user's. */
const RESULT = "skill-context";

/**
 * Listings of skills: with a tag in Codex, Gemini CLI, Copilot CLI and OpenCode;
 * Claude Code's begins with a sentence, and has no blank line.
 */
const LISTED = openingOf(["available_skills", "skills_instructions"]);
const LISTED_PLAINLY =
  /^The following skills are available\b[^\n]*\n\n[\s\S]*?(?=\n\n|\n<\/system-reminder>|$(?![\s\S]))/gm;

/** What a listing needs: a search for these costs a tenth. */
const MARKS = ["<available_skills", "<skills_instructions", "The following skills are available"];

export interface Sorted {
  /** What is the text's own. */
  readonly own: string;
  readonly system: readonly string[];
  readonly skills: readonly string[];
  readonly results: readonly string[];
}

/** A user's message → what the user wrote, and what the client's configuration added to it. */
export function sortMessage(text: string): Sorted {
  const system: string[] = [];
  const skills: string[] = [];
  const results: string[] = [];
  if (!text.includes("<") && !text.startsWith("# AGENTS.md")) return { own: text, system, skills, results };
  const take = (region: string, tag: string): string => {
    const sorted = sortInstructions(region);
    skills.push(...sorted.skills);
    if (sorted.own !== "") (tag === RESULT ? results : system).push(sorted.own);
    return "";
  };
  const own = replaceTagged(text, INJECTED, take).replaceAll(CODEX_HEADING, (heading) => take(heading, ""));
  return { own: own.trim(), system, skills, results };
}

/** A system prompt, or the description of a tool → the text without its listings of skills, and those. */
export function sortInstructions(text: string): Pick<Sorted, "own" | "skills"> {
  const skills: string[] = [];
  if (!MARKS.some((mark) => text.includes(mark))) return { own: text, skills };
  const take = (region: string): string => {
    skills.push(region);
    return "<skills>";
  };
  return { own: replaceTagged(text, LISTED, take).replaceAll(LISTED_PLAINLY, take), skills };
}
