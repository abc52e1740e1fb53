import { Button, Field, Label, Textarea } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { MonitoredItem } from '../../../core/monitoring/monitoring.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { useMay } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';
import { useExplain } from './reports.ts';

function Form({ item, onDone }: { item: MonitoredItem; onDone: () => void }) {
  const words = useWords();
  const { t } = words;
  const [text, setText] = useState(item.comment?.text ?? '');
  const { mutate, isPending, error } = useExplain();
  return (
    <form
      className="explain"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') mutate({ id: item.id, text: text.trim() }, { onSuccess: onDone });
      }}
    >
      <Field>
        <Label>{t('monitor.explain.label')}</Label>
        <Field.Description>{t('note.hint')}</Field.Description>
        <Textarea value={text} maxLength={4000} rows={3} onChange={(event) => setText(event.target.value)} />
      </Field>
      {error && <p role="alert">{errorWords(words, error)}</p>}
      <div className="explain__buttons">
        <Button type="submit" data-size="xs" disabled={isPending || text.trim() === ''}>
          {t('monitor.explain.save')}
        </Button>
        <Button type="button" variant="tertiary" data-size="xs" onClick={onDone}>
          {t('monitor.explain.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Why it was late, in somebody's words. Kept as a note on the item. */
export function Explanation({ item }: { item: MonitoredItem }) {
  const { t, when } = useWords();
  const may = useMay();
  const now = useNow();
  const [writing, setWriting] = useState(false);
  if (writing) return <Form item={item} onDone={() => setWriting(false)} />;
  const { comment } = item;
  return (
    <>
      {comment && (
        <p className="explained">
          {comment.text}{' '}
          <span className="grey small">
            {comment.by}, {when(comment.at, now)}
          </span>
        </p>
      )}
      {may('items:act') && (
        <button type="button" className="text-link no-print" onClick={() => setWriting(true)}>
          {t(comment ? 'monitor.explain.change' : 'monitor.explain.write')}
        </button>
      )}
    </>
  );
}
