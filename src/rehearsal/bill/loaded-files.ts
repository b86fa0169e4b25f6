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

const MOST_REQUESTS = 200;
/** UTF-16 units of texts, each counted once: an agent may send what it likes for as long as it runs. */
const MOST_TEXT = 4_000_000;

/**
 * The requests that a bill is about: those with tools, where there are any, for side requests (a title, a summary)
 * have none of the configuration. The first is one of them whatever it holds, and the others as long as there is room.
 */
export function billedRequests(exchanges: readonly Exchange[]): readonly ModelRequest[] {
  const all = exchanges.filter(asksModel).flatMap(({ request }) => request ?? []);
  const main = all.filter(({ tools }) => tools.length > 0);
  return withinReason(main.length > 0 ? main : all);
}

function withinReason(requests: readonly ModelRequest[]): readonly ModelRequest[] {
  const known = new Set<string>();
  let room = MOST_TEXT;
  const over = requests.slice(0, MOST_REQUESTS).findIndex(({ system, skills, tools, items }, at) => {
    for (const text of [...system, ...skills, ...[...tools, ...items].map((one) => one.text)]) {
      if (!known.has(text)) room -= text.length;
      known.add(text);
    }
    return room < 0 && at > 0;
  });
  return requests.slice(0, over === -1 ? MOST_REQUESTS : over);
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
