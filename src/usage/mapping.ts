/** Which field of a row of somebody's own log says what. The unit is in the name of each. */
export interface Mapping {
  readonly format: "jsonl" | "csv";
  /** Of a CSV, what stands between two values. */
  readonly delimiter?: string;
  /** Of JSON that holds its rows in a list, where that stands. */
  readonly rows?: string;
  /** Of all rows, where no field says it. */
  readonly provider?: string;
  readonly fields: MappedFields;
  /** Whether the input has in it what a cache gave and took. */
  readonly "input-includes-cache"?: boolean;
  /** Whether the output has its reasoning in it. */
  readonly "output-includes-reasoning"?: boolean;
}

export interface MappedFields {
  readonly "input-tokens": string;
  readonly "output-tokens": string;
  readonly "cache-read-tokens"?: string;
  /** For five minutes, for an hour, or for nobody knows how long. */
  readonly "cache-write-5m-tokens"?: string;
  readonly "cache-write-1h-tokens"?: string;
  readonly "cache-write-tokens"?: string;
  readonly "reasoning-tokens"?: string;
  readonly "web-searches"?: string;
  /** How many answers a row sums up. */
  readonly calls?: string;
  readonly "time-iso"?: string;
  readonly "time-unix-seconds"?: string;
  readonly "time-unix-milliseconds"?: string;
  readonly "cost-dollars"?: string;
  readonly model?: string;
  readonly provider?: string;
  readonly service?: string;
  readonly agent?: string;
  readonly skill?: string;
  readonly workflow?: string;
  readonly run?: string;
  readonly id?: string;
}

/** What is missing of a mapping, in words; undefined where it can be read. */
export function mappingProblem({ fields, ...mapping }: Mapping): string | undefined {
  const isMapped = (...keys: readonly (keyof MappedFields)[]): boolean => keys.some((key) => fields[key] !== undefined);
  const cache = isMapped("cache-read-tokens", "cache-write-5m-tokens", "cache-write-1h-tokens", "cache-write-tokens");
  if (cache && mapping["input-includes-cache"] === undefined)
    return "`input-includes-cache` has to say whether the input has in it what a cache gave and took";
  if (isMapped("reasoning-tokens") && mapping["output-includes-reasoning"] === undefined)
    return "`output-includes-reasoning` has to say whether the output has its reasoning in it";
  return undefined;
}
