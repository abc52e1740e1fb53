import { Button } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { AXES } from '../../../core/moderation/removal.ts';
import type { MonitoringTargets } from '../../../core/monitoring/monitoring.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { useSetTargets } from './reports.ts';

const shareOf = (text: FormDataEntryValue | null): number | null => {
  const percent = Number(text);
  return text === null || text === '' || !(percent >= 0 && percent <= 100) ? null : percent / 100;
};

function read(form: HTMLFormElement, before: MonitoringTargets): MonitoringTargets {
  const data = new FormData(form);
  const target = (axis: (typeof AXES)[number]) => {
    const hours = Number(data.get(axis));
    return { ...before.removal[axis], ...(hours > 0 && hours <= 1000 ? { hours } : {}) };
  };
  return {
    attainmentNorm: shareOf(data.get('attainmentNorm')),
    firstHandlerNorm: shareOf(data.get('firstHandlerNorm')),
    removal: {
      ...before.removal,
      legalDuty: target('legalDuty'),
      secrecy: target('secrecy'),
      houseRule: target('houseRule'),
    },
  };
}

/** The municipality's own aims. None of them is law but where the axis says so. */
export function Norms({ targets }: { targets: MonitoringTargets }) {
  const words = useWords();
  const { t } = words;
  const { mutate, isPending, error } = useSetTargets();
  const [saved, setSaved] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    mutate(read(event.currentTarget, targets), { onSuccess: () => setSaved(true) });
  };
  const percent = (share: number | null) => (share === null ? '' : String(Math.round(share * 100)));
  return (
    <form className="norms" onSubmit={submit} onChange={() => setSaved(false)}>
      {(['attainmentNorm', 'firstHandlerNorm'] as const).map((name) => (
        <label key={name} className="filter">
          <span>{t(`monitor.norms.${name}`)}</span>
          <input name={name} type="number" min={0} max={100} defaultValue={percent(targets[name])} />
        </label>
      ))}
      {AXES.map((axis) => (
        <label key={axis} className="filter">
          <span>{t(`monitor.norms.${axis}`)}</span>
          <input
            name={axis}
            type="number"
            min={0.5}
            max={1000}
            step={0.5}
            required
            defaultValue={targets.removal[axis].hours}
          />
        </label>
      ))}
      <Button type="submit" variant="secondary" data-size="xs" disabled={isPending}>
        {t('monitor.norms.save')}
      </Button>
      <output className="small">{saved ? t('monitor.norms.saved') : ''}</output>
      {error && <p role="alert">{errorWords(words, error)}</p>}
    </form>
  );
}
