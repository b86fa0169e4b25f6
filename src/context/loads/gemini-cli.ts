import { GEMINI_LOCAL_FIELDS, GEMINI_REMOTE_FIELDS } from "../../clients/forms/gemini-agent.ts";
import { AGENT_READINGS } from "../../clients/readers/agents.ts";
import { SKILL_READINGS } from "../../clients/readers/skills.ts";
import { stringAt } from "../../inventory/texts/text-nodes.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import { type DataMap, entryOf } from "../../model/data.ts";
import { parsed } from "../../model/json.ts";
import { fieldOf, hasProblem } from "../fields.ts";
import type { LoaderRules, Reason } from "../loading.ts";
import { readAgent } from "./read-agent.ts";
import { readPlace } from "./read-place.ts";
import { dropped, differs } from "./reasons.ts";
import { unread } from "./unread.ts";

const READING = SKILL_READINGS["gemini-cli"];

/** What Gemini CLI does beyond the table: skills whose YAML is of no use it reads by lines; agents are of two kinds. */
export const geminiCliLoads: LoaderRules = {
  *skill(subject) {
    const { skill, path } = subject;
    yield* readPlace(subject, READING);
    if (!path.endsWith("SKILL.md")) yield dropped("file-name", "The file is not called SKILL.md.");
    if (yield* unread(skill)) return;
    yield* frontmatter(skill);
  },
  *agent(subject) {
    const reasons = [...readAgent(subject, AGENT_READINGS["gemini-cli"])];
    yield* reasons;
    const isRead = !reasons.some(({ code }) => WHOLE.has(code));
    if (isRead && subject.agent.kind === "agent") yield* ofKind(subject.agent.frontmatter?.data);
  },
};

/** Why a reader comes to no field of a file. */
const WHOLE: ReadonlySet<Reason["code"]> = new Set([
  "place",
  "unreadable",
  "byte-order-mark",
  "fence",
  "frontmatter",
  "yaml",
  "duplicate-key",
]);

/** A subagent runs here, or elsewhere by the one card that says where; each has fields that the other has not. */
function* ofKind(data: DataMap | undefined): Generator<Reason> {
  const kind = stringAt(data, "kind")?.value;
  const cards = ["agent_card_url", "agent_card_json"].flatMap((key) => entryOf(data, key) ?? []);
  const isRemote = kind === "remote" || (kind === undefined && cards.length > 0);
  for (const key of isRemote ? GEMINI_LOCAL_FIELDS : GEMINI_REMOTE_FIELDS) {
    const entry = entryOf(data, key);
    const says = `A ${isRemote ? "remote" : "local"} subagent has no "${key}".`;
    if (entry) yield dropped("field", says, entry.keyRange);
  }
  if (!isRemote) return;
  const [first, second] = cards;
  if (!first) yield dropped("field", "A remote subagent needs `agent_card_url` or `agent_card_json`.");
  if (second) yield dropped("field", "A remote subagent has one card: an address, or its text.", second.keyRange);
  const text = stringAt(data, "agent_card_json");
  if (text && parsed(text.value) === undefined) yield dropped("field", "`agent_card_json` is no JSON.", text.range);
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
    yield dropped("fence", "White space follows the opening ---.", { start: 0, end: text.indexOf("\n") });
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
