import { isObject, type Json } from "./json.ts";

/** Why a value is not what it has to be. Names the place, never quotes what is there. */
export class Mismatch extends Error {}

/** A value of unknown origin as what it has to be; `at` is its JSON pointer. Throws Mismatch. */
export type Read<T> = (value: unknown, at: string) => T;

/** Throws Mismatch where the text is no JSON; says nothing of what it is. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Mismatch("it is no JSON");
  }
}

type Fields<T> = { readonly [Name in keyof T]: Read<T[Name]> };

export const string: Read<string> = (value, at) => {
  if (typeof value !== "string") throw mismatch(at, "a text");
  return value;
};

/** A text, of which no more than so many characters are kept. */
export const shortText =
  (longest: number): Read<string> =>
  (value, at) =>
    string(value, at).slice(0, longest);

export const boolean: Read<boolean> = (value, at) => {
  if (typeof value !== "boolean") throw mismatch(at, "true or false");
  return value;
};

/** A number that is finite. JSON has numbers that are none: `1e999`. */
export const finite: Read<number> = (value, at) => {
  if (typeof value !== "number" || !Number.isFinite(value)) throw mismatch(at, "a number");
  return value;
};

export const integer =
  (least: number): Read<number> =>
  (value, at) => {
    const number = finite(value, at);
    if (!Number.isSafeInteger(number) || number < least) throw mismatch(at, `an integer of at least ${least}`);
    return number;
  };

export const oneOf =
  <const T extends string>(values: readonly T[]): Read<T> =>
  (value, at) => {
    const found = values.find((one) => one === value);
    if (found === undefined) throw mismatch(at, `one of ${values.join(", ")}`);
    return found;
  };

export const list =
  <T>(item: Read<T>): Read<readonly T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) throw mismatch(at, "a list");
    return value.map((one, index) => item(one, `${at}/${index}`));
  };

export const orNull =
  <T>(item: Read<T>): Read<T | null> =>
  (value, at) =>
    value === null ? null : item(value, at);

const MOST_MEMBERS = 100;
const LONGEST_NAME = 200;

/** Names of any kind, also such as `__proto__`: they become own members. */
export const recordOf =
  <T>(item: Read<T>): Read<Readonly<Record<string, T>>> =>
  (value, at) => {
    const entries = Object.entries(members(value, at));
    if (entries.length > MOST_MEMBERS || entries.some(([name]) => name.length > LONGEST_NAME))
      throw mismatch(
        at,
        `an object of at most ${MOST_MEMBERS} members with names of at most ${LONGEST_NAME} characters`,
      );
    return Object.fromEntries(entries.map(([name, one]) => [name, item(one, `${at}/…`)]));
  };

/** Exactly these members; others are left out. */
export const object =
  <T>(fields: Fields<T>): Read<T> =>
  (value, at) =>
    read(fields, value, at, true);

/** Those of these members that are there. */
export const optional =
  <T>(fields: Fields<T>): Read<Partial<T>> =>
  (value, at) =>
    read(fields, value, at, false);

function read<T>(fields: Fields<T>, value: unknown, at: string, all: boolean): T {
  const given = members(value, at);
  const found: Partial<T> = {};
  for (const name in fields) {
    if (Object.hasOwn(given, name)) found[name] = fields[name](given[name], `${at}/${name}`);
    else if (all) throw new Mismatch(`${at}/${name} is missing`);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- complete where `all` is asked for
  return found as T;
}

function members(value: unknown, at: string): Json {
  if (!isObject(value)) throw mismatch(at, "an object");
  return value;
}

const mismatch = (at: string, expected: string): Mismatch =>
  new Mismatch(`${at === "" ? "it" : at} is not ${expected}`);
