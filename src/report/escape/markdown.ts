import { showHidden } from "./hidden.ts";

const line = (text: string): string => showHidden(text.replaceAll(/[\t\r\n]+/g, " ").trim());

// Unlike a backslash, a character reference never opens markup, in any dialect, inside a table cell or out of it.
const reference = (char: string): string => `&#${char.charCodeAt(0)};`;
const inert = (text: string): string => text.replaceAll(/[&<>`*_~#[\]|\\$]/g, reference);

/**
 * Untrusted text as one line of prose, one list item or one table cell. GitHub and GitLab look for mentions, references
 * and addresses in the rendered text, where escapes are gone already: a zero-width space breaks those up.
 */
export function escapeMarkdown(text: string): string {
  return line(text)
    .split(/(?<=[@#!$%~^&](?=[\w"*]))|(?<=\bGH(?=-\d))|(?<=:(?=\/\/))|(?<=\bwww(?=\.))/i)
    .map(inert)
    .join("&#8203;")
    .replace(/^[-+=]|(?<=^\d+)[.)](?=\s|$)/, reference);
}

/**
 * Untrusted text as code, so that it can be copied as it is. No mention or reference is looked for in it, but GitHub
 * makes links of addresses in there, too: a place where the line may break parts them, and is no character of the text.
 * https://github.com/github/cmark-gfm, extensions/autolink.c, read 2026-11-30.
 */
export const escapeCode = (text: string): string =>
  `<code>${line(text)
    .split(/(?<=:)(?=\/\/)|(?<=www)(?=\.)|(?=@)/i)
    .map(inert)
    .join("<wbr>")}</code>`;
