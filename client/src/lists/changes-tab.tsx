import { Switch } from '@digdir/designsystemet-react';
import type { ListChangeShape } from '../../../core/lists/lists.contract.ts';
import { WORD_KINDS } from '../../../core/lists/lists.ts';
import { useWords, type Words } from '../shared/i18n/words.ts';
import { useMay } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { listCalls, useChange, useListChanges, useListSettings } from './calls.ts';
import { By, Loaded } from './parts.tsx';

/** Praise is answered only where the municipality wants it. */
function Praise({ on }: { on: boolean }) {
  const words = useWords();
  const { t } = words;
  const write = useMay()('lists:write');
  const change = useChange(listCalls.setSettings);
  return (
    <>
      <Switch
        label={t('lists.praise')}
        description={t('lists.praiseHint')}
        checked={on}
        readOnly={!write || change.isPending}
        onChange={(event) => write && change.mutate(event.target.checked)}
      />
      {!write && <p className="grey">{t('lists.readOnly')}</p>}
      {change.error && <p role="alert">{errorWords(words, change.error)}</p>}
    </>
  );
}

/** What was changed, in words: of a word the record names its kind by code. */
function subjectOf({ t }: Words, { list, subject }: ListChangeShape): string {
  if (list === 'settings') return t('lists.praise');
  const kind = WORD_KINDS.find((wordKind) => list === 'words' && subject.startsWith(`${wordKind}: `));
  return kind ? `${t(`lists.kind.${kind}`)}${subject.slice(kind.length)}` : subject;
}

function Change({ change }: { change: ListChangeShape }) {
  const words = useWords();
  const { t } = words;
  return (
    <li className="entry">
      <div className="entry__text">
        <span>
          {t(`lists.tabOf.${change.list}`)}: {t(`lists.what.${change.what}`)}
        </span>
        <bdi>{subjectOf(words, change)}</bdi>
        <By by={change.by} at={change.at} />
      </div>
    </li>
  );
}

export function ChangesTab() {
  const { t } = useWords();
  const settings = useListSettings();
  const changes = useListChanges();
  return (
    <>
      <section className="setting" aria-labelledby="list-settings">
        <h2 id="list-settings">{t('lists.settings')}</h2>
        <Loaded query={settings}>{({ answerPraise }) => <Praise on={answerPraise} />}</Loaded>
      </section>
      <section className="setting" aria-labelledby="list-changes">
        <h2 id="list-changes">{t('lists.changes')}</h2>
        <Loaded query={changes}>
          {({ changes: rows }) =>
            rows.length === 0 ? (
              <p>{t('lists.noChanges')}</p>
            ) : (
              <ul className="entries">
                {rows.map((change) => (
                  <Change key={`${change.at}${change.list}${change.what}${change.subject}`} change={change} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
    </>
  );
}
