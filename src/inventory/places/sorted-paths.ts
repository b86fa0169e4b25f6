/** The index of the first of sorted texts that is not before another. */
function firstFrom(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The paths below a folder, of paths sorted by code units; the empty folder holds all. */
export function pathsBelow(sorted: readonly string[], folder: string): readonly string[] {
  if (folder === "") return sorted;
  // "0" is the character behind "/": nothing below the folder sorts after it.
  return sorted.slice(firstFrom(sorted, `${folder}/`), firstFrom(sorted, `${folder}0`));
}
