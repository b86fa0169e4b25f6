/**
 * What a client writes into a user's message from its configuration, by the tags it puts around it. Seen in requests of
 * Claude Code 2.1.332, Codex 0.171.0, Gemini CLI 0.61.0 and Copilot CLI 1.0.102 on 2026-11-30.
 */
const TAGS = [
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
].join("|");
const INJECTED = new RegExp(String.raw`<(${TAGS})>[\s\S]*?</\1>|^# AGENTS\.md instructions for [^\n]*$`, "gm");

/** Listings of skills, by tag in Codex, Gemini CLI, Copilot CLI and OpenCode; Claude Code has them in a reminder of their own. */
const LISTED = /<(available_skills|skills_instructions)>[\s\S]*?<\/\1>/g;
const REMINDER_OF_SKILLS = /^<system-reminder>\s*The following skills are available/;

export interface Sorted {
  /** What is the text's own. */
  readonly own: string;
  readonly system: readonly string[];
  readonly skills: readonly string[];
}

/** A user's message → what the user wrote, and what the client's configuration added to it. */
export function sortMessage(text: string): Sorted {
  if (!text.includes("<") && !text.startsWith("# AGENTS.md")) return { own: text, system: [], skills: [] };
  const system: string[] = [];
  const skills: string[] = [];
  const own = text.replaceAll(INJECTED, (region) => {
    if (REMINDER_OF_SKILLS.test(region)) skills.push(region);
    else {
      const sorted = sortInstructions(region);
      skills.push(...sorted.skills);
      if (sorted.own !== "") system.push(sorted.own);
    }
    return "";
  });
  return { own: own.trim(), system, skills };
}

/** A system prompt, or the description of a tool → the text without its listings of skills, and those. */
export function sortInstructions(text: string): Sorted {
  const skills: string[] = [];
  if (!text.includes("skills")) return { own: text, system: [], skills };
  const own = text.replaceAll(LISTED, (region) => {
    skills.push(region);
    return "<skills>";
  });
  return { own, system: [], skills };
}
