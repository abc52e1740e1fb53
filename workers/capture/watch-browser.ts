/**
 * Tells whether a browser draws here before the first picture is wanted, so that whoever runs the installation learns of it
 * before evidence is without one. Where none runs it is asked again: one may be installed meanwhile.
 */
import type { BrowserState } from '../../core/evidence/picture-state.ts';
import type { Logger } from '../../core/kernel/log.ts';
import type { Painter } from '../../documents/picture/painter.ts';

const AGAIN_MS = 10 * 60_000;

export const browserState = (painter: Pick<Painter, 'state'>): BrowserState => {
  const { browser, why } = painter.state();
  if (browser !== null) return 'runs';
  return why === null ? 'unknown' : 'none';
};

export interface BrowserWatch {
  /** The first answer. */
  readonly known: Promise<void>;
  stop(): void;
}

export function watchBrowser({
  painter,
  log,
  againMs = AGAIN_MS,
}: {
  readonly painter: Pick<Painter, 'prove' | 'state'>;
  readonly log: Logger;
  readonly againMs?: number;
}): BrowserWatch {
  const look = async (): Promise<void> => {
    await painter.prove();
    const { why } = painter.state();
    if (why !== null) log.warn({ why }, 'no browser draws: captures are sealed without their pictures');
  };
  const known = look();
  const timer = setInterval(() => void look(), againMs).unref();
  return { known, stop: () => clearInterval(timer) };
}
