import { WHEN } from "../context/loaded.ts";
import type { Measurement } from "../model/measurement.ts";
import type { CountedContext } from "./count-context.ts";
import type { CountedFile } from "./count-files.ts";
import { amountOf } from "./exact.ts";
import type { Encoding } from "./tokenizer.ts";

/** One number per file: exact, by the encoding. */
export function measureFiles(files: readonly CountedFile[], encoding: Encoding): readonly Measurement[] {
  return files.map(({ class: kind, path, tokens }) => ({
    metric: "tokens",
    value: tokens,
    unit: "tokens",
    labels: { kind, encoding },
    path,
  }));
}

/** One number per client, folder or plugin, and time of loading: with an interval where it is an estimate. */
export function measureContexts(contexts: readonly CountedContext[]): readonly Measurement[] {
  return contexts.flatMap((context) =>
    WHEN.map((when) => ({
      metric: "tokens",
      unit: "tokens",
      labels: labelsOf(context, when),
      ...amountOf(context, when),
    })),
  );
}

/** `folder: .` is the checked folder. */
export function labelsOf(
  { client, folder, plugin }: Pick<CountedContext, "client" | "folder" | "plugin">,
  when: (typeof WHEN)[number],
): Readonly<Record<string, string>> {
  const where = plugin === undefined ? { folder: folder || "." } : { plugin: plugin || "." };
  return { client, when, ...where };
}
