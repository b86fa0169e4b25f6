import { describe, expect, test } from "vitest";
import type { Sheet } from "../../../src/model/view.ts";
import { renderSheets } from "../../../src/report/sheet.ts";
import { timelineLines } from "../../../src/report/text/timeline-lines.ts";

const NOON = Date.UTC(2026, 10, 30, 12);
const HOUR = 3_600_000;
const timeline = {
  from: NOON,
  to: NOON + 56 * HOUR,
  lines: [
    {
      name: "production",
      points: [
        { at: NOON + HOUR, percent: 10 },
        { at: NOON + 3 * HOUR, percent: 0 },
        { at: NOON + 4 * HOUR, percent: 100 },
      ],
    },
  ],
  marks: [{ at: NOON + 3 * HOUR, label: "lease-expired: late", tone: "mild" as const }],
};
const sheet: Sheet = {
  title: "team-a/r1",
  word: "Healthy",
  tone: "good",
  lines: ["It went well."],
  views: [
    { title: "Share", blocks: [{ timeline }] },
    { title: "What", blocks: [{ columns: [{ title: "A" }, { title: "B" }], rows: [["1", "2"]] }] },
  ],
};

test("a line of text has a bar for each part of the time, as high as the most that was given in it", () => {
  expect(timelineLines(timeline)).toEqual([
    `production  ·▁▁·${"█".repeat(52)}  100 %`,
    "            2026-11-30 12:00                        2026-12-02 20:00",
  ]);
});

test("what was given for a moment alone is seen", () => {
  const points = [0, 100, 0].map((percent, index) => ({ at: NOON + 90_000 * (index + 1), percent }));
  const [line] = timelineLines({ ...timeline, lines: [{ name: "p", points }] });
  expect(line).toBe(`p  █${"·".repeat(55)}  0 %`);
});

test("moments that are none are no reason to fail", () => {
  const lines = [{ name: "p", points: [{ at: Number.MAX_SAFE_INTEGER, percent: 1e9 }] }];
  expect(timelineLines({ from: 0, to: Number.MAX_SAFE_INTEGER, lines, marks: [] }).at(-1)).toContain("no time");
  expect(
    renderSheets(
      [{ ...sheet, views: [{ title: "x", blocks: [{ timeline: { from: 0, to: 0, lines, marks: [] } }] }] }],
      {},
      "html",
    ),
  ).toContain("<svg");
});

describe("a sheet", () => {
  test("is text, with colours where they were asked for", () => {
    const [first, second] = renderSheets([sheet], {}, "text").split("\n");
    expect([first, second]).toEqual(["team-a/r1: Healthy", "  It went well."]);
    expect(renderSheets([sheet], {}, "text", { color: true })).toContain("\u001B[32m");
  });

  test("is Markdown", () => {
    const text = renderSheets([sheet], {}, "markdown");
    expect(text).toMatch(/^## team-a\/r1: Healthy\n\n- It went well\.\n/);
    expect(text).toContain("| A | B |\n| --- | --- |\n| 1 | 2 |");
  });

  test("is JSON of what programs are told", () => {
    expect(JSON.parse(renderSheets([sheet], { version: 1 }, "json"))).toEqual({ version: 1 });
  });

  test("is a page without a script, which asks nobody for anything", () => {
    const text = renderSheets([sheet], {}, "html");
    expect(text).toContain("<title>team-a/r1: Healthy</title>");
    expect(text).toContain("default-src 'none'; style-src 'unsafe-inline'");
    expect(text).not.toContain("<script");
    expect(text).toContain('title="2026-11-30 15:00 lease-expired: late"');
  });

  test("is nothing else", () => {
    expect(() => renderSheets([sheet], {}, "sarif")).toThrow(
      "This is told as text, json, markdown, html, and not as sarif.",
    );
  });
});

const HOSTILE =
  "</title></svg><script>alert(1)</script>\"'>\n::set-env name=X::y\n##[add-mask]x\n/close @everyone | `x`\u202E\u001B[2J";
test.each(["text", "json", "markdown", "html"])("hostile words are words, as %s", (format) => {
  const hostile: Sheet = {
    title: HOSTILE,
    word: HOSTILE,
    tone: "bad",
    lines: [HOSTILE],
    views: [
      {
        title: HOSTILE,
        blocks: [
          {
            timeline: {
              ...timeline,
              lines: [{ name: HOSTILE, points: [] }],
              marks: [{ at: NOON, label: HOSTILE, tone: "bad" }],
            },
          },
          { columns: [{ title: HOSTILE }], rows: [[HOSTILE]] },
          { lines: [HOSTILE] },
        ],
      },
    ],
  };
  const text = renderSheets([hostile], { HOSTILE }, format);
  expect(text).not.toMatch(/^\s*::set-env/mu);
  expect(text).not.toContain("##[");
  for (const hidden of ["\u202E", "\u001B"]) expect(text).not.toContain(hidden);
  expect(text).not.toMatch(/^\/close/mu);
  if (format === "html" || format === "markdown") expect(text).not.toContain("<script>alert");
  if (format === "markdown") expect(text).not.toContain("@everyone");
});
