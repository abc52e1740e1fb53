import {
  Checkbox,
  Field,
  Input,
  Label,
  Radio,
  Select,
  Textarea,
  ValidationMessage,
} from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/words.ts';

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  /** Null: nothing is chosen, and the dialog opens here. */
  readonly value: T | null;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
}

export function SelectField<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const { t } = useWords();
  return (
    <Field>
      <Label>{label}</Label>
      <Select
        value={value ?? ''}
        {...(value === null && { 'data-first': '' })}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {value === null && (
          <Select.Option value="" disabled>
            {t('dialog.choose')}
          </Select.Option>
        )}
        {options.map((option) => (
          <Select.Option key={option.value} value={option.value}>
            {option.label}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}

export function RadioField<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className="radios">
      <legend>{label}</legend>
      {options.map((option, at) => (
        <Radio
          key={option.value}
          name={label}
          label={option.label}
          description={option.hint}
          value={option.value}
          checked={option.value === value}
          {...(value === null && at === 0 && { 'data-first': '' })}
          onChange={() => onChange(option.value)}
        />
      ))}
    </fieldset>
  );
}

interface TextProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly max: number;
  readonly first?: boolean;
  readonly required?: boolean;
  readonly error?: string | null;
  readonly rows?: number;
  readonly onChange: (value: string) => void;
}

export function TextField({
  label,
  hint,
  value,
  max,
  first = false,
  required = false,
  error = null,
  rows = 2,
  onChange,
}: TextProps) {
  return (
    <Field>
      <Label>{label}</Label>
      {hint && <Field.Description>{hint}</Field.Description>}
      <Textarea
        value={value}
        rows={rows}
        maxLength={max}
        aria-required={required || undefined}
        aria-invalid={error !== null || undefined}
        {...(first && { 'data-first': '' })}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
      />
      {error !== null && <ValidationMessage>{error}</ValidationMessage>}
    </Field>
  );
}

interface LineProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly max: number;
  readonly type?: 'text' | 'date' | 'email' | 'password' | 'search' | 'url';
  readonly numeric?: boolean;
  readonly first?: boolean;
  readonly required?: boolean;
  readonly error?: string | null;
  readonly className?: string;
  readonly onChange: (value: string) => void;
}

/** One line. A wrong value is named at it. */
export function LineField({
  label,
  hint,
  value,
  max,
  type = 'text',
  numeric = false,
  first = false,
  required = false,
  error = null,
  className = '',
  onChange,
}: LineProps) {
  return (
    <Field className={className}>
      <Label>{label}</Label>
      {hint && <Field.Description>{hint}</Field.Description>}
      <Input
        type={type}
        value={value}
        maxLength={max}
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        {...(numeric && { inputMode: 'numeric' as const })}
        {...(first && { 'data-first': '' })}
        aria-required={required || undefined}
        aria-invalid={error !== null || undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {error !== null && <ValidationMessage>{error}</ValidationMessage>}
    </Field>
  );
}

interface CheckProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function CheckField({ label, hint, checked, onChange }: CheckProps) {
  return (
    <Checkbox
      label={label}
      description={hint}
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}

export function Quote({ children, lang }: { children: ReactNode; lang?: string }) {
  return (
    <blockquote className="rule" lang={lang}>
      {children}
    </blockquote>
  );
}
