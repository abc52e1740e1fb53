import { NotePencilIcon } from '@navikt/aksel-icons';
import type { ItemDetail } from '../../../../core/inbox/items.contract.ts';
import { usePeople } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useNow } from '../../shared/now.ts';

export function Notes({ notes }: { notes: ItemDetail['notes'] }) {
  const { t, when } = useWords();
  const now = useNow();
  const people = usePeople().data?.people;
  if (notes.length === 0) return null;
  return (
    <section className="notes" aria-label={t('notes.title')}>
      <h3>{t('notes.title')}</h3>
      {notes.map(({ id, text, by, at }) => (
        <div key={id} className="notes__one">
          <NotePencilIcon className="icon" aria-hidden="true" />
          <div>
            <p className="grey small">
              {people?.find((person) => person.id === by)?.name ?? by} · {when(at, now)}
            </p>
            <p className="message__text">{text}</p>
          </div>
        </div>
      ))}
    </section>
  );
}
