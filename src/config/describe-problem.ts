import type { ConfigProblem } from "./origin.ts";

/**
 * A problem in sentences, behind its place. `folder` is where its path counts from: empty, or with a slash at its end.
 */
export function describeProblem({ message, path, line, column, help }: ConfigProblem, folder = ""): string {
  const place = path === undefined ? "" : [folder + path, line, column].filter((part) => part !== undefined).join(":");
  const sentence = ended(message);
  return [place === "" ? sentence : `${place}: ${sentence}`, help].filter(Boolean).join(" ");
}

/** The same by itself, where the place is told elsewhere. */
export const asSentence = (message: string): string => ended(`${message.charAt(0).toUpperCase()}${message.slice(1)}`);

const ended = (message: string): string => (/[.?!]$/.test(message) ? message : `${message}.`);
