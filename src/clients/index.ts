import type { Client } from "../model/client.ts";
import { claudeCodeSettings } from "./claude-code-settings.ts";
import { claudeCode } from "./claude-code.ts";
import { codex } from "./codex.ts";
import { copilot } from "./copilot.ts";
import { cursor } from "./cursor.ts";
import type { Facts } from "./fact.ts";
import { geminiCli } from "./gemini-cli.ts";
import { skillsRef } from "./skills-ref.ts";
import { windsurf } from "./windsurf.ts";

/** All that is known about each client, for whoever asks how old it is. */
export const FACTS = {
  "claude-code": { ...claudeCode, ...claudeCodeSettings },
  codex,
  copilot,
  cursor,
  "gemini-cli": geminiCli,
  "skills-ref": skillsRef,
  windsurf,
} as const satisfies Partial<Readonly<Record<Client, Facts>>>;
