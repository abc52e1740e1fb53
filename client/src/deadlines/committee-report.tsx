import { Button, Field, Label, Textarea } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { REPORT_CYCLES } from '../../../core/monitoring/report-schedules.ts';
import type { ReportComment } from '../../../core/monitoring/reports.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { apiQuery, dateText, type Filters } from '../shared/report/filters.ts';
import { useMay } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { ReportLinks } from './report-links.tsx';
import { useChangeSchedules, useReportComment, useReportSchedules, useSetReportComment } from './reports.ts';

function CommentForm({ comment, filters }: { comment: ReportComment; filters: Filters }) {
  const words = useWords();
  const { t } = words;
  const [text, setText] = useState(comment.text);
  const { mutate, isPending, isSuccess, error, reset } = useSetReportComment(filters);
  return (
    <form
      className="explain"
      onSubmit={(event) => {
        event.preventDefault();
        mutate(text.trim(), { onSuccess: (stored) => setText(stored.text) });
      }}
    >
      <Field>
        <Label>{t('monitor.report.done')}</Label>
        <Field.Description>
          {t('monitor.report.doneHint', { from: dateText(filters.from), to: dateText(filters.to) })}
        </Field.Description>
        <Textarea
          value={text}
          maxLength={4000}
          rows={4}
          onChange={({ target }) => {
            setText(target.value);
            reset();
          }}
        />
      </Field>
      {error && <p role="alert">{errorWords(words, error)}</p>}
      <div className="explain__buttons">
        <Button type="submit" variant="secondary" data-size="xs" disabled={isPending}>
          {t('monitor.report.saveDone')}
        </Button>
        <output className="small">{isSuccess ? t('monitor.norms.saved') : ''}</output>
      </div>
    </form>
  );
}

/** As the server reads one, nearly: what it would refuse is named before it is sent. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/u;

function NewSchedule() {
  const words = useWords();
  const { t, lang } = words;
  const { mutate, isPending, error } = useChangeSchedules();
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const recipients = String(data.get('recipients') ?? '')
      .split(/[\s,;]+/u)
      .filter((address) => address !== '');
    const wrong = recipients.filter((address) => !ADDRESS.test(address));
    setWrong(wrong);
    if (wrong.length > 0) return;
    const every = REPORT_CYCLES.find((cycle) => cycle === data.get('every')) ?? 'month';
    const add = {
      every,
      day: Number(data.get('day')),
      hour: Number(data.get('hour')),
      recipients,
      language: lang,
    };
    mutate({ add }, { onSuccess: () => form.reset() });
  };
  return (
    <form className="norms" onSubmit={submit}>
      <label className="filter">
        <span>{t('monitor.report.every')}</span>
        <select name="every">
          {REPORT_CYCLES.map((cycle) => (
            <option key={cycle} value={cycle}>
              {t(`monitor.report.cycle.${cycle}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="filter">
        <span>{t('monitor.report.day')}</span>
        <input name="day" type="number" min={1} max={28} defaultValue={3} required />
      </label>
      <label className="filter">
        <span>{t('monitor.report.hour')}</span>
        <input name="hour" type="number" min={0} max={23} defaultValue={8} required />
      </label>
      <label className="filter filter--wide">
        <span>{t('monitor.report.recipients')}</span>
        <input
          name="recipients"
          type="text"
          required
          autoComplete="off"
          aria-invalid={wrong.length > 0 || undefined}
        />
      </label>
      <Button type="submit" variant="secondary" data-size="xs" disabled={isPending}>
        {t('monitor.report.add')}
      </Button>
      {wrong.length > 0 && (
        <p role="alert">{t('monitor.report.wrongRecipients', { list: wrong.join(', ') })}</p>
      )}
      {error && <p role="alert">{errorWords(words, error)}</p>}
    </form>
  );
}

function Schedules() {
  const { t, when } = useWords();
  const now = useNow();
  const { data } = useReportSchedules(true);
  const { mutate, isPending } = useChangeSchedules();
  if (data === undefined) return null;
  return (
    <>
      <h3 className="due-list__title">{t('monitor.report.schedules')}</h3>
      <p className="grey small">{t('monitor.report.schedulesLead')}</p>
      {!data.canMail && <p className="small">{t('monitor.report.noMail')}</p>}
      <ul className="schedules">
        {data.schedules.map(({ id, every, recipients, nextAt, last }) => (
          <li key={id} className="schedule">
            <span>
              {t(`monitor.report.cycle.${every}`)}: {recipients.join(', ')}
            </span>
            <span className="grey small">
              {t('monitor.report.next', { at: when(nextAt, now) })}
              {last &&
                ` ${t(`monitor.report.last.${last.state}`, { at: when(last.at, now), to: last.failed.join(', ') })}`}
            </span>
            <Button
              variant="tertiary"
              data-size="xs"
              disabled={isPending}
              aria-label={t('monitor.report.removeNamed', { name: recipients.join(', ') })}
              onClick={() => mutate({ remove: id })}
            >
              {t('monitor.report.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <NewSchedule />
    </>
  );
}

/** The report of the chosen period: its two versions, what was done about it, and who gets it when. */
export function CommitteeReport({ filters }: { filters: Filters }) {
  const may = useMay();
  const comment = useReportComment(filters).data;
  return (
    <>
      <p className="report-links">
        <ReportLinks filters={filters} />
      </p>
      {comment !== undefined &&
        (may('accounts:write') ? (
          <CommentForm key={String(apiQuery(filters))} comment={comment} filters={filters} />
        ) : (
          comment.text !== '' && <p className="explained">{comment.text}</p>
        ))}
      {may('accounts:write') && <Schedules />}
    </>
  );
}
