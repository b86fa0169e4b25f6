import { expect, test } from "vitest";
import { linkTarget, meansFile } from "../../../src/inventory/links/link-target.ts";

test.each([
  ["docs/a.md#build", { path: "docs/a.md", anchor: "build" }],
  ["docs/a%20b.md?raw=1", { path: "docs/a b.md" }],
  ["#build", { path: "", anchor: "build" }],
  ["100%.md", { path: "100%.md" }],
  ["https://example.com/a.md", undefined],
  ["//example.com/a.md", undefined],
  ["mailto:ann@example.com", undefined],
])("%s", (destination, target) => {
  expect(linkTarget(destination)).toEqual(target);
});

test.each(["a.md", "./scripts/run", "../x/", "references/form.md", "docs/api.yaml", "adr-0012.md"])(
  "%s means a file",
  (path) => {
    expect(meansFile(path)).toBe(true);
  },
);

test.each([
  "url",
  "/docs/a.md",
  "~/a.md",
  "path/to/a.md",
  "{name}.md",
  "<file>.md",
  "docs/*.md",
  "docs/...",
  "ADR-NNN.md",
  "SPEC-0NN-lesson.md",
  "your-file.md",
  "thumbnail_url",
  "file.md",
])("%s stands for something else", (path) => {
  expect(meansFile(path)).toBe(false);
});
