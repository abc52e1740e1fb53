/** Jumping through the list: Home, End, and a page at a time. */
import { type KeyboardEvent, useEffect, useState } from 'react';
import { isField } from '../../shared/typing.ts';
import type { ListHandle } from './use-list.ts';

export const JUMPS = ['Home', 'End', 'PageUp', 'PageDown'] as const;
export type Jump = (typeof JUMPS)[number];

/** The row to go to. `at`: where the jump begins, -1: nowhere yet. `page`: as many rows as are in sight. */
export function jumpTo(
  jump: Jump,
  { at, count, page }: { readonly at: number; readonly count: number; readonly page: number },
): number {
  const last = count - 1;
  if (jump === 'Home') return 0;
  if (jump === 'End') return last;
  const step = Math.max(1, page - 1);
  return Math.max(0, Math.min(last, jump === 'PageDown' ? Math.max(at, 0) + step : at - step));
}

const jumpOf = ({ key }: Pick<KeyboardEvent, 'key'>): Jump | null =>
  JUMPS.find((jump) => jump === key) ?? null;

/** What a row of the list does with a key. End reads on until the end, or as far as one press reads. */
export function useJumps(
  list: ListHandle,
  {
    at,
    page,
    go,
  }: { readonly at: number; readonly page: () => number; readonly go: (index: number) => void },
): (event: KeyboardEvent<HTMLElement>) => void {
  const { rows, cursor } = list.state;
  const [toEnd, setToEnd] = useState<'off' | 'reading' | 'read'>('off');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when what was asked for is read.
  useEffect(() => {
    if (toEnd !== 'read') return;
    setToEnd('off');
    go(rows.length - 1);
  }, [toEnd]);
  return (event) => {
    const jump = jumpOf(event);
    if (jump === null || event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return;
    event.preventDefault();
    if (rows.length === 0) return;
    if (jump === 'End' && cursor !== null) {
      setToEnd('reading');
      void list.loadToEnd().finally(() => setToEnd('read'));
      return;
    }
    go(jumpTo(jump, { at, count: rows.length, page: page() }));
  };
}
