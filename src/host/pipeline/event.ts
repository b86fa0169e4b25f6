import { readFileSync } from "node:fs";

/** What a runner says of the event that started it; undefined where there is no file, or no JSON in it. */
export function readEvent(path: string | undefined): unknown {
  if (!path) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** The member at the end of a path of keys, or undefined where the path leaves the value. Only own members count. */
export function memberAt(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (here, key) =>
      typeof here === "object" && here !== null ? Object.getOwnPropertyDescriptor(here, key)?.value : undefined,
    value,
  );
}
