import { ShieldLockIcon } from '@navikt/aksel-icons';
import { Link } from 'react-router';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useMay } from '../../shared/session.tsx';
import { versionName } from '../../shared/version-name.ts';
import './machine-hide.css';

/** Who hid it: the machine, for what, under which policy; and what a person does about it. */
export function MachineHide({ item }: { item: ItemShape }) {
  const words = useWords();
  const { t } = words;
  const may = useMay();
  const { machineHide: hide } = item;
  if (hide === null || hide.state === 'withdrawn') return null;
  const rules = versionName(words, hide.policy);
  const waits = hide.state === 'hidden' && item.visibility === 'hidden' && item.status !== 'closed';
  return (
    <div className="selected-item__machine">
      <ShieldLockIcon className="icon" aria-hidden="true" />
      <div>
        <p>
          <strong>{t(`policy.machine.${hide.state}`)}</strong>{' '}
          {t('policy.machine.because', {
            categories: hide.categories.map((category) => t(`category.${category}`)).join(', '),
          })}{' '}
          {may('policies:read') ? <Link to="/policies">{rules}</Link> : rules}
        </p>
        {waits && (
          <p className="grey">
            {t(hide.decision === 'hold' ? 'policy.machine.askHold' : 'policy.machine.askHide')}
          </p>
        )}
      </div>
    </div>
  );
}
