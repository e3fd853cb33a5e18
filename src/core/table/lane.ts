/**
 * Which versions of one item share a column. Same id and same codes share one; a declared recode reads an
 * earlier version's answers as the later one's; else the versions part ways, and the codebook says so.
 */
import type { AnswerValue } from '../event/event.ts';
import type { Item, Questionnaire, Section } from '../questionnaire/compiled.ts';
import type { Counted } from './cells.ts';

/** An item where one version of its questionnaire has it. */
export interface ItemPlace {
  readonly questionnaire: Questionnaire;
  readonly section: Section;
  readonly block: string;
  readonly item: Item;
}

export interface Lane {
  /** Its codes and words are those of the column. */
  readonly newest: ItemPlace;
  /** Ascending. */
  readonly versions: readonly number[];
  readonly recodedFrom: readonly number[];
  readonly notComparableWith: readonly number[];
  /** Does the oldest version of the item belong to it? Then the column has the item's own name. */
  readonly oldest: boolean;
}

type Maps = readonly Readonly<Record<string, string>>[];

/** `places`: one item in every version that has it. */
export function lanesOf(places: readonly ItemPlace[]): readonly Lane[] {
  const ordered = places.toSorted((one, other) => versionOf(one) - versionOf(other));
  const all = ordered.map(versionOf);
  const lanes: Lane[] = [];
  let left: readonly ItemPlace[] = ordered;
  for (let newest = left.at(-1); newest !== undefined; newest = left.at(-1)) {
    const to = newest;
    const members = left.filter((place) => mapsTo(place, to, ordered) !== null);
    const versions = members.map(versionOf);
    lanes.push({
      newest,
      versions,
      recodedFrom: versions.filter((_, at) => isRecoded(members[at], to, ordered)),
      notComparableWith: all.filter((version) => !versions.includes(version)),
      oldest: versions[0] === all[0],
    });
    left = left.filter((place) => !members.includes(place));
  }
  return lanes.reverse();
}

const versionOf = ({ questionnaire }: ItemPlace): number => questionnaire.version;

const isRecoded = (place: ItemPlace | undefined, to: ItemPlace, all: readonly ItemPlace[]): boolean =>
  place !== undefined && (mapsTo(place, to, all)?.length ?? 0) > 0;

/** What reads the one's answers as the other's, one map after the other; null: nothing does. */
function mapsTo(from: ItemPlace, to: ItemPlace, all: readonly ItemPlace[]): Maps | null {
  if (from === to) return [];
  if (aboutOf(from) !== aboutOf(to)) return null;
  const declared = to.item.recode?.find((recode) => recode.from === versionOf(from));
  if (declared !== undefined) return [declared.map];
  if (codesOf(from.item) === codesOf(to.item)) return [];
  const between = all.filter(
    (place) => versionOf(place) > versionOf(from) && versionOf(place) < versionOf(to),
  );
  for (const step of between.reverse()) {
    const first = mapsTo(from, step, all);
    const then = first === null ? null : mapsTo(step, to, all);
    if (first !== null && then !== null) return [...first, ...then];
  }
  return null;
}

/** An item asked once and one asked for each row are two things, whatever their codes. */
const aboutOf = ({ questionnaire, section }: ItemPlace): string =>
  JSON.stringify([questionnaire.subject, section.repeat]);

/** What must agree for two versions to share a column undeclared: the meaning of its numbers. */
function codesOf(item: Item): string {
  switch (item.type) {
    case 'choice':
      return JSON.stringify([item.type, item.options.map(({ id, code }) => [id, code])]);
    case 'choices':
      return JSON.stringify([
        item.type,
        item.options.map(({ id, code }) => [id, code]),
        item.rows?.kind ?? null,
      ]);
    case 'frequency':
    case 'scale':
      return JSON.stringify([item.type, item.points.map(({ value }) => value)]);
    case 'date':
      return JSON.stringify([item.type, item.precision]);
    case 'rating':
      return JSON.stringify([item.type, item.min, item.max]);
    default:
      return JSON.stringify([item.type]);
  }
}

/** Null: the recode has no place for this answer. */
export type Reading = (counted: Counted) => Counted | null;

/** Reads the answers of one version as those of the lane's newest. */
export function readingOf(place: ItemPlace, { newest }: Lane, places: readonly ItemPlace[]): Reading {
  const ordered = places.toSorted((one, other) => versionOf(one) - versionOf(other));
  const maps = mapsTo(place, newest, ordered) ?? [];
  if (maps.length === 0) return (counted) => counted;
  return (counted) => {
    if ('missing' in counted) return counted;
    const picked = idsOf(counted.value).map((id) => maps.reduce(readId, id));
    const value = answerOf(newest.item, [...new Set(picked)]);
    return value === null ? null : { value };
  };
}

/** What a map does not name reads as itself. */
const readId = (id: string, map: Maps[number]): string => (Object.hasOwn(map, id) ? (map[id] ?? id) : id);

const idsOf = (value: AnswerValue): readonly string[] =>
  typeof value === 'object' ? value : [String(value)];

function answerOf(item: Item, ids: readonly string[]): AnswerValue | null {
  const [only] = ids.length === 1 ? ids : [];
  switch (item.type) {
    case 'choice':
      return item.options.some(({ id }) => id === only) ? (only ?? null) : null;
    case 'choices':
      return item.rows !== undefined || ids.every((id) => item.options.some((option) => option.id === id))
        ? [...ids]
        : null;
    case 'frequency':
    case 'scale':
      return item.points.find(({ value }) => String(value) === only)?.value ?? null;
    default:
      return null;
  }
}
