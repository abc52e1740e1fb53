import { Button, Field, Input, Label } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { SavedFilters } from '../../../../core/inbox/saved-views.contract.ts';
import { CATEGORIES } from '../../../../core/moderation/verdict.ts';
import { useAccounts } from '../../api/queries.ts';
import { SelectField } from '../../shared/dialog/fields.tsx';
import { FormDialog } from '../../shared/dialog/form-dialog.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { savedPath } from '../../shared/inbox-path.ts';
import { SIDEBAR_VIEWS } from '../../shared/views.ts';
import { SaveViewDialog } from './save-view-dialog.tsx';
import { ViewsDialog } from './views-dialog.tsx';

interface Props {
  readonly list: SavedFilters;
  readonly onClose: () => void;
}

/** An option of a field that limits nothing. */
const ANY = '';
const DAYS = ['from', 'to'] as const;

/** What the list is limited to; shown, or saved under a name. */
export default function FilterDialog({ list, onClose }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  const accounts = useAccounts().data?.accounts ?? [];
  const [wanted, setWanted] = useState(list);
  const [step, setStep] = useState<'choose' | 'save' | 'views'>('choose');
  const platforms = [...new Set(accounts.map(({ platform }) => platform))];
  const any = { value: ANY, label: t('saved.any') };
  const set = (change: { readonly [K in keyof SavedFilters]?: string }): void => {
    const next = Object.entries({ ...wanted, ...change }).filter(([, value]) => value !== ANY);
    setWanted(Object.fromEntries(next) as SavedFilters);
  };
  if (step === 'save') return <SaveViewDialog filters={wanted} known={null} onClose={onClose} />;
  if (step === 'views') return <ViewsDialog onClose={onClose} />;
  return (
    <FormDialog
      title={t('saved.filter')}
      confirm={t('saved.show')}
      busy={false}
      problem={null}
      onSubmit={() => {
        void navigate(savedPath(wanted));
        onClose();
      }}
      onClose={onClose}
    >
      <SelectField
        label={t('saved.field.view')}
        value={wanted.view}
        options={SIDEBAR_VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
        onChange={(view) => set({ view })}
      />
      <SelectField
        label={t('saved.field.account')}
        value={wanted.accountId ?? ANY}
        options={[any, ...accounts.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(accountId) => set({ accountId })}
      />
      <SelectField
        label={t('saved.field.platform')}
        value={wanted.platform ?? ANY}
        options={[any, ...platforms.map((value) => ({ value, label: t(`platform.${value}`) }))]}
        onChange={(platform) => set({ platform })}
      />
      <SelectField
        label={t('saved.field.category')}
        value={wanted.category ?? ANY}
        options={[any, ...CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))]}
        onChange={(category) => set({ category })}
      />
      {DAYS.map((name) => (
        <Field key={name}>
          <Label>{t(`saved.field.${name}`)}</Label>
          <Input
            type="date"
            value={wanted[name] ?? ANY}
            onChange={(event) => set({ [name]: event.target.value })}
          />
        </Field>
      ))}
      <div className="dialog__buttons">
        <Button type="button" variant="tertiary" onClick={() => setStep('save')}>
          {t('saved.save')}
        </Button>
        <Button type="button" variant="tertiary" data-color="neutral" onClick={() => setStep('views')}>
          {t('saved.manage')}
        </Button>
      </div>
    </FormDialog>
  );
}
