import { isMap, isScalar, parse, parseDocument, visit } from "yaml";

/** Keys of GitHub's that act 0.2.89 and actionlint 1.7.12 do not know, by the key that they stand below. */
const UNKNOWN: Readonly<Record<string, string>> = { concurrency: "queue", environment: "deployment" };

/**
 * A workflow without exactly those two keys, of whatever job. Throws where anything else would differ, and where it has
 * none of them: then nothing has to be taken out.
 */
export function withoutUnknownKeys(text: string): string {
  const document = parseDocument(text);
  let taken = 0;
  visit(document, {
    Pair: (_, { key, value }) => {
      const name = isScalar(key) ? UNKNOWN[String(key.value)] : undefined;
      if (name !== undefined && isMap(value) && value.delete(name)) taken += 1;
    },
  });
  const left = document.toString({ lineWidth: 0 });
  const lines = (one: string): number => JSON.stringify(parse(one), undefined, 1).split("\n").length;
  const expected = JSON.stringify(without(parse(text)));
  if (taken === 0 || JSON.stringify(parse(left)) !== expected || lines(text) - lines(left) !== taken)
    throw new Error("Something else than two keys would differ.");
  return left;
}

/** The same of what the text means, by another way. */
function without(value: unknown, above = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== UNKNOWN[above]);
  return Object.fromEntries(kept.map(([key, one]) => [key, without(one, key)]));
}
