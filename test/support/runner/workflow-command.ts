export interface WorkflowCommand {
  /** Lower case. */
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly data: string;
}

type Escapes = readonly (readonly [escaped: string, plain: string])[];
const DATA: Escapes = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%25", "%"],
];
const PROPERTY: Escapes = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%3A", ":"],
  ["%2C", ","],
  ["%25", "%"],
];
const OLD: Escapes = [
  ["%3B", ";"],
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%5D", "]"],
  ["%25", "%"],
];

/**
 * What the runner understands of one printed line: `::name key=value,…::data` at its start, else `##[name key=value;…]data`
 * anywhere in it, with a known name; undefined for text. After actions/runner's ActionCommand.cs.
 */
export function parseCommand(line: string, names: ReadonlySet<string>): WorkflowCommand | undefined {
  return parseNew(line.trimStart(), names) ?? parseOld(line, names);
}

function parseNew(line: string, names: ReadonlySet<string>): WorkflowCommand | undefined {
  if (!line.startsWith("::")) return undefined;
  const end = line.indexOf("::", 2);
  if (end < 0) return undefined;
  const data = unescape(line.slice(end + 2), DATA);
  return build(line.slice(2, end), names, data, (text) => properties(text.trim(), ",", PROPERTY));
}

function parseOld(line: string, names: ReadonlySet<string>): WorkflowCommand | undefined {
  const start = line.indexOf("##[");
  const end = start < 0 ? -1 : line.indexOf("]", start);
  if (end < 0) return undefined;
  const data = unescape(line.slice(end + 1), OLD);
  return build(line.slice(start + 3, end), names, data, (text) => properties(text, ";", OLD));
}

function build(
  head: string,
  names: ReadonlySet<string>,
  data: string,
  read: (text: string) => ReadonlyMap<string, string>,
): WorkflowCommand | undefined {
  const space = head.indexOf(" ");
  const name = (space < 0 ? head : head.slice(0, space)).toLowerCase();
  return names.has(name) ? { name, data, properties: read(space < 0 ? "" : head.slice(space + 1)) } : undefined;
}

/** A key without a value is no property; keys differ regardless of case, as the runner's dictionary has it. */
function properties(text: string, separator: string, escapes: Escapes): ReadonlyMap<string, string> {
  const pairs = text.split(separator).flatMap((pair): [string, string][] => {
    const equals = pair.indexOf("=");
    const [key, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
    return equals > 0 && value !== "" ? [[key.toLowerCase(), unescape(value, escapes)]] : [];
  });
  return new Map(pairs);
}

function unescape(text: string, escapes: Escapes): string {
  return escapes.reduce((plain, [from, to]) => plain.replaceAll(from, to), text);
}
