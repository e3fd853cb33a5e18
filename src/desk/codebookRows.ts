/** The codebook as rows of a file: what each column is about, what its numbers mean, what may be compared. */
import type { ActSide } from '#core/questionnaire/compiled.ts';
import type { Column } from '#core/table/column.ts';
import type { CodebookEntry } from '#core/table/tabulate.ts';
import type { CsvRow } from './csv.ts';

const head: CsvRow = [
  'column',
  'type',
  'label',
  'questionnaire',
  'versions',
  'comparability',
  'section',
  'block',
  'item',
  'option',
  'about child',
  'row',
  'row kind',
  'actor and victim',
  'codes',
  'missing codes',
  'values',
  'missing',
];

export const codebookRows = (codebook: readonly CodebookEntry[]): readonly CsvRow[] => [
  head,
  ...codebook.map(
    (entry): CsvRow => [
      entry.name,
      entry.type,
      entry.label,
      entry.questionnaire,
      entry.versions.join(' '),
      comparability(entry),
      entry.section,
      entry.block,
      entry.item,
      entry.option,
      entry.subject,
      entry.row,
      entry.rowKind,
      entry.act === null ? null : `${side(entry.act.actor, entry)} to ${side(entry.act.victim, entry)}`,
      entry.codes.map(({ code, label }) => `${code} = ${label}`).join('; '),
      // A cell that began with a minus would be escaped like a formula.
      entry.missing.map(({ code, reason }) => `${reason} = ${code}`).join('; '),
      entry.counts.values,
      Object.entries(entry.counts.missing)
        .map(([reason, count]) => `${reason}: ${count}`)
        .join('; '),
    ],
  ),
];

function comparability({ recodedFrom, notComparableWith }: Column): string | null {
  const said = [
    ...(recodedFrom.length > 0 ? [`recoded from ${named(recodedFrom)}`] : []),
    ...(notComparableWith.length > 0 ? [`not comparable with ${named(notComparableWith)}`] : []),
  ];
  return said.length === 0 ? null : said.join('; ');
}

const named = (versions: readonly number[]): string => versions.map((version) => `v${version}`).join(', ');

/** Numbers as in roster.csv. */
function side(of: ActSide, { subject, row, rowKind }: Column): string {
  if (of === 'row' && row !== null) return `${rowKind} ${row}`;
  return of === 'subject' && subject !== null ? `child ${subject}` : of;
}
