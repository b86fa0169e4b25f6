/**
 * Whether a line of CODEOWNERS for a pattern, at the end, would take files from owners whom lines above name: the last
 * line that fits is the one that counts, but for GitLab's sections, of which each counts.
 * The line for everything is there to be overruled.
 */
export function takesFrom(text: string, pattern: string, owners: readonly string[]): boolean {
  if (/^\^?\[/m.test(text)) return false;
  return text.split("\n").some((line) => {
    const [theirs = "", ...named] = line
      .replace(/(?:^|\s)#.*/, "")
      .trim()
      .split(/\s+/);
    if (theirs === "" || EVERYTHING.has(theirs) || named.length === 0) return false;
    const isSame = named.length === owners.length && named.every((one) => owners.includes(one));
    return !isSame && (isWithin(theirs, pattern) || fits(theirs, sampleOf(pattern)));
  });
}

const sampleOf = (pattern: string): string => pattern.replace(/^\//, "").replace(/\/$/, "/folder/file");

function isWithin(theirs: string, pattern: string): boolean {
  const bare = `/${theirs.replace(/^(?:\/|\*\*\/)/, "")}`;
  return pattern.startsWith("/") ? bare.startsWith(pattern) : bare.includes(`/${pattern}`);
}

/** Whether a pattern of CODEOWNERS fits a path. One of so many stars that trying it could take long is taken to fit. */
function fits(pattern: string, path: string): boolean {
  const parts = pattern.replace(/^\//, "").split(/(\*\*\/|\*+)/);
  if (parts.length > 9) return true;
  const body = parts.map((part) => STARS.get(part) ?? part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join("");
  const isAnchored = /\/./.test(pattern);
  const end = pattern.endsWith("/") ? "" : pattern.endsWith("/*") ? "$" : "(?:/|$)";
  return new RegExp(`^${isAnchored ? "" : "(?:.*/)?"}${body}${end}`).test(path);
}
const STARS: ReadonlyMap<string, string> = new Map([
  ["*", "[^/]*"],
  ["**", ".*"],
  ["**/", "(?:.*/)?"],
]);
const EVERYTHING: ReadonlySet<string> = new Set(["*", "**", "/", "/**", "**/*", "/**/*"]);
