import {
  type Artifact,
  type DataArtifact,
  KINDS,
  type Located,
  type MarkdownArtifact,
  type ArtifactShape,
  type TableArtifact,
  type TextArtifact,
} from "../../model/artifact.ts";
import type { Problem } from "../../model/problem.ts";
import type { Outline } from "../../model/outline.ts";
import type { Contents } from "../../model/ports.ts";
import type { Source } from "../../model/source.ts";
import { decode } from "../../syntax/decode.ts";
import { loaded, type Syntaxes } from "./load-syntaxes.ts";
import { readFrontmatter } from "./read-frontmatter.ts";

interface Read {
  readonly source: Source;
  readonly problems: readonly Problem[];
  /** False where there is no text to speak of: nothing follows from its being empty. */
  readonly complete: boolean;
}

/**
 * What a file holds, with the place of everything in it. Never throws: what is wrong with the file is in `problems`.
 */
export function parse(located: Located, contents: Contents, syntaxes: Syntaxes): Artifact {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ArtifactOf is made from KINDS, too
  return parsers[KINDS[located.kind]](located, read(located.path, contents), syntaxes) as Artifact;
}

const parsers = {
  markdown: parseMarkdownFile,
  data: parseDataFile,
  table: parseTableFile,
  text: (located, { source, problems }): TextArtifact => ({ ...located, source, problems }),
} satisfies Record<ArtifactShape, (located: Located, file: Read, syntaxes: Syntaxes) => TextArtifact>;

function read(path: string, contents: Contents): Read {
  if (contents.ok) {
    const { source, problems } = decode(path, contents.bytes);
    return { source, problems, complete: problems.every(({ code }) => code !== "too-large") };
  }
  const problem: Problem = { code: "unreadable", message: `the file cannot be read: ${contents.reason}` };
  return { source: { path, text: "", bytes: 0, bom: false }, problems: [problem], complete: false };
}

function parseMarkdownFile(located: Located, { source, problems }: Read, syntaxes: Syntaxes): MarkdownArtifact {
  const found = readFrontmatter(located.kind, source.text, loaded(syntaxes, "yaml"));
  let tree: Outline | undefined;
  return {
    ...located,
    source,
    problems: joined(problems, found.problems),
    ...(found.frontmatter && { frontmatter: found.frontmatter }),
    body: found.body,
    outline: () => (tree ??= loaded(syntaxes, "markdown")(source.text, found.body)),
    outlineProblem: () => tree?.problem,
  };
}

function parseDataFile(located: Located, { source, problems, complete }: Read, syntaxes: Syntaxes): DataArtifact {
  if (!complete) return { ...located, source, problems };
  const parsed = parseData(located, source.text, syntaxes);
  return {
    ...located,
    source,
    problems: joined(problems, parsed.problems),
    ...(parsed.data && { data: parsed.data }),
  };
}

function parseData({ syntax }: Located, text: string, syntaxes: Syntaxes): ReturnType<NonNullable<Syntaxes["yaml"]>> {
  switch (syntax) {
    case "json":
    case "jsonc":
      return loaded(syntaxes, "json")(text, { comments: syntax === "jsonc" });
    case "toml":
      return loaded(syntaxes, "toml")(text);
    default:
      return loaded(syntaxes, "yaml")(text);
  }
}

function parseTableFile(located: Located, { source, problems, complete }: Read, syntaxes: Syntaxes): TableArtifact {
  if (!complete) return { ...located, source, problems, records: [] };
  const parsed = loaded(syntaxes, "csv")(source.text);
  return { ...located, source, problems: joined(problems, parsed.problems), records: parsed.records };
}

function joined(first: readonly Problem[], second: readonly Problem[]): readonly Problem[] {
  if (second.length === 0) return first;
  return first.length === 0 ? second : [...first, ...second];
}
