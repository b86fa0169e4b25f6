import { AGENT_READINGS } from "../clients/readers/agents.ts";
import { LOADERS } from "../clients/readers/loaders.ts";
import { SKILL_READINGS } from "../clients/readers/skills.ts";
import { repairedFrontmatter } from "../inventory/texts/repaired-frontmatter.ts";
import type { Artifact, ArtifactOf } from "../model/artifact.ts";
import { folderName } from "./folder-name.ts";
import { LOADER_RULES } from "./loadability.ts";
import { outcomeOf } from "./loading.ts";
import { rootAround } from "./skill-places.ts";

/**
 * The client that takes a file which cannot be parsed, as it repairs frontmatter or passes over an empty file, and
 * alone looks at it: in the folders of others, and in those that several look into, one drops it or nobody knows.
 */
export function mendedBy(artifact: Artifact): string | undefined {
  if (artifact.kind === "settings" || artifact.kind === "mcp") return emptyTakenBy(artifact);
  if (artifact.kind === "skill") return skillMendedBy(artifact);
  if ((artifact.kind !== "agent" && artifact.kind !== "command") || artifact.dialect !== "opencode") return undefined;
  const { yaml = "unknown" } = AGENT_READINGS.opencode.frontmatter ?? {};
  return !hasTabs(artifact) && repairedFrontmatter(artifact, yaml) ? "OpenCode" : undefined;
}

/**
 * Whether Claude Code takes a file that cannot be parsed, since it repairs frontmatter, from a folder of its own that
 * stricter clients look into as well.
 */
export function isRepairedByClaudeCode(artifact: Artifact): boolean {
  const { kind } = artifact;
  if (kind !== "skill" && kind !== "agent" && kind !== "command") return false;
  const { path, ways = [path] } = artifact;
  const isOwn = kind === "skill" ? ways.every((way) => OWN_SKILLS.test(way)) : artifact.dialect === "claude-code";
  const { frontmatter } = kind === "skill" ? SKILL_READINGS["claude-code"] : AGENT_READINGS["claude-code"];
  return isOwn && repairedFrontmatter(artifact, frontmatter?.yaml ?? "unknown") !== undefined;
}
const OWN_SKILLS = /(?:^|\/)\.claude\/skills\//;

/** The client to which a file with nothing in it says nothing; to OpenCode one of white space is invalid. */
function emptyTakenBy({ kind, path, dialect, source }: ArtifactOf<"settings" | "mcp">): string | undefined {
  if (kind === "settings" && dialect === "opencode") return source.text === "" ? "OpenCode" : undefined;
  if (source.text.trim() !== "") return undefined;
  if (/(?:^|\/)\.vscode\/mcp\.json$/.test(path)) return "VS Code";
  const isClaude = kind === "settings" ? dialect === "claude-code" : /(?:^|\/)\.mcp\.json$/.test(path);
  return isClaude ? "Claude Code" : undefined;
}

const NAMES = { codex: "Codex", "gemini-cli": "Gemini CLI", opencode: "OpenCode" } as const;
const isMender = (reader: string): reader is keyof typeof NAMES => Object.hasOwn(NAMES, reader);

function skillMendedBy(skill: ArtifactOf<"skill">): string | undefined {
  const { path, ways = [path] } = skill;
  const menders = new Set(ways.map((way) => menderAt(skill, way)));
  const [mender] = menders;
  return menders.size === 1 && mender !== undefined && !hasTabs(skill) ? NAMES[mender] : undefined;
}

/** Who reads a skill at a path, where that is one client, and loads it. */
function menderAt(skill: ArtifactOf<"skill">, path: string): keyof typeof NAMES | undefined {
  const readers = LOADERS.filter(
    (reader) => reader !== "skills-ref" && rootAround(path, SKILL_READINGS[reader].places) !== undefined,
  );
  const [reader] = readers;
  if (reader === undefined || readers.length > 1 || !isMender(reader)) return undefined;
  const folder = folderName(path);
  const subject = { skill, path, fileLink: false, ...(folder !== undefined && { folder }) };
  const outcome = outcomeOf([...LOADER_RULES[reader].skill(subject)]);
  return outcome === "loads" || outcome === "differs" ? reader : undefined;
}

/** What a tab indents, each reader of YAML takes in a way of its own. */
const hasTabs = ({ source, frontmatter }: ArtifactOf<"skill" | "agent" | "command">): boolean =>
  /^ *\t/m.test(frontmatter ? source.text.slice(frontmatter.range.start, frontmatter.range.end) : source.text);
