import { describe, expect, test } from "vitest";
import type { Measurement } from "../../../src/model/measurement.ts";
import { markdown, MARKDOWN_LIMIT, render } from "../../../src/report/markdown/markdown.ts";
import { fail, pass, reportOf, rich } from "../../support/reports.ts";

const place = (output: string, text: string): number => {
  const at = output.indexOf(text);
  expect(at, text).toBeGreaterThan(-1);
  return at;
};

test("a clean run is a headline and its totals", () => {
  expect(markdown({ report: reportOf(), verdict: pass })).toBe(`\
## agent-ci: pass

| Errors | Warnings | Info | Files | Time |
| ---: | ---: | ---: | ---: | ---: |
| 0 | 0 | 0 | 1 | 0.02 s |
`);
});

test("the verdict and the errors come first, milder findings are folded below", () => {
  const output = markdown(rich);
  const order = [
    "## agent-ci: fail",
    "- 3 errors",
    "| 3 | 2 | 1 | 42 | 0.12 s |",
    "### 3 errors",
    "<summary>2 warnings</summary>",
    "<summary>1 info</summary>",
    "### 2 measurements",
  ];
  const places = order.map((text) => place(output, text));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(output.match(/<details>/g)).toHaveLength(2);
  expect(output.match(/<\/details>/g)).toHaveLength(2);
});

test("a row tells severity, place, message, what to do, and the rule with its page", () => {
  expect(markdown(rich)).toContain(
    "\n| warning | <code>AGENTS.md</code> | AGENTS.md takes 5,210 tokens in every session.<br>help: Move what only some tasks need into skills. | [<code>instructions/too-long</code>](https://github.com/agent-ci/agent-ci/blob/v0.1.0/docs/rules/instructions/too-long.md) |\n",
  );
});

test("advice is given once per rule", () => {
  const report = reportOf({ help: "Mend it." }, { help: "Mend it." });
  expect(markdown({ report, verdict: fail }).match(/Mend it\./g)).toHaveLength(1);
});

test.each(["javascript:alert(1)", "http://a.example", "https://a.example/)](x", "https://a.example/ b", ""])(
  "a rule whose address is %j is not linked",
  (url) => {
    const rules = [{ id: "skill/name-format", severity: "error", summary: "", why: "", url }] as const;
    expect(markdown({ report: { ...reportOf({}), rules }, verdict: fail })).toContain(
      "| <code>skill/name-format</code> |",
    );
  },
);

function measured(...parts: readonly Partial<Measurement>[]): string {
  const measurements = parts.map((part) =>
    Object.assign({ metric: "tokens", value: 1, unit: "tokens", labels: {} }, part),
  );
  return markdown({ report: { ...reportOf(), measurements }, verdict: pass });
}

describe("measurements", () => {
  test.each([
    [{ value: 1234567 }, "| tokens |  | 1,234,567 tokens |  |  |"],
    [{ value: 0.04213, unit: "USD" }, "| tokens |  | 0.04213 USD |  |  |"],
    [{ value: 1, low: 0.5, high: 2000 }, "| tokens |  | 1 (0.5–2,000) tokens |  |  |"],
    [{ value: 110, base: 100 }, "| tokens |  | 110 tokens |  | +10 (+10.0 %) |"],
    [{ value: 90, base: 100 }, "| tokens |  | 90 tokens |  | -10 (-10.0 %) |"],
    [{ value: 5, base: 0 }, "| tokens |  | 5 tokens |  | +5 |"],
    [{ value: 12, limit: 10 }, "| tokens |  | **12 tokens** | 10 |  |"],
    [{ value: 10, limit: 10 }, "| tokens |  | 10 tokens | 10 |  |"],
    [{ path: "a.md", labels: { client: "codex" } }, "| tokens | <code>a.md</code>, client codex | 1 tokens |  |  |"],
  ])("%j", (part, row) => {
    expect(measured(part)).toContain(`\n${row}\n`);
  });

  test("above their limit come first; a long table is folded", () => {
    const output = measured(...Array.from({ length: 20 }, () => ({})), { metric: "worst", value: 2, limit: 1 });
    expect(place(output, "| worst |")).toBeLessThan(place(output, "| tokens |"));
    expect(output).toContain("<details>\n<summary>21 measurements</summary>\n\n| Metric |");
  });
});

describe("the limit", () => {
  const many = Array.from({ length: 30_000 }, (_, at) => ({ path: `${at}.md`, message: "审".repeat(20) }));
  const mild = { severity: "warning", path: "w.md" } as const;

  test.each([MARKDOWN_LIMIT, 65_536, 3000])("of %i bytes holds, and what is left out is counted", (limit) => {
    const output = render({ report: reportOf(mild, ...many), verdict: fail }, limit);
    const rows = output.match(/^\| (?:error|warning) \|/gm)?.length ?? 0;
    expect(Buffer.byteLength(output)).toBeLessThanOrEqual(limit);
    expect(Buffer.byteLength(output)).toBeGreaterThan(limit - 500);
    expect(output).toContain(`\n_${30_001 - rows} more rows left out`);
    expect(output).not.toContain("| warning |");
  });

  test("closes what it opened", () => {
    const warnings = many.map(({ path }) => ({ path, severity: "warning" }) as const);
    const output = render({ report: reportOf({}, ...warnings), verdict: fail }, 10_000);
    expect(output).toContain("<summary>30000 warnings</summary>");
    expect(output).toMatch(/\n\n<\/details>\n\n_2\d{4} more rows left out/);
  });

  test("too small for any row leaves the headline and the totals", () => {
    const output = render({ report: reportOf({}), verdict: fail }, 400);
    expect(output).toContain("## agent-ci: fail");
    expect(output).toContain("_1 more row left out");
  });

  test("is not used up by one message", () => {
    const report = reportOf({ path: "a.md", message: "x".repeat(2e6) }, { path: "b.md", message: "seen" });
    expect(markdown({ report, verdict: fail })).toContain("| seen |");
  });
});
