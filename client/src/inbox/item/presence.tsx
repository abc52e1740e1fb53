/** Who else reads and writes: a line in the pane, marks in the row, and the question before a second answer is begun. */
import { Button } from '@digdir/designsystemet-react';
import { EyeIcon, PencilIcon } from '@navikt/aksel-icons';
import { useLayoutEffect, useRef } from 'react';
import type { PresentPerson } from '../../../../core/inbox/presence.ts';
import { usePresences } from '../../api/presence.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useSession } from '../../shared/session.tsx';
import { Avatar } from '../../shared/ui/avatar.tsx';
import { useOthersAt } from './use-presence.ts';
import './presence.css';

const namesOf = (people: readonly PresentPerson[], lang: string): string =>
  new Intl.ListFormat(lang, { type: 'conjunction' }).format(people.map(({ name }) => name));

/** Spoken where somebody writes: that somebody reads is to be seen, not heard. */
export function PresenceLine({ itemId }: { itemId: string }) {
  const { t, lang } = useWords();
  const { readers, writers } = useOthersAt(itemId);
  const writing =
    writers.length === 0
      ? ''
      : t('presence.writes', { count: writers.length, names: namesOf(writers, lang) });
  return (
    <div className="presence">
      <output>
        {writing !== '' && (
          <span className="presence__one">
            <PencilIcon className="icon" aria-hidden="true" /> {writing}
          </span>
        )}
      </output>
      {readers.length > 0 && (
        <span className="presence__one grey">
          <EyeIcon className="icon" aria-hidden="true" />{' '}
          {t('presence.reads', { count: readers.length, names: namesOf(readers, lang) })}
        </span>
      )}
    </div>
  );
}

const SHOWN = 2;

/** In the row: initials, with a pen where somebody writes. */
export function RowPresence({ itemId }: { itemId: string }) {
  const { t } = useWords();
  const { person } = useSession();
  const people = (usePresences().get(itemId) ?? []).filter(({ id }) => id !== person.id);
  if (people.length === 0) return null;
  return (
    <span className="row__presence">
      {people.slice(0, SHOWN).map(({ id, name, doing }) => (
        <span key={id} className="row__person" title={t(`presence.row.${doing}`, { name })}>
          <span className="sr-only">{t(`presence.row.${doing}`, { name })}</span>
          <Avatar name={name} small />
          {doing === 'write' && <PencilIcon className="icon" aria-hidden="true" />}
        </span>
      ))}
    </span>
  );
}

interface LockProps {
  readonly holder: PresentPerson;
  readonly onTake: () => void;
  readonly onLeave: () => void;
}

/** Somebody else is answering: the person chooses to take over, or leaves it to them. */
export function ReplyLock({ holder, onTake, onLeave }: LockProps) {
  const { t } = useWords();
  const leave = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => leave.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form, and this is a question.
    <div
      className="caution reply-lock"
      role="group"
      aria-label={t('presence.lock', { name: holder.name })}
      onKeyDown={({ key }) => key === 'Escape' && onLeave()}
    >
      <PencilIcon className="icon" aria-hidden="true" />
      <div>
        <p role="alert">{t('presence.lock', { name: holder.name })}</p>
        <p className="since__ask">
          <Button ref={leave} variant="secondary" data-size="xs" onClick={onLeave}>
            {t('presence.leave')}
          </Button>
          <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={onTake}>
            {t('presence.take')}
          </Button>
        </p>
      </div>
    </div>
  );
}
