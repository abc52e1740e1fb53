import { citedRule } from '../../../../core/moderation/cited-rule.ts';
import houseRules from '../../../../core/moderation/house-rules-2.json' with { type: 'json' };
import { axesFor, REMOVAL_REASONS } from '../../../../core/moderation/removal.ts';

/** What the law alone forbids is no matter of house rules. */
const OWN = REMOVAL_REASONS.filter((reason) => axesFor(reason).includes('houseRule')).filter(
  (reason) => !['csam', 'terror'].includes(reason),
);

describe('the sentence of the house rules that a reason cites', () => {
  it.each(Object.entries(houseRules))('The rules that ship name every reason in %s', (lang, text) => {
    const unnamed = OWN.filter((reason) => citedRule(text, lang, reason) === null);
    expect(unnamed).toEqual([]);
  });
  it('One sentence is cited and the words that name the reason are marked, none lost', () => {
    const cited = citedRule(houseRules.sv, 'sv', 'hate');
    expect(cited?.named).toBe('hets mot folkgrupp');
    expect(cited?.before).toMatch(/^Vi döljer eller raderar/u);
    expect(houseRules.sv).toContain(`${cited?.before}${cited?.named}${cited?.after}`);
  });
  it('A municipality’s own rules are cited by sentence', () => {
    const own = 'Var snäll. Reklam tar vi bort. Hotfulla inlägg anmäler vi! Photo är inget hot.';
    expect(citedRule(own, 'sv', 'ads')).toEqual({ before: '', named: 'Reklam', after: ' tar vi bort.' });
    expect(citedRule(own, 'sv', 'threat')).toMatchObject({ named: 'Hotfulla', after: ' inlägg anmäler vi!' });
    expect(citedRule(own, 'sv', 'secrecy')).toBeNull();
  });
});
