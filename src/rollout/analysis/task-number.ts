/** A number of a task, by its name; undefined where it has none. */
export function taskNumber(task: Readonly<Record<string, unknown>>, name: string | undefined): number | undefined {
  const value = name !== undefined && Object.hasOwn(task, name) ? task[name] : undefined;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
