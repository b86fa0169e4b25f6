/** One setting of git's configuration. Names of sections and keys are in small letters, as git compares them. */
export interface GitSetting {
  readonly line: number;
  /** `section.key` or `section.subsection.key`. */
  readonly key: string;
  readonly value: string;
}

/**
 * The settings of a file of git's configuration. https://git-scm.com/docs/git-config#_syntax, read 2026-11-30. A line
 * that git would refuse is passed over: what it cannot read it does not use either.
 */
export function readGitConfig(text: string): readonly GitSetting[] {
  const settings: GitSetting[] = [];
  let section = "";
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const line = at + 1;
    let rest = (lines[at] ?? "").trimStart();
    const header = /^\[\s*([\w.-]+)(?:\s+"((?:\\.|[^"\\])*)")?\s*\]/.exec(rest);
    if (header) {
      const [all, name = "", sub] = header;
      const inner = sub === undefined ? "" : `.${sub.replaceAll(/\\(.)/g, "$1")}`;
      section = `${name.toLowerCase()}${inner}`;
      rest = rest.slice(all.length).trimStart();
    }
    const pair = /^([A-Za-z][\w-]*)\s*(?:=\s*(.*))?$/s.exec(rest);
    if (!pair || section === "") continue;
    let value = pair[2] ?? "true";
    while (/(?:^|[^\\])(?:\\\\)*\\$/.test(value) && at + 1 < lines.length) {
      at += 1;
      value = value.slice(0, -1) + (lines[at] ?? "");
    }
    settings.push({ line, key: `${section}.${(pair[1] ?? "").toLowerCase()}`, value: unquoted(value) });
  }
  return settings;
}

/** A value without its quotes and comments. */
function unquoted(value: string): string {
  let text = "";
  let quoted = false;
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at] ?? "";
    if (character === "\\") {
      at += 1;
      text += value[at] ?? "";
    } else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "#" || character === ";")) break;
    else text += character;
  }
  return text.trim();
}
