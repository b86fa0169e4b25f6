import { mayBeMalformed } from "../inventory/places/loaded-here.ts";
import { type Artifact, KINDS } from "../model/artifact.ts";
import type { Fix } from "../model/diagnostic.ts";
import type { Problem, ProblemCode } from "../model/problem.ts";
import { type ArtifactRule, defineArtifactRule, type FactsAlone } from "../model/rule.ts";

const EVERY_KIND = Object.keys(KINDS).filter((kind): kind is keyof typeof KINDS => kind in KINDS);

/**
 * A rule that reports what the parsers met: parsing collects problems, and only rules make findings of them. `mended`:
 * what mends one, where that is certain; `isAbout`: the files that it is asked about.
 */
export function defineProblemRule(
  code: ProblemCode,
  facts: FactsAlone,
  mended: (text: string, problem: Problem) => Fix | undefined = () => undefined,
  isAbout: (artifact: Artifact) => boolean = () => true,
): ArtifactRule {
  return defineArtifactRule({
    ...facts,
    options: {},
    on: EVERY_KIND,
    last: true,
    *check(artifact) {
      if (code === "syntax" && mayBeMalformed(artifact.path, artifact.source.text)) return;
      if (!isAbout(artifact)) return;
      const late = "outlineProblem" in artifact ? artifact.outlineProblem() : undefined;
      for (const problem of late ? [...artifact.problems, late] : artifact.problems) {
        if (problem.code !== code) continue;
        const fix = mended(artifact.source.text, problem);
        yield { message: sentence(problem.message), ...(problem.range && { at: problem.range }), ...(fix && { fix }) };
      }
    },
  });
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`;
