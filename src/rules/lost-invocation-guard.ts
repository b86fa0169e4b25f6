import { CODEX_SKILL_METADATA } from "../clients/forms/codex-skill-metadata.ts";
import { codexFacts } from "../clients/codex.ts";
import { misfits } from "../inventory/texts/misfits.ts";
import type { DataArtifact, MarkdownArtifact } from "../model/artifact.ts";
import { type DataEntry, type DataMap, type DataNode, entryOf, plain, valueAt } from "../model/data.ts";
import { nearest } from "../model/nearest.ts";
import type { Finding } from "../model/rule.ts";
import { correctedKey } from "./corrected-key.ts";

const [POLICY, KEY] = codexFacts.skillInvocation.value;
const PLACE = codexFacts.skillMetadata.value;
/** What other readers of YAML take for false. */
const NO: ReadonlySet<string> = new Set(["false", "no", "off", "n", "0"]);

/** Why what an openai.yaml says of a skill, that the model may not use it by itself, is not so in Codex. */
export function* lostInvocationGuard({ data, path, source }: DataArtifact): Generator<Finding> {
  if (data?.kind !== "map") return;
  const entry = entryOf(valueAt(data, POLICY), KEY);
  if (!entry) yield* misplaced(data, source);
  else if (isNo(entry) && entry.value.kind !== "boolean")
    yield {
      message: `Codex wants true or false here, not ${shown(entry.value)}, so the model may use the skill by itself.`,
      at: entry.value.range,
    };
  else if (isNo(entry)) {
    const [misfit] = misfits(data, CODEX_SKILL_METADATA, "");
    if (misfit)
      yield {
        message: `${misfit.message} So Codex takes nothing of the file, and the model may use the skill by itself.`,
        at: misfit.at,
      };
    else if (!`/${path}`.endsWith(`/${PLACE}`))
      yield {
        message: `Codex reads ${PLACE} of a skill alone, so the model may use the skill by itself.`,
        at: entry.keyRange,
      };
  }
}

/** The same for what the frontmatter of a skill says, where Codex does not look. */
export function guardInFrontmatter({ frontmatter }: MarkdownArtifact): Finding | undefined {
  const data = frontmatter?.data;
  const entry = entryOf(valueAt(data, POLICY), KEY) ?? entryOf(data, KEY);
  if (!entry || !isNo(entry)) return undefined;
  const message = `Codex reads "${KEY}" in ${PLACE} alone, so the model may use the skill by itself.`;
  return { message, at: entry.keyRange };
}

/** The guard by another name, or in another place. */
function* misplaced(data: DataMap, source: DataArtifact["source"]): Generator<Finding> {
  for (const { within, entry } of entriesOf(data)) {
    if (!isNo(entry) || !isMeant(entry.key)) continue;
    const path = within === undefined ? entry.key : `${within}.${entry.key}`;
    yield {
      message: `Codex reads "${POLICY}.${KEY}", not "${path}", so the model may use the skill by itself.`,
      at: entry.keyRange,
      ...(within === POLICY && { fix: correctedKey(source, entry.keyRange, KEY) }),
    };
  }
}

/** What stands at the top, and right below that. */
const entriesOf = (data: DataMap): readonly { readonly within?: string; readonly entry: DataEntry }[] =>
  data.entries.flatMap((entry) => [
    { entry },
    ...(entry.value.kind === "map" ? entry.value.entries.map((inner) => ({ within: entry.key, entry: inner })) : []),
  ]);

/** A slip of the key; what has another word in it, such as `explicit`, says something else. */
const isMeant = (key: string): boolean => /^allow(?!.*explicit)/i.test(key) && nearest(key, [KEY]) !== undefined;

const isNo = ({ value }: DataEntry): boolean =>
  value.kind !== "map" && value.kind !== "list" && NO.has(String(value.value).toLowerCase());

const shown = (value: DataNode): string =>
  value.kind === "number" ? `the number ${value.value}` : `the text "${String(plain(value))}"`;
