/** What the municipality's lists say of the item: the case it probably belongs to, the claim it repeats and its correction. */
import { Button } from '@digdir/designsystemet-react';
import { FolderFileIcon } from '@navikt/aksel-icons';
import type { ItemDetail, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useCommands } from '../../shared/keys.ts';
import { Kbd } from '../../shared/ui/kbd.tsx';
import { isUnsure } from './registration.ts';
import './case-and-claims.css';

function LikelyCase({ item, likely }: { item: ItemShape; likely: NonNullable<ItemDetail['likelyCase']> }) {
  const { t } = useWords();
  const { number, subject, place, board, status } = likely;
  const more = [place, board, status].filter((part) => part !== null && part !== '');
  return (
    <p className="selected-item__meta">
      <FolderFileIcon className="icon" aria-hidden="true" />{' '}
      <span>
        {t(isUnsure(item) ? 'known.caseUnsure' : 'known.case')}{' '}
        <strong>
          {number}
          {subject !== '' && ` (${subject})`}
        </strong>
        {more.length > 0 && <span className="grey"> {more.join(' · ')}</span>}
      </span>
    </p>
  );
}

interface ClaimProps {
  readonly claim: ItemDetail['claims'][number];
  readonly first: boolean;
  readonly onInsert: ((text: string) => void) | null;
}

/** The default is to answer with what is true. */
function KnownClaim({ claim, first, onInsert }: ClaimProps) {
  const { t } = useWords();
  return (
    <section className="known" aria-label={t('known.claim')}>
      <p className="known__title">{t('known.claim')}</p>
      <dl className="facts">
        <dt>{t('lists.claim')}</dt>
        <dd lang={claim.language}>{claim.claim}</dd>
        <dt>{t('lists.correction')}</dt>
        <dd lang={claim.language}>{claim.correction}</dd>
        <dt>{t('lists.ask')}</dt>
        <dd lang={claim.language}>{claim.ask}</dd>
      </dl>
      {onInsert && (
        <Button
          variant="secondary"
          data-size="xs"
          onClick={() => onInsert(`${claim.correction} ${t('known.askMore', { ask: claim.ask })}`)}
        >
          {t('known.insert')} {first && <Kbd>f</Kbd>}
        </Button>
      )}
    </section>
  );
}

export function CaseAndClaims({
  item,
  detail,
  onInsert,
}: {
  item: ItemShape;
  detail: ItemDetail;
  onInsert: ((text: string) => void) | null;
}) {
  const { t } = useWords();
  const [first] = detail.claims;
  useCommands(
    first && onInsert
      ? { correction: () => onInsert(`${first.correction} ${t('known.askMore', { ask: first.ask })}`) }
      : {},
  );
  return (
    <>
      {detail.likelyCase && <LikelyCase item={item} likely={detail.likelyCase} />}
      {detail.claims.map((claim) => (
        <KnownClaim key={claim.id} claim={claim} first={claim === first} onInsert={onInsert} />
      ))}
    </>
  );
}
