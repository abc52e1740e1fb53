/** Why a statement is false: proposed from the register where the text is like a claim, else written by the person. */
import { useState } from 'react';
import { useDetail } from '../../api/queries.ts';
import { TextField } from '../../shared/dialog/fields.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { Caution } from '../../shared/ui/notice.tsx';

export interface Refuted {
  readonly claim: string;
  readonly correction: string;
  readonly source: string;
}

export const isWhole = ({ claim, correction, source }: Refuted): boolean =>
  [claim, correction, source].every((text) => text.trim() !== '');

/** What the person wrote; until then what the register says. */
export function useRefutedClaim(itemId: string): [Refuted, (claim: Refuted) => void] {
  const [written, setWritten] = useState<Refuted | null>(null);
  const [known] = useDetail(itemId).data?.claims ?? [];
  const proposed = {
    claim: known?.claim ?? '',
    correction: known?.correction ?? '',
    source: known?.ask ?? '',
  };
  return [written ?? proposed, setWritten];
}

export function RefutedFields({
  claim,
  tried,
  onChange,
}: {
  claim: Refuted;
  tried: boolean;
  onChange: (claim: Refuted) => void;
}) {
  const { t } = useWords();
  const error = (text: string): string | null => (tried && text.trim() === '' ? t('consent.missing') : null);
  return (
    <>
      <Caution>
        <p>{t('consent.needed')}</p>
      </Caution>
      <TextField
        label={t('lists.claim')}
        value={claim.claim}
        max={500}
        required
        error={error(claim.claim)}
        onChange={(text) => onChange({ ...claim, claim: text })}
      />
      <TextField
        label={t('lists.correction')}
        value={claim.correction}
        max={2000}
        required
        error={error(claim.correction)}
        onChange={(text) => onChange({ ...claim, correction: text })}
      />
      <TextField
        label={t('consent.source')}
        value={claim.source}
        max={300}
        required
        error={error(claim.source)}
        onChange={(source) => onChange({ ...claim, source })}
      />
    </>
  );
}
