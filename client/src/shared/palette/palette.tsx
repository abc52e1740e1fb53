import { Dialog } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate } from 'react-router';
import { useModal } from '../dialog/use-modal.ts';
import { bringFocusHome } from '../focus-home.ts';
import { useWords } from '../i18n/words.ts';
import { inboxPath } from '../inbox-path.ts';
import { type Choice, roughly } from '../picking.ts';
import { Picker } from '../ui/picker.tsx';
import type { Offer } from './offers.ts';
import { recent } from './recent.ts';
import { useEntries } from './use-entries.ts';
import { useNumberedItems } from './use-numbered-items.ts';
import '../dialog/dialog.css';
import './palette.css';

/** Items are found by their number only, and their numbers are not remembered. */
const ITEM = 'item:';

const choiceOf = (entry: Offer): Choice<Offer> => ({
  value: entry,
  label: entry.label,
  detail: entry.detail,
});

/** One field over all that can be done and gone to. It closes before it does anything, so that the focus is back first. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const dialog = useModal('[data-first]');
  const entries = useEntries();
  const [typed, setTyped] = useState('');
  const [pointed, setPointed] = useState<Choice<Offer> | null>(null);
  const { items, asking, failed } = useNumberedItems(typed);
  const numbered = items.map(
    (item): Offer => ({
      id: ITEM + item.id,
      label: t('palette.item', { name: item.author?.name ?? t('author.unknown') }),
      detail: item.externalId,
      run: () => void navigate(inboxPath({ view: 'all', itemId: item.id, accountId: null })),
    }),
  );
  const found = numbered.map(choiceOf);
  const all = entries.map(choiceOf);
  const take = ({ value }: Choice<Offer>): void => {
    if (!value.id.startsWith(ITEM)) recent.note(value.id);
    flushSync(onClose);
    value.run();
    bringFocusHome();
  };
  return (
    <Dialog
      ref={dialog}
      className="dialog palette"
      data-size="xs"
      closeButton={t('dialog.closeLabel')}
      aria-label={t('palette.title')}
      onClose={onClose}
    >
      <form
        className="dialog__form"
        onSubmit={(event) => {
          event.preventDefault();
          if (pointed !== null) take(pointed);
        }}
      >
        <Picker
          label={t('palette.title')}
          choices={all}
          // What has the number that was typed is what was meant.
          find={(choices, words) => [...found, ...roughly(choices, words)]}
          onPoint={setPointed}
          onTake={take}
          onTyped={setTyped}
          waiting={asking}
        />
        {failed && <p role="alert">{t('palette.failed')}</p>}
        <p className="grey small palette__hint">{t('palette.hint')}</p>
      </form>
    </Dialog>
  );
}
