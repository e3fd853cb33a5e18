/** Cases name what exists, and every section has at least one. The walks themselves are a test's work. */
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Report } from '#core/questionnaire/problem.ts';
import type { Case } from './casesSource.ts';

export function checkCases(cases: readonly Case[], questionnaire: Questionnaire, report: Report): void {
  const items = new Set(
    questionnaire.sections.flatMap((section) =>
      section.blocks.flatMap((block) => block.items.map((item) => item.id)),
    ),
  );
  const sections = new Set(questionnaire.sections.map((section) => section.id));
  for (const one of cases) {
    const at = `case "${one.name}"`;
    const named = [
      ...Object.keys(one.answers),
      ...Object.keys(one.fails ?? {}),
      ...Object.keys(one.notOffered ?? {}),
      ...one.route.flatMap((part) => [...(part.asked === 'all' ? [] : part.asked), ...(part.notAsked ?? [])]),
    ];
    for (const name of new Set(named)) {
      const item = name.split('/').at(-1) ?? name;
      if (!items.has(item)) report(at, `it names the unknown item "${item}"`, 'correct the id');
    }
    for (const { section } of one.route) {
      if (!sections.has(section)) report(at, `it names the unknown section "${section}"`, 'correct the id');
    }
  }
  for (const id of sections) {
    if (!cases.some((one) => one.route.some((part) => part.section === id)))
      report(`section ${id}`, 'no case walks through it', 'write one');
  }
}
