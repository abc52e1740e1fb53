import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PageState, type World } from './state.ts';

/**
 * A write as quick as this follows every change at once, so that a kill -9 finds nearly all written. A slower one
 * waits, so that writing takes at most a tenth of the time.
 */
const QUICK_MS = 5;
const WAIT_PER_COST = 10;

export interface Keeper {
  readonly state: PageState;
  /** Says that the state changed; it is written soon. */
  touch(): void;
  /** Writes what is not written yet. */
  flush(): void;
}

function read(file: string): World | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const world = JSON.parse(text) as World;
  if (world.version !== 1) throw new Error(`${file} is not a state file of this simulator`);
  return world;
}

/** Atomic: a reader, or a start after a crash, sees the old file or the new one, never half of one. */
function write(file: string, world: World): void {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.tmp`;
  writeFileSync(beside, JSON.stringify(world), { mode: 0o600 });
  renameSync(beside, file);
}

/** The page's state, kept in `file` where one is given. Another page's file is refused. */
export function openState(options: {
  page: World['page'];
  salt: string;
  file?: string;
  log: (line: string) => void;
}): Keeper {
  const { file } = options;
  const found = file === undefined ? null : read(file);
  if (found && found.page.id !== options.page.id) {
    throw new Error(`${file} belongs to page ${found.page.id}, not to ${options.page.id}`);
  }
  const state = found ? new PageState(found) : PageState.fresh(options.page, options.salt);
  let pending: (() => void) | null = null;
  let cost = 0;
  const flush = (): void => {
    pending?.();
    pending = null;
    if (file === undefined) return;
    const begun = performance.now();
    write(file, state.toWorld());
    cost = performance.now() - begun;
  };
  const inTime = (): void => {
    try {
      flush();
    } catch (error) {
      // The page goes on; the next change tries again.
      options.log(`the state file cannot be written: ${(error as Error).message}`);
    }
  };
  const touch = (): void => {
    if (file === undefined || pending) return;
    // Never at once: what one step changes must stand in the file together.
    if (cost < QUICK_MS) {
      const soon = setImmediate(inTime);
      pending = () => clearImmediate(soon);
    } else {
      const later = setTimeout(inTime, cost * WAIT_PER_COST);
      later.unref();
      pending = () => clearTimeout(later);
    }
  };
  return { state, touch, flush };
}
