import type { ArtifactOf } from "../model/artifact.ts";
import type { Heading } from "../model/outline.ts";
import { MARKDOWN_KINDS } from "./markdown-kinds.ts";
import { type ArtifactRule, defineArtifactRule, type Finding, type FactsAlone } from "../model/rule.ts";

type MarkdownKind = (typeof MARKDOWN_KINDS)[number];

/** A rule on the headings of Markdown, for teams that want one: how they stand is a matter of taste. */
export function defineHeadingRule(
  facts: Omit<FactsAlone, "severity" | "outline">,
  check: (headings: readonly Heading[], artifact: ArtifactOf<MarkdownKind>) => Iterable<Finding>,
): ArtifactRule {
  return defineArtifactRule({
    ...facts,
    on: MARKDOWN_KINDS,
    severity: "off",
    outline: true,
    options: {},
    check: (artifact) => check(artifact.outline().headings, artifact),
  });
}
