import type { ArtifactOf } from "../../model/artifact.ts";
import { textField } from "../../model/field.ts";
import type { Range } from "../../model/source.ts";

/** The version that a team template says it has. */
export interface TemplateVersion {
  readonly text: string;
  readonly at: Range;
  /** Absent where the text is no semantic version. */
  readonly semver?: Semver;
}
interface Semver {
  readonly numbers: readonly number[];
  readonly prerelease: readonly string[];
}

/** From the frontmatter, else from the first line `Version: …` of the text; undefined where neither is there. */
export function templateVersion(artifact: ArtifactOf<"team-spec">): TemplateVersion | undefined {
  const field = textField(artifact, "version");
  if (field) return versioned(field.value, field.at);
  const { source, body } = artifact;
  const found = /^(?:[-*] )?\**version\**:\**[ \t]+`?([^\s`]+)/im.exec(source.text.slice(body.start, body.end));
  if (!found) return undefined;
  const [line, text = ""] = found;
  const start = body.start + found.index + line.length - text.length;
  return versioned(text, { start, end: start + text.length });
}

const NUMBER = "(0|[1-9]\\d{0,14})";
const SEMVER = new RegExp(`^v?${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-([0-9a-z.-]+))?(?:\\+[0-9a-z.-]+)?$`, "i");

function versioned(text: string, at: Range): TemplateVersion {
  const [, major, minor, patch, prerelease] = SEMVER.exec(text) ?? [];
  if (major === undefined) return { text, at };
  const numbers = [major, minor, patch].map(Number);
  return { text, at, semver: { numbers, prerelease: prerelease?.split(".") ?? [] } };
}

/** Whether a version is later than another, by the order of semver. */
export function isLater(one: Semver, other: Semver): boolean {
  for (const [index, number] of one.numbers.entries()) {
    const difference = number - (other.numbers[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return comparePrerelease(one.prerelease, other.prerelease) > 0;
}

/** A version is later than all its prereleases; identifiers are compared one by one, numbers before words. */
function comparePrerelease(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return Number(one.length === 0) - Number(other.length === 0);
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (against === undefined) return 1;
    if (part === against) continue;
    const [number, word] = [/^\d+$/.test(part), /^\d+$/.test(against)];
    if (number && word) return Number(part) - Number(against);
    if (number !== word) return number ? -1 : 1;
    return part < against ? -1 : 1;
  }
  return one.length - other.length;
}
