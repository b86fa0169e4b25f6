import { coverage, statePath } from "../ledger/coverage.ts";
import type { SigningKey, VerifyingKey } from "../ledger/note.ts";
import type { StateBranch } from "../host/state/state-branch.ts";
import type { NoticeMessage } from "../rollout/notices/messages.ts";
import { settleNotices, type Subscriptions, type ToldNotices } from "../rollout/notices/notice.ts";
import type { Plan, Span } from "../rollout/plan.ts";
import type { RolloutState } from "../rollout/state.ts";
import { stateIn } from "./read-state.ts";
import { writeTransition } from "./write-transition.ts";

/** Who is told of what, and how. */
export interface Notifying {
  readonly subscriptions: Subscriptions;
  /** Null where a receiver took it, else why not. */
  readonly tell: (receiver: string, message: NoticeMessage, patience: Span) => Promise<string | null>;
}

interface Telling {
  readonly plan: Plan;
  readonly branch: StateBranch;
  readonly trusted: readonly VerifyingKey[];
  readonly signing: SigningKey;
  readonly now: () => number;
  readonly actor: string;
  readonly notifying: Notifying;
}

/** Milliseconds that a tick waits for all receivers of what is new, and for those that could not be told before. */
const PATIENCE = { first: 10_000, again: 3000 } as const;

/** Others may write meanwhile as often; what is not noted as told is told again, with the same key. */
const MOST_LOST = 20;

/**
 * Tells what is yet to be told, all receivers at once, and writes down whom it reached. Told before it is written down:
 * who is ended in between tells it again. Gives what went wrong, which changes no verdict.
 */
export async function tellNotices(from: Telling, state: RolloutState): Promise<readonly string[]> {
  if (state.untold.length === 0) return [];
  const told: ToldNotices = new Map(
    await Promise.all(
      state.untold.map(async (notice) => {
        // Who hangs for a day must not cost each tick of it as much as the first.
        const patience = notice.at < state.tickedAt ? PATIENCE.again : PATIENCE.first;
        const ends = notice.to.map(
          async (receiver) => [receiver, await from.notifying.tell(receiver, { notice, state }, patience)] as const,
        );
        return [notice.key, new Map(await Promise.all(ends))] as const;
      }),
    ),
  );
  await noteTold(from, told);
  return state.untold.flatMap(({ key, trigger }) =>
    [...(told.get(key) ?? [])].flatMap(([receiver, why]) =>
      why === null ? [] : [`${receiver} was not told of ${trigger}: ${why}`],
    ),
  );
}

async function noteTold(from: Telling, told: ToldNotices): Promise<void> {
  const { plan, branch, trusted, signing, actor } = from;
  for (let lost = 0; lost < MOST_LOST; lost += 1) {
    const read = await branch.read();
    const text = read.files.get(statePath(plan.name));
    if (text === undefined || !coverage(read.bytes, read.brought, plan.name, trusted).covered) return;
    const state = stateIn(text, plan.name);
    const now = from.now();
    const settled = settleNotices(state, told, now);
    if (settled.events.length === 0) return;
    const result = { state: settled.state, actions: [], audit: settled.events, measured: {}, waits: "" };
    if ((await writeTransition({ branch, trusted, signing, actor }, { read, state, result, plan, now })) !== "lost")
      return;
  }
}
