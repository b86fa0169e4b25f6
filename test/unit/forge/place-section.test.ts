import { describe, expect, test } from "vitest";
import { type Draft, placeSection } from "../../../src/forge/place-section.ts";
import { share } from "../../../src/forge/share.ts";
import { parseSticky } from "../../../src/forge/sticky.ts";

const LIMIT = 65_536;
const NOTICE = "_Cut to make room for the other sections";

/** A section that would like to hold so many lines of text, and stops where it has to. */
function draft(key: string, lines: number, { run = 1, workflow = "00000000" } = {}): Draft {
  const all = Array.from({ length: lines }, (_, at) => `| ${key} ${at} |`);
  return {
    key,
    run: { number: run, attempt: 1, workflow },
    render: (limit) => {
      const text = `## ${key}\n\n${all.join("\n")}`;
      return text.length <= limit ? text : `${text.slice(0, limit - 20).replace(/\n[^\n]*$/, "")}\n\nmore left out`;
    },
  };
}

function write(body: string | undefined, one: Draft, limit = LIMIT): string {
  const placement = placeSection(body, one, limit);
  if (placement.do !== "write") throw new Error("It was left alone.");
  return placement.body;
}
const contents = (body: string): Readonly<Record<string, string>> =>
  Object.fromEntries(parseSticky(body).map(({ key, content }) => [key, content]));

describe("order", () => {
  test("sections stand by their names, whoever came first", () => {
    const forward = write(write(undefined, draft("check", 3)), draft("tokens", 3));
    expect(write(write(undefined, draft("tokens", 3)), draft("check", 3))).toBe(forward);
    expect(Object.keys(contents(forward))).toEqual(["check", "tokens"]);
  });

  test("an older run of the same workflow is left out, one of another workflow is not", () => {
    const body = write(undefined, draft("check", 3, { run: 5 }));
    expect(placeSection(body, draft("check", 3, { run: 4 }), LIMIT)).toMatchObject({
      do: "leave",
      newer: { number: 5 },
    });
    expect(placeSection(body, draft("check", 3, { run: 4, workflow: "11111111" }), LIMIT).do).toBe("write");
  });

  test("a section that stands there twice is put in order", () => {
    const body = write(undefined, draft("check", 3));
    const twice = body + body.slice(body.indexOf("\n"));
    expect(parseSticky(twice)).toHaveLength(2);
    expect(parseSticky(write(twice, draft("check", 3, { run: 2 })))).toHaveLength(1);
  });
});

describe("within the limit", () => {
  test("one section has all the room", () => {
    const body = write(undefined, draft("check", 10_000));
    expect(body.length).toBeLessThanOrEqual(LIMIT);
    expect(body.length).toBeGreaterThan(LIMIT - 200);
    expect(body).toContain("more left out");
  });

  test("small sections are never touched for a large one", () => {
    const small = contents(write(undefined, draft("cost", 5)))["cost"];
    const body = write(write(write(undefined, draft("cost", 5)), draft("check", 10_000)), draft("tokens", 10_000));
    expect(body.length).toBeLessThanOrEqual(LIMIT);
    expect(contents(body)["cost"]).toBe(small);
  });

  test("large ones share what is left, the older text cut at a line and saying so", () => {
    const body = write(write(undefined, draft("check", 10_000)), draft("tokens", 10_000));
    const { check = "", tokens = "" } = contents(body);
    expect(body.length).toBeLessThanOrEqual(LIMIT);
    expect(Math.abs(check.length - tokens.length)).toBeLessThan(200);
    expect(check).toContain(NOTICE);
    expect(
      check
        .split("\n")
        .filter((line) => line.startsWith("|"))
        .every((line) => /^\| check \d+ \|$/.test(line)),
    ).toBe(true);
    expect(tokens).toContain("more left out");
  });

  test("what was cut once is cut again without piling up notices", () => {
    let body = "";
    for (const key of ["check", "cost", "secrets", "tokens", "validate"])
      body = write(body || undefined, draft(key, 10_000));
    expect(body.length).toBeLessThanOrEqual(LIMIT);
    expect(Object.keys(contents(body))).toEqual(["check", "cost", "secrets", "tokens", "validate"]);
    expect(contents(body)["check"]?.split(NOTICE)).toHaveLength(2);
  });

  test("a folded part that is cut is closed", () => {
    const folded = {
      ...draft("check", 0),
      render: () => `<details>\n<summary>x</summary>\n\n${"| row |\n".repeat(7000)}\n</details>`,
    };
    const { check = "" } = contents(write(write(undefined, folded), draft("tokens", 10_000)));
    expect(check).toMatch(/\| row \|\n\n<\/details>\n\n_Cut to make room/);
    expect(check.match(/<details>/g)).toHaveLength(1);
    expect(check.match(/<\/details>/g)).toHaveLength(1);
  });

  test("so many sections that nothing of them would show are refused", () => {
    let body: string | undefined;
    for (let at = 10; at < 30; at++) body = write(body, draft(`s${at}`, 1000), 20_000);
    expect(() => placeSection(body, draft("one-more", 1000), 12_000)).toThrow("no room for another section");
  });
});

test.each([
  [[10, 20], 100, [10, 20]],
  [[10, 90, 90], 100, [10, 45, 45]],
  [[100, 1, 60], 100, [50, 1, 49]],
  [[5, 5], 0, [0, 0]],
  [[5], -10, [0]],
  [[], 10, []],
])("%j in %i", (sizes, room, shares) => {
  expect(share(sizes, room)).toEqual(shares);
});
