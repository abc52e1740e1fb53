import { Button } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { ClaimRequest, ClaimShape } from '../../../core/lists/lists.contract.ts';
import { LANGUAGES } from '../../../core/moderation/verdict.ts';
import { LineField, SelectField, TextField } from '../shared/dialog/fields.tsx';
import { useWords } from '../shared/i18n/words.ts';
import { errorWords } from '../shared/ui/error-words.ts';
import { listCalls, useChange } from './calls.ts';
import { type ClaimProblem, claimProblems, claimRequest, emptyClaim, linesOf } from './claims.ts';

const WRITTEN = LANGUAGES.filter((language) => language !== 'mixed' && language !== 'unknown');

/** A new claim, or a known one in other words. */
export function ClaimForm({ claim, onDone }: { claim: ClaimShape | null; onDone: () => void }) {
  const words = useWords();
  const { t, lang } = words;
  const spoken = WRITTEN.find((language) => language === lang) ?? 'sv';
  const [request, setRequest] = useState<ClaimRequest>(() =>
    claim ? claimRequest(claim) : emptyClaim(spoken),
  );
  const [variants, setVariants] = useState(request.variants.join('\n'));
  const [tried, setTried] = useState(false);
  const save = useChange(
    (ready: ClaimRequest) => (claim ? listCalls.changeClaim(claim.id, ready) : listCalls.addClaim(ready)),
    onDone,
  );
  const set = (change: Partial<ClaimRequest>): void => setRequest({ ...request, ...change });
  const problems = tried ? claimProblems(request) : [];
  const error = (name: ClaimProblem): string | null =>
    problems.includes(name) ? t(`lists.claimProblem.${name}`) : null;
  return (
    <form
      className="list-form list-form--boxed"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (claimProblems(request).length === 0 && !save.isPending)
          save.mutate({ ...request, variants: linesOf(variants) });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <TextField
        label={t('lists.claim')}
        hint={t('lists.claimHint')}
        value={request.claim}
        max={500}
        required
        error={error('claim')}
        onChange={(value) => set({ claim: value.replaceAll('\n', ' ') })}
      />
      <TextField
        label={t('lists.variants')}
        hint={t('lists.variantsHint')}
        value={variants}
        max={5000}
        rows={3}
        onChange={setVariants}
      />
      <TextField
        label={t('lists.correction')}
        hint={t('lists.correctionHint')}
        value={request.correction}
        max={2000}
        rows={3}
        required
        error={error('correction')}
        onChange={(correction) => set({ correction })}
      />
      <LineField
        label={t('lists.ask')}
        hint={t('lists.askHint')}
        value={request.ask}
        max={300}
        required
        error={error('ask')}
        onChange={(ask) => set({ ask })}
      />
      <SelectField
        label={t('lists.language')}
        value={request.language}
        options={WRITTEN.map((value) => ({ value, label: t(`language.${value}`) }))}
        onChange={(language) => set({ language })}
      />
      <div className="list-form__dates">
        <LineField
          label={t('lists.validFrom')}
          type="date"
          value={request.validFrom ?? ''}
          max={10}
          onChange={(day) => set({ validFrom: day === '' ? null : day })}
        />
        <LineField
          label={t('lists.validTo')}
          type="date"
          value={request.validTo ?? ''}
          max={10}
          error={error('dates')}
          onChange={(day) => set({ validTo: day === '' ? null : day })}
        />
      </div>
      {save.error && <p role="alert">{errorWords(words, save.error)}</p>}
      <div className="entry__tools">
        <Button type="submit" data-size="xs" aria-busy={save.isPending || undefined}>
          {t('lists.save')}
        </Button>
        <Button type="button" variant="secondary" data-color="neutral" data-size="xs" onClick={onDone}>
          {t('dialog.cancel')}
        </Button>
      </div>
    </form>
  );
}
