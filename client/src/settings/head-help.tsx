import { Link } from 'react-router';
import { useWords } from '../shared/i18n/words.ts';
import { useSession } from '../shared/session.tsx';

const PARTS = {
  figures: '/deadlines',
  target: '/clock-settings',
  alarms: '/alarm-settings',
  rules: '/policies',
  lists: '/lists/words',
  accuracy: '/accuracy',
} as const;
const LEADING: ReadonlySet<string> = new Set(['communications-unit', 'head-of-department']);

/** For those who lead: what docs/head says in full. */
export function HeadHelp() {
  const { t } = useWords();
  const { person } = useSession();
  if (!LEADING.has(person.role)) return null;
  return (
    <section className="setting" aria-labelledby="help-head">
      <h2 id="help-head">{t('help.head.title')}</h2>
      <p>{t('help.head.first')}</p>
      <dl className="help__parts">
        {(Object.keys(PARTS) as (keyof typeof PARTS)[]).map((part) => (
          <div key={part}>
            <dt>
              <Link to={PARTS[part]}>{t(`help.head.${part}`)}</Link>
            </dt>
            <dd>{t(`help.head.${part}Text`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
