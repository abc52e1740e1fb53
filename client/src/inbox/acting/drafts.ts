/** Answers that are not sent yet. They survive navigation and a reload of this tab, and go when the tab closes. */
const KEY = 'uppsikt.draft.';
const memory = new Map<string, string>();
const storage = typeof sessionStorage === 'undefined' ? null : sessionStorage;

export function readDraft(itemId: string): string {
  return memory.get(itemId) ?? storage?.getItem(KEY + itemId) ?? '';
}

export function keepDraft(itemId: string, text: string): void {
  if (text === '') {
    memory.delete(itemId);
    storage?.removeItem(KEY + itemId);
    return;
  }
  memory.set(itemId, text);
  try {
    storage?.setItem(KEY + itemId, text);
  } catch {
    // Memory still holds it.
  }
}
