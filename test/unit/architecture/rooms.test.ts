import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { type SourceModule, sourceModules } from "../../support/source-imports.ts";

interface Room {
  readonly name: string;
  /** Other rooms; "any settings" and "any sections" are those files of any room. */
  readonly rooms: readonly string[];
  /** Packages, and modules of Node. */
  readonly others: readonly string[];
}

/** The tables of docs/architecture.md, in their order. */
const rooms: readonly Room[] = readFileSync("docs/architecture.md", "utf8")
  .split("\n")
  .flatMap((line) => {
    const [, name, , imports = "", others = ""] = /^\| `([a-z]+)\/` \|/.test(line) ? line.split(/\s*\|\s*/) : [];
    if (name === undefined) return [];
    return [
      {
        name: name.replaceAll(/[`/]/g, ""),
        rooms: imports === "nothing" ? [] : imports.split(/,\s*/),
        others: [...others.matchAll(/`([^`]+)`/g)].map(([, one = ""]) => one),
      },
    ];
  });
const byName = new Map(rooms.map((room) => [room.name, room]));

/** Globals through which a module would touch the machine without importing anything. */
const EFFECTS = /\b(?:process\.|fetch\(|globalThis\.|setTimeout\(|Date\.now\(|Math\.random\()/;
const WITH_EFFECTS = new Set(["host", "forge", "cli", "action"]);

function violations({ file, text, specifiers }: SourceModule): readonly string[] {
  const name = file.split("/")[1] ?? "";
  const room = byName.get(name);
  if (!room) return [`src/${name} is in no table of docs/architecture.md`];
  const refused = specifiers.filter((specifier) => !isAllowed(file, room, specifier));
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|(["'`])(?:\\.|(?!\1)[^\\])*\1/g, "");
  const effect = WITH_EFFECTS.has(name) ? undefined : EFFECTS.exec(code)?.[0];
  return effect === undefined ? refused : [...refused, effect];
}

function isAllowed(file: string, room: Room, specifier: string): boolean {
  if (!specifier.startsWith(".")) return room.others.includes(specifier);
  if (specifier.includes("/../schema/")) return room.name === "commands" || room.name === "config";
  const [, target = "", name = ""] = posix.join(posix.dirname(file), specifier).split("/");
  return target === room.name || room.rooms.includes(target) || room.rooms.includes(`any ${name.replace(/\.ts$/, "")}`);
}

describe("rooms", () => {
  test.each(sourceModules.map((one) => [one.file, one] as const))("%s imports only what its room may", (_file, one) => {
    expect(violations(one)).toEqual([]);
  });

  test("each stands in one table, and imports only what stands above it", () => {
    const folders = globSync("src/*/").map((path) => posix.basename(path));
    expect(rooms.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
    const later = rooms.flatMap(({ name, rooms: wanted }, index) => {
      const above = new Set(rooms.slice(0, index).map((one) => one.name));
      return wanted.filter((one) => !one.startsWith("any ") && !above.has(one)).map((one) => `${name} imports ${one}`);
    });
    expect(later).toEqual([]);
  });

  test("none may import what none of its files does", () => {
    const idle = rooms.flatMap(({ name, rooms: wanted, others }) => {
      const own = sourceModules.filter(({ file }) => file.split("/")[1] === name);
      const used = own.flatMap(({ file, specifiers }) =>
        specifiers.map((one) => (one.startsWith(".") ? posix.join(posix.dirname(file), one) : one)),
      );
      const isUsed = (one: string): boolean =>
        one.startsWith("any ")
          ? used.some((path) => path.endsWith(`/${one.slice(4)}.ts`))
          : used.some((path) => path === one || path.startsWith(`src/${one}/`));
      return [...wanted, ...others].filter((one) => !isUsed(one)).map((one) => `${name}: ${one}`);
    });
    expect(idle).toEqual([]);
  });

  test("none is a catch-all", () => {
    const names = globSync("src/**/*").map((path) => posix.basename(path));
    expect(names.filter((name) => /util|helper|common|manager|service/i.test(name))).toEqual([]);
  });
});
