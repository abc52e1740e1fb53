import { useEffect, useState } from 'react';

const SETTLES_MS = 400;

/** The value once it has stayed the same for a moment: nobody is asked about half a word. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
