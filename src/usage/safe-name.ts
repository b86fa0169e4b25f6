import { findSecrets } from "../secrets/find-secrets.ts";

/** Words of letters and digits, with what stands in names: `us.anthropic.claude-opus-4-8[1m]`, `docs:review`. */
const NAME = /^[\p{L}\p{N}_@<(][\p{L}\p{N}_.:/@+()[\]<>-]*(?: [\p{L}\p{N}_.:/@+()[\]<>-]+){0,4}$/u;
const LONGEST = 100;
/** More parts are a path. */
const MOST_PARTS = 4;
/** How paths of users begin, on any system. */
const PATH = /^(?:\w:|file:|users\/|home\/|root\/|tmp\/|var\/|private\/)/i;

const known = new Map<string, string>();

/**
 * A name from a log, to be shown: of a model, an agent, a skill. Logs hold prompts, paths and keys, and nothing keeps
 * one from standing where a name should. What is none reads as `(unreadable)`, and nothing as undefined.
 */
export function safeName(value: unknown): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  let name = known.get(value);
  if (name === undefined) {
    name = isName(value) ? value : UNREADABLE;
    if (known.size < 1000) known.set(value, name);
  }
  return name;
}

export const UNREADABLE = "(unreadable)";

const isName = (text: string): boolean =>
  text.length <= LONGEST &&
  NAME.test(text) &&
  text.split("/").length <= MOST_PARTS &&
  !PATH.test(text) &&
  findSecrets(text).length === 0;
