const SIGNALS = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

/** Cleans up when somebody ends the process, which then ends by the same signal. Returns what takes that back. */
export function whenEnded(clean: () => void): () => void {
  const end = (signal: NodeJS.Signals): void => {
    release();
    clean();
    process.kill(process.pid, signal);
  };
  const release = (): void => SIGNALS.forEach((signal) => process.off(signal, end));
  SIGNALS.forEach((signal) => process.on(signal, end));
  return release;
}

/** Comes to pass when somebody ends the process, once; whoever does it again ends it at once. */
export const untilEnded = (): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      SIGNALS.forEach((signal) => process.off(signal, end));
      resolve();
    };
    SIGNALS.forEach((signal) => process.on(signal, end));
  });
