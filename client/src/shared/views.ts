/** The views of the inbox, in the order in which they are offered. */
import type { View } from '../../../core/inbox/items.contract.ts';

export const SIDEBAR_VIEWS = [
  'mine',
  'unassigned',
  'breached',
  'due-soon',
  'due-today',
  'abusive',
  'possible',
  'registration',
  'waiting',
  'snoozed',
  'closed',
  'all',
  'drafts',
] as const satisfies readonly View[];

export const isView = (text: string | undefined): text is View =>
  (SIDEBAR_VIEWS as readonly string[]).includes(text ?? '');
