import { CLAUDE_TOOLS } from "../../clients/claude-tools.ts";
import type { DataNode } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";
import { betweenCommas } from "../texts/between-commas.ts";
import { toolOf, meantTool } from "./meant-tool.ts";

interface Kept {
  readonly message: string;
  readonly at: Range;
}

/**
 * What stands in a field of tools that Claude Code takes away, and takes none away, each as a whole sentence: names in
 * another case or with a slip, tools with another sign between them, and a value that is neither a text nor a list.
 */
export function* keptTools(field: string, value: DataNode, allowed: readonly string[]): Generator<Kept> {
  if (value.kind === "null") return;
  if (value.kind !== "string" && value.kind !== "list") {
    yield {
      message: `\`${field}\` has to be a text with commas, or a list of texts; this takes no tool away.`,
      at: value.range,
    };
    return;
  }
  const names = (value.kind === "list" ? value.items : [value]).flatMap((part) =>
    part.kind === "string" ? namesOf(part.value).map((name) => ({ name, at: part.range })) : [],
  );
  const all = new Set(names.map(({ name }) => name));
  for (const { name, at } of names) {
    if (allowed.includes(name)) continue;
    const parts = name.split(/[|;/+&]/).map((part) => toolOf(part));
    if (parts.length > 1 && parts.every((part) => part === "" || CLAUDE_TOOLS.includes(part)))
      yield { message: `"${name}" is no tool, so none is taken away; put commas between tools.`, at };
    const meant = meantTool(name);
    if (meant !== undefined && !all.has(meant))
      yield { message: `There is no tool "${name}", so none is taken away; did you mean "${meant}"?`, at };
  }
}

/** The names in a text, as Claude Code parts them: by commas and spaces, outside parentheses. */
const namesOf = (text: string): readonly string[] =>
  betweenCommas(text, ["(", ")"])
    .flatMap((part) => (part.includes("(") ? [part.trim()] : part.split(/\s+/)))
    .filter((name) => name !== "");
