import { UsageError } from "../model/usage-error.ts";
import type { Sheet } from "../model/view.ts";
import { safeJson } from "./escape/json.ts";
import { escapeMarkdown } from "./escape/markdown.ts";
import { guardLines, terminal } from "./escape/terminal.ts";
import { pageText } from "./html/page-text.ts";
import { isSearched, page, section } from "./html/page.ts";
import { fit } from "./markdown/fit.ts";
import { MARKDOWN_LIMIT } from "./markdown/markdown.ts";
import { markdownOf } from "./markdown/sections.ts";
import { textOnly } from "./sections.ts";
import { painter } from "./text/paint.ts";
import { sectionLines } from "./text/sections.ts";

const SHEET_FORMATS = ["text", "json", "markdown", "html"] as const;
type SheetFormat = (typeof SHEET_FORMATS)[number];

/** Sheets, one below the other; `data` is what programs are told instead. Throws UsageError for another format. */
export function renderSheets(
  sheets: readonly Sheet[],
  data: unknown,
  format: string,
  { color = false }: { readonly color?: boolean } = {},
): string {
  const found = SHEET_FORMATS.find((one) => one === format);
  if (found === undefined)
    throw new UsageError(`This is told as ${SHEET_FORMATS.join(", ")}, and not as ${format.slice(0, 60)}.`);
  return RENDERERS[found](sheets, data, color);
}

const RENDERERS: Readonly<Record<SheetFormat, (sheets: readonly Sheet[], data: unknown, color: boolean) => string>> = {
  json: (_, data) => safeJson(data),
  text: (sheets, _, color) => {
    const paint = painter(color);
    const lines = sheets.flatMap(({ title, word, tone, lines: said, views }) => [
      `${paint(terminal(title), "bold")}: ${paint(terminal(word), COLOURS[tone], "bold")}`,
      ...said.map((line) => `  ${terminal(line)}`),
      "",
      ...sectionLines(textOnly(views), paint),
    ]);
    return guardLines(`${lines.join("\n").trimEnd()}\n`);
  },
  markdown: (sheets) =>
    fit(
      sheets.flatMap(({ title, word, lines, views }) => [
        {
          head: [`## ${escapeMarkdown(title)}: ${escapeMarkdown(word)}`, ""],
          rows: lines.map((line) => `- ${escapeMarkdown(line)}`),
          tail: [],
        },
        ...markdownOf(textOnly(views)),
      ]),
      MARKDOWN_LIMIT,
    ),
  html: (sheets) =>
    page({
      title: sheets.map(({ title, word }) => `${title}: ${word}`).join(", ") || "nothing to show",
      header: [],
      sections: sheets.flatMap(({ title, word, tone, lines, views }) => [
        `<header><h1>${pageText(title)} <span class="${CLASSES[tone]}">${pageText(word)}</span></h1>`,
        ...lines.map((line) => `<p>${pageText(line)}</p>`),
        "</header>",
        ...views.map((view) => section(view, true)),
      ]),
      searched: isSearched(sheets.flatMap(({ views }) => views)),
    }),
};

const COLOURS = { good: "green", bad: "red", mild: "yellow" } as const;
const CLASSES = { good: "pass", bad: "fail", mild: "inconclusive" } as const;
