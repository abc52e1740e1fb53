import type { useChangePersonalSettings } from '../../api/personal-settings.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { errorWords } from '../../shared/ui/error-words.ts';

interface Props {
  readonly change: ReturnType<typeof useChangePersonalSettings>;
  readonly onAnswered: (showsVeiled: boolean) => void;
}

/** Offered at the first text that is veiled: the same choice stands in the settings. */
export function VeilOffer({ change, onAnswered }: Props) {
  const words = useWords();
  const { t } = words;
  const { mutate, isPending, error } = change;
  const answer = (key: string, showsVeiled: boolean) => (
    <button
      type="button"
      className="text-link"
      disabled={isPending}
      onClick={() =>
        mutate({ showsVeiled, askedAboutVeil: true }, { onSuccess: () => onAnswered(showsVeiled) })
      }
    >
      {t(`fold.${key}`)}
    </button>
  );
  return (
    <p className="selected-item__meta grey">
      {t('fold.offer')} {answer('always', true)} · {answer('eachTime', false)}
      {error && <span role="alert"> {errorWords(words, error)}</span>}
    </p>
  );
}
