import { readFileSync } from "node:fs";
import { FlagdCore } from "@openfeature/flagd-core";
import type { EvaluationContext, JsonValue, Logger, Provider, ResolutionDetails } from "@openfeature/server-sdk";

/**
 * A provider of OpenFeature that evaluates a file of flags in this process, without a server. It reads the file anew
 * for each evaluation, so that what a tick wrote holds from the next task on. `prepare` may lower what a flag gives.
 */
export function flagdProvider(
  file: string,
  prepare: (flags: string) => string,
  warn: (text: string) => void,
): Provider {
  // Without this, the rules of the file are compiled as code.
  const core = new FlagdCore(undefined, undefined, { disableDynamicCodeGeneration: true });
  let good: string | undefined;
  let present: string | undefined;
  const take = (text: string): void => {
    const flags = prepare(text);
    if (flags !== present) core.setConfigurations(flags);
    [good, present] = [text, flags];
  };
  const refresh = (): void => {
    try {
      take(readFileSync(file, "utf8"));
    } catch (error) {
      if (good === undefined) throw error;
      warn(`${file} cannot be read, and holds as it was until its lease ends: ${messageOf(error)}`);
      take(good);
    }
  };
  const only = (): never => {
    throw new Error("Flags of rollouts are objects.");
  };
  return {
    metadata: { name: "flagd, in process" },
    runsOn: "server",
    resolveObjectEvaluation: async <T extends JsonValue>(
      key: string,
      usual: T,
      context: EvaluationContext,
      logger: Logger,
    ): Promise<ResolutionDetails<T>> => {
      refresh();
      return core.resolveObjectEvaluation(key, usual, context, logger);
    },
    resolveBooleanEvaluation: async () => only(),
    resolveStringEvaluation: async () => only(),
    resolveNumberEvaluation: async () => only(),
  };
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
