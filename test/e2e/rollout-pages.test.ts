import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { page as htmlPage, section } from "../../src/report/html/page.ts";
import { eventsView } from "../../src/rollout/history/views.ts";
import { useBrowser, within } from "../support/browser.ts";
import { BEGIN, deployed, FORGE, SPEC } from "../support/deployed.ts";
import { HOUR } from "../support/rollouts.ts";
import { tempFolder } from "../support/temp-folder.ts";

const SINK = "http://127.0.0.1:9/p.png";
const HOSTILE = `</title></svg></td><script>document.title="owned"</script><img src=${SINK} onerror=alert(1)><style>@import "${SINK}"</style>" onload="alert(1)\u202E`;

const WATCHED = SPEC.replace("      steps:", "      analysis: { templates: [{ templateName: quality }] }\n      steps:")
  .concat(`---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: quality }
spec:
  metrics:
    - name: success
      provider: { web: { url: $QUALITY_URL } }
      successCondition: value >= 0.9
      inconclusiveLimit: 99
      consecutiveErrorLimit: 99
`);

const browse = useBrowser();

/** The pages of a rollout about which everybody who can say something says what is hostile. */
async function written() {
  const rollout = await deployed({ ".gitignore": "*.json\n*.html\n" }, WATCHED, BEGIN);
  const { run, approve, pass, folder, key } = rollout;
  await run("deploy team-a");
  await approve();
  pass(HOUR);
  const verdicts = { "quality/success": { verdict: "pass", why: HOSTILE } };
  writeFileSync(join(folder, "said.json"), JSON.stringify({ verdicts }));
  await run("deploy team-a --evidence said.json");
  pass(HOUR);
  await run(`rollout abort team-a --reason ${HOSTILE.replaceAll(/[" ]/gu, "")}`, {
    ...FORGE,
    GITLAB_USER_LOGIN: HOSTILE,
  });
  pass(60_000);
  await run("deploy team-a", { ...key, ...FORGE, GITLAB_USER_LOGIN: HOSTILE });
  await run("rollout status team-a --output html=status.html");
  await run("rollout report team-a --kind incident --output html=incident.html");
  return { status: textOf(folder, "status"), incident: textOf(folder, "incident") };
}
const textOf = (folder: string, name: string): string => readFileSync(join(folder, `${name}.html`), "utf8");

let made: ReturnType<typeof written> | undefined;
/** They are written once. */
const pageOf = async (name: "status" | "incident"): Promise<string> => (await (made ??= written()))[name];

const open = async (name: "status" | "incident", looks?: Parameters<typeof browse>[1]) =>
  browse(join(tempFolder({ "page.html": await pageOf(name) }), "page.html"), looks);

describe.each(["status", "incident"] as const)("the page of %s", (name) => {
  test("runs no script, makes no element of what is said, and asks for nothing", async () => {
    const { page, address, asked, said } = await open(name);
    expect(asked).toEqual([address]);
    expect(said).toEqual([]);
    expect(await page.title()).toMatch(/^team-a\/r1: RollingBack/u);
    expect(
      await within(page, `document.querySelectorAll("img, iframe, script, link, object, form, base").length`),
    ).toBe(0);
    expect(await within(page, "document.styleSheets.length")).toBe(1);
    const text = await within<string>(page, "document.body.innerText");
    expect(text).toContain(HOSTILE.replaceAll(/[" ]/gu, "").replace("\u202E", String.raw`\u{202E}`));
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement("script"), { textContent: "document.title = 'owned'" }))`,
    );
    expect(await page.title()).not.toBe("owned");
    expect(said.join()).toContain("Content Security Policy");
  });

  test.each([400, 1200])("needs no more room than a window of %i", async (width) => {
    const { page } = await open(name, { width });
    expect(await within<number>(page, "document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    const wide = `Array.from(document.querySelectorAll(".stacked"), (one) => one.scrollWidth - one.clientWidth)`;
    if (width === 400) expect(Math.max(...(await within<readonly number[]>(page, wide)))).toBeLessThanOrEqual(0);
  });

  test.each(["light", "dark"] as const)("has lines that are seen on their ground, %s", async (scheme) => {
    const { page } = await open(name, { scheme });
    const colours = await within<readonly [string, string]>(
      page,
      `[getComputedStyle(document.querySelector(".line")).stroke, getComputedStyle(document.querySelector("section")).backgroundColor]`,
    );
    // WCAG 2.2, 1.4.11: graphics need a contrast of 3.
    expect(contrast(...colours)).toBeGreaterThanOrEqual(3);
  });
});

test("the line stands where the share was: a tenth for two hours, then nothing", async () => {
  const { page } = await open("status");
  const points = await within<readonly (readonly [number, number])[]>(
    page,
    `(() => {
      const line = document.querySelector(".line");
      const length = line.getTotalLength();
      return [0.3, 0.6].map((part) => { const { x, y } = line.getPointAtLength(length * part); return [Math.round(x), Math.round(y)]; });
    })()`,
  );
  for (const [, y] of points) expect(y).toBe(90);
  const end = await within<number>(page, `document.querySelector(".line").getPointAtLength(1e6).y`);
  expect(end).toBe(100);
  expect(await within(page, `document.querySelector(".mark.bad") !== null`)).toBe(true);
});

test.each([700, 1200])("an address stands on one line beside a long reason, in a window of %i", async (width) => {
  const moment = { seq: 1, at: BEGIN, signed: true, refused: false, standing: null };
  const view = eventsView(
    [
      { ...moment, event: "aborted", actor: "maria.schneider@example.com", why: "The answers are wrong. ".repeat(40) },
      { ...moment, event: "paused", actor: "x".repeat(400), why: "" },
    ],
    10,
  );
  const text = htmlPage({ title: "t", header: [], sections: [section(view, true)], searched: false });
  const { page } = await browse(join(tempFolder({ "page.html": text }), "page.html"), { width });
  const lines = `Array.from(document.querySelectorAll("td.names"), (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return range.getClientRects().length;
  })`;
  const [overlong = 0, address] = await within<readonly number[]>(page, lines);
  expect(address).toBe(1);
  expect(overlong).toBeGreaterThan(1);
  expect(await within<number>(page, "document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(first: string, second: string): number {
  const [light = 0, dark = 0] = [first, second].map(luminance).toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/gu) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
