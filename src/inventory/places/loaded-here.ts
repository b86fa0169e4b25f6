import type { MarkdownArtifact } from "../../model/artifact.ts";
import type { Layout } from "./layout.ts";

const FOR_ELSEWHERE =
  /(?:^|\/)(?:templates?|fixtures?|__fixtures__|testdata|test-data|scaffolds?|boilerplates?|examples?)\/|\{\{/i;
const OF_A_CLIENT = /(?:^|\/)\.[a-z]+\//;

/**
 * Whether a file belongs to another repository that it is a sample of, or is bad on purpose for a test. What lies in a
 * client's own folder is loaded, whatever the folders in there are called.
 */
export function isMaterialPath(path: string): boolean {
  return FOR_ELSEWHERE.test(aboveClient(path));
}

/** Whether a text need not be well formed: a test wants it so, or a template engine has yet to fill it in. */
export function mayBeMalformed(path: string, text: string): boolean {
  return FOR_TESTS.test(aboveClient(path)) || (isMaterialPath(path) && /\{\{|\{%|<%/.test(text));
}

const FOR_TESTS = /(?:^|\/)(?:fixtures?|__fixtures__|testdata|test-data)\//i;

/** The part of a path in front of the outermost folder of a client. */
function aboveClient(path: string): string {
  const client = OF_A_CLIENT.exec(path);
  return client ? path.slice(0, client.index + 1) : path;
}

/**
 * Whether a client loads a file as it stands here: not what templates and tests hold, not an AGENTS.md that is material
 * of a skill, and scoped instructions only in a client's own folder, since elsewhere they wait to be copied.
 */
export function isLoadedHere(layout: Layout, { kind, path }: MarkdownArtifact): boolean {
  if (FOR_ELSEWHERE.test(path)) return false;
  if (kind === "scoped-instructions") return OF_A_CLIENT.test(path);
  return kind === "skill" || layout.skillOf(path) === undefined;
}
