import { blank } from "../../secrets/redact.ts";
import type { ModelRequest } from "../wire/request.ts";
import { digest } from "./digest.ts";
import { remembered } from "./remembered.ts";
import { type Folders, steady } from "./volatile.ts";

/** The parts of a configuration. `results` is what tools returned: a skill's body reaches the model like that. */
export const PARTS = ["system", "tools", "skills", "model", "parameters", "results"] as const;
export type ConfigurationPart = (typeof PARTS)[number];

/**
 * What the configuration behind a request was: a hash per part, the model by its name. Says nothing of secrets in it.
 */
export type ConfigurationFingerprint = Readonly<Record<ConfigurationPart, string>>;

export interface Identity {
  readonly fingerprint: ConfigurationFingerprint;
  /** Of wire, form and conversation: which of the recordings are in question. */
  readonly conversation: string;
  /** The conversation in a few words, item by item. */
  readonly items: readonly ItemHash[];
  readonly tools: readonly ToolHash[];
}
export interface ToolHash {
  readonly name: string;
  readonly hash: string;
}
export interface ItemHash {
  readonly role: string;
  readonly is: string;
  /** Absent where the key holds only that it is there: what tools return differs from run to run. */
  readonly hash?: string;
  /** Its beginning, without secrets. */
  readonly shows: string;
}

/** Both keys of a request: which conversation it continues, and under which configuration. */
export function identify(request: ModelRequest, folders: Folders): Identity {
  const { wire, form, items, system, skills, model, parameters } = request;
  const hash = (text: string): string => hashed(text, folders, false);
  const tools = request.tools.map(({ name, text }) => ({ name, hash: hash(text) }));
  const hashes = items.map(({ role, is, name, text }): ItemHash => {
    const shows = shown(name === undefined ? text : `${name} ${text}`, folders);
    if (is === "result") return { role, is, shows };
    return { role, is, shows, hash: is === "earlier" ? digest(text, 16) : hash(`${name ?? ""}\0${text}`) };
  });
  const results = items.filter(({ is }) => is === "result").map(({ text }) => hashed(text, folders, true));
  const shape = hashes.map(({ role, is, hash: of = "" }) => `${role} ${is} ${of}`);
  return {
    conversation: digest([wire, form, ...shape].join("\n"), 16),
    items: hashes,
    tools,
    fingerprint: {
      system: digest(system.map(hash).join("\n"), 16),
      tools: digest(
        tools
          .map(({ name, hash: of }) => `${name} ${of}`)
          .toSorted()
          .join("\n"),
        16,
      ),
      skills: digest(skills.map(hash).join("\n"), 16),
      model: blank(model).slice(0, 100),
      parameters: hash(JSON.stringify(Object.entries(parameters).toSorted(byName))),
      results: digest(results.join("\n"), 16),
    },
  };
}

/** The parts in which two configurations differ. */
export const differing = (
  one: ConfigurationFingerprint,
  other: ConfigurationFingerprint,
): readonly ConfigurationPart[] => PARTS.filter((part) => one[part] !== other[part]);

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : one > other ? 1 : 0;

/**
 * Secrets are blanked before: a key that differs between recording and replay changes no hash, and no hash gives one
 * away.
 */
function hashed(text: string, folders: Folders, result: boolean): string {
  const where = `${folders.cwd ?? ""}\0${folders.home ?? ""}\0${folders.temp ?? ""}\0${result ? "result" : ""}`;
  return remembered(where, text, () => digest(steady(blank(text), folders, result), 16));
}

const SHOWN = 80;

function shown(text: string, folders: Folders): string {
  const line = steady(blank(text.slice(0, 4 * SHOWN)), folders, true)
    .replaceAll(/\s+/g, " ")
    .trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line;
}
