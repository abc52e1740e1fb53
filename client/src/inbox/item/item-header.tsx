import { Button } from '@digdir/designsystemet-react';
import { ArrowLeftIcon, ChevronDownIcon, ChevronUpIcon, ExternalLinkIcon } from '@navikt/aksel-icons';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useAccounts } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { PlatformMark } from '../../shared/ui/platform-mark.tsx';
import './item-header.css';

interface Props {
  readonly item: ItemShape;
  readonly onStep: (step: 1 | -1) => void;
  readonly onLeave: () => void;
}

export function ItemHeader({ item, onStep, onLeave }: Props) {
  const { t } = useWords();
  const account = useAccounts().data?.accounts.find(({ id }) => id === item.accountId);
  const platform = t(`platform.${item.platform}`);
  return (
    <div className="item-head">
      <Button
        className="item-head__back"
        icon
        variant="tertiary"
        data-color="neutral"
        data-size="xs"
        aria-label={t('item.back')}
        onClick={onLeave}
      >
        <ArrowLeftIcon aria-hidden="true" />
      </Button>
      <PlatformMark platform={item.platform} />
      <h2 id="item-heading" className="item-head__title" tabIndex={-1}>
        {platform}
      </h2>
      <span className="item-head__account">{account?.name ?? item.board}</span>
      {account?.demo && <span className="demo-tag">{t('demo.tag')}</span>}
      <span className="push" />
      {item.permalink && (
        <a className="item-head__link" href={item.permalink} target="_blank" rel="noreferrer">
          <ExternalLinkIcon aria-hidden="true" />
          <span>{t('item.openOn', { platform })}</span>
        </a>
      )}
      <span className="item-head__steps">
        <Button
          icon
          variant="tertiary"
          data-color="neutral"
          data-size="xs"
          aria-label={t('item.previous')}
          onClick={() => onStep(-1)}
        >
          <ChevronUpIcon aria-hidden="true" />
        </Button>
        <Button
          icon
          variant="tertiary"
          data-color="neutral"
          data-size="xs"
          aria-label={t('item.next')}
          onClick={() => onStep(1)}
        >
          <ChevronDownIcon aria-hidden="true" />
        </Button>
      </span>
    </div>
  );
}
