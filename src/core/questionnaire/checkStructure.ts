/** Rules on sections, blocks and items that need no expression: method.md 3 as compile errors. */
import type { RosterKind } from '../protocol/envelope.ts';
import { checkBlock } from './checkBlock.ts';
import { checkIds, reportRepeatsIn } from './checkIds.ts';
import { checkItem } from './checkItem.ts';
import { checkRouting } from './checkRouting.ts';
import type { Respondent } from './compiled.ts';
import type { Report } from './problem.ts';
import { rosterKindsOf } from './rosterKindsOf.ts';
import { itemAt, type Scope } from './scope.ts';
import type { Definition } from './source.ts';

export function checkStructure(definition: Definition, scope: Scope, report: Report): void {
  checkIds(definition, scope, report);
  checkBands(definition, report);
  checkRouting(definition, scope, report);
  for (const section of definition.sections) {
    for (const block of section.blocks) checkBlock(block, section, definition, scope, report);
    reportRepeatsIn(section.flags ?? [], `section ${section.id}`, 'flag', report);
    if (section.repeat !== undefined) checkKind(section.repeat, definition, `section ${section.id}`, report);
  }
  for (const place of scope.places) {
    checkItem(place, definition, report);
    const rows = place.item.type === 'choices' ? place.item.rows : undefined;
    if (rows !== undefined) checkKind(rows.kind, definition, itemAt(place), report);
  }
  checkScales(definition, scope, report);
}

/** Without a single row a section is never asked, and nobody notices. */
function checkKind(kind: RosterKind, { respondent }: Definition, at: string, report: Report): void {
  const kinds = rosterKindsOf[respondent];
  if (kinds.includes(kind)) return;
  report(at, `it is about rows of kind "${kind}", and a ${respondent} has none`, `use ${kinds.join(' or ')}`);
}

const adultRespondents: ReadonlySet<Respondent> = new Set(['parent', 'interviewer']);

function checkBands({ bands, respondent }: Definition, report: Report): void {
  reportRepeatsIn(bands, '', 'band', report);
  for (const band of bands) {
    if ((band === 'adult') === adultRespondents.has(respondent)) continue;
    report(
      '',
      `it is answered by a ${respondent}, and made for ${band}`,
      'correct "respondent" or "bands": children have the bands of children and youths, all others adult',
    );
  }
}

/** Scales are shared by items, so they are checked once: each value once, and none left over. */
function checkScales(definition: Definition, scope: Scope, report: Report): void {
  const used = new Set(scope.places.flatMap(({ item }) => ('scale' in item ? [item.scale] : [])));
  for (const [name, points] of Object.entries(definition.scales ?? {})) {
    reportRepeatsIn(
      points.map((point) => String(point.value)),
      `scale ${name}`,
      'point',
      report,
    );
    if (!used.has(name)) report(`scale ${name}`, 'no item uses it', 'take it out');
  }
}
