/**
 * Work that an expression may do, in steps: counted and not timed, so that it ends at the same place on every machine.
 */
export interface WorkBudget {
  /** Throws, now and from now on, once the steps are used up. */
  readonly spend: (steps: number) => void;
  readonly exceeded: () => boolean;
}

/** The error of a budget that is used up. One for all: it may be thrown again and again on the way out. */
const EXCEEDED = new Error("it takes too many steps");

/**
 * A budget of its own, or a part of a `whole` that several share: what is spent here is spent there. `error` says what
 * is thrown where nobody catches it on the way out.
 */
export function openBudget(steps: number, whole?: WorkBudget, error: () => Error = () => EXCEEDED): WorkBudget {
  let left = steps;
  return {
    spend: (wanted) => {
      left -= wanted;
      whole?.spend(wanted);
      if (left < 0) throw error();
    },
    exceeded: () => left < 0 || (whole?.exceeded() ?? false),
  };
}

/** How much there is to a value: what comparing it or copying it may take. */
export function sizeOf(value: unknown, sizes: WeakMap<object, number>): number {
  if (typeof value === "string") return 1 + value.length / CHARACTERS;
  if (typeof value !== "object" || value === null) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const members = value instanceof Map ? [...value.values()] : Object.values(value);
  const size = members.reduce<number>((sum, member) => sum + sizeOf(member, sizes), 1);
  sizes.set(value, size);
  return size;
}

/** The size of a value alone, without what its members hold. */
export function ownSize(value: unknown): number {
  if (typeof value === "string") return value.length / CHARACTERS;
  return Array.isArray(value) ? value.length / MEMBERS : 0;
}

const CHARACTERS = 16;
const MEMBERS = 4;
