import type { Tone } from '../deadline-words.ts';

/** ▲ late, ● soon, ○ calm, – none: the shape says it without colour. */
export function DeadlineShape({ tone }: { tone: Tone }) {
  return (
    <svg className={`shape shape--${tone}`} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {tone === 'late' && <path d="M6 1 11.500 11h-11z" fill="currentColor" />}
      {tone === 'soon' && <circle cx="6" cy="6" r="4.500" fill="currentColor" />}
      {tone === 'calm' && (
        <circle cx="6" cy="6" r="3.700" fill="none" stroke="currentColor" strokeWidth="1.500" />
      )}
      {tone === 'none' && <path d="M2 6h8" stroke="currentColor" strokeWidth="1.500" />}
    </svg>
  );
}
