/** A mask holds for one line: a shorter one would hide half of the log. */
const SHORTEST = 4;

/** A secret in every form that a log may show it in, by lines: as it is, in base64, and as JSON writes it. */
export function maskedForms(value: string): readonly string[] {
  const forms = [value, Buffer.from(value).toString("base64"), JSON.stringify(value).slice(1, -1)];
  const lines = forms.flatMap((form) => form.split(/\r\n|\r|\n/)).map((line) => line.trim());
  return [...new Set(lines)].filter((line) => line.length >= SHORTEST);
}
