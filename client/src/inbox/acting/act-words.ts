/** What was just done, with whom it concerns. */
import type { Words } from '../../shared/i18n/words.ts';
import type { RequestedAction } from './requests.ts';

type People = readonly { readonly id: string; readonly name: string }[];

export function actWords({ t }: Pick<Words, 't'>, request: RequestedAction, people: People): string {
  if (request.type !== 'assign') return t(`done.${request.type}`);
  if (request.to === null) return t('assigned.nobody');
  const name = people.find(({ id }) => id === request.to)?.name;
  return name === undefined ? t('done.assign') : t('assigned.to', { name });
}
