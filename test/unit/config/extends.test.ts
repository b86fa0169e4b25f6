import { describe, expect, test } from "vitest";
import { accepted, refused } from "./resolved.ts";

const HELP = "(Extend a file of the configuration's root folder by its relative path.)";
const MISSING = "(Paths count from the folder of the file that names them. Correct it, or write that file.)";

describe("extends", () => {
  test("later files win, and the file itself wins over all", () => {
    const files = {
      "agent-ci.yaml": "extends: [one.yaml, shared/two.yaml]\non-inconclusive: warn\n",
      "one.yaml": "fail-on: warning\nignore: [one]\nrules: { skill/metadata: info, skill/name-format: info }\n",
      "shared/two.yaml": "extends: [./three.yml]\nrules: { skill/metadata: error }\n",
      "shared/three.yml": "on-inconclusive: fail\nignore: [three]\n",
    };
    const { settings, files: read } = accepted({ files });
    expect(settings).toMatchObject({
      "fail-on": "warning",
      "on-inconclusive": "warn",
      ignore: ["three"],
      rules: { "skill/metadata": { severity: "error" }, "skill/name-format": { severity: "info" } },
    });
    expect(settings).not.toHaveProperty("extends");
    expect(read).toEqual(["one.yaml", "shared/three.yml", "shared/two.yaml", "agent-ci.yaml"]);
  });

  test("a file that two others extend is read once, and is merged for each", () => {
    const files = {
      "agent-ci.yaml": "extends: [a.yaml, b.yaml]\n",
      "a.yaml": "extends: [base.yaml]\nfail-on: never\n",
      "b.yaml": "extends: [base.yaml]\n",
      "base.yaml": "fail-on: warning\n",
    };
    expect(accepted({ files })).toMatchObject({
      settings: { "fail-on": "warning" },
      files: ["base.yaml", "a.yaml", "b.yaml", "agent-ci.yaml"],
    });
  });

  test.each([
    ["/etc/passwd", "`/etc/passwd` is absolute"],
    ["../outside.yaml", "`../outside.yaml` leaves the configuration's root folder"],
    ["a/../../outside.yaml", "`a/../../outside.yaml` leaves the configuration's root folder"],
    ["..", "`..` leaves the configuration's root folder"],
    ["https://example.org/a.yaml", "`https://example.org/a.yaml` is a URL or has a drive letter"],
    ["file:///etc/passwd", "`file:///etc/passwd` is a URL or has a drive letter"],
    ["C:/a.yaml", "`C:/a.yaml` is a URL or has a drive letter"],
    ["..\\\\outside.yaml", "`..\\outside.yaml` has a backslash"],
    ["a\\0.yaml", "`a\0.yaml` has a NUL character"],
  ])("%s is refused", (named, message) => {
    expect(refused({ files: { "agent-ci.yaml": `fail-on: error\nextends: [ "${named}" ]\n` } })).toEqual([
      `agent-ci.yaml:2:12 ${message} ${HELP}`,
    ]);
  });

  test("a file below the root may go up, but not out", () => {
    const files = {
      "agent-ci.yaml": "extends: [shared/a.yaml]\n",
      "shared/a.yaml": "extends:\n  - ../b.yaml\n  - ../../c.yaml\n",
      "b.yaml": "fail-on: never\n",
    };
    expect(refused({ files })).toEqual([
      `shared/a.yaml:3:5 \`../../c.yaml\` leaves the configuration's root folder ${HELP}`,
    ]);
  });

  test("a file that is not there, or that a link leads away from, is an error", () => {
    expect(refused({ files: { "agent-ci.yaml": "extends: [a.yaml, b.yaml]\n", "b.yaml": "" } })).toEqual([
      `agent-ci.yaml:1:11 there is no file \`a.yaml\` ${MISSING}`,
    ]);
  });

  test("names of every object's properties are just names", () => {
    expect(refused({ files: { "agent-ci.yaml": "extends: [constructor, __proto__]\n" } })).toEqual([
      `agent-ci.yaml:1:11 there is no file \`constructor\` ${MISSING}`,
      `agent-ci.yaml:1:24 there is no file \`__proto__\` ${MISSING}`,
    ]);
  });
});

describe("circles of extends", () => {
  test.each([
    [
      { "agent-ci.yaml": "extends: [agent-ci.yaml]\n" },
      "agent-ci.yaml:1:11 `agent-ci.yaml` extends itself: agent-ci.yaml → agent-ci.yaml",
    ],
    [
      { "agent-ci.yaml": "extends: [a.yaml]\n", "a.yaml": "extends: [b.yaml]\n", "b.yaml": "extends: [./a.yaml]\n" },
      "b.yaml:1:11 `./a.yaml` extends itself: a.yaml → b.yaml → a.yaml",
    ],
  ])("%j", (files, message) => {
    expect(refused({ files })).toEqual([`${message} (Take one of the files out of the circle.)`]);
  });
});

/** `agent-ci.yaml` extends 1.yaml extends 2.yaml … up to `levels`. */
function chain(levels: number): Readonly<Record<string, string>> {
  const links = Array.from({ length: levels }, (_, level) => [
    level === 0 ? "agent-ci.yaml" : `${level}.yaml`,
    `extends: [${level + 1}.yaml]\n`,
  ]);
  return { ...Object.fromEntries(links), [`${levels}.yaml`]: "fail-on: never\n" };
}

const leaves = (group: number): readonly string[] =>
  Array.from({ length: 20 }, (_, leaf) => `leaf-${group}-${leaf}.yaml`);

describe("levels of extends", () => {
  test("ten are enough for anybody", () => {
    expect(accepted({ files: chain(10) }).settings["fail-on"]).toBe("never");
  });

  test.each([11, 14])("%i are an error, once", (levels) => {
    const depth = levels - 11;
    const path = depth === 0 ? "agent-ci.yaml" : `${depth}.yaml`;
    expect(refused({ files: chain(levels) })).toEqual([
      `${path}:1:11 \`${depth + 1}.yaml\` is more than 10 levels of \`extends\` deep`,
    ]);
  });

  test("ladders of files that each extend the next one many times end at once", () => {
    const steps = Array.from({ length: 10 }, (_, step) => [
      step === 0 ? "agent-ci.yaml" : `${step}.yaml`,
      `extends: [${Array.from({ length: 20 }, () => `${step + 1}.yaml`).join(", ")}]\n`,
    ]);
    const files = { ...Object.fromEntries(steps), "10.yaml": "fail-on: never\n" };
    expect(accepted({ files }).files).toHaveLength(11);
  });

  test("no more files than 64 are read", () => {
    const groups = Array.from({ length: 5 }, (_, group) => `group-${group}.yaml`);
    const files = {
      "agent-ci.yaml": `extends: [${groups.join(", ")}]\n`,
      ...Object.fromEntries(groups.map((path, group) => [path, `extends: [${leaves(group).join(", ")}]\n`])),
      ...Object.fromEntries(groups.flatMap((_, group) => leaves(group).map((path) => [path, ""]))),
    };
    // The root, then three groups of 21 make 64: the fourth group is the first file too many.
    expect(refused({ files })).toEqual([
      "agent-ci.yaml:1:53 `group-3.yaml` is one file too many (A configuration is at most 64 files.)",
      "agent-ci.yaml:1:67 `group-4.yaml` is one file too many (A configuration is at most 64 files.)",
    ]);
  });
});
