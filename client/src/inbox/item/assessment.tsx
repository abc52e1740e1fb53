import { PersonIcon } from '@navikt/aksel-icons';
import type { ItemDetail, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useNow } from '../../shared/now.ts';
import { NamedIcon } from '../../shared/ui/icons.tsx';
import { standingVerdicts } from '../../shared/veil.ts';
import type { RequestedAction } from '../acting/requests.ts';
import { allChips } from '../chips.ts';
import { possibleVerdicts } from '../verdicts.ts';
import { CapturesLine } from './captures-line.tsx';
import { Corrections, SaysWrong } from './corrections.tsx';
import { registrationKey } from './registration.ts';
import { SecondOpinion } from './second-opinion.tsx';
import '../../shared/styles/figures.css';
import './assessment.css';

/** What was measured, in one line that opens to the figures. */
function Figures({ item }: { item: ItemShape }) {
  const { t, number } = useWords();
  const registration = item.recordsOutcome
    ? t(`outcome.${item.recordsOutcome}`)
    : t(`registrationLine.${registrationKey(item)}`);
  const summary = [
    t('assessment.language', { language: t(`language.${item.language}`) }),
    `${t(`intent.${item.intent.class}`)} ${number(item.intent.score, 2)}`,
    registration,
  ];
  return (
    <details className="figures">
      <summary>{summary.join(' · ')}</summary>
      <dl>
        {[...standingVerdicts(item), ...possibleVerdicts(item)].map(({ category, level, score }) => (
          <div key={category}>
            <dt>{t(`category.${category}`)}</dt>
            <dd>
              {t(`level.${level}`)} {number(score, 2)}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('assessment.needsAnswer')}</dt>
          <dd>
            {t(item.needsAnswer.value ? 'yes' : 'no')} {number(item.needsAnswer.score, 2)}
          </dd>
        </div>
        <div>
          <dt>{t('assessment.registration')}</dt>
          <dd>
            {t(`registrationLine.${item.registration.class}`)} {number(item.registration.score, 2)}
            {item.registration.caseNumber &&
              ` · ${t('assessment.case', { number: item.registration.caseNumber })}`}
            {item.recordsReference && ` · ${item.recordsReference}`}
          </dd>
        </div>
        {item.verdicts[0] && (
          <div>
            <dt>{t('learning.version')}</dt>
            <dd>{item.verdicts[0].version}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}

/** Only what this municipality decided itself: no file on citizens (rule 12). */
function AuthorHistory({ history }: { history: ItemDetail['authorHistory'] }) {
  const { t, when } = useWords();
  const now = useNow();
  if (history.length === 0) return null;
  const parts = history.map(({ reason, at }) =>
    t('author.removed', { reason: t(`removalReason.${reason}`), when: when(at, now) }),
  );
  return (
    <p className="selected-item__meta grey">
      <PersonIcon className="icon" aria-hidden="true" /> {parts.join(' · ')}
    </p>
  );
}

export function Assessment({
  item,
  history,
  onRequest,
}: {
  item: ItemShape;
  history: ItemDetail['authorHistory'] | null;
  onRequest: ((request: RequestedAction) => void) | null;
}) {
  const { t } = useWords();
  // Trouble and what is under way stand in full below.
  const chips = allChips(item).filter(({ icon }) => icon !== 'trouble' && icon !== 'waiting');
  return (
    <>
      {chips.length > 0 && (
        <p className="chips">
          {chips.map(({ key, icon, weight }) => (
            <span key={key} className={`chip chip--${weight}`}>
              <NamedIcon name={icon} /> {t(key)}
            </span>
          ))}
          {item.tags.map((tag) => (
            <span key={`tag-${tag}`} className="chip">
              # {tag}
            </span>
          ))}
          {onRequest && <SaysWrong item={item} onRequest={onRequest} />}
        </p>
      )}
      <Corrections item={item} onRequest={onRequest} />
      <Figures item={item} />
      <SecondOpinion opinion={item.secondOpinion} revision={item.revision} />
      <CapturesLine captures={item.captures} />
      {history && <AuthorHistory history={history} />}
    </>
  );
}
