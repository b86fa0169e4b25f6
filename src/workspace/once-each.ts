/** Asks once for each object, and gives the same answer as long as that is there. */
export function oncePer<A extends object, R>(ask: (about: A) => R): (about: A) => R {
  const known = new WeakMap<A, { readonly answer: R }>();
  return (about) => {
    const found = known.get(about) ?? { answer: ask(about) };
    known.set(about, found);
    return found.answer;
  };
}

/** Asks once for each argument, and gives the same answer from then on. */
export function onceEach<A, R>(ask: (about: A) => R): (about: A) => R {
  const known = new Map<A, { readonly answer: R }>();
  return (about) => {
    const found = known.get(about) ?? { answer: ask(about) };
    known.set(about, found);
    return found.answer;
  };
}
