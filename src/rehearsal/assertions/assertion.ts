import type { SchemaNode } from "../../config/schema-node.ts";
import type { AgentConversation } from "../agents/conversations.ts";
import type { Meeting } from "../agents/meeting.ts";
import type { FileChange } from "../case-result.ts";
import type { Ended } from "../isolation.ts";
import type { SharedState } from "../team/shared-state.ts";
import type { Json } from "../../model/json.ts";

/** Something that may be expected of a run. Pure, but for `javascript`, whose code runs where the agent does. */
export interface Assertion {
  /** What may stand beside its type, and what must. */
  readonly schema: Readonly<Record<string, SchemaNode>>;
  readonly required: readonly string[];
  /** Whether it is asked once, of all repeats together, and not of each. */
  readonly once?: true;
  /** The agents that it names; each has to be one of the scenario. */
  readonly agents?: (params: Json) => readonly string[];
  /** Agents whose first answers have to wait for one another, or nobody could tell. */
  readonly meetings?: (params: Json) => readonly Meeting[];
  /** A file of the workspace that is looked at whenever a model is asked. */
  readonly watches?: (params: Json) => string;
  /** The expectation as a statement about the run, such as: the output contains "x". */
  readonly says: (params: Json) => string;
  readonly judge: (params: Json, subject: Asserted) => Judged | Promise<Judged>;
  readonly examples: readonly AssertionExample[];
}

export interface Judged {
  readonly met: boolean;
  /** It could not be asked: neither it nor its opposite holds. */
  readonly broken?: true;
  /** What was found, where it helps whoever reads that it is not met. Quotes the run. */
  readonly found?: string;
  /** More of it, line by line. */
  readonly detail?: readonly string[];
}

/** All that assertions may know of a run. */
export interface Asserted {
  /** What the program printed, and what it printed on its standard error. */
  readonly output: string;
  readonly errors: string;
  /** What the model said in answers that arrived whole, and which tools it called there, in their order. */
  readonly answers: readonly string[];
  readonly calls: readonly Called[];
  /** What each request put before the model: instructions, skills, tools and conversation. */
  readonly requests: readonly string[];
  /** The conversations that this was, in the order of their beginnings. */
  readonly agents: readonly AgentConversation[];
  readonly ended: Ended;
  readonly durationMs: number;
  readonly memoryBytes: number;
  /** Tokens of all answers. */
  readonly tokens: { readonly input: number; readonly output: number };
  /** What these answers cost by the book of prices; absent where nobody asked for it. */
  readonly cost?: Costed | undefined;
  readonly changes: readonly FileChange[];
  /** A file of the workspace as the run found it, and as it left it. */
  readonly before: (path: string) => string | undefined;
  readonly after: (path: string) => string | undefined;
  /** The texts that a file had whenever a model was asked, and at the end; none twice in a row. */
  readonly states: (path: string) => readonly string[];
  /** What the shared folder of a team held each time that an agent had acted; absent where they did not take turns. */
  readonly steps?: readonly SharedState[];
  /** A file of those who wrote the scenario, by its path from the scenario's folder. */
  readonly beside: (path: string) => string | undefined;
  /** The same figures of every repeat, this one included. */
  readonly repeats: readonly Figures[];
  /** Runs code shut in; absent where nobody allowed that. */
  readonly evaluate?: (code: string, context: Json) => Promise<Evaluated>;
}
/** Whole nano-dollars: at most what an answer that broke off was allowed to take. */
export type Costed =
  | { readonly ok: true; readonly low: number; readonly expected: number; readonly high: number }
  | { readonly ok: false; readonly why: string };
export interface Called {
  readonly name: string;
  readonly arguments: Json;
}
export interface Figures {
  readonly durationMs: number;
  readonly memoryBytes: number;
  readonly tokens: number;
  readonly requests: number;
}
export type Evaluated =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

/** A snippet for the documentation, and a test case at once. */
export interface AssertionExample {
  readonly because: string;
  readonly params: Json;
  readonly given: Partial<Asserted>;
  readonly met: boolean;
}

const NONE = (): undefined => undefined;

/** A run of which nothing is known but that it ended well. */
export const NOTHING: Asserted = {
  output: "",
  errors: "",
  answers: [],
  calls: [],
  requests: [],
  agents: [],
  ended: { kind: "exit", code: 0 },
  durationMs: 0,
  memoryBytes: 0,
  tokens: { input: 0, output: 0 },
  changes: [],
  before: NONE,
  after: NONE,
  states: () => [],
  beside: NONE,
  repeats: [],
};
