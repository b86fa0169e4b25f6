import { showInstant } from "../../model/instant.ts";
import type { MetricVerdict } from "../reconcile/evidence.ts";
import type { TaskRecord } from "./task-record.ts";

/** Tasks that are named where a metric fails: enough to look at one. */
const NAMED = 5;
/** What an id may look like that is shown: a record is written by whoever works for the rollout. */
const ID = /^[\w.:-]{1,64}$/;

/** Notes the first tasks of the canary that speak against it: where to begin for whoever looks into a failure. */
export function openBreaches() {
  const names: string[] = [];
  return {
    note: ({ task, at }: TaskRecord): void => {
      if (names.length >= NAMED) return;
      const { task_id: id } = task;
      names.push(`${typeof id === "string" && ID.test(id) ? id : "(no name)"} at ${showInstant(at)}`);
    },
    /** Of a verdict that is no failure they say nothing. */
    with: (found: MetricVerdict): MetricVerdict =>
      found.verdict === "fail" && names.length > 0 ? { ...found, breaches: [...names] } : found,
  };
}
