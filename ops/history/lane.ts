/** One page's people, with a clock of their own: what they do, one after the other, and what it makes the page write. */
import { facebook } from '../../connectors/facebook/connector.ts';
import type { WorkerDeps } from '../../workers/deps.ts';
import { processors } from '../../workers/processors.ts';
import { createActs, type Deed } from './acts.ts';
import { historyClock } from './clock.ts';
import { createHints } from './hints.ts';
import { historyPlatform, type WrittenHere } from './platform.ts';
import { type Story, UNDO_SECONDS } from './story.ts';

export interface DeedOn {
  readonly story: Story;
  readonly deed: Deed;
}

export interface Lane {
  /** In the order of their moments. Returns what was written, for the platform to tell of. */
  run(deeds: readonly DeedOn[]): Promise<readonly WrittenHere[]>;
}

export function createLane(shared: WorkerDeps, from: number): Lane {
  const clock = historyClock(from);
  const hints = createHints(clock);
  const written: WrittenHere[] = [];
  const platform = historyPlatform(clock.now, (reply) => written.push(reply));
  const connectors = new Map([[facebook.platform, platform]]);
  const deps: WorkerDeps = { ...shared, now: clock.now, queues: hints, connectors };
  const table = processors(deps);
  const act = createActs(deps);
  return {
    async run(deeds) {
      for (const { story, deed } of deeds) {
        clock.set(deed.at);
        await act(story, deed);
        if (deed.do !== 'ask') continue;
        await hints.run(table);
        clock.set(deed.at + UNDO_SECONDS * 1000);
        await hints.run(table);
      }
      return written.splice(0);
    },
  };
}
