import type { ModerationVersionShape } from '../../../core/moderation/policies.contract.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useNow } from '../shared/now.ts';
import { versionName } from '../shared/version-name.ts';
import { Author, Version } from '../shared/versions.tsx';
import type { Draft } from './draft.ts';

/** Every version, newest first. */
export function Versions({
  versions,
  onTake,
}: {
  versions: readonly ModerationVersionShape[];
  onTake: (draft: Draft) => void;
}) {
  const words = useWords();
  const { t, when } = words;
  const now = useNow();
  return (
    <ol className="plain versions">
      {versions.map(({ version, createdAt, by, base, categories, inForce }) => (
        <Version
          key={version}
          name={versionName(words, version)}
          current={inForce}
          facts={[
            when(createdAt, now),
            <Author key="by" by={by} />,
            t(categories === null ? 'policy.history.wentBack' : `policy.template.${base}.from`),
          ]}
          onTake={categories === null ? null : () => onTake({ base, categories })}
        />
      ))}
    </ol>
  );
}
