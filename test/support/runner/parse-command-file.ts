/**
 * The pairs of a GITHUB_OUTPUT, GITHUB_ENV or GITHUB_STATE file: `name=value` lines and `name<<delimiter` blocks. Throws the
 * runner's own messages; after EnvFileKeyValuePairs in actions/runner's FileCommandManager.cs.
 */
export function parseCommandFile(text: string): readonly (readonly [name: string, value: string])[] {
  const pairs: [string, string][] = [];
  // Like the runner on Linux: a carriage return belongs to the line.
  const lines = text.split("\n");
  const endsInNewline = lines.at(-1) === "";
  if (endsInNewline) lines.pop();
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line === "") continue;
    const equals = line.indexOf("=");
    const heredoc = line.indexOf("<<");
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      pairs.push([line.slice(0, equals), line.slice(equals + 1)]);
    } else if (heredoc >= 0) {
      const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)];
      if (name === "" || delimiter === "") {
        throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
      }
      const end = lines.indexOf(delimiter, at + 1);
      if (end < 0 && !endsInNewline && at < lines.length - 1) {
        throw new Error("Invalid value. EOF marker missing new line.");
      }
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      pairs.push([name, lines.slice(at + 1, end).join("\n")]);
      at = end;
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return pairs;
}
