import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { reporters } from "../../src/report/index.ts";

const COLOURS: Readonly<Record<string, string>> = { 31: "#f85149", 32: "#3fb950", 33: "#d29922", 34: "#58a6ff" };
const WIDTH = 8.43;
const HEIGHT = 19;

/** Errors are what a reader has to see first; the whole report would be twice as high. */
const ARGUMENTS = ["check", "examples/acme", "--severity", "error"];

/** The README's picture: the report on examples/acme as a terminal shows it. */
export async function renderReportPicture(): Promise<string> {
  const { main } = await import("../../src/cli/main.ts");
  let ansi = "";
  const world = {
    cwd: process.cwd(),
    env: {},
    out: () => {},
    err: () => {},
    terminal: { out: false, err: false },
    clock: { now: () => 0 },
  };
  await main(ARGUMENTS, {
    ...world,
    show: async ({ report, verdict }) => {
      // The one thing that differs from run to run.
      const run = { ...report.run, durationMs: 30 };
      const chosen = ({ severity }: Diagnostic): boolean => severity === "error";
      ansi = (await reporters.text())({ report: { ...report, run }, verdict, color: true, chosen });
    },
  });
  return svg([`$ npx agent-ci ${ARGUMENTS.join(" ")}`, "", ...ansi.trimEnd().split("\n")]);
}

/** Browsers style each `<text>` by their own sheet, and what stands on the group around it does not count. */
function svg(lines: readonly string[]): string {
  // oxlint-disable-next-line no-control-regex -- the escape sequences are what is being measured
  const columns = Math.max(...lines.map((line) => line.replaceAll(/\u001B\[\d+m/g, "").length));
  const rows = lines.map(
    (line, index) => `<text x="16" y="${34 + index * HEIGHT}" xml:space="preserve">${spans(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(columns * WIDTH) + 32}" height="${lines.length * HEIGHT + 32}" role="img" aria-label="The report of agent-ci on a repository with deliberate faults">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#c9d1d9">
${rows.join("\n")}
</g>
</svg>
`;
}

function spans(line: string): string {
  const style = { fill: "", bold: false, dim: false };
  // oxlint-disable-next-line no-control-regex -- see above
  const parts = line.split(/\u001B\[(\d+)m/);
  return parts.map((part, index) => (index % 2 === 0 ? span(part, style) : apply(part, style))).join("");
}

interface Style {
  fill: string;
  bold: boolean;
  dim: boolean;
}

function apply(code: string, style: Style): string {
  if (code === "1") style.bold = true;
  else if (code === "2") style.dim = true;
  else if (code === "22") style.bold = style.dim = false;
  else style.fill = COLOURS[code] ?? "";
  return "";
}

function span(text: string, { fill, bold, dim }: Style): string {
  if (text === "") return "";
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const attributes = [fill && ` fill="${fill}"`, bold && ' font-weight="bold"', dim && ' fill-opacity="0.6"']
    .filter(Boolean)
    .join("");
  return attributes === "" ? escaped : `<tspan${attributes}>${escaped}</tspan>`;
}
