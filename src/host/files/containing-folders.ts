/** The folders that a path lies in, innermost first, without the top. */
export function* containingFolders(path: string): Generator<string> {
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) yield path.slice(0, at);
}
