import type { ConfigProblem } from "./origin.ts";

/**
 * A problem in sentences, behind its place. `folder` is where its path counts from: empty, or with a slash at its end.
 */
export function describeProblem({ message, path, line, column, help }: ConfigProblem, folder = ""): string {
  const place = path === undefined ? "" : [folder + path, line, column].filter((part) => part !== undefined).join(":");
  const sentence = /[.?!]$/.test(message) ? message : `${message}.`;
  return [place === "" ? sentence : `${place}: ${sentence}`, help].filter(Boolean).join(" ");
}
