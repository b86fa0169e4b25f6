import { describe, expect, test } from "vitest";
import { loadSyntaxes } from "../../../src/inventory/texts/load-syntaxes.ts";
import { takeInventory } from "../../../src/inventory/take-inventory.ts";
import { plain } from "../../../src/model/data.ts";
import { locationOf } from "../../../src/model/source.ts";
import { memoryFiles } from "../../support/memory-files.ts";

const FILES = {
  "web/package.json": '{ "name": "a", // why\n "version": "1" }\n',
  "settings.toml": "a = 1\n",
  "config.yaml": "# maxAgents: 12\nb: [2]\n",
  "broken.yaml": "a: [1\n",
  "large.json": `"${"x".repeat(5 * 1024 * 1024)}"`,
  "bytes.json": new Uint8Array([0x22, 0xff, 0x22]),
  "deep.json": "[".repeat(100_000),
  "README.md": "# A\n",
  ".gitignore": "local.json\n",
  "local.json": '{ "c": 3 }\n',
};
const NAMES = ["package.json", "settings.toml", "config.yaml", "broken.yaml", "large.json", "bytes.json", "deep.json"];
const everything = { ignored: () => false };

describe("the data of a file that is no artifact", () => {
  test("is that of its syntax, with the place of everything in it", async () => {
    const files = memoryFiles(FILES);
    const { data, source } = await takeInventory(files, everything, { outline: false, data: [...NAMES, "local.json"] });
    const held = (path: string) => {
      const tree = data(path);
      return tree && plain(tree);
    };
    expect(held("web/package.json")).toEqual({ name: "a", version: "1" });
    expect(held("settings.toml")).toEqual({ a: 1 });
    expect(held("config.yaml")).toEqual({ b: [2] });
    expect(held("local.json")).toEqual({ c: 3 });
    const [text, tree] = [source("config.yaml"), data("config.yaml")];
    expect(text && tree && locationOf(text, tree.range).line).toBe(2);
    for (const path of ["broken.yaml", "large.json", "bytes.json", "deep.json", "README.md", "gone.json"])
      expect(held(path), path).toBeUndefined();
    expect(data("config.yaml")).toBe(tree);
  });

  test("cannot be had by a rule that does not name the file: its parser may not be there", async () => {
    const { data } = await takeInventory(memoryFiles(FILES), everything, { outline: false });
    expect(() => data("settings.toml")).toThrow(/name in `reads`/);
    expect(data("gone.toml")).toBeUndefined();
  });
});

describe("a parser is loaded", () => {
  test("only for files that are asked for and are there", async () => {
    const { data } = await takeInventory(memoryFiles({ "a.json": "1" }), everything, {
      outline: false,
      data: ["a.json", "config.yaml", ".claude/config.yaml"],
    });
    expect(data("a.json")).toMatchObject({ value: 1 });
    expect(Object.keys(await loadSyntaxes([], { outline: false, data: ["a.json"] }))).toEqual(["yaml", "json"]);
    expect(Object.keys(await loadSyntaxes([], { outline: false }))).toEqual(["yaml"]);
  });
});
