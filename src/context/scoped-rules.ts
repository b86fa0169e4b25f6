import { ruleGlobs } from "../inventory/texts/rule-globs.ts";
import type { MarkdownArtifact } from "../model/artifact.ts";
import { entryOf } from "../model/data.ts";
import type { Repository } from "../model/rule.ts";

type Rule = MarkdownArtifact<"scoped-instructions">;

/** A rule file, and when its client loads it. */
export interface ScopedRule {
  readonly artifact: Rule;
  /** `asked`: the model, or the user, has to ask for it. */
  readonly when: "always" | "matching" | "asked";
  readonly globs: readonly string[];
}

type Read = (artifact: Rule) => Omit<ScopedRule, "artifact">;

/**
 * How each client says when a rule is loaded. Sources, read 2026-11-21: code.claude.com/docs/en/memory (`paths`;
 * without it a rule is loaded at launch), cursor.com/docs/context/rules (`alwaysApply`, `globs`, else by description),
 * docs.github.com/en/copilot (`applyTo`; without it only when attached).
 */
const READERS = {
  "claude-code": (artifact) => scoped(globsOf(artifact, "paths"), "always"),
  copilot: (artifact) => {
    const globs = globsOf(artifact, "applyTo");
    return globs.includes("**") || globs.includes("**/*") ? { when: "always", globs } : scoped(globs, "asked");
  },
  cursor: (artifact) => {
    const always = entryOf(artifact.frontmatter?.data, "alwaysApply")?.value;
    if (always?.kind === "boolean" && always.value) return { when: "always", globs: [] };
    return scoped(globsOf(artifact, "globs"), "asked");
  },
} as const satisfies Readonly<Record<string, Read>>;

export type ScopedReader = keyof typeof READERS;

/** The scoped rule files of a client, in the order of their paths. */
export function scopedRules(repository: Repository, client: ScopedReader): readonly ScopedRule[] {
  return repository
    .of("scoped-instructions")
    .filter(({ dialect }) => dialect === client)
    .map((artifact) => {
      const { when, globs } = READERS[client](artifact);
      return { artifact, when, globs };
    });
}

function scoped(globs: readonly string[], otherwise: "always" | "asked"): Omit<ScopedRule, "artifact"> {
  return { when: globs.length > 0 ? "matching" : otherwise, globs };
}

const globsOf = (artifact: Rule, field: string): readonly string[] =>
  ruleGlobs(artifact, field).flatMap(({ glob }) => (glob === "" ? [] : [glob]));
