const TICK_MS = 500;
const SILENT_MS = 1000;
const LINE_EVERY_MS = 5000;

/**
 * Runs `work` and shows "label … 12 s" on stderr once it takes longer than a second: on a terminal one line
 * that is rewritten, else a line every 5 s.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(label, work) {
  const since = Date.now();
  const tty = process.stderr.isTTY;
  let shownAt = 0;
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - since < SILENT_MS || (!tty && now - shownAt < LINE_EVERY_MS)) return;
    shownAt = now;
    const line = `${label} … ${Math.round((now - since) / 1000)} s`;
    process.stderr.write(tty ? `\r\x1b[K${line}` : `${line}\n`);
  }, TICK_MS);
  try {
    const result = await work();
    if (tty && shownAt > 0) process.stderr.write('\r\x1b[K');
    const tookMs = Date.now() - since;
    if (tookMs >= SILENT_MS) process.stderr.write(`${label}: ${(tookMs / 1000).toFixed(1)} s\n`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
