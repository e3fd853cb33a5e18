import type { TFunction } from 'i18next';
import type { Band, RosterRow } from '#core/protocol/envelope.ts';
import { monthText } from '#ui/words/monthText.ts';
import { addressing } from './addressing.ts';

export interface Telling {
  readonly t: TFunction<'space'>;
  readonly language: string;
  /** Of the person who reads. */
  readonly band: Band;
}

/** Each row's first name as typed on this device, else a description without a name. By row id. */
export function rowTexts(
  roster: readonly RosterRow[],
  names: Readonly<Record<string, string>>,
  telling: Telling,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    roster.map((row) => {
      const name = Object.hasOwn(names, row.id) ? names[row.id]?.trim() : undefined;
      return [row.id, name === undefined || name === '' ? rowDescription(row, roster, telling) : name];
    }),
  );
}

/** Told apart by the month of birth where the words alone would not do it. */
export function rowDescription(row: RosterRow, roster: readonly RosterRow[], telling: Telling): string {
  const { t, language } = telling;
  const text = plainDescription(row, telling);
  const born = monthText(row.birthMonth, language);
  const alike = roster.some((other) => other.id !== row.id && plainDescription(other, telling) === text);
  const clear = alike && !text.includes(born) ? t('row.born', { text, month: born }) : text;
  return row.order > 1 ? t('row.order', { text: clear, order: row.order }) : clear;
}

function plainDescription(row: RosterRow, { t, language, band }: Telling): string {
  const month = monthText(row.birthMonth, language);
  switch (row.kind) {
    case 'child':
      return t(`row.child.${row.sex}`, { month });
    case 'parent':
      return t(`row.parent.${bondOf(row)}.${row.sex}`, addressing(band));
    case 'partner':
      if (row.to !== undefined) return t(`row.until.${row.sex}`, { month: monthText(row.to, language) });
      if (row.relation === row.kind) return t(`row.now.${row.sex}`);
      return row.relation.startsWith('ex')
        ? t(`row.before.${row.sex}`)
        : t(`row.adult.${row.sex}`, { month });
  }
}

function bondOf({ relation }: RosterRow): 'own' | 'step' | 'foster' | 'other' {
  if (relation === 'mother' || relation === 'father' || relation === 'parent') return 'own';
  if (relation.startsWith('step')) return 'step';
  return relation.startsWith('foster') ? 'foster' : 'other';
}
