/** A mask holds for one line: a shorter one would hide half of the log. */
const SHORTEST = 4;

/**
 * A secret in every form that a log may show it in, by lines: as it is, in base64, and as JSON and addresses write it.
 */
export function maskedForms(value: string): readonly string[] {
  const lines = [value, JSON.stringify(value).slice(1, -1)].flatMap((form) => form.split(/\r\n|\r|\n/));
  const plain = lines.map((line) => line.trim()).filter((line) => line.length >= SHORTEST);
  const encoded = [value, ...plain].flatMap((form) => [Buffer.from(form).toString("base64"), inAddress(form)]);
  return [...new Set([...plain, ...encoded])].filter((form) => form.length >= SHORTEST);
}

/** Half a surrogate pair cannot stand in an address. */
const inAddress = (text: string): string => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, ""));
