import { posix } from "node:path";
import { geminiCli } from "../../clients/gemini-cli.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import { fieldOf, hasProblem } from "../fields.ts";
import type { AgentSubject, LoaderRules, Reason } from "../loading.ts";
import { misplaced, rootAround } from "../skill-places.ts";

/** What Gemini CLI does with a file: packages/core/src/skills/skillLoader.ts and agents/agentLoader.ts. */
export const geminiCliLoads: LoaderRules = {
  *skill({ skill }) {
    yield* misplaced(skill.path, geminiCli.skillPlaces.value);
    yield* place(skill.path);
    if (hasProblem(skill, "unreadable", "too-large")) yield dropped("unreadable", "The file cannot be read.");
    else yield* frontmatter(skill);
  },
  *agent(agent) {
    const name = posix.basename(agent.path);
    if (agent.dialect !== "gemini-cli") yield notRead("Gemini CLI reads agents from .gemini/agents only.");
    else if (name.startsWith("_")) yield notRead("A name that begins with an underscore is left out.");
    else yield* agentFields(agent);
  },
};

function* place(path: string): Generator<Reason> {
  const name = posix.basename(path);
  if (name !== "SKILL.md")
    yield {
      code: "file-name",
      outcome: "unknown",
      says: "Whether it loads depends on the disk: the file is not called SKILL.md.",
    };
  const root = rootAround(path, geminiCli.skillPlaces.value);
  if (root === undefined) return;
  const depth = posix.dirname(path).slice(root.length).split("/").filter(Boolean).length;
  if (depth > geminiCli.skillDepth.value)
    yield dropped("depth", `The file lies ${depth} folders deep, of ${geminiCli.skillDepth.value}.`);
}

/** `FRONTMATTER_REGEX`: the first line is three hyphens and nothing else; what ends it may have more behind it. */
const FRONTMATTER = /^---\r?\n([\s\S]*?)\r?\n---(\r?\n[\s\S]*)?/;

function* frontmatter(skill: ArtifactOf<"skill">): Generator<Reason> {
  const { text, bom } = skill.source;
  if (bom && skill.frontmatter) {
    yield dropped("byte-order-mark", "A byte order mark stands in front of the frontmatter.");
    return;
  }
  const found = FRONTMATTER.exec(text);
  if (!found && skill.frontmatter) {
    yield {
      ...dropped("fence", "White space follows the opening ---."),
      at: { start: 0, end: text.indexOf("\n") },
    };
    return;
  }
  if (!found) {
    yield dropped("frontmatter", "The file has no frontmatter.");
    return;
  }
  if (found[2] === undefined && skill.body.start < text.trimEnd().length)
    yield differs("body", "White space follows the closing ---, so the body is lost.");
  yield* nameAndDescription(skill, found[1] ?? "");
}

function* nameAndDescription(skill: ArtifactOf<"skill">, yaml: string): Generator<Reason> {
  const name = fieldOf(skill, "name");
  const description = fieldOf(skill, "description");
  const strict = name.state === "text" && name.quoted && description.state === "text" && description.quoted;
  if (strict && !hasProblem(skill, "duplicate-key")) {
    yield* replaced(name.value);
    return;
  }
  const lines = byLines(yaml);
  if (!lines.name) yield dropped("name", "The skill has no name.");
  if (!lines.description) yield dropped("description", "The skill has no description.");
  if (!lines.name || !lines.description) return;
  if (hasProblem(skill, "syntax"))
    yield differs("yaml", "The frontmatter is not valid YAML; name and description are taken from their lines.");
  else if (hasProblem(skill, "duplicate-key"))
    yield differs("duplicate-key", "A field stands twice; the last line counts.");
}

function* replaced(name: string): Generator<Reason> {
  const sanitized = name.replaceAll(/[:\\/<>*?"|]/g, "-");
  if (sanitized !== name) yield differs("name", `The skill goes by the name "${sanitized}".`);
}

/**
 * What the loader falls back to where the YAML is unreadable or a field is no text:
 * any line that begins with the field.
 */
function byLines(yaml: string): { readonly name: boolean; readonly description: boolean } {
  return { name: /^[ \t]*name:/m.test(yaml), description: /^[ \t]*description:/m.test(yaml) };
}

function* agentFields(agent: AgentSubject): Generator<Reason> {
  if (agent.kind !== "agent" || !agent.frontmatter) {
    yield dropped("frontmatter", "The file has no frontmatter.");
    return;
  }
  if (hasProblem(agent, "syntax", "duplicate-key")) {
    yield dropped("yaml", "The frontmatter is not valid YAML.");
    return;
  }
  const name = fieldOf(agent, "name");
  if (name.state !== "text") yield { ...dropped("name", "The agent has no name."), at: agent.frontmatter.range };
  else if (!new RegExp(geminiCli.agentName.value).test(name.value))
    yield {
      ...dropped("name", `The name "${name.value}" has characters other than a-z, 0-9, "-" and "_".`),
      at: name.at,
    };
  const remote = fieldOf(agent, "agent_card_url").state === "text";
  if (!remote && fieldOf(agent, "description").state !== "text")
    yield { ...dropped("description", "The agent has no description."), at: agent.frontmatter.range };
}

const dropped = (code: Reason["code"], says: string): Reason => ({ code, outcome: "dropped", says });
const differs = (code: Reason["code"], says: string): Reason => ({ code, outcome: "differs", says });
const notRead = (says: string): Reason => ({ code: "place", outcome: "not-read", says });
