import type { DeploymentRecord, DeploymentStatus } from "../../rollout/deployments.ts";
import { ForgeError } from "../forge-error.ts";

/** A record that a forge has. Whoever may write deployments may have made it: it is compared with, and not believed. */
export interface ShownDeployment {
  readonly id: number;
  /** Of its payload, as far as they are texts. */
  readonly rollout: string;
  readonly step: string;
  readonly release: string;
}

/** The deployments of one project. Every call rejects with a ForgeError. */
export interface DeploymentBoard {
  /** What the token needs, as an instruction. */
  readonly permission: string;
  /** Those of ours in an environment, the newest first, as far back as one page reaches. */
  readonly list: (environment: string) => Promise<readonly ShownDeployment[]>;
  readonly create: (record: DeploymentRecord) => Promise<number>;
  /** Undefined where it has none yet. */
  readonly latest: (id: number) => Promise<ReportedStatus | undefined>;
  readonly report: (id: number, status: DeploymentStatus, description: string) => Promise<void>;
}
export interface ReportedStatus {
  readonly status: string;
  readonly description: string;
}

/** Of other attempts so many are looked at, the newest: each tick has put right those before. */
const MOST_OTHERS = 3;

/**
 * Makes a forge show what is wanted, whatever it shows; why it does not, if it does not. The state has been written by
 * then and holds whatever the forge answers, so that nothing is tried twice: the next tick compares again.
 */
export async function showDeployments(
  board: DeploymentBoard,
  rollout: string,
  wanted: readonly DeploymentRecord[],
): Promise<string | undefined> {
  try {
    for (const environment of new Set(wanted.map((one) => one.environment)))
      await showIn(
        board,
        rollout,
        wanted.filter((one) => one.environment === environment),
        await board.list(environment),
      );
    return undefined;
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    const { status, reason } = error.facts;
    const todo = status === 401 || status === 403 || status === 404 ? `. ${board.permission}` : "";
    return `${status === 0 ? "" : `${status} `}${reason}${todo}`;
  }
}

async function showIn(
  board: DeploymentBoard,
  rollout: string,
  wanted: readonly DeploymentRecord[],
  shown: readonly ShownDeployment[],
): Promise<void> {
  for (const record of wanted) {
    const known = shown.find((one) => keyOf(one) === keyOf(record.payload));
    const before = known && (await board.latest(known.id));
    const id = known?.id ?? (await board.create(record));
    for (const status of wayTo(record.status, before?.status))
      if (status !== before?.status || record.description !== before.description)
        await board.report(id, status, record.description);
  }
  const own = new Set(wanted.map(({ payload }) => payload.rollout));
  const isSettled = wanted.some(({ status }) => status === "success");
  const others = shown.filter((one) => one.rollout.replace(/\/r\d+$/, "") === rollout && !own.has(one.rollout));
  for (const { id } of others.slice(0, MOST_OTHERS)) {
    const before = await board.latest(id);
    const isReplaced = before?.status === "in_progress" || (before?.status === "success" && isSettled);
    if (isReplaced) await board.report(id, "inactive", before.description);
  }
}

/** What was replaced had come to a good end before. */
const wayTo = (status: DeploymentStatus, before: string | undefined): readonly DeploymentStatus[] =>
  status === "inactive" && before !== "inactive" && before !== "success" ? ["success", status] : [status];

const keyOf = ({ rollout, step, release }: Omit<ShownDeployment, "id">): string => `${rollout} ${step} ${release}`;
