/** The same trouble is said once, wherever it is shown afterwards. */
import { useEffect, useRef } from 'react';
import type { Problem } from './use-acting.ts';

const announced = new WeakSet<Problem>();

/** True for the first to show it, and as long as that one stands. */
export function useFirstToSay(problem: Problem): boolean {
  const told = useRef<{ readonly problem: Problem; readonly first: boolean } | null>(null);
  if (told.current?.problem !== problem) told.current = { problem, first: !announced.has(problem) };
  useEffect(() => void announced.add(problem), [problem]);
  return told.current.first;
}
