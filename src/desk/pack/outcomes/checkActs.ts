/** One act is one thing, whoever is asked about it: every act item of the pack belongs to exactly one. */
import type { Report } from '#core/questionnaire/problem.ts';
import type { ActRule } from '#core/scoring/outcomes.ts';
import type { OutcomesSource } from './outcomesSource.ts';
import type { PackItems } from './packItems.ts';

export function checkActs({ acts, incidents }: OutcomesSource, pack: PackItems, report: Report): void {
  const owners = new Map<string, string>();
  for (const act of acts) {
    for (const { questionnaire, item } of act.items) {
      const key = `${questionnaire} ${item}`;
      const owner = owners.get(key);
      if (owner !== undefined)
        report(
          `act ${act.id}`,
          `"${item}" belongs to the act "${owner}" already`,
          'take it out of one of them',
        );
      owners.set(key, owner ?? act.id);
    }
    checkKinds(act, pack, report);
  }
  for (const { questionnaire, sections, licence } of pack.newest) {
    // A licensed instrument from outside the repository brings acts that this file cannot know.
    if (licence !== undefined) continue;
    for (const item of sections.flatMap(({ blocks }) => blocks.flatMap(({ items }) => items))) {
      if (item.act === undefined || item.act.kind === 'any') continue;
      if (!owners.has(`${questionnaire} ${item.id}`))
        report(
          `item ${item.id}`,
          `no act names this item of ${questionnaire}`,
          'add it to an act under "acts", or write one',
        );
    }
  }
  checkLists(incidents, acts, report);
}

function checkKinds({ id, kind, items }: ActRule, pack: PackItems, report: Report): void {
  for (const ref of items) {
    const placed = pack.item(ref, `act ${id}`);
    if (placed === null) continue;
    const asked = placed.item.act?.kind;
    if (asked === undefined)
      report(`act ${id}`, `the item "${ref.item}" is about no act`, 'name another item or give it an "act"');
    else if (asked !== kind)
      report(
        `act ${id}`,
        `the item "${ref.item}" is of the kind ${asked}, the act is ${kind}`,
        'make both the same',
      );
  }
}

function checkLists(
  { frequentOrSerious, kinds }: OutcomesSource['incidents'],
  acts: readonly ActRule[],
  report: Report,
): void {
  const { severe, above, sensitivity } = frequentOrSerious.value;
  for (const id of severe) {
    if (!acts.some((act) => act.id === id))
      report('incidents.frequentOrSerious', `unknown act "${id}"`, 'correct the id');
  }
  if (!sensitivity.includes(above))
    report(
      'incidents.frequentOrSerious',
      `the sensitivity does not include ${above} itself`,
      'add it, so that the figures stand side by side',
    );
  const { direct, neglect, psychological, physical, sexual } = kinds.value;
  for (const group of [
    [...direct, ...neglect],
    [...psychological, ...physical, ...sexual],
  ]) {
    for (const kind of new Set(group.filter((one, index) => group.indexOf(one) !== index)))
      report('incidents.kinds', `the kind ${kind} stands in two groups`, 'take it out of one of them');
  }
}
