import { compilePatterns } from "../../conditions/glob.ts";
import { readTexts } from "../../context/named/named-texts.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";
import type { Source } from "../../model/source.ts";
import { group } from "../../model/group.ts";

export const repositoryCheckoutEncoding = defineRepositoryRule({
  id: "repository/checkout-encoding",
  severity: "error",
  summary: "What agents read is the text that git has, and no other encoding of it.",
  why: "Where .gitattributes gives a file a `working-tree-encoding`, git writes it in that encoding wherever it is checked out. Signs that look like Chinese in the commit are any English in the working tree in UTF-16: people review one text, a hook and a release look at it, and agents read another one.",
  consequence: "Agents follow a text that stands in no difference, or that stands in no release.",
  help: "Leave these files out of the pattern: agent configuration is UTF-8 for every client.",
  decidedBy: "repository",
  since: "0.1.0",
  sources: [{ read: { url: "https://man7.org/linux/man-pages/man5/gitattributes.5.html", date: "2026-12-01" } }],

  *check(repository) {
    let known: readonly string[] | undefined;
    let looked = 0;
    for (const { path } of repository.paths) {
      if (!/(?:^|\/)\.gitattributes$/i.test(path)) continue;
      const source = repository.source(path);
      const folder = path.slice(0, path.lastIndexOf("/") + 1);
      for (const { pattern, encoding, start, end } of source ? encodingLines(source) : []) {
        const at = { start, end };
        looked += 1;
        if (looked > MOST_LINES) {
          yield {
            path,
            at,
            message: `More than ${MOST_LINES} lines give files an encoding: nobody compares them all.`,
          };
          return;
        }
        const meets = meeting(pattern);
        const met = (known ??= readBy(repository)).find(
          (one) => one.startsWith(folder) && meets(one.slice(folder.length)),
        );
        if (met !== undefined)
          yield {
            path,
            at,
            message: `git writes ${JSON.stringify(met)} in ${encoding} where it is checked out: agents read another text than people review.`,
            related: [{ path: met, message: "It is read from here." }],
          };
      }
    }
  },

  examples: [
    {
      because: "another kind of file in another encoding, and agent configuration in UTF-8",
      files: {
        ".gitattributes":
          "*.rc working-tree-encoding=UTF-16LE eol=crlf\n*.md text working-tree-encoding=UTF-8\nAGENTS.md working-tree-encoding=\n",
        "AGENTS.md": "# Payments\n",
      },
    },
    {
      because: "instructions in UTF-16",
      files: { ".gitattributes": "*.md working-tree-encoding=UTF-16LE\n", "AGENTS.md": "# Payments\n" },
      reports: [
        '.gitattributes:1:1 git writes "AGENTS.md" in UTF-16LE where it is checked out: agents read another text than people review.',
      ],
    },
  ],
});

/** Over all files. A repository has a few, and each is compared with all paths. */
const MOST_LINES = 100;

const readBy = (repository: Repository): readonly string[] =>
  [...repository.artifacts.map(({ path, file = path }) => file), ...readTexts(repository)].sort();

interface EncodingLine {
  readonly pattern: string;
  readonly encoding: string;
  readonly start: number;
  readonly end: number;
}

/** The lines that give files another encoding than UTF-8, by themselves or by the name of a macro. */
function encodingLines({ text }: Source): readonly EncodingLine[] {
  if (!text.includes(ATTRIBUTE)) return [];
  const lines: Line[] = [];
  const macros: Line[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const [pattern = "", ...attributes] = wordsOf(line.replace(/^\uFEFF/, ""));
    const isMacro = pattern.startsWith(MACRO);
    (isMacro ? macros : lines).push({ pattern, attributes, start, end: start + line.trimEnd().length });
    start += line.length + 1;
  }
  const encodings = encodingsOf(macros);
  return lines.flatMap(({ attributes, ...line }) => {
    const encoding = givenBy(attributes) ?? attributes.flatMap((one) => encodings.get(one) ?? [])[0];
    return encoding === undefined ? [] : { ...line, encoding };
  });
}

interface Line extends Omit<EncodingLine, "encoding"> {
  readonly attributes: readonly string[];
}
const ATTRIBUTE = "working-tree-encoding=";
const MACRO = "[attr]";

function givenBy(attributes: readonly string[]): string | undefined {
  const given = attributes.findLast((one) => one.startsWith(ATTRIBUTE))?.slice(ATTRIBUTE.length);
  return given === undefined || /^(?:utf-?8)?$/i.test(given) ? undefined : given;
}

/** What each macro gives, through other macros as well: git asks for them in any order. */
function encodingsOf(macros: readonly Line[]): ReadonlyMap<string, string> {
  const encodings = new Map<string, string>();
  const parts = macros.flatMap(({ pattern, attributes }) => {
    const name = pattern.slice(MACRO.length);
    const given = givenBy(attributes);
    if (given !== undefined) encodings.set(name, given);
    return attributes.map((part) => ({ part, name }));
  });
  const users = group(parts, ({ part }) => part);
  // A map goes on with what is added to it on the way.
  for (const [name, encoding] of encodings)
    for (const { name: user } of users.get(name) ?? []) if (!encodings.has(user)) encodings.set(user, encoding);
  return encodings;
}

/** A pattern in quotes, with its escapes, may be about anything. */
function wordsOf(line: string): readonly string[] {
  const text = line.replace(/^[ \t\r]+/, "");
  const quoted = text.startsWith('"') ? text.indexOf('"', 1) : -1;
  if (quoted === -1) return text.split(/[ \t\r]+/);
  const pattern = text.slice(1, quoted);
  return [pattern.includes("\\") ? "*" : pattern, ...text.slice(quoted + 1).split(/[ \t\r]+/)];
}

/** Whether a pattern is about a path below its folder; on disks that fold case git compares so, too. */
function meeting(pattern: string): (path: string) => boolean {
  const [asWritten, folded] = [compilePatterns([pattern]), compilePatterns([pattern.toLowerCase()])];
  return (path) => asWritten(path, false) === "ignored" || folded(path.toLowerCase(), false) === "ignored";
}
