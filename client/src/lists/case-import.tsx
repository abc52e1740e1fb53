import { Button, Field, Input, Label } from '@digdir/designsystemet-react';
import { useRef, useState } from 'react';
import type { CaseImportReport } from '../../../core/lists/lists.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { Caution } from '../shared/ui/notice.tsx';
import { type CaseFile, listCalls, useChange } from './calls.ts';
import { CaseDifference } from './case-difference.tsx';
import { CaseTable } from './case-table.tsx';
import { base64Of, MAX_BYTES } from './file-bytes.ts';

type Step =
  | { readonly name: 'choose' }
  | { readonly name: 'reading' }
  | { readonly name: 'too-big' }
  | { readonly name: 'checked'; readonly file: CaseFile; readonly report: CaseImportReport }
  | { readonly name: 'done'; readonly report: CaseImportReport };

/** What of the file can be used, and every line that cannot. */
function Report({ report }: { report: CaseImportReport }) {
  const { t, number } = useWords();
  if (report.problem !== null)
    return (
      <Caution>
        <p>{t(`lists.fileProblem.${report.problem}`)}</p>
      </Caution>
    );
  return (
    <>
      <p>{t('lists.readable', { count: report.cases })}</p>
      {report.badRows > 0 && (
        <Caution>
          <p>{t('lists.badRows', { count: report.badRows })}</p>
          <ul className="bad-rows">
            {report.bad.map(({ line, problem }) => (
              <li key={line}>
                {t('lists.badRow', { line: number(line), problem: t(`lists.rowProblem.${problem}`) })}
              </li>
            ))}
          </ul>
          {report.badRows > report.bad.length && (
            <p>{t('lists.moreBadRows', { count: report.badRows - report.bad.length })}</p>
          )}
        </Caution>
      )}
      {report.replaces !== null && report.cases > 0 && <CaseDifference difference={report.difference} />}
      {report.sample.length > 0 && (
        <>
          <p className="grey small">{t('lists.sample')}</p>
          <CaseTable cases={report.sample} label={t('lists.sample')} />
        </>
      )}
    </>
  );
}

/** `listed`: how many the list has now. What an import brought is said only until another list has taken its place. */
export function CaseImport({ listed }: { listed: number | null }) {
  const words = useWords();
  const { t, number } = words;
  const [step, setStep] = useState<Step>({ name: 'choose' });
  const field = useRef<HTMLInputElement>(null);
  const check = useChange((file: CaseFile) =>
    listCalls.checkCases(file).then((report) => setStep({ name: 'checked', file, report })),
  );
  const store = useChange(
    ({ file, report }: Extract<Step, { name: 'checked' }>) => listCalls.importCases(file, report.replaces),
    (report) => {
      setStep({ name: 'done', report });
      if (field.current) field.current.value = '';
    },
  );
  const choose = async (file: File | undefined): Promise<void> => {
    check.reset();
    store.reset();
    if (file === undefined) return setStep({ name: 'choose' });
    if (file.size > MAX_BYTES) return setStep({ name: 'too-big' });
    setStep({ name: 'reading' });
    check.mutate({ name: file.name, content: await base64Of(file) });
  };
  const error = check.error ?? store.error;
  const { gone = 0, changed = 0, unchanged = 0 } = step.name === 'checked' ? step.report.difference : {};
  const replaced = gone + changed + unchanged;
  const usable = step.name === 'checked' && step.report.problem === null && step.report.cases > 0;
  return (
    <section className="setting list-form" aria-labelledby="case-import">
      <h2 id="case-import">{t('lists.importTitle')}</h2>
      <p className="grey">{t('lists.importHint')}</p>
      <Field>
        <Label>{t('lists.file')}</Label>
        <Input
          ref={field}
          type="file"
          accept=".csv,.txt,text/csv"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
      </Field>
      <div aria-live="polite" className="list-form__preview">
        {(step.name === 'reading' || check.isPending) && !error && <p>{t('lists.checking')}</p>}
        {store.isPending && <p>{t('lists.importing')}</p>}
        {step.name === 'too-big' && <p>{t('lists.tooBig')}</p>}
        {error && <p role="alert">{errorWords(words, error)}</p>}
        {step.name === 'checked' && !store.isPending && <Report report={step.report} />}
        {step.name === 'done' && step.report.cases === listed && (
          <p>
            <strong>{t('lists.imported', { count: step.report.cases })}</strong>{' '}
            {step.report.badRows > 0 && t('lists.leftOut', { count: step.report.badRows })}
          </p>
        )}
      </div>
      {usable && (
        <div className="entry__tools">
          <Button
            data-size="xs"
            aria-busy={store.isPending || undefined}
            onClick={() => !store.isPending && store.mutate(step)}
          >
            {replaced === 0
              ? t('lists.import')
              : t('lists.replace', {
                  before: number(replaced),
                  count: step.report.cases,
                  shown: number(step.report.cases),
                })}
          </Button>
          {replaced > 0 && <span className="grey small">{t('lists.replaces')}</span>}
        </div>
      )}
    </section>
  );
}
