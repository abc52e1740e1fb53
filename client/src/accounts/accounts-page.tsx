import { useState } from 'react';
import type { AccountShape } from '../../../core/accounts/accounts.contract.ts';
import { useAccounts, usePeople } from '../api/queries.ts';
import { LineField } from '../shared/dialog/fields.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { useMay } from '../shared/session.tsx';
import { Failure } from '../shared/ui/failure.tsx';
import { Caution, Notice } from '../shared/ui/notice.tsx';
import { PlatformMark } from '../shared/ui/platform-mark.tsx';
import { AccountTools } from './account-tools.tsx';
import { ChainState } from './chain-state.tsx';
import { Quarantine } from './quarantine.tsx';
import '../shared/styles/figures.css';
import './accounts.css';

function People({ emails }: { emails: readonly string[] }) {
  const { t } = useWords();
  const people = usePeople().data?.people;
  if (emails.length === 0) return <>{t('accounts.nobody')}</>;
  return <>{emails.map((email) => people?.find(({ id }) => id === email)?.name ?? email).join(', ')}</>;
}

function Facts({ account }: { account: AccountShape }) {
  const { t, number } = useWords();
  return (
    <dl className="account__facts">
      <dt>{t('accounts.board')}</dt>
      <dd>{account.board}</dd>
      <dt>{t('accounts.administrators')}</dt>
      <dd>
        <People emails={account.administrators} />
      </dd>
      <dt>{t('accounts.deputies')}</dt>
      <dd>
        <People emails={account.deputies} />
      </dd>
      <dt>{t('accounts.unit')}</dt>
      <dd>{account.unit}</dd>
      <dt>{t('accounts.rules')}</dt>
      <dd>
        {account.houseRules
          ? t('accounts.rulesVersion', { version: account.houseRules.version })
          : t('accounts.noRules')}
      </dd>
      <dt>{t('accounts.unknown')}</dt>
      <dd>{number(account.unknownChanges)}</dd>
    </dl>
  );
}

function Account({ account }: { account: AccountShape }) {
  const { t } = useWords();
  const mayChange = useMay()('accounts:write');
  const rule = Object.entries(account.houseRules?.texts ?? {});
  return (
    <article className="account">
      <h2 className="account__name">
        <PlatformMark platform={account.platform} /> {account.name}
        {account.demo && <span className="demo-tag">{t('demo.tag')}</span>}
      </h2>
      <p className="grey">
        {t(`platform.${account.platform}`)} · {t(`country.${account.country}`)} · {account.externalId}
      </p>
      {account.disconnectedAt !== null && (
        <Caution>
          <p>
            <strong>{t('accounts.disconnected')}</strong> {t('accounts.disconnectedMore')}
          </p>
        </Caution>
      )}
      {!account.connected && account.disconnectedAt === null && (
        <Caution>
          <p>
            <strong>{t('accounts.notConnected')}</strong> {t('accounts.notConnectedMore')}
          </p>
        </Caution>
      )}
      {account.connected && account.outgoing === 'paused' && (
        <Caution>
          <p>
            <strong>{t('accounts.paused')}</strong> {t('accounts.pausedMore')}
          </p>
        </Caution>
      )}
      {account.connected && account.outgoing === 'active' && <p>{t('accounts.connected')}</p>}
      {account.unknownChanges > 0 && (
        <p className="grey">{t('accounts.unknownMore', { count: account.unknownChanges })}</p>
      )}
      <Facts account={account} />
      {mayChange && <AccountTools account={account} />}
      {rule.length > 0 && (
        <details className="figures">
          <summary>{t('accounts.showRules')}</summary>
          {rule.map(([lang, text]) => (
            <blockquote key={lang} className="rule" lang={lang}>
              {text}
            </blockquote>
          ))}
        </details>
      )}
    </article>
  );
}

/** More than these nobody finds by looking. */
const MANY = 12;

export default function AccountsPage() {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useAccounts();
  const [wanted, setWanted] = useState('');
  const accounts = data?.accounts ?? [];
  const words = wanted.trim().toLowerCase().split(/\s+/u);
  const shown = accounts.filter(({ name, board, platform }) => {
    const text = `${name} ${board} ${t(`platform.${platform}`)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return (
    <div className="page">
      <div className="page__inner">
        <h1>{t('nav.accounts')}</h1>
        <p className="grey">{t('accounts.intro')}</p>
        {error && <Failure error={error} onRetry={() => void refetch()} />}
        {accounts.length > MANY && (
          <>
            <LineField
              label={t('accounts.find')}
              hint={t('accounts.findHint')}
              type="search"
              value={wanted}
              max={100}
              onChange={setWanted}
            />
            <output>{wanted.trim() === '' ? '' : t('accounts.found', { count: shown.length })}</output>
          </>
        )}
        {shown.map((account) => (
          <Account key={account.id} account={account} />
        ))}
        {data?.accounts.length === 0 && <Notice title={t('accounts.none')} />}
        {may('chain:read') && <ChainState />}
        {may('accounts:write') && <Quarantine />}
        {may('accounts:write') && (
          <section className="account">
            <h2>{t('accounts.add')}</h2>
            <p>{t('accounts.addHow')}</p>
            <pre className="command">npm run -s uppsikt -- account add --help</pre>
          </section>
        )}
      </div>
    </div>
  );
}
