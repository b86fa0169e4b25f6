import { clip } from "../clip.ts";
import { escapeData, escapeProperty } from "../escape/command.ts";

/** What the runner shows of one message (actions/runner, ExecutionContext.cs). */
const MESSAGE_LIMIT = 4096;

export type Level = "error" | "warning" | "notice";
export type Properties = Readonly<Record<string, string | number | undefined>>;

/** One line, without its end, that the runner turns into an annotation. Absent properties are left out. */
export function workflowCommand(level: Level, properties: Properties, message: string): string {
  const list = Object.entries(properties)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`]))
    .join(",");
  return `::${level} ${list}::${escapeData(clip(message, MESSAGE_LIMIT))}`;
}
