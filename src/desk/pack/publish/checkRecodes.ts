/** A recode says how an earlier version reads: that version must be there, with the answers that it names. */
import type { Item, Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Report } from '#core/questionnaire/problem.ts';

export function checkRecodes(
  questionnaires: readonly Questionnaire[],
  reportIn: (file: string) => Report,
): void {
  for (const questionnaire of questionnaires) {
    const report = reportIn(`${questionnaire.questionnaire}/v${questionnaire.version}/definition.json`);
    for (const item of itemsOf(questionnaire)) {
      for (const { from, map } of item.recode ?? []) {
        const earlier = questionnaires.find(
          (one) => one.questionnaire === questionnaire.questionnaire && one.version === from,
        );
        checkRecode(item, from, Object.keys(map), earlier, report);
      }
    }
  }
}

function checkRecode(
  item: Item,
  from: number,
  named: readonly string[],
  earlier: Questionnaire | undefined,
  report: Report,
): void {
  const at = `item ${item.id}`;
  const before = earlier === undefined ? undefined : itemsOf(earlier).find((one) => one.id === item.id);
  if (before === undefined) {
    report(
      at,
      earlier === undefined
        ? `it recodes version ${from}, which is not there or does not compile`
        : `it recodes version ${from}, which has no item of that id`,
      'correct "from" or take the recode out',
    );
    return;
  }
  const known = answersOf(before);
  for (const id of named.filter((one) => !known.includes(one))) {
    report(
      at,
      `it recodes "${id}", which the item does not have in version ${from}`,
      `use ${known.join(', ') || 'no recode: it has no options or points there'}`,
    );
  }
}

const itemsOf = (questionnaire: Questionnaire): readonly Item[] =>
  questionnaire.sections.flatMap((section) => section.blocks.flatMap((block) => block.items));

function answersOf(item: Item): readonly string[] {
  if (item.type === 'choice' || item.type === 'choices') return item.options.map(({ id }) => id);
  return item.type === 'frequency' || item.type === 'scale'
    ? item.points.map(({ value }) => String(value))
    : [];
}
