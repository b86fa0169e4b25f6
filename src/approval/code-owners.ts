import { compilePatterns, isLeftOut } from "../conditions/glob.ts";

/** Where a forge looks for CODEOWNERS, in its order; the first that is there counts. */
export const OWNERS_FILES = {
  GitHub: [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"],
  GitLab: ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"],
} as const satisfies Record<string, readonly string[]>;

/**
 * Who owns a file: `@name`, `@org/team`, an address. The last line that fits counts; on GitLab that of each section,
 * but for sections that nobody has to ask. A line that a forge would refuse says nothing.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 * and https://docs.gitlab.com/user/project/codeowners/reference/, read 2026-11-30.
 */
export function ownersOf(text: string, path: string, forge: keyof typeof OWNERS_FILES): readonly string[] {
  const sections = [{ owners: [] as readonly string[], counts: true, named: [] as readonly string[] }];
  for (const line of text.split(/\r?\n/)) {
    const section = forge === "GitLab" ? /^(\^?)\[[^\]]*\]/.exec(line.trim()) : null;
    if (section) {
      // How many have to approve is GitLab's to ask.
      const named = words(
        line
          .trim()
          .slice(section[0].length)
          .replace(/^\[\d+\]/, ""),
      );
      sections.push({ owners: [], counts: section[1] === "", named });
      continue;
    }
    const current = sections.at(-1);
    const [pattern, ...owners] = words(line);
    if (!current || pattern === undefined || !fits(pattern.replace(/^!/, ""), path)) continue;
    if (!pattern.startsWith("!")) current.owners = owners.length > 0 ? owners : current.named;
    else if (forge === "GitLab") current.owners = [];
  }
  return [...new Set(sections.filter(({ counts }) => counts).flatMap(({ owners }) => owners))];
}

/** A space that belongs to a name has a backslash before it; what follows a `#` is said to people. */
function words(line: string): readonly string[] {
  const all = line
    .trim()
    .split(/(?<!\\)\s/)
    .filter((word) => word !== "");
  const comment = all.findIndex((word) => word.startsWith("#"));
  return all.slice(0, comment === -1 ? undefined : comment).map((word) => word.replaceAll("\\ ", " "));
}

/** As in a gitignore file, but that `docs/*` is about files in that folder alone. */
function fits(pattern: string, path: string): boolean {
  if (pattern === "" || /[[\]]/.test(pattern)) return false;
  const match = compilePatterns([pattern]);
  return pattern.endsWith("/*") ? match(path, false) === "ignored" : isLeftOut(match, path);
}
