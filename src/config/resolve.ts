import { posix } from "node:path";
import { CONFIG_NAMES } from "../model/config-names.ts";
import { checkLayer } from "./check.ts";
import { complete } from "./complete.ts";
import { checkEnvironment, chooseEnvironment, type ChosenEnvironment } from "./environment.ts";
import { fromValue, type LayerEntry, type LayerMap, mergeMaps, originsOf, valueOf } from "./layer.ts";
import { loadFile, type ConfigReading } from "./load.ts";
import { type ConfigProblem, type Origin, problemAt } from "./origin.ts";
import { readLayer } from "./read-layer.ts";
import { settingsSchema, type Settings } from "./schema.ts";
import { fromVariables, mistakenVariables } from "./variables.ts";

/** All that configuration depends on. */
export interface ConfigWorld {
  /**
   * The text of a file by its path relative to the configuration's root folder; undefined where there is none.
   * Throws UsageError where a symbolic link leads out, or what is there cannot be read.
   */
  readonly readText: (path: string) => string | undefined;
  /** The file to read instead of `agent-ci.yaml`. */
  readonly file?: string;
  /** The names of the folders in `environments/`. */
  readonly environments: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Settings that flags give, by their kebab-case key. */
  readonly flags: Readonly<Record<string, unknown>>;
}

export type Result =
  | {
      readonly ok: true;
      readonly settings: Settings;
      /** Of every leaf of the settings, by its path: `fail-on`, `clients[0]`, `rules.skill/name-length.severity`. */
      readonly origins: ReadonlyMap<string, Origin>;
      readonly environment: ChosenEnvironment;
      /** What was read, in the order in which it was merged. */
      readonly files: readonly string[];
      /** What is said of the configuration though nothing is wrong with it: names that have changed. */
      readonly hints: readonly ConfigProblem[];
    }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Flag over variable over environment over file over default; or everything that is wrong with them. */
export function resolveConfig(world: ConfigWorld): Result {
  const problems: ConfigProblem[] = [];
  const reading: ConfigReading = { readText: world.readText, problems, loaded: new Map() };
  const environment = chooseEnvironment(world.env);
  const refused = checkEnvironment(environment, world.environments);

  const layers = [
    world.file === undefined ? fromFolder(reading, "") : fromFile(reading, world.file),
    refused ? undefined : fromFolder(reading, `environments/${environment.name}/`),
    refused ? undefined : fromPart(reading, `environments/${environment.name}/model-overrides`, "models"),
    refused ? undefined : fromPart(reading, `environments/${environment.name}/budget-limits`, "budgets"),
    checkLayer(fromVariables(world.env, variableKeys()), problems),
    checkLayer(fromFlags(world.flags, problems), problems),
  ];
  if (refused) problems.push(refused);
  problems.push(...mistakenVariables(world.env, settingsSchema.properties));
  const wrong = problems.filter(({ hint }) => !hint);
  if (wrong.length > 0) return { ok: false, problems: wrong };

  const given = layers.reduce<LayerMap>((below, above) => (above ? mergeMaps(below, above) : below), NOTHING);
  const effective = complete(given, settingsSchema);
  return {
    ok: true,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- layers satisfied the schema; merging keeps that
    settings: valueOf(effective) as Settings,
    origins: originsOf(effective),
    environment,
    files: [...reading.loaded.keys()],
    hints: problems.filter(({ hint }) => hint),
  };
}

const NOTHING: LayerMap = { kind: "map", entries: new Map(), origin: { from: "default" } };

function fromFolder(reading: ConfigReading, folder: string): LayerMap | undefined {
  const found = CONFIG_NAMES.flatMap((name) => {
    const text = reading.readText(folder + name);
    return text === undefined ? [] : [{ path: folder + name, text }];
  });
  const [first, second] = found;
  if (first && second)
    reading.problems.push({
      message: `\`${first.path}\` is there too`,
      path: second.path,
      line: 1,
      column: 1,
      help: "Keep one of the two.",
    });
  return first && (reading.loaded.get(first.path) ?? loadFile(reading, first.path, first.text)).settings;
}

/** A file that holds what stands under one key, without the key. */
function fromPart({ readText, problems, loaded }: ConfigReading, name: string, key: string): LayerMap | undefined {
  for (const path of [`${name}.yaml`, `${name}.yml`]) {
    const text = readText(path);
    if (text === undefined) continue;
    const settings = readLayer(path, text, problems, key);
    loaded.set(path, { settings, levels: 0 });
    return settings;
  }
  return undefined;
}

function fromFile(reading: ConfigReading, named: string): LayerMap | undefined {
  const path = posix.normalize(named);
  const text = reading.readText(path);
  if (text !== undefined) return loadFile(reading, path, text).settings;
  reading.problems.push({ message: "there is no such configuration file", path, line: 1, column: 1 });
  return undefined;
}

/** Only a file can extend others: a variable has no folder that the paths could be relative to. */
function variableKeys(): Omit<typeof settingsSchema.properties, "extends"> {
  const { extends: _, ...keys } = settingsSchema.properties;
  return keys;
}

function fromFlags(flags: ConfigWorld["flags"], problems: ConfigProblem[]): LayerMap {
  const entries = new Map<string, LayerEntry>();
  for (const [key, value] of Object.entries(flags)) {
    if (value === undefined) continue;
    const origin: Origin = { from: "flag", name: `--${key}` };
    if (key === "extends") problems.push(problemAt(origin, "only a file can extend others"));
    entries.set(key, { key: origin, value: fromValue(value, origin) });
  }
  return { kind: "map", entries, origin: { from: "default" } };
}
