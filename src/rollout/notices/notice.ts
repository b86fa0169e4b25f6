import type { RolloutEvent } from "../reconcile/turn.ts";
import type { Reconciled } from "../reconcile/reconcile.ts";
import type { Instant, Notice, RolloutState } from "../state.ts";

/** What somebody may want to be told, by the names of Argo Rollouts where it has one. */
export const TRIGGERS = [
  "on-rollout-updated",
  "on-rollout-step-completed",
  "on-rollout-paused",
  "on-rollout-completed",
  "on-rollout-aborted",
  "on-rollout-late",
  "on-analysis-run-failed",
] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** Who is told of what, by the names of receivers. */
export type Subscriptions = Readonly<Partial<Record<Trigger, readonly string[]>>>;

/** As long is it tried to tell somebody; what is older is no news. */
const NEWS_FOR = 24 * 60 * 60 * 1000;
const MOST_NOTICES = 50;
const LONGEST_WHY = 2000;

/** What a tick has to tell, added to what nobody could be told yet: a part of the state that it writes. */
export function withNotices(result: Reconciled, subscriptions: Subscriptions, now: Instant): Reconciled {
  const { state } = result;
  if (state === null) return result;
  const news = newsOf(result).flatMap(({ trigger, why, page }): readonly Notice[] => {
    const to = subscriptions[trigger] ?? [];
    return to.length === 0
      ? []
      : [
          {
            key: `${state.id}/${trigger}/${now}`,
            id: state.id,
            trigger,
            why: why.slice(0, LONGEST_WHY),
            page,
            at: now,
            to,
          },
        ];
  });
  if (news.length === 0) return result;
  const untold = [...state.untold.filter(({ key }) => !news.some((one) => one.key === key)), ...news];
  return { ...result, state: { ...state, untold: untold.slice(-MOST_NOTICES) } };
}

interface News {
  readonly trigger: Trigger;
  readonly why: string;
  readonly page: boolean;
}

/** One for each trigger: who walks five steps at once tells of it once. */
function newsOf({ audit, actions }: Reconciled): readonly News[] {
  const all: readonly News[] = [
    ...audit.flatMap(ofEvent),
    ...actions.flatMap((action) =>
      action.kind === "notify" && isTrigger(action.trigger)
        ? [{ trigger: action.trigger, why: action.why, page: action.page }]
        : [],
    ),
  ];
  return TRIGGERS.flatMap((trigger) => {
    const own = all.filter((one) => one.trigger === trigger);
    return own.length === 0
      ? []
      : [{ trigger, why: own.map(({ why }) => why).join("; "), page: own.some(({ page }) => page) }];
  });
}

const isTrigger = (name: string): name is Trigger => TRIGGERS.some((one) => one === name);

function ofEvent({ event, why }: RolloutEvent): readonly News[] {
  if (event === "began" || event === "retry") return [{ trigger: "on-rollout-updated", why, page: false }];
  return event.startsWith("passed-") ? [{ trigger: "on-rollout-step-completed", why, page: false }] : [];
}

/** What came of telling: by the key of a notice and the name of a receiver, null where it was told, else why not. */
export type ToldNotices = ReadonlyMap<string, ReadonlyMap<string, string | null>>;

/** The state without what was told, or is no news any longer; and that, as the log says it. */
export function settleNotices(
  state: RolloutState,
  told: ToldNotices,
  now: Instant,
): { readonly state: RolloutState; readonly events: readonly RolloutEvent[] } {
  const events: RolloutEvent[] = [];
  const untold = state.untold.flatMap((notice): readonly Notice[] => {
    const ends = told.get(notice.key);
    const reached = notice.to.filter((one) => ends?.get(one) === null);
    const left = notice.to.filter((one) => !reached.includes(one));
    if (reached.length > 0) events.push(event("told", `${notice.trigger}: ${reached.join(", ")}`));
    if (left.length === 0) return [];
    if (now - notice.at <= NEWS_FOR) return [{ ...notice, to: left }];
    events.push(
      event("not-told", `${notice.trigger}: ${left.map((one) => `${one} (${ends?.get(one) ?? "?"})`).join(", ")}`),
    );
    return [];
  });
  return { state: { ...state, untold }, events };
}

const event = (name: string, why: string): RolloutEvent => ({ event: name, actor: "agent-ci", why });
