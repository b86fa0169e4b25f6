import { existsSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";
import { pages } from "../../support/pages.ts";

test("pages name files of the project that are there", () => {
  const gone = pages.flatMap(({ file, prose }) =>
    [...prose.join("\n").matchAll(/`((?:src|test|scripts)\/[\w./-]+)`/g)].flatMap(([, path = ""]) =>
      existsSync(path) ? [] : [`${file}: ${path}`],
    ),
  );
  expect(gone).toEqual([]);
});

test("pages link to files that are there", () => {
  const gone = pages.flatMap(({ file, prose }) =>
    [...prose.join("\n").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].flatMap(([, path = ""]) =>
      existsSync(posix.join(posix.dirname(file), path)) ? [] : [`${file}: ${path}`],
    ),
  );
  expect(gone).toEqual([]);
});
