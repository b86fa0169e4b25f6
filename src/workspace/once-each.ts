/** Asks once for each argument, and gives the same answer from then on. */
export function onceEach<A, R>(ask: (about: A) => R): (about: A) => R {
  const known = new Map<A, { readonly answer: R }>();
  return (about) => {
    const found = known.get(about) ?? { answer: ask(about) };
    known.set(about, found);
    return found.answer;
  };
}
