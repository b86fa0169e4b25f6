/** What is said of a key that is the whole way to a setting, as in `"tools.exclude"`. */
export function keyAsWay(key: string): string {
  const dot = key.indexOf(".");
  return `No setting is called "${key}": "${key.slice(dot + 1)}" has to stand in a map "${key.slice(0, dot)}".`;
}
