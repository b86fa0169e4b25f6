import type { MarkdownArtifact } from "../model/artifact.ts";
import type { Layout } from "./layout.ts";

const FOR_ELSEWHERE =
  /(?:^|\/)(?:templates?|fixtures?|__fixtures__|testdata|test-data|scaffolds?|boilerplates?|examples?)\/|\{\{/i;
const OF_A_CLIENT = /(?:^|\/)\.[a-z]+\//;

/**
 * Whether a client loads a file as it stands here: not what templates and tests hold, not an AGENTS.md that is material of a
 * skill, and scoped instructions only in a client's own folder, since elsewhere they wait to be copied.
 */
export function isLoadedHere(layout: Layout, { kind, path }: MarkdownArtifact): boolean {
  if (FOR_ELSEWHERE.test(path)) return false;
  if (kind === "scoped-instructions") return OF_A_CLIENT.test(path);
  return kind === "skill" || layout.skillOf(path) === undefined;
}
