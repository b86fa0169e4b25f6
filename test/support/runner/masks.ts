export interface Masks {
  readonly values: ReadonlySet<string>;
  readonly add: (value: string) => void;
  /** The text with every masked value, also in base64, JSON or URL form, replaced by `***`. */
  readonly apply: (text: string) => string;
}

/** A job's secret masker; like the runner's it masks each line of a value of several lines too. */
export function createMasks(secrets: readonly string[]): Masks {
  const values = new Set<string>();
  let forms: readonly string[] = [];
  const add = (value: string): void => {
    for (const one of [value, ...value.split(/\r?\n/u)]) if (one.trim() !== "") values.add(one);
    const all = [...values].flatMap((one) => [
      one,
      Buffer.from(one).toString("base64"),
      JSON.stringify(one).slice(1, -1),
      encodeURIComponent(one),
    ]);
    // The longest first, lest a part of a value uncover the rest of it.
    forms = [...new Set(all)].sort((a, b) => b.length - a.length);
  };
  for (const secret of secrets) add(secret);
  return { values, add, apply: (text) => forms.reduce((masked, form) => masked.replaceAll(form, "***"), text) };
}
