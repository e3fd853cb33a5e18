/** Whom the numbered columns and numbered options of each person are about: without it nobody could tell which child "_1" is. */
import type { InvitedPerson } from '#core/table/arrived.ts';
import { rowNumber } from '#core/table/personTasks.ts';
import { personName } from './bundles/examine.ts';
import type { CsvRow } from './csv.ts';
import type { Desk } from './desk.ts';

const head: CsvRow = [
  'person',
  'wave',
  'kind',
  'row',
  'who',
  'birth month',
  'sex',
  'order',
  'relation',
  'home',
  'from',
  'to',
  'parent of',
  'id',
];

export const rosterRows = (desk: Desk, people: readonly InvitedPerson[]): readonly CsvRow[] => [
  head,
  ...people.flatMap((respondent) =>
    respondent.roster.map((row): CsvRow => {
      const { family, person, wave } = respondent;
      const who = desk.state.families.get(family)?.persons.find((one) => one.row === row.id);
      return [
        person,
        wave,
        row.kind,
        rowNumber(respondent, row.id),
        who === undefined ? null : personName({ family, person: who.person }),
        row.birthMonth,
        row.sex,
        row.order,
        row.relation,
        row.home ?? null,
        row.from ?? null,
        row.to ?? null,
        row.parentOf?.map((id) => `child ${rowNumber(respondent, id) ?? '?'}`).join(', ') ?? null,
        row.id,
      ];
    }),
  ),
];
