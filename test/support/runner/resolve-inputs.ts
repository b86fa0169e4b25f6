import type { ActionFile } from "./action-file.ts";
import { asText, interpolate } from "./expression.ts";
import type { Job } from "./job.ts";
import { addIssue } from "./transcript.ts";

type Strings = Readonly<Record<string, string>>;

/** Given values over evaluated defaults; every declared input is there, if only as an empty string. */
export function resolveInputs(
  { github, event, runner, transcript }: Job,
  { inputs = {} }: ActionFile,
  given: Strings,
): Strings {
  const contexts = { github: { ...github, event }, runner };
  const names = new Map(Object.keys(inputs).map((name) => [name.toLowerCase(), name]));
  const unknown = Object.keys(given).filter((name) => !names.has(name.toLowerCase()));
  if (unknown.length > 0) {
    const message = `Unexpected input(s) ${quote(unknown)}, valid inputs are [${quote(Object.keys(inputs))}]`;
    addIssue(transcript, "warning", message);
  }
  const defaults = Object.entries(inputs).map(([name, input]) => [name, interpolate(asText(input?.default), contexts)]);
  const values = Object.entries(given).map(([key, value]) => {
    const name = names.get(key.toLowerCase()) ?? key;
    const deprecation = inputs[name]?.deprecationMessage;
    if (deprecation !== undefined) {
      addIssue(transcript, "warning", `Input '${name}' has been deprecated with message: ${deprecation}`);
    }
    return [name, value];
  });
  return Object.fromEntries([...defaults, ...values]);
}

function quote(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(", ");
}
