import { ChevronRightIcon, LinkIcon } from '@navikt/aksel-icons';
import type { ItemDetail, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useNow } from '../../shared/now.ts';
import { headline } from './headline.ts';

function Permalink({ href }: { href: string | null }) {
  const { t } = useWords();
  if (href === null) return null;
  return (
    <a className="text-link" href={href} target="_blank" rel="noreferrer">
      {t('context.open')}
    </a>
  );
}

/** The post it hangs on: one line that opens. Where it could not be fetched, the line says so. */
export function ContextLine({ item, post }: { item: ItemShape; post: ItemDetail['post'] }) {
  const { t, when } = useWords();
  const now = useNow();
  if (post)
    return (
      <details className="context">
        <summary>
          <ChevronRightIcon className="icon context__arrow" aria-hidden="true" />
          <span className="context__head">
            <span className="grey">{t('context.under')}</span>{' '}
            <strong>{headline(post.text) || t('context.noText')}</strong>
          </span>
        </summary>
        <div className="context__post">
          {post.at && <p className="grey small">{when(post.at, now)}</p>}
          <p className="context__text" dir="auto">
            {post.text}
          </p>
          <Permalink href={post.permalink} />
        </div>
      </details>
    );
  if (item.context === 'none' || item.context === 'fetched') return null;
  return (
    <p className="context context--missing">
      <LinkIcon className="icon" aria-hidden="true" />
      <span>
        {item.context === 'pending'
          ? t('context.pending')
          : `${t('context.failed')} ${item.contextCause ? t(`cause.${item.contextCause}`) : ''}`}{' '}
        <Permalink href={item.permalink} />
      </span>
    </p>
  );
}
