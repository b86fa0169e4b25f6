/** What stands before, between and behind the stars of a name. */
type NameParts = readonly string[];

/** One path of the table of locations, taken apart. */
export interface PlacePattern {
  readonly from: "anywhere" | "top" | "plugin";
  readonly folders: readonly (NameParts | typeof ANY_FOLDERS)[];
  readonly name: NameParts;
}

const ANY_FOLDERS = "**";

/** Reads a path as `LOCATIONS` writes it. */
export function readPattern(text: string): PlacePattern {
  const from = text.startsWith("/") ? "top" : text.startsWith("<plugin>/") ? "plugin" : "anywhere";
  const folders = (from === "anywhere" ? text : text.slice(text.indexOf("/") + 1)).split("/");
  const name = folders.pop() ?? "";
  return {
    from,
    folders: folders.map((folder) => (folder === ANY_FOLDERS ? ANY_FOLDERS : folder.split("*"))),
    name: name.split("*"),
  };
}

/** Whether a name is made of these parts, in this order, with anything between them. */
export function nameFits(parts: NameParts, name: string): boolean {
  const first = parts[0] ?? "";
  if (parts.length === 1) return name === first;
  const last = parts.at(-1) ?? "";
  if (!name.endsWith(last) || !name.startsWith(first)) return false;
  let at = first.length;
  for (let index = 1; index < parts.length - 1; index += 1) {
    const part = parts[index] ?? "";
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}

/** Whether a pattern's folders describe a way of folders from a position to its end. */
export function foldersFit(pattern: PlacePattern["folders"], way: readonly string[], at: number, index = 0): boolean {
  const wanted = pattern[index];
  if (wanted === undefined) return at === way.length;
  if (wanted === ANY_FOLDERS) {
    for (let next = way.length; next >= at; next -= 1) {
      if (foldersFit(pattern, way, next, index + 1)) return true;
    }
    return false;
  }
  const name = way[at];
  return name !== undefined && nameFits(wanted, name) && foldersFit(pattern, way, at + 1, index + 1);
}
