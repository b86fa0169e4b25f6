import type { Response } from "../plan.ts";
import type { AlertAction } from "./actions.ts";

/** `alerts:` of a specification, with its defaults. */
export interface WrittenAlerts {
  readonly rules: readonly WrittenAlert[];
  readonly queries: Readonly<Record<string, string>>;
  readonly gap: string;
  readonly keepFiringFor: string;
  readonly listener?: { readonly url: string; readonly tokenFile: string };
  readonly receivers: Readonly<Partial<Record<AlertAction, WrittenReceiver>>>;
}
export interface WrittenAlert {
  readonly name: string;
  readonly condition: string;
  readonly until?: string;
  readonly thresholds?: readonly number[];
  readonly for?: string;
  readonly severity: "warning" | "critical";
  readonly message?: string;
  readonly action: AlertAction;
  readonly onFiring?: Exclude<Response, "stepDown">;
}
export interface WrittenReceiver {
  readonly slack?: { readonly channel: string; readonly apiUrlFile: string };
  readonly pagerduty?: { readonly routingKeyFile: string };
  readonly email?: {
    readonly to: string;
    readonly from: string;
    readonly smarthost: string;
    readonly username?: string;
    readonly passwordFile?: string;
  };
  readonly webhook?: { readonly url: string; readonly tokenFile?: string };
}
