import { isObject } from "../../model/json.ts";

/** Whether a team wants a feature at all, whatever weight a rollout has, and for how many tasks. */
export interface Feature {
  readonly on: boolean;
  /** So many percent of the tasks at most: 0 where it is off. */
  readonly most: number;
  /** What decided: the variable goes before the file, and the file before the default. */
  readonly by: "variable" | "file" | "default";
  /** For the log, such as `partyMode is disabled by PARTY_MODE_ENABLED`. */
  readonly says: string;
}

/** The variable of a feature: `partyMode` and `party-mode` have PARTY_MODE_ENABLED. */
export const variableOf = (name: string): string =>
  `${name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase()}_ENABLED`;

/**
 * Whether a feature is on: by its variable, else by `features.<name>` of a team's own settings (a boolean, or a map of
 * `enabled` and `rolloutPercentage`), else it is off. What says something that is neither leaves it off. Read both anew
 * for each task, and it is switched without a restart.
 */
export function readFeature(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  settings: unknown,
): Feature {
  const variable = variableOf(name);
  const said = env[variable] ?? "";
  const file = inSettings(variable, settings);
  const most = file?.most ?? 100;
  if (said !== "") {
    const on = WORDS.get(said.toLowerCase());
    if (on === undefined) return off(name, "variable", `${variable}, which is neither true nor false`);
    return on ? given(name, "variable", variable, most) : off(name, "variable", variable);
  }
  if (file === undefined) return off(name, "default", "default: nothing says that it is on");
  if (file.on === undefined) return off(name, "file", `features.${file.key}, which says nothing that is known`);
  return file.on ? given(name, "file", `features.${file.key}`, most) : off(name, "file", `features.${file.key}`);
}

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

const off = (name: string, by: Feature["by"], why: string): Feature => ({
  on: false,
  most: 0,
  by,
  says: `${name} is disabled by ${why}`,
});
const given = (name: string, by: Feature["by"], where: string, most: number): Feature => ({
  on: true,
  most,
  by,
  says: `${name} is enabled by ${where}${most < 100 ? `, for ${most} % of the tasks at most` : ""}`,
});

interface InSettings {
  readonly key: string;
  readonly on: boolean | undefined;
  readonly most: number;
}

/** By the name of its variable: a file may spell the feature in another way than who asks for it. */
function inSettings(variable: string, settings: unknown): InSettings | undefined {
  const features = isObject(settings) && isObject(settings["features"]) ? settings["features"] : {};
  const [found, other] = Object.entries(features).filter(([key]) => variableOf(key) === variable);
  if (found === undefined) return undefined;
  const [key, value] = found;
  const unknown = { key, on: undefined, most: 100 };
  if (other !== undefined) return unknown;
  if (typeof value === "boolean") return { key, on: value, most: 100 };
  if (!isObject(value) || typeof value["enabled"] !== "boolean") return unknown;
  const most = value["rolloutPercentage"] ?? 100;
  return typeof most === "number" && Number.isInteger(most) && most >= 0 && most <= 100
    ? { key, on: value["enabled"], most }
    : unknown;
}
