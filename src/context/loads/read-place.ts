import { posix } from "node:path";
import type { SkillReading } from "../../clients/readers/skills.ts";
import { thousands } from "../../model/numbers.ts";
import type { Reason, SkillSubject } from "../loading.ts";
import { misplaced, rootAround } from "../skill-places.ts";
import { dropped } from "./reasons.ts";

/** What a reader says of where a skill lies, of how a link leads to it, and of its size. */
export function* readPlace(subject: SkillSubject, reading: SkillReading): Generator<Reason> {
  const { skill, path, fileLink } = subject;
  yield* misplaced(path, reading.places);
  yield* depth(subject, reading);
  if (fileLink && !reading.fileLinks)
    yield dropped("link", "The SKILL.md is a symbolic link, and only folders may be.");
  const { bytes } = skill.source;
  if (reading.bytes !== undefined && bytes > reading.bytes)
    yield dropped("bytes", `The file has ${thousands(bytes)} of ${thousands(reading.bytes)} bytes.`);
}

function* depth(
  { path, outer }: SkillSubject,
  { places, depth: bounds, hidden, nested }: SkillReading,
): Generator<Reason> {
  const root = rootAround(path, places);
  if (root === undefined) return;
  const between = posix.dirname(path).slice(root.length).split("/").filter(Boolean);
  const [least, most] = bounds ?? [0, between.length];
  if (between.length > most) yield dropped("depth", `The file lies ${between.length} folders deep, of ${most}.`);
  if (between.length < least)
    yield dropped("depth", "The file lies right in the folder of skills, and not in a folder of its own.");
  const dotted = between.find((folder) => folder.startsWith("."));
  if (dotted !== undefined && !hidden.some((place) => `/${root}`.endsWith(`/${place}`)))
    yield dropped("depth", `The folder "${dotted}" begins with a dot.`);
  if (outer !== undefined && !nested && between.length <= most)
    yield dropped("depth", `It lies below another skill, ${outer}.`);
}
