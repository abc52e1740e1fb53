/** Runs `work` and tells the person at the terminal about it when it takes long. */
export type StepRunner = <T>(label: string, work: () => Promise<T>) => Promise<T>;

/** Says nothing: for tests and for commands whose output is read by a program. */
export const quietly: StepRunner = (_label, work) => work();

/** Prints one sentence on stderr, where it cannot mix with what a command prints for programs. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

interface ProgressOptions {
  stream?: { isTTY?: boolean; write(text: string): unknown };
  /** Steps shorter than this stay silent. */
  delayMs?: number;
  /** Distance between lines where a line cannot be rewritten. */
  lineEveryMs?: number;
}

/**
 * A step runner that shows what takes longer than a second, as "Fetching MongoDB … 4 s". A terminal gets
 * one line that is rewritten (steps that run side by side share it), anything else a line every 5 s.
 */
export function createProgress(options: ProgressOptions = {}): StepRunner {
  const stream = options.stream ?? process.stderr;
  const delayMs = options.delayMs ?? 1000;
  const lineEveryMs = options.lineEveryMs ?? 5000;
  const running = new Map<symbol, { label: string; since: number; shownAt: number }>();
  let timer: NodeJS.Timeout | undefined;

  const clear = () => stream.isTTY && stream.write('\r\x1b[K');
  const seconds = (since: number) => Math.round((Date.now() - since) / 1000);

  function show(): void {
    const now = Date.now();
    const slow = [...running.values()].filter((step) => now - step.since >= delayMs);
    if (stream.isTTY) {
      const line = slow.map((step) => `${step.label} … ${seconds(step.since)} s`).join(', ');
      if (line !== '') stream.write(`\r\x1b[K${line}`);
      return;
    }
    for (const step of slow) {
      if (now - step.shownAt < lineEveryMs) continue;
      step.shownAt = now;
      stream.write(`${step.label} … ${seconds(step.since)} s\n`);
    }
  }

  return async (label, work) => {
    const id = Symbol(label);
    const step = { label, since: Date.now(), shownAt: 0 };
    running.set(id, step);
    timer ??= setInterval(show, Math.min(500, delayMs)).unref();
    try {
      const result = await work();
      if (Date.now() - step.since >= delayMs) {
        clear();
        stream.write(`${label}: ${((Date.now() - step.since) / 1000).toFixed(1)} s\n`);
      }
      return result;
    } catch (error) {
      clear();
      throw error;
    } finally {
      running.delete(id);
      if (running.size === 0) {
        clearInterval(timer);
        timer = undefined;
      }
    }
  };
}
