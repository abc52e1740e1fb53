/** What must be neither shown, sent nor sealed again: suspected child abuse material, and what a person keeps out of the records. */
import { isBlocked } from '../images/media.ts';
import type { Item } from './item.ts';

type Judged = Pick<Item, 'media' | 'removal' | 'recordsOutcome'>;

/** A person has said so: nothing of its content is kept anywhere from now on. */
export const isKeptOut = ({ removal, recordsOutcome }: Omit<Judged, 'media'>): boolean =>
  removal?.reason === 'csam' || recordsOutcome === 'no-capture';

/** A person has said so, or a machine suspects it. */
export const isWithheld = (item: Judged): boolean => isKeptOut(item) || isBlocked(item.media);
