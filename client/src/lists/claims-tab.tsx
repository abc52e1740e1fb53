import { Button, Switch } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { ClaimShape, StarterClaimShape } from '../../../core/lists/lists.contract.ts';
import { LineField } from '../shared/dialog/fields.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { useMay } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { listCalls, useChange, useClaimLists } from './calls.ts';
import { ClaimForm } from './claim-form.tsx';
import { claimRequest, inLanguage, matches } from './claims.ts';
import { By, Loaded } from './parts.tsx';
import '../shared/styles/figures.css';

type Text = Pick<ClaimShape, 'language' | 'claim' | 'correction' | 'ask' | 'variants'>;

function ClaimWords({ text }: { text: Text }) {
  const { t } = useWords();
  return (
    <dl className="facts">
      <dt>{t('lists.claim')}</dt>
      <dd lang={text.language}>{[text.claim, ...text.variants].join(' / ')}</dd>
      <dt>{t('lists.correction')}</dt>
      <dd lang={text.language}>{text.correction}</dd>
      <dt>{t('lists.ask')}</dt>
      <dd lang={text.language}>{text.ask}</dd>
    </dl>
  );
}

function InUse({ claim }: { claim: string }) {
  const { t } = useWords();
  return (
    <>
      {t('lists.inUse')}
      <span className="sr-only">: {claim}</span>
    </>
  );
}

function OwnClaim({ claim, onEdit }: { claim: ClaimShape; onEdit: () => void }) {
  const words = useWords();
  const { t } = words;
  const write = useMay()('lists:write');
  const change = useChange((on: boolean) => listCalls.changeClaim(claim.id, { ...claimRequest(claim), on }));
  const remove = useChange(() => listCalls.removeClaim(claim.id));
  const error = change.error ?? remove.error;
  return (
    <li className="entry entry--tall">
      <ClaimWords text={claim} />
      <p className="grey small">
        {t(`language.${claim.language}`)}
        {claim.validFrom && ` · ${t('lists.from', { day: claim.validFrom })}`}
        {claim.validTo && ` · ${t('lists.to', { day: claim.validTo })}`} · <By by={claim.by} at={claim.at} />
      </p>
      {error && <p role="alert">{errorWords(words, error)}</p>}
      <div className="entry__tools">
        <Switch
          label={<InUse claim={claim.claim} />}
          checked={claim.on}
          readOnly={!write || change.isPending}
          onChange={(event) => write && change.mutate(event.target.checked)}
        />
        {write && (
          <>
            <Button variant="tertiary" data-color="neutral" data-size="xs" onClick={onEdit}>
              {t('lists.edit')}
              <span className="sr-only">: {claim.claim}</span>
            </Button>
            <Button
              variant="tertiary"
              data-color="neutral"
              data-size="xs"
              disabled={remove.isPending}
              onClick={() => remove.mutate(undefined)}
            >
              {t('lists.remove')}
              <span className="sr-only">: {claim.claim}</span>
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

function Starter({ claim }: { claim: StarterClaimShape }) {
  const words = useWords();
  const { t, lang } = words;
  const write = useMay()('lists:write');
  const change = useChange((on: boolean) => listCalls.switchStarter(claim.id, on));
  const shown = inLanguage(claim.texts, lang);
  if (shown === undefined) return null;
  const others = claim.texts.filter((text) => text !== shown);
  return (
    <li className="entry entry--tall">
      <ClaimWords text={shown} />
      {others.length > 0 && (
        <details className="figures">
          <summary>{t('lists.otherLanguages', { count: others.length })}</summary>
          {others.map((text) => (
            <ClaimWords key={text.id} text={text} />
          ))}
        </details>
      )}
      {change.error && <p role="alert">{errorWords(words, change.error)}</p>}
      <Switch
        label={<InUse claim={shown.claim} />}
        checked={claim.on}
        readOnly={!write || change.isPending}
        onChange={(event) => write && change.mutate(event.target.checked)}
      />
    </li>
  );
}

export function ClaimsTab() {
  const { t, number } = useWords();
  const write = useMay()('lists:write');
  const query = useClaimLists();
  const [wanted, setWanted] = useState('');
  /** The claim under work; `new` for one that is not there yet. */
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <>
      <p>{t('lists.claimsIntro')}</p>
      {!write && <p className="grey">{t('lists.readOnly')}</p>}
      <Loaded query={query}>
        {({ own, starter }) => {
          const mine = own.filter((claim) => matches([claim], wanted));
          const shipped = starter.filter((claim) => matches(claim.texts, wanted));
          return (
            <>
              <LineField
                label={t('lists.findClaim')}
                type="search"
                value={wanted}
                max={100}
                onChange={setWanted}
              />
              <section className="setting" aria-labelledby="own-claims">
                <h2 id="own-claims">
                  {t('lists.ownClaims')} <span className="grey">{number(mine.length)}</span>
                </h2>
                {write && editing !== 'new' && (
                  <Button variant="secondary" data-size="xs" onClick={() => setEditing('new')}>
                    {t('lists.addClaim')}
                  </Button>
                )}
                {editing === 'new' && <ClaimForm claim={null} onDone={() => setEditing(null)} />}
                {own.length === 0 && <p>{t('lists.noClaims')}</p>}
                <ul className="entries">
                  {mine.map((claim) =>
                    editing === claim.id ? (
                      <li key={claim.id}>
                        <ClaimForm claim={claim} onDone={() => setEditing(null)} />
                      </li>
                    ) : (
                      <OwnClaim key={claim.id} claim={claim} onEdit={() => setEditing(claim.id)} />
                    ),
                  )}
                </ul>
              </section>
              <section className="setting" aria-labelledby="starter-claims">
                <h2 id="starter-claims">
                  {t('lists.starter')} <span className="grey">{number(shipped.length)}</span>
                </h2>
                <p className="grey">{t('lists.starterHint')}</p>
                {starter.length === 0 && <p>{t('lists.noStarter')}</p>}
                {starter.length > 0 && shipped.length + mine.length === 0 && <p>{t('lists.noneFound')}</p>}
                <ul className="entries">
                  {shipped.map((claim) => (
                    <Starter key={claim.id} claim={claim} />
                  ))}
                </ul>
              </section>
            </>
          );
        }}
      </Loaded>
    </>
  );
}
