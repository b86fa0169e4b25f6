import { expect, test } from "vitest";
import { declaredNames } from "../../../src/inventory/texts/declared-names.ts";

test("names of all forms, and nothing of their values", () => {
  const text = '# API=1\nexport KEY="a=b"\n  OTHER = 2\nNOT A=3\nMULTI="x\nINNER=4"\n=5\n';
  expect(declaredNames(text).map(({ name }) => name)).toEqual(["KEY", "OTHER", "MULTI", "INNER"]);
  expect(JSON.stringify(declaredNames(text))).not.toContain("a=b");
});

test.each(["AGENT_CI_ENV", "NODE_OPTIONS", "PATH", "GIT_DIR", "LD_PRELOAD", "DYLD_INSERT_LIBRARIES", "Path"])(
  "%s is reserved",
  (name) => {
    expect(declaredNames(`${name}=x`)).toEqual([{ name, start: 0, reserved: true }]);
  },
);

test.each(["GITHUB_TOKEN", "SEARCH_PATH", "MY_NODE_OPTIONS", "ENVIRONMENT"])("%s is not", (name) => {
  expect(declaredNames(`${name}=x`)).toMatchObject([{ reserved: false }]);
});
