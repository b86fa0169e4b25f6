import { describe, expect, test } from "vitest";
import { followLinks } from "../../../src/inventory/links/follow-links.ts";
import type { Listed } from "../../../src/model/ports.ts";

/** Files by `null`, links by where they point. */
const listed = (tree: Readonly<Record<string, string | null>>): readonly Listed[] =>
  Object.entries(tree).map(([path, link]) => (link === null ? { path } : { path, link }));
const ends = (tree: Readonly<Record<string, string | null>>) => Object.fromEntries(followLinks(listed(tree)));

describe("a symbolic link ends", () => {
  test.each([
    ["at a file", { "a.md": null, "b/c.md": "../a.md" }, { "b/c.md": "a.md" }],
    ["behind other links", { a: null, b: "a", c: "./b" }, { b: "a", c: "a" }],
    ["behind a link to a folder", { "d/a": null, e: "d", f: "e/a" }, { "e/a": "d/a", f: "d/a" }],
    [
      "at a folder, file by file",
      { "d/a": null, "d/e/b": null, dd: null, l: "d/" },
      { "l/a": "d/a", "l/e/b": "d/e/b" },
    ],
    ["at the checked folder itself", { a: null, l: "." }, { "l/a": "a" }],
    [
      "above a folder that a link stands for",
      { "x/y/a": null, b: null, l: "x/y", m: "l/../y/a" },
      { "l/a": "x/y/a", m: "x/y/a" },
    ],
    ["nowhere", { a: null, b: "gone", c: "a/b", d: "/etc/hostname", e: "../out", f: "" }, {}],
    ["in a circle", { a: "b", b: "a", c: "a/x", d: "d/e" }, {}],
  ])("%s", (_where, tree, expected) => {
    expect(ends(tree)).toEqual(expected);
  });

  test("not behind more links than the system follows, which hides none of those at the end", () => {
    const chain = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`l${at}`, at === 59 ? "a" : `l${at + 1}`]));
    expect(Object.keys(ends({ ...chain, a: null }))).toEqual(Array.from({ length: 40 }, (_, at) => `l${at + 20}`));
  });
});

test("hostile links take no longer than they are many", () => {
  const far = "d/../".repeat(40);
  const chain = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`l${at}`, `${far}l${at + 1}`]));
  expect(ends({ ...chain, "d/a": null })).toEqual({});
  const folders = Object.fromEntries(Array.from({ length: 1010 }, (_, at) => [`d/${at}`, null] as const));
  const links = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`l/${at}`, "../d"] as const));
  expect(() => ends({ ...folders, ...links })).toThrow("ignore:");
});
