import { KINDS, type Kind, type Syntax } from "../../model/artifact.ts";
import { CLIENTS, type Client } from "../../model/client.ts";
import { COMMENTED, LOCATIONS, type Places } from "./locations.ts";
import { type PlacePattern, readPattern } from "./place-pattern.ts";

/** One path of the table, ready to be compared. */
export interface LocationRow extends PlacePattern {
  /** The place in the table: of several rows that fit, the first one holds. */
  readonly order: number;
  readonly kind: Kind;
  readonly syntax: Syntax;
  readonly dialect?: Client;
  /** Takes the dialect of the plugin that it lies in. */
  readonly inherits: boolean;
  /** Whether a README in the folder is one of its files: most clients load every text in a folder of rules. */
  readonly documents: boolean;
}

type Rows = ReadonlyMap<string, readonly LocationRow[]>;

/**
 * The rows by what a path is looked up with:
 * its name, else the name of the row's first folder, empty where it has none.
 */
export interface LocationIndex {
  readonly byName: Rows;
  readonly byNamePart: readonly LocationRow[];
  readonly anywhere: Rows;
  readonly atTop: Rows;
  readonly inPlugin: Rows;
  /** Manifests that make a folder a plugin or a marketplace, with what stands behind that folder's path. */
  readonly manifests: readonly { readonly suffix: string; readonly dialect?: Client }[];
}

let ofClients: ReadonlySet<string> | undefined;

/** The folders with a dot in which some client that we know looks: `.claude`, `.agents`, `.github`. */
export function clientFolders(): ReadonlySet<string> {
  ofClients ??= new Set(
    Object.values<Places>(LOCATIONS)
      .flatMap((places) => Object.values(places).flat())
      .flatMap((place) => /^\/?(\.[\w-]+)\//.exec(place)?.[1] ?? []),
  );
  return ofClients;
}

let built: LocationIndex | undefined;

export function locationIndex(): LocationIndex {
  built ??= build();
  return built;
}

function build(): LocationIndex {
  const rows = Object.entries(LOCATIONS).flatMap(([kind, places]) => (isKind(kind) ? rowsOf(kind, places) : []));
  const ordered = rows.map(({ row }, order): LocationRow => ({ ...row, order }));
  const named = ordered.filter(({ from, folders }) => from === "anywhere" && folders.length === 0);
  const byFirstFolder = (some: readonly LocationRow[]): Rows => grouped(some, ({ folders }) => folders[0]?.[0]);
  return {
    byName: grouped(
      named.filter(({ name }) => name.length === 1),
      ({ name }) => name[0],
    ),
    byNamePart: named.filter(({ name }) => name.length > 1),
    anywhere: byFirstFolder(ordered.filter(({ from, folders }) => from === "anywhere" && folders.length > 0)),
    atTop: byFirstFolder(ordered.filter(({ from }) => from === "top")),
    inPlugin: byFirstFolder(ordered.filter(({ from }) => from === "plugin")),
    manifests: rows.flatMap(({ path, row: { kind, from, dialect } }) =>
      (kind === "plugin" || kind === "marketplace") && from === "anywhere"
        ? [{ suffix: path, ...(dialect && { dialect }) }]
        : [],
    ),
  };
}

function grouped(rows: readonly LocationRow[], keyOf: (row: LocationRow) => string | undefined): Rows {
  const groups = new Map<string, LocationRow[]>();
  for (const row of rows) {
    const key = keyOf(row) ?? "";
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function rowsOf(kind: Kind, places: Places): { readonly path: string; readonly row: Omit<LocationRow, "order"> }[] {
  return Object.entries(places).flatMap(([whose, paths]) =>
    paths.map((path) => {
      const dialect = CLIENTS.find((client) => client === whose);
      const pattern = readPattern(path);
      const documents = kind === "scoped-instructions" && pattern.folders.length > 0 && dialect !== "cursor";
      const shared = { kind, syntax: syntaxOf(kind, path), inherits: whose === "plugin", documents };
      return { path, row: { ...pattern, ...shared, ...(dialect && { dialect }) } };
    }),
  );
}

function isKind(name: string): name is Kind {
  return Object.hasOwn(KINDS, name);
}

const BY_SHAPE = { markdown: "markdown", table: "csv", text: "text" } as const;

/** What a file of a kind is written in. */
export function syntaxOf(kind: Kind, path: string): Syntax {
  const shape = KINDS[kind];
  if (shape !== "data") return BY_SHAPE[shape];
  if (COMMENTED.has(path) || path.endsWith(".jsonc")) return "jsonc";
  if (path.endsWith(".toml")) return "toml";
  return path.endsWith(".json") || path.endsWith(".hook") ? "json" : "yaml";
}
