import { Button, Radio, Switch } from '@digdir/designsystemet-react';
import { Link, NavLink } from 'react-router';
import { useWords } from '../shared/i18n/words.ts';
import { HELP, RARE_PAGES, SIDE_PAGES } from '../shared/layout/pages.tsx';
import { useSignOut } from '../shared/layout/person-menu.tsx';
import { useMay, useSession } from '../shared/session.tsx';
import { changeSettings, settings, THEMES } from '../shared/settings.ts';
import { useStore } from '../shared/store.ts';
import { LanguageLinks } from '../shared/ui/language-links.tsx';
import { KnownPictures } from './known-pictures.tsx';
import { VeilSetting } from './veil-setting.tsx';
import '../shared/styles/entries.css';
import './settings.css';

/** Pages that a navigation has no room for. */
function SideLinks({
  pages,
}: {
  pages: readonly (typeof SIDE_PAGES | typeof RARE_PAGES | [typeof HELP])[number][];
}) {
  const { t } = useWords();
  const may = useMay();
  return pages
    .filter(({ needs }) => may(needs))
    .map(({ key, to, Icon }) => (
      <NavLink key={key} to={to} className="nav-link">
        <Icon className="icon" aria-hidden="true" />
        <span className="nav-link__word">{t(`nav.${key}`)}</span>
      </NavLink>
    ));
}

export default function SettingsPage() {
  const { t } = useWords();
  const { theme, singleKeys } = useStore(settings);
  const { person } = useSession();
  const may = useMay();
  const signOut = useSignOut();
  return (
    <div className="page">
      <div className="page__inner">
        <h1>{t('nav.settings')}</h1>
        <p className="grey">{t('settings.intro')}</p>
        <div className="setting__links setting__links--phone">
          <SideLinks pages={[...SIDE_PAGES, HELP]} />
        </div>
        <div className="setting__links">
          <SideLinks pages={RARE_PAGES} />
        </div>
        <section className="setting">
          <h2>{t('settings.language')}</h2>
          <LanguageLinks />
        </section>
        <section className="setting">
          <fieldset className="radios">
            <legend>
              <h2>{t('settings.theme')}</h2>
            </legend>
            {THEMES.map((choice) => (
              <Radio
                key={choice}
                name="theme"
                value={choice}
                label={t(`settings.theme_${choice}`)}
                checked={choice === theme}
                onChange={() => changeSettings({ theme: choice })}
              />
            ))}
          </fieldset>
        </section>
        <section className="setting">
          <h2>{t('settings.keys')}</h2>
          <Switch
            label={t('settings.singleKeys')}
            description={t('settings.singleKeysHint')}
            checked={singleKeys}
            onChange={(event) => changeSettings({ singleKeys: event.target.checked })}
          />
        </section>
        {may('items:read') && <VeilSetting />}
        {may('lists:read') && (
          <section className="setting">
            <h2>
              <Link to="/lists/words">{t('lists.open')}</Link>
            </h2>
            <p className="grey">{t('lists.openHint')}</p>
          </section>
        )}
        {may('items:read') && <KnownPictures />}
        <section className="setting">
          <h2>{t('settings.you')}</h2>
          <p>
            {person.name}, {t(`role.${person.role}`)}
            <br />
            <span className="grey">{person.email}</span>
          </p>
          <Button variant="secondary" data-color="neutral" data-size="xs" onClick={signOut}>
            {t('nav.signOut')}
          </Button>
        </section>
      </div>
    </div>
  );
}
