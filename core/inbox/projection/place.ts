/** An item's place in the lists, from its verdicts as people have corrected them. */
import { assessedVerdicts } from '../../learning/standing.ts';
import { SEVERITY } from '../../moderation/severity.ts';
import type { Item } from '../item.ts';
import { graveness } from '../item-content.ts';
import { raises } from './second-opinion.ts';

type Placed = Pick<Item, 'verdicts' | 'corrections' | 'revision' | 'decision' | 'media' | 'secondOpinion'>;

export function placeOf(item: Placed): Pick<Item, 'severity' | 'abusive' | 'flagged'> {
  const { decision, media = null, secondOpinion: opinion, revision } = item;
  const { severity, ...found } = graveness({ verdicts: assessedVerdicts(item), decision, media });
  const raised = opinion?.revision === revision && raises(opinion);
  return { ...found, severity: raised ? Math.max(severity, SEVERITY.flagged) : severity };
}
