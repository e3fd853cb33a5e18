import type { TFunction } from 'i18next';
import type { RosterRow } from '#core/protocol/envelope.ts';
import { monthText } from '#ui/words/monthText.ts';

/** The first name that was typed on this device, else a description without a name. */
export function rowText(
  row: RosterRow,
  names: Readonly<Record<string, string>>,
  t: TFunction<'space'>,
  language: string,
): string {
  const name = Object.hasOwn(names, row.id) ? names[row.id]?.trim() : undefined;
  return name === undefined || name === '' ? rowDescription(row, t, language) : name;
}

export function rowDescription(row: RosterRow, t: TFunction<'space'>, language: string): string {
  const month = monthText(row.birthMonth, language);
  const text =
    row.kind === 'child' ? t(`row.child.${row.sex}`, { month }) : t(`row.adult.${row.sex}`, { month });
  return row.order > 1 ? t('row.order', { text, order: row.order }) : text;
}
