import type { Message, SarifRule } from "./read-sarif.ts";

type Strings = Readonly<Record<string, { readonly text: string }>>;

/** The text of a message, with what it refers to by id and the values of its placeholders (SARIF 2.1.0, 3.11). */
export function messageText(message: Message, rule: SarifRule | undefined, shared: Strings | undefined): string {
  const { id, text, arguments: values = [] } = message;
  const found = text ?? stringOf(rule?.messageStrings, id) ?? stringOf(shared, id) ?? rule?.shortDescription?.text;
  return withoutLinks(filled(found ?? rule?.id ?? "", values)).trim() || "The tool says no more than the rule.";
}

const stringOf = (strings: Strings | undefined, id: string | undefined): string | undefined =>
  id !== undefined && strings && Object.hasOwn(strings, id) ? strings[id]?.text : undefined;

/** `{0}` is a value, `{{` a brace. */
function filled(text: string, values: readonly string[]): string {
  return text.replaceAll(/\{\{|\}\}|\{(\d{1,4})\}/g, (found, number: string | undefined) =>
    number === undefined ? found.charAt(0) : (values[Number(number)] ?? found),
  );
}

/** `[text](target)` is a link, whose text stays; a backslash keeps a bracket from being one (3.11.6). */
function withoutLinks(text: string): string {
  if (!text.includes("](")) return text;
  return text.replaceAll(
    /\\([\\[\]])|\[((?:[^\\[\]]|\\[\\[\]]){0,1000})\]\([^()\s]{0,1000}\)/g,
    (_found, escaped: string | undefined, shown: string | undefined) =>
      escaped ?? (shown ?? "").replaceAll(/\\([\\[\]])/g, "$1"),
  );
}
