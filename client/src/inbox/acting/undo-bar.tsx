import { useEffect, useRef, useState } from 'react';
import { usePeople } from '../../api/queries.ts';
import { bringFocusHome } from '../../shared/focus-home.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { say } from '../../shared/said.ts';
import { Kbd } from '../../shared/ui/kbd.tsx';
import { actWords } from './act-words.ts';
import type { Acting, Done } from './use-acting.ts';

/** Seconds left, or null when the time is over. */
function useSecondsLeft(until: number | null): number | null {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (until === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [until]);
  if (until === null) return null;
  const left = Math.ceil((until - now) / 1000);
  return left > 0 ? left : null;
}

/** The quiet bar: says what was done and takes it back for a while. Read once, not every second. */
export function UndoBar({ acting, onUndo }: { acting: Acting; onUndo: () => void }) {
  const { t } = useWords();
  const { done, dismiss } = acting;
  const people = usePeople().data?.people ?? [];
  const said = useRef<Done | null>(null);
  const words = done ? actWords({ t }, done, people) : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each thing that was done, in the words of then.
  useEffect(() => {
    // One that stands again, since what came after it was refused, has been said.
    if (done === null || done === said.current) return;
    said.current = done;
    say(words);
  }, [done]);
  const left = useSecondsLeft(done?.until ?? null);
  const over = done !== null && left === null;
  useEffect(() => {
    if (!over) return;
    const timer = setTimeout(() => {
      dismiss();
      bringFocusHome();
    }, 300);
    return () => clearTimeout(timer);
  }, [over, dismiss]);
  return (
    <>
      {done && (
        <div className="undo-bar">
          <span className="undo-bar__words">{words}</span>
          {done.undoable && (
            <button type="button" className="undo-bar__button" onClick={onUndo}>
              {t('undo.button')} <Kbd>u</Kbd>
            </button>
          )}
          {done.undoable && left !== null && (
            <span className="undo-bar__left" aria-hidden="true">
              {t('undo.seconds', { count: left })}
            </span>
          )}
        </div>
      )}
    </>
  );
}
