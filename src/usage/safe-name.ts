import { findSecrets } from "../secrets/find-secrets.ts";

/** Letters and digits, with what stands in names: `us.anthropic.claude-opus-4-8[1m]`, `docs:review`, `<synthetic>`. */
const WORD = /^[\p{L}\p{N}_@<(][\p{L}\p{N}_.:/@+()[\]<>-]*$/u;
const LONGEST = 100;
/** More parts are a path. */
const MOST_PARTS = 4;
/** How paths of users begin, on any system. */
const PATH = /^(?:\w:|file:|users\/|home\/|root\/|tmp\/|var\/|private\/)/i;
const MAIL = /@[\w-]+\.\w/;

const known = new Map<string, string>();

/**
 * A name from a log, to be shown: of a model, an agent, a skill. Logs hold prompts, paths and keys, and nothing keeps
 * one from standing where a name should. What is none reads as `(unreadable)`, and nothing as undefined. Where people
 * give names, they may have as many `words`.
 */
export function safeName(value: unknown, words = 1): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  const key = `${words}${value}`;
  let name = known.get(key);
  if (name === undefined) {
    name = isName(value, words) ? value : UNREADABLE;
    if (known.size < 1000 && value.length <= LONGEST) known.set(key, name);
  }
  return name;
}

export const UNREADABLE = "(unreadable)";

function isName(text: string, words: number): boolean {
  if (text.length > LONGEST || PATH.test(text) || MAIL.test(text)) return false;
  const parts = text.split(" ");
  if (parts.length > words || !parts.every((part) => WORD.test(part))) return false;
  return text.split("/").length <= MOST_PARTS && findSecrets(text).length === 0;
}
