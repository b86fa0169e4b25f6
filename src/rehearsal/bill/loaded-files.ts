import type { Exchange } from "../exchange.ts";
import { asksModel } from "../judging/asks-model.ts";
import type { ModelRequest } from "../wire/request.ts";
import { type BilledFile, traceFiles } from "./trace-file.ts";

/** Whether a file of the configuration reaches the model: with every request, with some, or never. */
export interface LoadedFile {
  readonly path: string;
  readonly loaded: "every" | "some" | "never";
  /** Requests in which something of it stands. */
  readonly requests: number;
}

/**
 * The requests that a bill is about: those with tools, where there are any, for side requests (a title, a summary)
 * have none of the configuration.
 */
export function billedRequests(exchanges: readonly Exchange[]): readonly ModelRequest[] {
  const all = exchanges.filter(asksModel).flatMap(({ request }) => request ?? []);
  const main = all.filter(({ tools }) => tools.length > 0);
  return main.length > 0 ? main : all;
}

/** "Is my configuration loaded at all?", answered file by file, in their order. */
export function loadedFiles(exchanges: readonly Exchange[], files: readonly BilledFile[]): readonly LoadedFile[] {
  const requests = billedRequests(exchanges);
  const traced = requests.map((request) => traceFiles(request, files));
  return files.map(({ path }) => {
    const count = traced.filter((traces) => (traces.get(path) ?? []).length > 0).length;
    const loaded = count === 0 ? "never" : count === requests.length ? "every" : "some";
    return { path, loaded, requests: count };
  });
}
