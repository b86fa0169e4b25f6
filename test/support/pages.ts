import { globSync, readFileSync } from "node:fs";

/** A page of the project's documentation. */
export interface Page {
  /** POSIX, from the project's top. */
  readonly file: string;
  /** Its lines; those of tables and fences are empty. */
  readonly prose: readonly string[];
}

/** All pages but those of rules, which are made of the rules' own words. */
export const pages: readonly Page[] = globSync([
  "*.md",
  "docs/*.md",
  "docs/decisions/*.md",
  "docs/runbooks/*.md",
  "actions/*/README.md",
])
  .map((path) => path.replaceAll("\\", "/"))
  .sort()
  .map((file) => ({ file, prose: proseOf(readFileSync(file, "utf8")) }));

function proseOf(text: string): readonly string[] {
  let fence: string | undefined;
  return text.split("\n").map((line) => {
    const [, mark] = /^\s*(```+|~~~+)/.exec(line) ?? [];
    if (fence !== undefined) {
      if (line.trim() === fence) fence = undefined;
      return "";
    }
    fence = mark;
    return mark === undefined && !line.startsWith("|") ? line : "";
  });
}
