import { missingLines } from "./missing-lines.ts";
import { takesFrom } from "./takes-from.ts";
import type { ForgeName, SetupGround, SetupPart, Wishes } from "./ground.ts";

/** Where CODEOWNERS may lie, in the order in which the forges look for it; both take the one at the top. */
const PLACES: Readonly<Record<ForgeName, readonly string[]>> = {
  github: [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"],
  gitlab: ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"],
};
/** Every place of them. */
export const OWNERS_PLACES: readonly string[] = [...new Set(Object.values(PLACES).flat())];

/** Who answers for the policy by a file that init wrote to. */
export const ownersWhoAnswer = (text = ""): readonly string[] =>
  /^\/agent-ci\.yaml[ \t]+(\S.*)$/m
    .exec(text)?.[1]
    ?.split(/\s+/)
    .filter((one) => one.includes("@")) ?? [];
const POLICY = ["/agent-ci.yaml", "/.agent-ci/", "/environments/"];
const FILES = ["AGENTS.md", "CLAUDE.md", "GEMINI.md", "SKILL.md", ".mcp.json"];
const FOLDERS = [".agents/", ".claude/", ".codex/", ".cursor/", ".gemini/"];
const PIPELINES: Readonly<Record<ForgeName, readonly string[]>> = {
  github: ["/.github/workflows/"],
  gitlab: ["/.gitlab-ci.yml", "/.gitlab/agent-ci.yml"],
};

/**
 * What is added to CODEOWNERS. Whoever may change the policy or the pipeline can switch the checks off: somebody has to
 * answer for both.
 */
export function ownersPart(ground: SetupGround, { forges, who }: NonNullable<Wishes["owners"]>): SetupPart {
  const paths = [...new Set(forges.map((forge) => placeOf(forge, ground)))];
  const parts = paths.map((path) =>
    fileOfOwners(
      path,
      ground.text(path),
      forges.filter((forge) => placeOf(forge, ground) === path),
      who,
    ),
  );
  return { steps: parts.flatMap(({ steps }) => steps), left: parts.flatMap(({ left = [] }) => left) };
}

/** The file that a forge reads. A new one takes nothing from one that the other forge reads. */
function placeOf(forge: ForgeName, { text }: SetupGround): string {
  const there = PLACES[forge].find((place) => text(place) !== undefined);
  if (there !== undefined) return there;
  return forge === "github" && text(".gitlab/CODEOWNERS") !== undefined ? ".github/CODEOWNERS" : "CODEOWNERS";
}

function fileOfOwners(
  path: string,
  now: string | undefined,
  forges: readonly ForgeName[],
  owners: readonly string[],
): SetupPart {
  const patterns = [...FILES, ...FOLDERS, ...POLICY, ...forges.flatMap((forge) => PIPELINES[forge]), `/${path}`];
  const known = owners.length > 0 ? owners : ownersOfAll(now);
  const missing = patternsMissing(now, patterns);
  if (missing.length > 0 && known.length === 0)
    return {
      steps: [],
      left: [`${path} needs somebody who answers for the policy: npx agent-ci init --owner @org/team adds the lines.`],
    };
  const taken = missing.filter((pattern) => takesFrom(now ?? "", pattern, known));
  const free = patterns.filter((pattern) => !taken.includes(pattern));
  const lines = [heading(now), ...free.map((one) => `${one} ${known.join(" ")}`)];
  const left = `${path}: lines of yours say who owns ${taken.join(", ")}, and another line would take it from them. Add ${known.join(" ")} there, where they are to answer for it too.`;
  return { steps: missingLines(path, now, lines, owned), left: taken.length === 0 ? [] : [left] };
}

const patternsMissing = (text = "", patterns: readonly string[]): readonly string[] => {
  const known = new Set(text.split("\n").map(owned));
  return patterns.filter((pattern) => !known.has(pattern));
};

const TITLE = "Agent configuration, and what judges it";
/**
 * A heading that ends the sections before it.
 * GitLab's go on to the next one, and the last may be one that nobody has to approve.
 */
const heading = (text = ""): string => (/^\^?\[/m.test(text) ? `[${TITLE}]` : `# ${TITLE}`);

const owned = (line: string): string => line.trim().split(/\s+/)[0] ?? "";

/** The owners of everything, from a line that begins with a star. */
const ownersOfAll = (text = ""): readonly string[] =>
  /^\*[ \t]+([^#\n]+)/m
    .exec(text)?.[1]
    ?.split(/\s+/)
    .filter((one) => one.includes("@")) ?? [];
