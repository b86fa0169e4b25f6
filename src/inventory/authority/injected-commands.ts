import type { Artifact } from "../../model/artifact.ts";
import { entryOf } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";

export interface InjectedCommand {
  readonly command: string;
  readonly at: Range;
}

const INLINE = /(?<=^|\s)!`([^`\n]+)`/gm;
const GEMINI = /!\{([^{}]+)\}/g;

/**
 * Shell commands that a client runs while it loads a text: `` !`command` `` and ```` ```! ```` blocks of Claude Code's
 * skills and commands, `!{command}` of Gemini CLI's.
 * disableSkillShellExecution in SchemaStore's claude-code-settings.json.
 */
export function commandsIn(artifact: Artifact): readonly InjectedCommand[] {
  const { text } = artifact.source;
  switch (artifact.kind) {
    case "skill":
    case "command":
      if (artifact.dialect !== undefined && !CLIENTS.has(artifact.dialect)) return [];
      return [
        ...(text.includes("!`") ? inline(text, artifact.body) : []),
        ...(text.includes("```!") ? blocks(text, artifact.body) : []),
      ];
    case "command-file": {
      const prompt = entryOf(artifact.data, "prompt")?.value;
      if (prompt?.kind !== "string" || !prompt.value.includes("!{")) return [];
      return Array.from(prompt.value.matchAll(GEMINI), ([, command = ""]) => ({
        command: command.trim(),
        at: prompt.range,
      }));
    }
    default:
      return [];
  }
}
const CLIENTS: ReadonlySet<string> = new Set(["claude-code", "opencode"]);

function inline(text: string, { start, end }: Range): readonly InjectedCommand[] {
  return Array.from(text.slice(start, end).matchAll(INLINE), ({ 0: whole, 1: command = "", index }) => ({
    command: command.trim(),
    at: { start: start + index, end: start + index + whole.length },
  }));
}

function blocks(text: string, { start, end }: Range): readonly InjectedCommand[] {
  const found: InjectedCommand[] = [];
  let at = text.startsWith("```!", start) ? start : nextBlock(text, start);
  while (at !== -1 && at < end) {
    const from = text.indexOf("\n", at);
    const to = from === -1 ? -1 : text.indexOf("\n```", from);
    if (to === -1) break;
    found.push({ command: text.slice(from + 1, to).trim(), at: { start: at, end: to + 4 } });
    at = nextBlock(text, to + 4);
  }
  return found;
}

function nextBlock(text: string, from: number): number {
  const at = text.indexOf("\n```!", from);
  return at === -1 ? -1 : at + 1;
}
