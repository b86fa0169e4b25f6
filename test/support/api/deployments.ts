export interface PlayedDeployment {
  readonly id: number;
  readonly asked: Readonly<Record<string, unknown>>;
  /** Oldest first. */
  readonly statuses: readonly Readonly<Record<string, unknown>>[];
}
export interface Deployments {
  readonly all: () => readonly PlayedDeployment[];
  readonly add: (asked: PlayedDeployment["asked"]) => PlayedDeployment;
  /** Undefined where there is no such deployment. */
  readonly report: (id: number, status: PlayedDeployment["asked"]) => PlayedDeployment | undefined;
}

/** The deployments of one played server, oldest first. */
export function createDeployments(): Deployments {
  const byId = new Map<number, PlayedDeployment>();
  const keep = (one: PlayedDeployment): PlayedDeployment => {
    byId.set(one.id, one);
    return one;
  };
  return {
    all: () => [...byId.values()],
    add: (asked) => keep({ id: byId.size + 1, asked, statuses: [] }),
    report: (id, status) => {
      const known = byId.get(id);
      return known && keep({ ...known, statuses: [...known.statuses, status] });
    },
  };
}
