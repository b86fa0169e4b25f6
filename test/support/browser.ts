import chromium from "@sparticuz/chromium";
import { pathToFileURL } from "node:url";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { afterAll, beforeAll } from "vitest";

/** A page in a real browser, with the addresses that it asked for and all that it said. */
interface Opened {
  readonly page: Page;
  readonly address: string;
  readonly asked: readonly string[];
  readonly said: readonly string[];
}
interface Looks {
  readonly width?: number;
  readonly scheme?: "light" | "dark";
}

/** One browser for the tests of a file; what it answers opens a file of this machine as somebody would. */
export function useBrowser(): (file: string, looks?: Looks) => Promise<Opened> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await puppeteer.launch({
      args: chromium.args,
      executablePath: await chromium.executablePath(),
      headless: "shell",
    });
  });
  afterAll(() => browser.close());
  return async (file, { width = 1200, scheme = "light" } = {}) => {
    const page = await browser.newPage();
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    const asked: string[] = [];
    const said: string[] = [];
    page.on("request", (request) => void asked.push(request.url()));
    page.on("console", (message) => void said.push(message.text()));
    page.on("pageerror", (error) => void said.push(String(error)));
    page.on("dialog", (dialog) => void said.push(dialog.message()));
    const address = pathToFileURL(file).href;
    await page.goto(address);
    return { page, address, asked, said };
  };
}

/** What an expression gives in the page; tests are not compiled with a browser's types. */
export async function within<T>(page: Page, expression: string): Promise<T> {
  return JSON.parse(String(await page.evaluate(`JSON.stringify(${expression})`)));
}
