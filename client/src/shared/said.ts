/** What is said aloud, once: one place for the whole page, which no page takes with it when it goes. */
import { createStore } from './store.ts';

export const said = createStore<{ readonly text: string; readonly nth: number }>({ text: '', nth: 0 });

/** The same words again are said again. */
export const say = (text: string): void => said.set({ text, nth: said.get().nth + 1 });
