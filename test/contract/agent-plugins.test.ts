import { afterAll, describe, expect, test } from "vitest";
import type { ExampleFiles } from "../../src/model/rule.ts";
import { rules } from "../../src/rules/index.ts";
import { examineTexts } from "../support/examine-texts.ts";
import { LOADING_LINES } from "./agent-plugins/loading-lines.ts";
import { MANIFEST_LINES } from "./agent-plugins/manifest-lines.ts";
import { PACKAGE_LINES } from "./agent-plugins/package-lines.ts";
import { SERVER_LINES } from "./agent-plugins/server-lines.ts";

/**
 * Agent Plugins 1.0.0 (agentplugins/agent-plugins-spec@3bf6628, spec/1.0.0.md): each line that has a MUST, in our words. A line
 * about what a client does at run time is listed and counted by itself: there is no file that could keep or break it.
 */
const LINES = [...PACKAGE_LINES, ...MANIFEST_LINES, ...SERVER_LINES, ...LOADING_LINES];
const checked = LINES.filter((line) => !("runtime" in line));
const passed = new Map<string, number>();

async function said(files: ExampleFiles): Promise<readonly string[]> {
  const found = await examineTexts(files, rules, { clients: ["codex", "copilot", "cursor"] });
  return found.map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`);
}

describe.each(checked.map((line) => [`${line.section} ${line.says}`, line] as const))("%s", (_name, line) => {
  test("is kept to", async () => {
    if ("runtime" in line) return;
    expect(line.keeps ?? line.breaks).toBeDefined();
    if (line.keeps) {
      const problems = (await said(line.keeps)).filter(
        (one) => one.startsWith("error") || one.includes("plugin/agent-plugins"),
      );
      expect(problems).toEqual([]);
    }
    if (line.breaks) {
      expect(line.reports).toBeDefined();
      expect((await said(line.breaks)).join("\n")).toContain(` ${line.reports}`);
    }
    const section = line.section.split(/[. ]/)[0] ?? "";
    passed.set(section, (passed.get(section) ?? 0) + 1);
  });
});

afterAll(() => {
  const sections = [...new Set(LINES.map(({ section }) => section.split(/[. ]/)[0] ?? ""))].sort(
    (a, b) => Number(a) - Number(b),
  );
  const rows = sections.map((section) => {
    const all = LINES.filter((line) => line.section.split(/[. ]/)[0] === section);
    const runtime = all.filter((line) => "runtime" in line).length;
    return `| ${section} | ${passed.get(section) ?? 0} / ${all.length - runtime} | ${runtime} |`;
  });
  const total = [...passed.values()].reduce((sum, one) => sum + one, 0);
  console.log(
    [
      "Agent Plugins 1.0.0, lines with a MUST",
      "| section | passed | of clients at run time |",
      "|---|---|---|",
      ...rows,
    ].join("\n"),
    `\n${total} of ${checked.length} passed; ${LINES.length - checked.length} of ${LINES.length} lines are about clients at run time.`,
  );
});
