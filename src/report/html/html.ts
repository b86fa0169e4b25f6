import { findings } from "./findings.ts";
import { pageText } from "./page-text.ts";
import { isSearched, page, section } from "./page.ts";
import type { Reporter } from "../reporter.ts";
import { viewsOf } from "../sections.ts";
import { TOOL } from "../tool.ts";
import { totals } from "../totals.ts";

/** The verdict with its reasons, then what was shown, then what was found. */
export const html: Reporter = ({ report, verdict }) => {
  const views = viewsOf(report);
  return page({
    title: `${TOOL.name}: ${verdict.result}`,
    header: [
      `<header><h1>${pageText(TOOL.name)} <span class="${verdict.result}">${verdict.result}</span></h1>`,
      `<p>${pageText(totals(report))}</p>`,
      ...(verdict.reasons.length > 0
        ? [`<ul>${verdict.reasons.map((one) => `<li>${pageText(one)}</li>`).join("")}</ul>`]
        : []),
      "</header>",
    ],
    sections: [...views.map((view) => section(view)), findings(report)],
    searched: isSearched(views),
  });
};
