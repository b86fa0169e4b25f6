import { describe, expect, test } from "vitest";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { useBrowser, within } from "../support/browser.ts";
import { tempFolder } from "../support/temp-folder.ts";

const HOSTILE = 'x"><img src="http://127.0.0.1:9/p.png" onerror="document.title=1"><script>document.title=2</script>';
const FILES = {
  "AGENTS.md": `${"word ".repeat(300)}\n`,
  "docs/AGENTS.md": `${"word ".repeat(100)}\n`,
  ".agents/skills/one/SKILL.md": `---\nname: one\ndescription: ${HOSTILE}\n---\n${"word ".repeat(500)}\n`,
  [`${HOSTILE.replaceAll("/", "_")}/AGENTS.md`]: `${"word ".repeat(80)}\n`,
};

const MANY = Object.fromEntries(
  Array.from({ length: 90 }, (_, index) => [
    `.agents/skills/group-${index % 7}/references/note-${index}.md`,
    `${"word ".repeat(20 + index * 7)}\n`,
  ]),
);

const browse = useBrowser();

/** The page that `agent-ci tokens` writes, in a real browser, with what it asked for and said. */
async function open(scheme: "light" | "dark") {
  const skills = Object.fromEntries(
    Array.from({ length: 7 }, (_, index) => [
      `.agents/skills/group-${index}/SKILL.md`,
      `---\nname: group-${index}\ndescription: Does one thing.\n---\nSee references.\n`,
    ]),
  );
  const folder = tempFolder({ ...FILES, ...skills, ...MANY });
  execFileSync(
    process.execPath,
    [join(import.meta.dirname, "../../src/cli/agent-ci.ts"), "tokens", "--tree", "--output", "html=map.html"],
    {
      cwd: folder,
      env: { PATH: process.env["PATH"], HOME: folder },
    },
  );
  return browse(join(folder, "map.html"), { scheme });
}

describe.each(["light", "dark"] as const)("the map of a client's context, %s", (scheme) => {
  test("draws each part in proportion to its tokens, readable, and asks for nothing", async () => {
    const { page, address, asked, said } = await open(scheme);
    expect(asked).toEqual([address]);
    expect(said).toEqual([]);
    expect(await page.title()).toBe("agent-ci: pass");
    expect(await page.$$("script, img")).toEqual([]);
    const leaves = await within<readonly (readonly { readonly title: string; readonly size: number }[])[]>(
      page,
      `Array.from(document.querySelectorAll(".map"), (map) => Array.from(map.querySelectorAll(".leaf"), (leaf) => {
        const { width, height } = leaf.getBoundingClientRect();
        return { title: leaf.title, size: width * height };
      }))`,
    );
    const codex = leaves.find((map) => map.some(({ title }) => title.includes(".agents/skills/one/SKILL.md: skill,")));
    const tokensOf = ({ title }: { readonly title: string }) =>
      Number(/([\d,]+) tokens/.exec(title)?.[1]?.replaceAll(",", ""));
    const total = codex?.reduce((sum, leaf) => sum + tokensOf(leaf), 0) ?? 0;
    const whole = codex?.reduce((sum, { size }) => sum + size, 0) ?? 0;
    for (const leaf of codex ?? []) expect(leaf.size / whole, leaf.title).toBeCloseTo(tokensOf(leaf) / total, 1);
  });

  test("draws no area over another one, and each within its map", async () => {
    const { page } = await open(scheme);
    const maps = await within<readonly (readonly { readonly title: string; readonly box: readonly number[] }[])[]>(
      page,
      `Array.from(document.querySelectorAll(".map"), (map) => [map, ...map.querySelectorAll(".leaf")].map((one) => {
        const { left, top, right, bottom } = one.getBoundingClientRect();
        return { title: one.title, box: [left, top, right, bottom] };
      }))`,
    );
    expect(maps.length).toBeGreaterThan(0);
    for (const [map, ...leaves] of maps)
      for (const [index, one] of leaves.entries()) {
        expect(inside(one.box, map?.box ?? []), one.title).toBe(true);
        for (const other of leaves.slice(index + 1)) expect(overlap(one.box, other.box), one.title).toBeLessThan(0.1);
      }
  });

  test("has a contrast of 4.5 between the text of every area and its ground", async () => {
    const { page } = await open(scheme);
    const colours = await within<readonly (readonly [string, string])[]>(
      page,
      `Array.from(document.querySelectorAll(".leaf"), (one) => {
        const { color, backgroundColor } = getComputedStyle(one);
        return [color, backgroundColor];
      })`,
    );
    expect(colours.length).toBeGreaterThan(3);
    for (const [front, back] of colours) expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5);
  });
});

const inside = ([left = 0, top = 0, right = 0, bottom = 0]: readonly number[], around: readonly number[]): boolean =>
  [(around[0] ?? 0) - left, (around[1] ?? 0) - top, right - (around[2] ?? 0), bottom - (around[3] ?? 0)].every(
    (beyond) => beyond < 0.1,
  );

/** How many pixels two boxes lie over each other, in the direction in which it is less. */
function overlap(one: readonly number[], other: readonly number[]): number {
  const [left = 0, top = 0] = [0, 1].map((at) => Math.max(one[at] ?? 0, other[at] ?? 0));
  const [right = 0, bottom = 0] = [2, 3].map((at) => Math.min(one[at] ?? 0, other[at] ?? 0));
  return Math.max(0, Math.min(right - left, bottom - top));
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(first: string, second: string): number {
  const [low = 0, high = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
