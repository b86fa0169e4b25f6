import {
  boolean,
  finite,
  integer,
  list,
  Mismatch,
  object,
  oneOf,
  optional,
  type Read,
  string,
} from "../../model/read-value.ts";
import { nearest } from "../../model/nearest.ts";
import { plain } from "../../model/data.ts";
import { parseYaml } from "../../syntax/yaml.ts";
import { isObject, type Json } from "../../model/json.ts";
import { WIRES } from "../wire/wire-name.ts";
import type {
  RequestPattern,
  Script,
  ScriptedAnswer,
  ScriptedCall,
  ScriptedError,
  ScriptedTurn,
  ScriptedUsage,
} from "./turn.ts";

export type ReadScripts =
  | { readonly ok: true; readonly scripts: readonly Script[] }
  | { readonly ok: false; readonly reason: string };

/** A YAML file of turns written by hand → its scripts, in the order in which they are asked. */
export function readScripts(text: string): ReadScripts {
  const { data, problems } = parseYaml(text);
  const [problem] = problems;
  if (problem) return { ok: false, reason: problem.message };
  if (data === undefined) return { ok: false, reason: "it is empty; give it `version: 1` and `turns:`" };
  try {
    return { ok: true, scripts: scriptsFrom(plain(data)) };
  } catch (error) {
    if (error instanceof Mismatch) return { ok: false, reason: error.message };
    throw error;
  }
}

const json: Read<Json> = (value, at) => {
  if (!isObject(value)) throw new Mismatch(`${at} is not a mapping`);
  return value;
};
const text: Read<string> = (value, at) => string(value, at);

/** Members other than these are mistakes; a message names the one that was probably meant. */
function only(value: unknown, at: string, names: readonly string[]): void {
  for (const name of Object.keys(json(value, at)))
    if (!names.includes(name)) {
      const meant = nearest(name, names);
      const known = meant === undefined ? `known are ${names.join(", ")}` : `did you mean ${meant}?`;
      throw new Mismatch(`${at}/${name.slice(0, 40)} is unknown; ${known}`);
    }
}

/** A reader that knows all members it may meet. */
const closed =
  <T>(fields: { readonly [Name in keyof T]: Read<T[Name]> }): Read<Partial<T>> =>
  (value, at) => {
    only(value, at, Object.keys(fields));
    return optional(fields)(value, at);
  };

const call: Read<ScriptedCall> = (value, at) => {
  only(value, at, ["name", "arguments"]);
  return { arguments: {}, ...object({ name: text })(value, at), ...optional({ arguments: json })(value, at) };
};

const tokens = integer(0);
const usage: Read<ScriptedUsage> = (value, at) => {
  const read = closed({ input: tokens, output: tokens, cacheRead: tokens, cacheWrite: tokens, reasoning: tokens })(
    value,
    at,
  );
  return { ...read, ...object({ input: tokens, output: tokens })(value, at) };
};

const error: Read<ScriptedError> = (value, at) => {
  const read = closed({ status: integer(400), kind: text, message: text, retryAfter: integer(0) })(value, at);
  const status = read.status ?? 500;
  if (status > 599) throw new Mismatch(`${at}/status is not a status of HTTP`);
  return { kind: "api_error", message: `Scripted error ${status}.`, ...read, status };
};

const cut: Read<{ after: number; how: "end" | "break" }> = (value, at) => {
  const read = closed({ after: integer(0), how: oneOf(["end", "break"]) })(value, at);
  return { how: "break", ...read, ...object({ after: integer(0) })(value, at) };
};

const LONGEST_WAIT = 600_000;
const wait: Read<number> = (value, at) => {
  const read = integer(0)(value, at);
  if (read > LONGEST_WAIT) throw new Mismatch(`${at} is more than ${LONGEST_WAIT} milliseconds`);
  return read;
};

const FAULT = { delay: wait, pause: wait, cut, error };
const ANSWER = {
  text,
  thinking: text,
  calls: list(call),
  usage,
  stop: oneOf(["length", "refusal"]),
  vector: list(finite),
  fit: boolean,
};

const turn: Read<ScriptedTurn> = (value, at) => {
  only(value, at, [...Object.keys(ANSWER), ...Object.keys(FAULT)]);
  const fault = optional(FAULT)(value, at);
  const answer: ScriptedAnswer = optional(ANSWER)(value, at);
  const { text: said, calls, vector, thinking } = answer;
  const answers = said !== undefined || calls !== undefined || vector !== undefined || thinking !== undefined;
  if (!answers && !fault.error) throw new Mismatch(`${at} says nothing; give it text, calls or error`);
  return { ...fault, ...(answers && { answer }) };
};

const condition: Read<RequestPattern> = closed({
  wire: oneOf(WIRES),
  model: text,
  tools: boolean,
  prompt: text,
  system: text,
});

const SCRIPT = { name: text, when: condition, turns: list(turn), forever: boolean };

function script(value: unknown, at: string, name: string): Script {
  only(value, at, Object.keys(SCRIPT));
  const { turns } = object({ turns: list(turn) })(value, at);
  if (turns.length === 0) throw new Mismatch(`${at}/turns is empty; give it at least one turn`);
  return { name, when: {}, forever: false, ...optional(SCRIPT)(value, at), turns };
}

/** Either several scripts, or the turns of the only one. Throws Mismatch. */
export function scriptsFrom(value: unknown): readonly Script[] {
  const at = "";
  const { version, scripts, ...alone } = json(value, at);
  if (version !== 1) throw new Mismatch("/version is not 1, the only version there is");
  if (scripts === undefined) return [script(alone, at, "script")];
  only(value, at, ["version", "scripts"]);
  return list((one, where) => script(one, where, where.replace("/scripts/", "script ")))(scripts, "/scripts");
}
