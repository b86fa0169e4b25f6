/**
 * Agents whose first answers wait for one another: who asks at once with others is seen to, however fast the answers
 * would have been. Nobody waits longer than the time that is given.
 */
export interface Meeting {
  /** How many conversations of each agent come. */
  readonly agents: ReadonlyMap<string, number>;
  readonly milliseconds: number;
}
