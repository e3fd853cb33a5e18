/** Every item of a version with all that decides what its numbers mean, written so that two can be compared. */
import { type Place, scopeOf } from '#core/questionnaire/scope.ts';
import type { BlockSource, Definition, ItemSource, SectionSource } from '#core/questionnaire/source.ts';
import type { VersionFolder } from '../versionFolder.ts';

export interface PlacedItem {
  readonly id: string;
  readonly type: string;
  readonly section: string;
  readonly block: string;
  readonly grid: string | null;
  readonly scale: string | null;
  readonly hasOptions: boolean;
  /** Option ids with codes, points, or bounds. */
  readonly codes: readonly string[];
  readonly severities: string;
  /** Who is offered which answer, and what may be ticked beside others. */
  readonly offer: string;
  readonly recodes: NonNullable<ItemSource['recode']>;
  readonly period: string;
  readonly act: string;
  readonly condition: string;
  readonly repeat: string;
  readonly counts: string;
  readonly checks: string;
  readonly reasons: string;
  readonly signal: string;
  /** What changes neither who is asked nor what a number means: looks, room for words, what an answer opens. */
  readonly manner: string;
}

export function placedItems(version: VersionFolder): readonly PlacedItem[] {
  const { places } = scopeOf(version.definition);
  const periods = new Map(
    version.definition.sections.map((section) => [section, asksAboutPeriod(section, places, version)]),
  );
  return places.map((place) =>
    placed(place, periods.get(place.section) === true ? 'since a month' : 'no period', version.definition),
  );
}

function placed({ item, grid, block, section }: Place, period: string, definition: Definition): PlacedItem {
  return {
    id: item.id,
    type: item.type,
    section: section.id,
    block: block.id,
    grid: grid?.id ?? null,
    scale: 'scale' in item ? item.scale : null,
    hasOptions: 'options' in item,
    codes: codesOf(item, definition),
    severities: severitiesOf(item, definition),
    offer: offerOf(item, definition),
    recodes: item.recode ?? [],
    period,
    act: item.act === undefined ? 'no act' : `${item.act.kind} by ${item.act.actor} to ${item.act.victim}`,
    condition: conditionOf(item, block, section),
    repeat: section.repeat ?? 'nobody',
    counts: block.counts ?? 'last',
    checks:
      (item.checks ?? []).map(({ id, kind, that }) => `${id} ${kind} ${putIn(that, block)}`).join('; ') ||
      'none',
    reasons: item.reasons?.join(', ') ?? 'the usual',
    signal: item.signal === undefined ? 'none' : String(item.signal),
    manner: mannerOf(item, grid !== null),
  };
}

function conditionOf(item: ItemSource, block: BlockSource, section: SectionSource): string {
  const own = item.relevant === undefined ? undefined : putIn(item.relevant, block);
  return [section.relevant, own].filter((one) => one !== undefined).join('; ') || 'always';
}

/** With the computes of the block put in: a changed compute changes who is asked, a renamed one does not. */
function putIn(expression: string, { compute = {} }: BlockSource): string {
  // A compute sees earlier ones only, so the last is put in first.
  return Object.entries(compute)
    .reverse()
    .reduce((text, [name, that]) => replaceName(text, name, `(${that})`), expression);
}

/** Texts in quotes stay as they are: an option may have the name of a compute. */
const replaceName = (text: string, name: string, by: string): string =>
  text.replace(new RegExp(`'[^']*'|"[^"]*"|\\b${name}\\b`, 'g'), (found) => (found === name ? by : found));

function codesOf(item: ItemSource, definition: Definition): readonly string[] {
  switch (item.type) {
    case 'choice':
      return item.options.map(({ id, code }) => `${id}=${code}`);
    case 'choices':
      return [
        ...(item.rows === undefined ? [] : [`each ${item.rows.kind}`]),
        ...item.options.map(({ id, code }) => `${id}=${code}`),
      ];
    case 'frequency':
    case 'scale':
      return pointsOf(item.scale, definition).map(({ value }) => String(value));
    case 'rating':
      return [`${item.min} to ${item.max}`];
    case 'number':
      return [`${item.min} to ${item.max}${item.whole ? ', whole' : ''}`];
    case 'date':
      return [item.precision];
    case 'text':
    case 'note':
      return [];
  }
}

interface Answer {
  readonly id: string;
  readonly severity?: number | undefined;
  readonly exclusive?: boolean | undefined;
  readonly relevant?: string | undefined;
}

function answersOf(item: ItemSource, definition: Definition): readonly Answer[] {
  if ('options' in item) return item.options;
  return 'scale' in item
    ? pointsOf(item.scale, definition).map(({ value, ...point }) => ({ id: String(value), ...point }))
    : [];
}

const offerOf = (item: ItemSource, definition: Definition): string =>
  answersOf(item, definition)
    .flatMap(({ id, exclusive, relevant }) => [
      ...(relevant === undefined ? [] : [`${id} if ${relevant}`]),
      ...(exclusive === true ? [`${id} alone`] : []),
    ])
    .sort()
    .join('; ') || 'every answer to everybody';

function mannerOf(item: ItemSource, inGrid: boolean): string {
  const parts = [
    ...('look' in item && item.look !== undefined && item.look !== 'words' ? [item.look] : []),
    ...(inGrid ? ['in a grid'] : []),
    ...(item.type === 'text' ? [`at most ${item.maxLength} characters`] : []),
    ...(item.carry === true ? ['carried'] : []),
    ...(item.type === 'choice' && item.consent !== undefined ? [`consent ${item.consent}`] : []),
    ...(item.type === 'note' && item.information === true ? ['information before a consent'] : []),
  ];
  return parts.join(', ') || 'plain';
}

function severitiesOf(item: ItemSource, definition: Definition): string {
  const rows = item.type === 'choices' ? item.rows : undefined;
  const answers: readonly Answer[] = [
    ...(rows === undefined ? [] : [{ id: `each ${rows.kind}`, severity: rows.severity }]),
    ...answersOf(item, definition),
  ];
  const severe = answers.filter(({ severity = 0 }) => severity !== 0);
  return severe.map(({ id, severity }) => `${id}=${severity}`).join(' ') || 'none';
}

const pointsOf = (scale: string, { scales = {} }: Definition) =>
  Object.hasOwn(scales, scale) ? (scales[scale] ?? []) : [];

/** As the compiler sees it: its texts name the month, or it counts acts. */
function asksAboutPeriod(
  section: SectionSource,
  places: readonly Place[],
  { texts }: VersionFolder,
): boolean {
  const own = places.filter((place) => place.section === section);
  if (own.some(({ item }) => item.act !== undefined && item.type === 'frequency')) return true;
  const ids = own.flatMap(({ item, grid }) => [item.id, ...(grid === null ? [] : [grid.id])]);
  return [...texts.values()].some((language) =>
    JSON.stringify([language.sections[section.id], ids.map((id) => language.items[id])]).includes(
      '{{since}}',
    ),
  );
}
