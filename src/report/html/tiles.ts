import { thousands, withNoun } from "../../model/numbers.ts";
import type { ViewNode } from "../../model/view.ts";
import { group } from "../../model/group.ts";

/** What is drawn as one area: a leaf, or the leaves of a folder together. */
export interface Tile {
  /** The part of its name that tells it from the others beside it. */
  readonly label: string;
  readonly name: string;
  readonly note: string;
  readonly weight: number;
}

/** Areas of a branch that somebody still tells apart. */
const MOST_TILES = 28;

/**
 * The areas of a branch, the largest first: its leaves while they are few, else folders, of which the largest is opened
 * as long as there is room; what is small is one area together.
 */
export function tilesOf(branch: ViewNode): readonly Tile[] {
  let groups = [leavesOf(branch)];
  for (const wide = groups; groups === wide || groups.length < MOST_TILES;) {
    const largest = groups.filter((one) => one.length > 1).toSorted((a, b) => sum(b) - sum(a))[0];
    const opened = largest && foldersOf(largest);
    if (!opened || groups.length - 1 + opened.length > MOST_TILES * 2) break;
    groups = [...groups.filter((one) => one !== largest), ...opened];
  }
  const tiles = groups.map(tileOf).toSorted((a, b) => b.weight - a.weight);
  const small = tiles.slice(MOST_TILES);
  const shown = small.length > 1 ? [...tiles.slice(0, MOST_TILES), rest(small)] : tiles;
  const prefix = commonFolder(shown.map(({ name }) => name));
  return shown.map((tile) => ({ ...tile, label: labelOf(tile.name, prefix) }));
}

function leavesOf({ children, ...node }: ViewNode): readonly ViewNode[] {
  if (children.length === 0) return node.weight > 0 ? [{ ...node, children }] : [];
  return children.flatMap(leavesOf);
}

/** Leaves by the next folder that not all of them share; of one folder alone, each by itself. */
function foldersOf(leaves: readonly ViewNode[]): readonly (readonly ViewNode[])[] {
  const prefix = commonFolder(leaves.map(({ name }) => name));
  const folders = group(leaves, ({ name }) => name.slice(prefix.length).split("/")[0] ?? "");
  return folders.size === 1 ? leaves.map((one) => [one]) : [...folders.values()];
}

function tileOf(leaves: readonly ViewNode[]): Tile {
  const [first, another] = leaves;
  if (first && !another) return { label: first.name, name: first.name, note: first.note, weight: first.weight };
  const name = commonFolder(leaves.map((one) => one.name)).replace(/\/$/, "");
  return { label: name, name, ...told(leaves.length, sum(leaves)) };
}

const rest = (tiles: readonly Tile[]): Tile => ({
  label: "",
  name: "smaller ones",
  ...told(tiles.length, sum(tiles)),
});

const told = (parts: number, weight: number): Pick<Tile, "note" | "weight"> => ({
  note: `${withNoun(parts, "part")}, ${thousands(weight)} token${weight === 1 ? "" : "s"}`,
  weight,
});

const sum = (all: readonly { readonly weight: number }[]): number =>
  all.reduce((total, { weight }) => total + weight, 0);

/** The folders that all names begin with, with the slash at their end. */
function commonFolder(names: readonly string[]): string {
  const [first = "", ...others] = names.filter((name) => name.includes("/"));
  const parts = first.split("/").slice(0, -1);
  while (parts.length > 0 && !others.every((name) => name.startsWith(`${parts.join("/")}/`))) parts.pop();
  return parts.length === 0 ? "" : `${parts.join("/")}/`;
}

/** What differs stands first, for the end of a label is what is cut. */
function labelOf(name: string, prefix: string): string {
  const own = (name.startsWith(prefix) ? name.slice(prefix.length) : name).replace(/\/SKILL\.md$/, "");
  const [first = "", ...below] = own.split("/");
  // The folder that says what all of them are, such as `skills`, tells none of them from another.
  const parts = below.length > 1 ? below : [first, ...below];
  return parts.length <= 2 ? parts.join("/") : `${parts[0]}/…/${parts.at(-1)}`;
}
