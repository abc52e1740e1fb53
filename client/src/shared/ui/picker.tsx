import { Field, Input, Label } from '@digdir/designsystemet-react';
import { useEffect, useId, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { type Choice, matching, pointed } from '../picking.ts';
import './picker.css';

interface Props<T> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  /** What Enter would take; null: nothing yet. */
  readonly onPoint: (choice: Choice<T> | null) => void;
  /** By the pointer: taken at once. */
  readonly onTake: (choice: Choice<T>) => void;
  readonly onTyped?: (typed: string) => void;
  /** What of the choices fits what was typed. */
  readonly find?: (choices: readonly Choice<T>[], typed: string) => readonly Choice<T>[];
  /** More may come: that nothing fits is not said yet. */
  readonly waiting?: boolean;
}

/** A field that is typed into and the list of what fits: the arrows move in it, Enter is the form's. */
export function Picker<T>({
  label,
  choices,
  onPoint,
  onTake,
  onTyped,
  find = matching,
  waiting = false,
}: Props<T>) {
  const { t } = useWords();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState<number | null>(null);
  const found = find(choices, typed);
  const here = at === null ? null : (found[Math.min(at, found.length - 1)] ?? null);
  const optionId = (choice: Choice<T>): string => `${id}-${found.indexOf(choice)}`;
  const name = here === null ? null : `${here.label} ${here.detail ?? ''}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the choice is another object at every drawing.
  useEffect(() => {
    onPoint(here);
    document.getElementById(here === null ? '' : optionId(here))?.scrollIntoView({ block: 'nearest' });
  }, [name, at, typed]);
  return (
    <>
      <Field>
        <Label>{label}</Label>
        <Input
          data-first=""
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={here === null ? undefined : optionId(here)}
          autoComplete="off"
          maxLength={100}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(event.target.value.trim() === '' ? null : 0);
            onTyped?.(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
            event.preventDefault();
            setAt(pointed(here === null ? null : found.indexOf(here), event.key, found.length));
          }}
        />
      </Field>
      <output className="sr-only">
        {typed === '' || waiting ? '' : t('picker.found', { count: found.length })}
      </output>
      {found.length === 0 && !waiting && <p className="grey">{t('picker.none')}</p>}
      {/* The field has the focus all the time: the list is only pointed at. */}
      <div className="picker" role="listbox" id={`${id}-list`} aria-label={label}>
        {found.map((choice) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys.
          // biome-ignore lint/a11y/useFocusableInteractive: the field above has the focus.
          <div
            key={optionId(choice)}
            id={optionId(choice)}
            className="picker__one"
            role="option"
            aria-selected={choice === here}
            onClick={() => onTake(choice)}
          >
            <bdi>{choice.label}</bdi> {choice.detail && <span className="grey">{choice.detail}</span>}
          </div>
        ))}
      </div>
    </>
  );
}
