import type { AdapterAsked } from "../../src/rehearsal/adapters/adapter.ts";
import type { AdapterName } from "../../src/rehearsal/adapters/adapters.ts";
import type { ScriptedCall } from "../../src/rehearsal/scripted/turn.ts";

export const SKILL_BODY = "This sentence stands in the body of the skill alone.";
export const SKILL = `---\nname: demo\ndescription: Use it whenever somebody says ping.\n---\n${SKILL_BODY}\n`;

export interface SkillCase {
  /** Where the client looks for it. */
  readonly path: string;
  /** How its model would load it. */
  readonly call: ScriptedCall;
  readonly more?: Pick<AdapterAsked, "args" | "model">;
}

export const skillCases: Readonly<Record<Exclude<AdapterName, "command">, SkillCase>> = {
  "claude-code": { path: ".claude/skills/demo/SKILL.md", call: { name: "Skill", arguments: { skill: "demo" } } },
  // It has no tool for skills: the model reads the file. A model that it does not know gets plain functions.
  codex: {
    path: ".agents/skills/demo/SKILL.md",
    call: { name: "exec_command", arguments: { cmd: "cat .agents/skills/demo/SKILL.md" } },
    more: { model: "replay", args: ["--dangerously-bypass-approvals-and-sandbox"] },
  },
  copilot: { path: ".github/skills/demo/SKILL.md", call: { name: "skill", arguments: { skill: "demo" } } },
  gemini: {
    path: ".gemini/skills/demo/SKILL.md",
    call: { name: "activate_skill", arguments: { name: "demo" } },
    more: { args: ["--approval-mode", "yolo"] },
  },
  opencode: { path: ".opencode/skills/demo/SKILL.md", call: { name: "skill", arguments: { name: "demo" } } },
};
