import { Button, Field, Input, Label } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import type { AccountShape } from '../../../core/accounts/accounts.contract.ts';
import { formatsOf, type PackageFormat } from '../../../core/records/package-format.ts';
import { SelectField } from '../shared/dialog/fields.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { dateText, presetPeriod } from '../shared/report/filters.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { useRequest } from './calls.ts';

/** The formats that every chosen account's country takes. */
function formatsFor(accounts: readonly AccountShape[]): readonly PackageFormat[] {
  const countries = [...new Set(accounts.map(({ country }) => country))];
  const [first = 'SE', ...rest] = countries;
  return formatsOf(first).filter((format) => rest.every((country) => formatsOf(country).includes(format)));
}

function Accounts({
  accounts,
  chosen,
  onChange,
}: {
  accounts: readonly AccountShape[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useWords();
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <fieldset className="export-form__accounts">
      <legend>{t('exports.accounts')}</legend>
      {accounts.map(({ id, name, platform, board }) => (
        <label key={id} className="export-form__choice">
          <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
          <span>
            {name} ({t(`platform.${platform}`)}), {board}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function RequestForm({ accounts }: { accounts: readonly AccountShape[] }) {
  const words = useWords();
  const { t } = words;
  const month = presetPeriod('days30', useNow());
  const [from, setFrom] = useState(dateText(month.from));
  const [to, setTo] = useState(dateText(month.to));
  const [abusive, setAbusive] = useState(true);
  const [wanted, setWanted] = useState<PackageFormat>('evidence');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(accounts.length === 1 ? accounts.map(({ id }) => id) : []),
  );
  const request = useRequest();
  const picked = accounts.filter(({ id }) => chosen.has(id));
  const formats = formatsFor(picked.length === 0 ? accounts : picked);
  const format = formats.includes(wanted) ? wanted : 'evidence';
  const fault = picked.length === 0 ? 'exports.noAccount' : from > to ? 'exports.daysTurned' : null;
  const [asked, setAsked] = useState(false);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (fault !== null || from === '' || to === '' || request.isPending) return;
    const body = { accountIds: picked.map(({ id }) => id), from, to, abusive, format };
    request.mutate(body, { onSuccess: () => setAsked(false) });
  };
  return (
    <form className="export-form" onSubmit={send}>
      <Accounts accounts={accounts} chosen={chosen} onChange={setChosen} />
      <div className="export-form__days">
        <Field>
          <Label>{t('exports.from')}</Label>
          <Input type="date" required value={from} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field>
          <Label>{t('exports.to')}</Label>
          <Input type="date" required value={to} onChange={(event) => setTo(event.target.value)} />
        </Field>
      </div>
      <label className="export-form__choice">
        <input type="checkbox" checked={abusive} onChange={() => setAbusive(!abusive)} />
        <span>{t('exports.abusive')}</span>
      </label>
      <SelectField
        label={t('exports.format')}
        value={format}
        options={formats.map((value) => ({ value, label: t(`package.format.${value}`) }))}
        onChange={setWanted}
      />
      <p className="grey small">{t('exports.logged')}</p>
      {asked && fault !== null && <p role="alert">{t(fault)}</p>}
      {request.error && <p role="alert">{errorWords(words, request.error)}</p>}
      <div>
        <Button type="submit" data-size="sm" aria-busy={request.isPending || undefined}>
          {t('exports.ask')}
        </Button>
      </div>
    </form>
  );
}
