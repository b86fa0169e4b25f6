/** A workflow command as GitHub's runner understands it. */
interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const KNOWN = new Set(
  "add-mask add-matcher add-path debug echo endgroup error group notice remove-matcher save-state set-env set-output stop-commands warning".split(
    " ",
  ),
);

/** What the runner would obey in a job's log: our own reading of actions/runner, ActionCommand.cs, both of its syntaxes. */
export function commandsIn(log: string): readonly Command[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => modern(line) ?? legacy(line) ?? []);
}

function modern(line: string): Command | undefined {
  const trimmed = line.replace(/^[\s\u0085]+/, "");
  const end = trimmed.startsWith("::") ? trimmed.indexOf("::", 2) : -1;
  if (end === -1) return undefined;
  return command(trimmed.slice(2, end), ",", trimmed.slice(end + 2));
}

function legacy(line: string): Command | undefined {
  const start = line.indexOf("##[");
  const end = start === -1 ? -1 : line.indexOf("]", start);
  return end === -1 ? undefined : command(line.slice(start + 3, end), ";", line.slice(end + 1));
}

function command(info: string, separator: string, data: string): Command | undefined {
  const [name = "", ...rest] = info.split(" ");
  if (!KNOWN.has(name.toLowerCase())) return undefined;
  const pairs = rest.join(" ").split(separator).filter(Boolean);
  const properties = Object.fromEntries(
    pairs.map((pair) => {
      const [key = "", ...value] = pair.split("=");
      return [key, decode(value.join("="))];
    }),
  );
  return { name, properties, data: decode(data) };
}

const decode = (text: string): string =>
  text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
