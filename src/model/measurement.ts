/** A number. Labels (client, agent, kind) never enter the metric's name. */
export interface Measurement {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly low?: number;
  readonly high?: number;
  /** The value on the base side of a comparison. */
  readonly base?: number;
  readonly limit?: number;
  readonly path?: string;
}
