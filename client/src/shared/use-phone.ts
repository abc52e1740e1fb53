import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 700px)');
function watch(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Two screens instead of three panes. */
export const usePhone = (): boolean => useSyncExternalStore(watch, () => query.matches);
