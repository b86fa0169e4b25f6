/** What a text says to put in the place of an argument: `{{args.name}}`. */
const REFERENCE = /\{\{([^{}]*)\}\}/g;
const ARGUMENT = /^\s*args\.([a-z0-9][a-z0-9-]{0,62})\s*$/;

/** What every template may use beside what it is given. */
export const KNOWN_EVERYWHERE = ["rollout", "environment"] as const;

interface ArgumentReference {
  readonly written: string;
  /** Undefined where it is in no form that stands for an argument. */
  readonly name: string | undefined;
}

/** Every reference of a text, in its order. */
export const referencesIn = (text: string): readonly ArgumentReference[] =>
  [...text.matchAll(REFERENCE)].map(([written, inner = ""]) => ({ written, name: ARGUMENT.exec(inner)?.[1] }));

/** The text with its arguments; a reference that has none stays. */
export const fillArguments = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replaceAll(REFERENCE, (written, inner: string) => values.get(ARGUMENT.exec(inner)?.[1] ?? "") ?? written);
