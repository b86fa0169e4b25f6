import { nearest } from "../model/nearest.ts";
import { UsageError } from "../model/usage-error.ts";

/** One of several things that a command does. */
export interface CommandVerb {
  /** The options that it takes, of those of its command. */
  readonly takes: readonly string[];
}
export type CommandVerbs<V extends CommandVerb = CommandVerb> = Readonly<Record<string, V>>;

/**
 * What somebody asked a command to do. Throws UsageError for a word that is no verb, and for an option of another one:
 * what is passed over in silence looks as if it held.
 */
export function chosenVerb<V extends CommandVerb>(
  command: string,
  verbs: CommandVerbs<V>,
  asked: string,
  values: Readonly<Record<string, unknown>>,
): V {
  const verb = Object.hasOwn(verbs, asked) ? verbs[asked] : undefined;
  if (!verb) {
    const like = nearest(asked, Object.keys(verbs));
    throw new UsageError(
      `${command} has no verb "${asked}".${like === undefined ? "" : ` Did you mean ${like}?`} There is: ${Object.keys(verbs).join(", ")}.`,
    );
  }
  for (const [option, value] of Object.entries(values)) {
    // By these a door tells a command what the configuration would say, too.
    if (value === undefined || option === "settings" || verb.takes.includes(option)) continue;
    throw new UsageError(
      `${command} ${asked} does not take --${option}: that is of ${command} ${takenBy(verbs, option).join(", ")}. Nothing was done.`,
    );
  }
  return verb;
}

/** The verbs that take an option. */
export const takenBy = (verbs: CommandVerbs, option: string): readonly string[] =>
  Object.keys(verbs).filter((name) => verbs[name]?.takes.includes(option));

/** Names of options, for verbs that take all of them. */
export const optionNames = (options: readonly { readonly name: string }[]): readonly string[] =>
  options.map(({ name }) => name);
