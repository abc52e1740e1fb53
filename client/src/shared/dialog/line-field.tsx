import { Field, Input, Label } from '@digdir/designsystemet-react';

/** One line of text in a dialog. */
export function LineField({
  label,
  hint,
  value,
  type = 'text',
  max,
  first = false,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly type?: 'text' | 'email' | 'number' | 'password';
  readonly max: number;
  readonly first?: boolean;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Field>
      <Label>{label}</Label>
      {hint !== undefined && <Field.Description>{hint}</Field.Description>}
      <Input
        type={type}
        value={value}
        maxLength={max}
        autoComplete="off"
        {...(first && { 'data-first': '' })}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
