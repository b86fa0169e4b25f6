import { posix } from "node:path";
import { confine } from "./confine.ts";
import { type LayerMap, mergeMaps } from "./layer.ts";
import { type ConfigProblem, type Origin, problemAt } from "./origin.ts";
import { readLayer } from "./read-layer.ts";
import { quote } from "./wording.ts";

const MOST_LEVELS = 10;
const MOST_FILES = 64;

/** What reading the files of one configuration shares. */
export interface ConfigReading {
  /**
   * By path relative to the configuration's root; undefined where no file is.
   * Throws UsageError where a link leads out, or what is there cannot be read.
   */
  readonly readText: (path: string) => string | undefined;
  readonly problems: ConfigProblem[];
  /** The files whose reading has begun; null until it has ended. In the order in which it ended, they are merged. */
  readonly loaded: Map<string, LoadedConfigFile | null>;
}
export interface LoadedConfigFile {
  readonly settings: LayerMap;
  /** How many levels of `extends` are below the file. */
  readonly levels: number;
}

/** A file with everything that it extends, merged. Each file is read once, however many extend it. */
export function loadFile(reading: ConfigReading, path: string, text: string): LoadedConfigFile {
  reading.loaded.set(path, null);
  const own = readLayer(path, text, reading.problems);
  let settings: LayerMap | undefined;
  let levels = 0;
  for (const { named, origin } of extended(own)) {
    const parent = follow(reading, path, named, origin);
    if (!parent) continue;
    if (parent.levels === MOST_LEVELS)
      reading.problems.push(
        problemAt(origin, `${quote(named)} is more than ${MOST_LEVELS} levels of \`extends\` deep`),
      );
    levels = Math.max(levels, parent.levels + 1);
    settings = settings ? mergeMaps(settings, parent.settings) : parent.settings;
  }
  const entries = new Map(own.entries);
  entries.delete("extends");
  const rest = { ...own, entries };
  const loaded = { settings: settings ? mergeMaps(settings, rest) : rest, levels };
  reading.loaded.delete(path);
  reading.loaded.set(path, loaded);
  return loaded;
}

function extended({ entries }: LayerMap): readonly { readonly named: string; readonly origin: Origin }[] {
  const list = entries.get("extends")?.value;
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item) =>
    item.kind === "leaf" && typeof item.value === "string" ? [{ named: item.value, origin: item.origin }] : [],
  );
}

function follow(reading: ConfigReading, from: string, named: string, origin: Origin): LoadedConfigFile | undefined {
  const refuse = (message: string, help: string): undefined => {
    reading.problems.push(problemAt(origin, message, help));
  };
  const confined = confine(posix.dirname(from), named);
  if (!confined.ok)
    return refuse(
      `${quote(named)} ${confined.why}`,
      "Extend a file of the configuration's root folder by its relative path.",
    );
  const { path } = confined;
  const known = reading.loaded.get(path);
  if (known) return known;
  if (known === null) {
    const unfinished = [...reading.loaded].flatMap(([one, loaded]) => (loaded ? [] : [one]));
    const cycle = [...unfinished.slice(unfinished.indexOf(path)), path];
    return refuse(`${quote(named)} extends itself: ${cycle.join(" → ")}`, "Take one of the files out of the circle.");
  }
  if (reading.loaded.size >= MOST_FILES)
    return refuse(`${quote(named)} is one file too many`, `A configuration is at most ${MOST_FILES} files.`);
  const text = reading.readText(path);
  if (text === undefined)
    return refuse(
      `there is no file ${quote(path)}`,
      "Paths count from the folder of the file that names them. Correct it, or write that file.",
    );
  return loadFile(reading, path, text);
}
