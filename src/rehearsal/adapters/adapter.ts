import type { Client } from "../../model/client.ts";
import type { Inside } from "../isolation.ts";

/** The form in which a client talks to models. */
export type AdapterWire = "anthropic-messages" | "openai-responses" | "openai-chat" | "gemini";

/** How one client is started so that it works offline on the configuration under test, and on nothing else. */
export interface Adapter {
  readonly client?: Client;
  /** Names of its program, in the order in which PATH is asked for them. */
  readonly programs: readonly string[];
  /** Programs of PATH that it needs, and need not be there. */
  readonly beside?: readonly string[];
  readonly wire?: AdapterWire;
  readonly facts: readonly AdapterFact[];
  readonly start: (asked: AdapterAsked) => Started;
  /** Where the configuration under test could lead it to another server than the one it is given. */
  readonly steers: readonly Steer[];
}

/** A statement about a client: run with a version of it, or read. Days are ISO 8601. */
export type AdapterFact = { readonly says: string } & (
  | { readonly ran: { readonly client: string; readonly version: string; readonly date: string } }
  | { readonly read: { readonly url: string; readonly date: string } }
);

export interface AdapterAsked extends Inside {
  readonly prompt: string;
  /** What the client takes for the model's name; each adapter has one of its own. */
  readonly model?: string;
  /** More arguments, before the prompt. */
  readonly args?: readonly string[];
}

export interface Started {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What has to stand in its HOME, by path relative to that. */
  readonly files: Readonly<Record<string, string>>;
}

/** Files of one form, and what in them steers. */
export interface Steer {
  /** POSIX, relative to the workspace. */
  readonly paths: readonly string[];
  readonly syntax: "json" | "jsonc" | "toml" | "dotenv";
  /** Keys from the top, `*` for any one. None for `dotenv`, of which each variable is looked at. */
  readonly keys: readonly (readonly string[])[];
  /** Where the names of variables stand, if some do: below these keys. */
  readonly variables?: readonly string[];
}

/** What replaces a key wherever none may be real. */
export const FAKE_KEY = "agent-ci-not-a-key";
