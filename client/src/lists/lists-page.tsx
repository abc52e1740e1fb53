import { Navigate, NavLink, useParams } from 'react-router';
import { useWords } from '../shared/i18n/words.ts';
import { CasesTab } from './cases-tab.tsx';
import { ChangesTab } from './changes-tab.tsx';
import { ClaimsTab } from './claims-tab.tsx';
import { WordsTab } from './words-tab.tsx';
import '../shared/styles/entries.css';
import './lists.css';

const TABS = { words: WordsTab, claims: ClaimsTab, cases: CasesTab, changes: ChangesTab } as const;
type Tab = keyof typeof TABS;
const isTab = (name: string): name is Tab => Object.hasOwn(TABS, name);

/** What the municipality knows and the machine must know too. Each list stands at its own address. */
export default function ListsPage() {
  const { t } = useWords();
  const { tab = 'words' } = useParams();
  if (!isTab(tab)) return <Navigate to="/lists/words" replace />;
  const Shown = TABS[tab];
  return (
    <div className="page">
      <div className="page__inner lists">
        <h1>{t('lists.title')}</h1>
        <p className="grey">{t('lists.intro')}</p>
        <nav className="lists__tabs" aria-label={t('lists.tabs')}>
          {(Object.keys(TABS) as Tab[]).map((name) => (
            <NavLink
              key={name}
              to={`/lists/${name}`}
              className="lists__tab"
              aria-current={name === tab ? 'page' : undefined}
            >
              {t(`lists.tab.${name}`)}
            </NavLink>
          ))}
        </nav>
        <Shown />
      </div>
    </div>
  );
}
