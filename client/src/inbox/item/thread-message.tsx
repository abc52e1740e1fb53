import { EyeSlashIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { ThreadEntry } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useNow } from '../../shared/now.ts';
import { Avatar } from '../../shared/ui/avatar.tsx';
import { PlainText } from '../../shared/ui/plain-text.tsx';
import './message.css';

/** A hidden or removed message is one grey line that opens; it is marked, not absent. */
function Folded({ entry, onShow }: { entry: ThreadEntry; onShow: () => void }) {
  const { t, when } = useWords();
  const now = useNow();
  const name = entry.author?.name ?? t('author.unknown');
  return (
    <p className="message message--folded">
      <EyeSlashIcon className="icon" aria-hidden="true" />
      <span>
        {t(`thread.${entry.visibility}`, { name, at: entry.at ? when(entry.at, now) : '' })}{' '}
        {entry.text !== '' && (
          <button type="button" className="text-link" onClick={onShow}>
            {t('fold.show')}
          </button>
        )}
      </span>
    </p>
  );
}

export function ThreadMessage({ entry, indented }: { entry: ThreadEntry; indented: boolean }) {
  const { t, when } = useWords();
  const now = useNow();
  const [shown, setShown] = useState(false);
  const folded = entry.visibility !== 'public' && !shown;
  if (folded) return <Folded entry={entry} onShow={() => setShown(true)} />;
  const name = entry.author?.name ?? t('author.unknown');
  const className = `message${entry.own ? ' message--own' : ''}${indented ? ' message--in' : ''}`;
  return (
    <article className={className}>
      <Avatar name={name} own={entry.own} />
      <div>
        <p className="message__who">
          <bdi className="message__name">
            <PlainText text={name} />
          </bdi>
          {entry.own && <span className="own-tag">{t('thread.own')}</span>}
          {entry.at && <time dateTime={entry.at}>{when(entry.at, now)}</time>}
          {entry.visibility !== 'public' && <span>{t(`visibility.${entry.visibility}`)}</span>}
          {entry.revision > 1 && <span>{t('thread.edited')}</span>}
        </p>
        <p className="message__text" dir="auto">
          <PlainText text={entry.text} />
        </p>
      </div>
    </article>
  );
}
