import { ExclamationmarkTriangleIcon, EyeSlashIcon, PaperclipIcon } from '@navikt/aksel-icons';
import type { ItemDetail, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useAccounts } from '../../api/queries.ts';
import { langOf } from '../../shared/i18n/text-language.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useNow } from '../../shared/now.ts';
import { Avatar } from '../../shared/ui/avatar.tsx';
import { PlainText } from '../../shared/ui/plain-text.tsx';
import type { RequestedAction } from '../acting/requests.ts';
import { ActionStates } from './action-states.tsx';
import { Assessment } from './assessment.tsx';
import { mediaOf } from './attachments.ts';
import { CaseAndClaims } from './case-and-claims.tsx';
import { HandOvers } from './hand-overs.tsx';
import { ItemText } from './item-text.tsx';
import { MachineHide } from './machine-hide.tsx';
import { Media } from './media.tsx';
import { Revisions } from './revisions.tsx';
import './message.css';

/** Where it stands now. On some platforms others than its author go on seeing what the account has hidden. */
function OutOfSight({ item }: { item: ItemShape }) {
  const { t } = useWords();
  const can = useAccounts().data?.accounts.find(({ id }) => id === item.accountId)?.capabilities;
  if (item.visibility === 'public') return null;
  const leaves = item.visibility === 'hidden' && can?.hideLeaves ? `-${can.hideLeaves}` : '';
  return (
    <p className="selected-item__meta">
      <EyeSlashIcon className="icon" aria-hidden="true" /> {t(`visibility.${item.visibility}Now${leaves}`)}
    </p>
  );
}

/** The text that stands here is not the one that stands in public. */
function NewText({ item }: { item: ItemShape }) {
  const { t } = useWords();
  if (item.newText === null) return null;
  return (
    <p className="selected-item__meta">
      <ExclamationmarkTriangleIcon className="icon" aria-hidden="true" />{' '}
      <span>
        {t(`newText.${item.newText}`)}{' '}
        {item.permalink !== null && (
          <a className="text-link" href={item.permalink} target="_blank" rel="noreferrer">
            {t('context.open')}
          </a>
        )}
      </span>
    </p>
  );
}

/** Links and files; pictures and films stand below with what was made of them. */
function Attachments({ item }: { item: ItemShape }) {
  const { t } = useWords();
  const media = new Set(mediaOf(item).map(({ at }) => at));
  const attachments = item.attachments.filter((_, at) => !media.has(at));
  if (attachments.length === 0) return null;
  const kinds = [...new Set(attachments.map(({ type }) => type))];
  return (
    <p className="selected-item__meta grey">
      <PaperclipIcon className="icon" aria-hidden="true" />{' '}
      {kinds
        .map((kind) =>
          t(`attachment.${kind}`, { count: attachments.filter(({ type }) => type === kind).length }),
        )
        .join(', ')}
      . {t('attachment.where')}
    </p>
  );
}

function MisleadingLinks({ links }: { links: ItemDetail['misleadingLinks'] }) {
  const { t } = useWords();
  return links.map(({ shown, target }) => (
    <p key={`${shown} ${target}`} className="selected-item__meta">
      <ExclamationmarkTriangleIcon className="icon" aria-hidden="true" />{' '}
      <strong>{t('link.differs', { shown, target })}</strong>
    </p>
  ));
}

interface Props {
  readonly item: ItemShape;
  readonly detail: ItemDetail | null;
  /** Puts words into the answer; null where the person may not answer. */
  readonly onInsert: ((text: string) => void) | null;
  /** Null: the person may only read. */
  readonly onRequest: ((request: RequestedAction) => void) | null;
}

export function SelectedItem({ item, detail, onInsert, onRequest }: Props) {
  const { t, when } = useWords();
  const now = useNow();
  const name = item.author?.name ?? t('author.unknown');
  return (
    <article className="selected-item" aria-label={t('item.selected', { name })}>
      <Avatar name={name} />
      <div className="selected-item__body">
        <p className="message__who">
          <bdi className="message__name">
            <PlainText text={name} />
          </bdi>
          <time dateTime={item.publishedAt}>{when(item.publishedAt, now)}</time>
          {item.kind !== 'comment' && <span>{t(`kind.${item.kind}`)}</span>}
        </p>
        <OutOfSight item={item} />
        <MachineHide item={item} />
        <NewText item={item} />
        <ItemText item={item} />
        {detail && <MisleadingLinks links={detail.misleadingLinks} />}
        <Attachments item={item} />
        <Media key={item.id} item={item} />
        {detail && detail.revisions.length > 1 && (
          <Revisions revisions={detail.revisions} count={item.revision} lang={langOf(item.language)} />
        )}
        <Assessment item={item} history={detail?.authorHistory ?? null} onRequest={onRequest} />
        {detail && <CaseAndClaims item={item} detail={detail} onInsert={onInsert} />}
        <ActionStates item={item} consents={detail?.consents ?? []} />
        <HandOvers key={`hand-overs-${item.id}`} item={item} />
      </div>
    </article>
  );
}
