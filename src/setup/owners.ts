import { missingLines } from "./missing-lines.ts";
import type { Forge, Ground, Part, Wishes } from "./ground.ts";

/** In the order in which the forges look for it; both take the one at the top. */
const PLACES: Readonly<Record<Forge, readonly string[]>> = {
  github: [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"],
  gitlab: ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"],
};
const POLICY = ["/agent-ci.yaml", "/.agent-ci/", "/environments/"];
const FILES = ["AGENTS.md", "CLAUDE.md", "GEMINI.md", "SKILL.md", ".mcp.json"];
const FOLDERS = [".agents/", ".claude/", ".codex/", ".cursor/", ".gemini/"];
const PIPELINES: Readonly<Record<Forge, readonly string[]>> = {
  github: ["/.github/workflows/"],
  gitlab: ["/.gitlab-ci.yml", "/.gitlab/agent-ci.yml"],
};

/** Whoever may change the policy or the pipeline can switch the checks off: somebody has to answer for both. */
export function ownersPart({ text }: Ground, { forges, owners }: Wishes): Part {
  const places = [...new Set(forges.flatMap((forge) => PLACES[forge]))];
  const path = places.find((place) => text(place) !== undefined) ?? "CODEOWNERS";
  const now = text(path);
  const patterns = [...FILES, ...FOLDERS, ...POLICY, ...forges.flatMap((forge) => PIPELINES[forge]), `/${path}`];
  const missing = missingLines(path, now, patterns, owned);
  const known = owners.length > 0 ? owners : ownersOfAll(now);
  if (missing.length > 0 && known.length === 0)
    return {
      steps: [],
      left: [`${path} needs somebody who answers for the policy: agent-ci init --owner @org/team adds the lines.`],
    };
  const lines = [heading(now), ...patterns.map((one) => `${one} ${known.join(" ")}`)];
  return { steps: missingLines(path, now, lines, owned) };
}

const TITLE = "Agent configuration, and what judges it";
/** GitLab's sections go on to the next one, and the last may be one that nobody has to approve. */
const heading = (text = ""): string => (/^\^?\[/m.test(text) ? `[${TITLE}]` : `# ${TITLE}`);

const owned = (line: string): string => line.trim().split(/\s+/)[0] ?? "";

/** Those of everything, from a line that begins with a star. */
const ownersOfAll = (text = ""): readonly string[] =>
  /^\*[ \t]+([^#\n]*\S)/m
    .exec(text)?.[1]
    ?.split(/\s+/)
    .filter((one) => one.includes("@")) ?? [];
