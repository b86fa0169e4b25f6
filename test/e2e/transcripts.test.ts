import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { useBrowser, within } from "../support/browser.ts";
import { AGENT_FILES, smallScenario } from "../support/rehearse.ts";
import { runCli } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

const SINK = "http://127.0.0.1:9/p.png";
const HOSTILE = `</pre></details></script><script>document.title="owned"</script><img src=${SINK} onerror=alert(1)><iframe src=${SINK}></iframe><style>@import "${SINK}"</style>\u202E\u0007`;
const quoted = (text: string): string => JSON.stringify(text);

/** A case that passes, one that an expectation fails, one that nothing answers, and one that says what it must not. */
const SCENARIOS = {
  "scenarios/good.yaml": smallScenario(),
  "scenarios/missed.yaml": smallScenario(
    "",
    "turns: [{ text: First the skill., calls: [{ name: Skill, arguments: { skill: greet } }] }]\n",
  ),
  "scenarios/hostile.yaml": smallScenario(
    "expect: [{ type: equals, value: ping }]\n",
    `turns: [{ text: ${quoted(HOSTILE)} }]\n`,
  ).replace("prompt: ping", `prompt: ${quoted(HOSTILE)}`),
};

const browse = useBrowser();

let rehearsed: Promise<string> | undefined;
/** The page that a dry run of them writes; they are rehearsed once. */
const pageOf = (): Promise<string> =>
  (rehearsed ??= (async () => {
    const folder = tempFolder({ ...AGENT_FILES, ...SCENARIOS });
    const { code, err } = await runCli(folder, ["dry-run", "--output", "html=page.html"]);
    expect(code, err).toBe(1);
    return readFileSync(join(folder, "page.html"), "utf8");
  })());

const open = async (looks?: Parameters<typeof browse>[1]) =>
  browse(join(tempFolder({ "page.html": await pageOf() }), "page.html"), looks);

const openTitles = (page: Page) =>
  within<readonly string[]>(
    page,
    `Array.from(document.querySelectorAll(".fold[open] > summary > b"), (one) => one.checkVisibility() ? one.textContent : "").filter(Boolean)`,
  );
const seen = (page: Page) =>
  within<readonly string[]>(
    page,
    `Array.from(document.querySelectorAll(".folds > .fold > summary > b"), (one) => one.checkVisibility() ? one.textContent : "").filter(Boolean)`,
  );
const told = (page: Page) => within<string>(page, `document.querySelector(".search output").textContent`);
const waitFor = (page: Page, what: string) => page.waitForFunction(`(${what})`);

test("shows what failed first, open where it went wrong", async () => {
  const { page } = await open();
  expect(await openTitles(page)).toEqual([
    "scenarios/hostile",
    "1 POST /v1/messages",
    "Standard output",
    "scenarios/missed",
    "2 POST /v1/messages",
  ]);
  expect(await seen(page)).toEqual(["scenarios/hostile", "scenarios/missed", "scenarios/good"]);
});

test("runs no script of a transcript, makes none of its elements, and asks for nothing", async () => {
  const { page, address, asked, said } = await open();
  await page.click('[data-open="yes"]');
  expect(asked).toEqual([address]);
  expect(said).toEqual([]);
  expect(await page.title()).toBe("agent-ci: fail");
  expect(await within(page, `document.querySelectorAll("img, iframe, link, object, embed, form, base").length`)).toBe(
    0,
  );
  expect(await within(page, `document.scripts.length + " " + document.styleSheets.length`)).toBe("1 1");
  const text = await within<string>(page, `document.querySelector("main").innerText`);
  expect(text).toContain(HOSTILE.replace("\u202E\u0007", String.raw`\u{202E}\u{7}`));
});

test("lets no script run that is not its own", async () => {
  const { page, said } = await open();
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement("script"), { textContent: "document.title = 'owned'" }))`,
  );
  expect(await page.title()).toBe("agent-ci: fail");
  expect(said.join()).toContain("Content Security Policy");
});

describe("by the keyboard alone", () => {
  test("a word is searched, its places are gone through, and everything is folded again", async () => {
    const { page } = await open();
    const before = await openTitles(page);
    await page.keyboard.press("/");
    await page.keyboard.type("PONG");
    await waitFor(page, `/^pong$/i.test([...(CSS.highlights.get("here") ?? [])].join())`);
    // Of the case that passes, the answer and what it printed; the skill that the other one loads; nothing of the third.
    expect(await seen(page)).toEqual(["scenarios/missed", "scenarios/good"]);
    const [, count] = /^1 of (\d+)$/.exec(await told(page)) ?? [];
    expect(Number(count)).toBeGreaterThan(2);
    expect(await within(page, `CSS.highlights.get("hit").size + " " + CSS.highlights.get("here").size`)).toBe(
      `${count} 1`,
    );
    await page.keyboard.press("Enter");
    expect(await told(page)).toBe(`2 of ${count}`);
    await page.keyboard.down("Shift");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.keyboard.up("Shift");
    expect(await told(page)).toBe(`${count} of ${count}`);
    expect(
      await within(page, `[...CSS.highlights.get("here")][0].startContainer.parentElement.checkVisibility()`),
    ).toBe(true);
    await page.keyboard.press("Escape");
    expect([await told(page), await openTitles(page)]).toEqual(["", before]);
  });

  test("what looks like a pattern is searched as it stands", async () => {
    const { page } = await open();
    await page.keyboard.press("/");
    await page.keyboard.type("<script>document.title=");
    await waitFor(page, `[...(CSS.highlights.get("here") ?? [])].join().endsWith("title=")`);
    expect(await seen(page)).toEqual(["scenarios/hostile"]);
    await page.keyboard.type("[(*");
    await waitFor(page, `document.querySelector(".search output").textContent === "nothing found"`);
    expect((await seen(page)).length).toBe(3);
  });

  test("what is typed last is searched, also at once behind another word", async () => {
    const { page } = await open();
    const press = (word: string) =>
      `field.value = "${word}"; field.dispatchEvent(new Event("input")); field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));`;
    // In one go: nothing comes between the last letter and the key.
    await page.evaluate(`{ const field = document.querySelector(".search input"); ${press("po")} ${press("pong")} }`);
    expect(await told(page)).toMatch(/^1 of /);
    expect(await within<string>(page, `String([...CSS.highlights.get("here")])`)).toMatch(/^pong$/i);
  });

  test("a case opens and folds", async () => {
    const { page } = await open();
    await page.focus(".folds > .fold:last-child > summary");
    await page.keyboard.press("Enter");
    expect(await openTitles(page)).toContain("scenarios/good");
    await page.keyboard.press("Enter");
    expect(await openTitles(page)).not.toContain("scenarios/good");
  });
});

test.each([400, 1200])("needs no more room than a window of %i", async (width) => {
  const { page } = await open({ width });
  await page.click('[data-open="yes"]');
  expect(await within<number>(page, "document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
});

test("a report without transcripts has no script at all", async () => {
  const folder = tempFolder({ ...AGENT_FILES });
  await runCli(folder, ["tokens", "--output", "html=page.html"]);
  const page = readFileSync(join(folder, "page.html"), "utf8");
  expect(page).not.toContain("<script");
  expect(page).not.toContain("script-src");
});
