import { posix } from "node:path";
import { codex } from "../../clients/codex.ts";
import { entryOf, valueAt } from "../../model/data.ts";
import { fieldOf, folded, hasProblem, lengthOf } from "../fields.ts";
import { thousands } from "../../model/thousands.ts";
import type { LoaderRules, Reason, SkillSubject } from "../loading.ts";
import { misplaced, rootAround } from "../skill-places.ts";

/**
 * What Codex does with a file, as in codex-rs/core-skills/src/loader.rs: the frontmatter is read into a struct by
 * serde_yaml, then lengths are checked.
 */
export const codexLoads: LoaderRules = {
  *skill(subject) {
    const { skill } = subject;
    yield* misplaced(skill.path, codex.skillPlaces.value);
    yield* place(skill.path);
    if (hasProblem(skill, "unreadable", "too-large")) yield dropped("unreadable", "The file cannot be read.");
    else if (hasProblem(skill, "encoding") && !skill.source.text.includes("\0"))
      yield dropped("unreadable", "The file is not UTF-8.");
    else if (skill.source.bom && skill.frontmatter)
      yield dropped("byte-order-mark", "A byte order mark stands in front of the frontmatter.");
    else if (hasProblem(skill, "syntax", "too-deep", "aliases"))
      yield dropped("yaml", "The frontmatter is not valid YAML.");
    else if (!skill.frontmatter?.data) yield dropped("frontmatter", "The file has no frontmatter.");
    else yield* fields(subject);
  },
  *agent(agent) {
    if (agent.dialect !== "codex") yield notRead("Codex reads agents from .codex/agents/*.toml only.");
    else if (agent.problems.length > 0) yield dropped("yaml", "The file cannot be read as TOML.");
  },
};

function* place(path: string): Generator<Reason> {
  const name = posix.basename(path);
  if (name !== "SKILL.md") yield dropped("file-name", `The file is called ${name}, not SKILL.md.`);
  const root = rootAround(path, codex.skillPlaces.value);
  if (root === undefined) return;
  const between = posix.dirname(path).slice(root.length).split("/").filter(Boolean);
  if (between.length > codex.skillDepth.value)
    yield dropped("depth", `The file lies ${between.length} folders deep, of ${codex.skillDepth.value}.`);
  const hidden = between.find((folder) => folder.startsWith("."));
  if (hidden !== undefined) yield dropped("depth", `The folder "${hidden}" begins with a dot.`);
}

function* fields({ skill, folder, namespace }: SkillSubject): Generator<Reason> {
  for (const name of ["name", "description", "metadata"])
    if ((skill.frontmatter?.data?.entries.filter(({ key }) => key === name).length ?? 0) > 1)
      yield dropped("duplicate-key", `The field "${name}" stands twice.`);
  const name = fieldOf(skill, "name");
  if (name.state === "nested") yield { ...dropped("name", "The name is not a text."), at: name.at };
  else if (name.state !== "text") yield { ...differs("name", "The skill goes by its folder's name."), ...at(name) };
  const base = name.state === "text" ? folded(name.value) : folder;
  if (base !== undefined) yield* nameLength(base, namespace, name);
  yield* description(fieldOf(skill, "description"));
  const metadata = entryOf(skill.frontmatter?.data, "metadata")?.value;
  if (metadata && metadata.kind !== "map" && metadata.kind !== "null")
    yield { ...dropped("metadata", `The metadata is a ${metadata.kind}, not a map.`), at: metadata.range };
  const short = valueAt(metadata, "short-description");
  const length = short?.kind === "string" ? lengthOf(folded(short.value)) : 0;
  const most = codex.skillDescriptionLength.value;
  if (short && length > most)
    yield {
      ...dropped(
        "short-description",
        `The short description has ${thousands(length)} of ${thousands(most)} characters.`,
      ),
      at: short.range,
    };
}

function* nameLength(
  base: string,
  namespace: string | undefined,
  field: ReturnType<typeof fieldOf>,
): Generator<Reason> {
  const most = codex.skillNameLength.value;
  const whole = namespace === undefined ? base : `${namespace}:${base}`;
  if (lengthOf(base) > most)
    yield { ...dropped("name-length", `The name has ${lengthOf(base)} of ${most} characters.`), ...at(field) };
  else if (lengthOf(whole) > most)
    yield {
      ...dropped(
        "namespaced-name",
        `The name with its plugin's, "${whole}", has ${lengthOf(whole)} of ${most} characters.`,
      ),
      ...at(field),
    };
}

function* description(field: ReturnType<typeof fieldOf>): Generator<Reason> {
  const most = codex.skillDescriptionLength.value;
  if (field.state === "nested") yield { ...dropped("description", "The description is not a text."), at: field.at };
  else if (field.state !== "text") yield { ...dropped("description", "The skill has no description."), ...at(field) };
  else if (lengthOf(folded(field.value)) > most)
    yield {
      ...dropped(
        "description-length",
        `The description has ${thousands(lengthOf(folded(field.value)))} of ${thousands(most)} characters.`,
      ),
      at: field.at,
    };
}

const at = (field: ReturnType<typeof fieldOf>): Pick<Reason, "at"> => ("at" in field ? { at: field.at } : {});
const dropped = (code: Reason["code"], says: string): Reason => ({ code, outcome: "dropped", says });
const differs = (code: Reason["code"], says: string): Reason => ({ code, outcome: "differs", says });
const notRead = (says: string): Reason => ({ code: "place", outcome: "not-read", says });
