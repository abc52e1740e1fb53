/** What was just done, with whom it concerns. */
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import type { Words } from '../../shared/i18n/words.ts';
import type { RequestedAction } from './requests.ts';

type People = readonly { readonly id: string; readonly name: string }[];
type T = Pick<Words, 't'>;

export const authorOf = ({ t }: T, { author }: Pick<ItemShape, 'author'>): string =>
  author?.name ?? t('author.someone');

interface Done {
  readonly request: RequestedAction;
  readonly item: Pick<ItemShape, 'author'>;
}

export function actWords({ t }: T, { request, item }: Done, people: People): string {
  const said = (): string => t(`done.${request.type}`, { name: authorOf({ t }, item) });
  if (request.type !== 'assign') return said();
  if (request.to === null) return t('assigned.nobody');
  const name = people.find(({ id }) => id === request.to)?.name;
  return name === undefined ? said() : t('assigned.to', { name });
}
