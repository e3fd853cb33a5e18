/**
 * What changed from one version to another, item by item, and what of it breaks a comparison: numbers that
 * would stand in one column without meaning the same. A change of words alone is for a person to judge.
 */
import { own } from '#core/questionnaire/own.ts';
import type { TextsSource } from '#core/questionnaire/source.ts';
import type { VersionFolder } from '../versionFolder.ts';
import { type PlacedItem, placedItems } from './placedItems.ts';

/**
 * Whether a kind of change breaks a comparison: after it, the table has two columns, or values of one column do
 * not mean the same in both versions.
 */
const breaking = {
  removed: true,
  retyped: true,
  'recoded without a recode': true,
  'points changed': true,
  'period changed': true,
  'direction changed': true,
  'asked of others': true,
  'offered otherwise': true,
  'counted otherwise': true,
  'answers added': true,
  'answers in another order': true,
  recoded: false,
  added: false,
  moved: false,
  'in another order': false,
  'checked otherwise': false,
  'shown or used otherwise': false,
  'text only': false,
} as const;
export type ChangeKind = keyof typeof breaking;

export interface Change {
  readonly kind: ChangeKind;
  /** "item nights", or "questionnaire". */
  readonly at: string;
  readonly what: string;
}

export interface VersionDiff {
  readonly breaks: readonly Change[];
  readonly keeps: readonly Change[];
  /** Items that are the same in everything. */
  readonly same: number;
}

export function diffVersions(before: VersionFolder, after: VersionFolder): VersionDiff {
  const old = new Map(placedItems(before).map((item) => [item.id, item]));
  const now = new Map(placedItems(after).map((item) => [item.id, item]));
  const changes: Change[] = [...wholeChanges(before, after), ...sectionChanges(before, after)];
  let same = 0;
  for (const item of old.values()) {
    const next = now.get(item.id);
    const found =
      next === undefined
        ? [change('removed', item, `it was in ${placeOf(item)}; what was answered stands alone`)]
        : itemChanges(item, next, before, after);
    if (found.length === 0) same += 1;
    changes.push(...found);
  }
  for (const item of now.values()) {
    if (!old.has(item.id)) changes.push(change('added', item, `${item.type} in ${placeOf(item)}`));
  }
  changes.push(...orderChange([...old.values()], [...now.values()]));
  const ordered = (Object.keys(breaking) as ChangeKind[]).flatMap((kind) =>
    changes.filter((one) => one.kind === kind),
  );
  return {
    breaks: ordered.filter(({ kind }) => breaking[kind]),
    keeps: ordered.filter(({ kind }) => !breaking[kind]),
    same,
  };
}

/** What comes before it colours an answer; items that moved to another block are said apart. */
function orderChange(old: readonly PlacedItem[], now: readonly PlacedItem[]): readonly Change[] {
  const places = new Map(old.map((item) => [item.id, placeOf(item)]));
  const stayed = new Set(now.filter((item) => places.get(item.id) === placeOf(item)).map(({ id }) => id));
  const before = old.filter(({ id }) => stayed.has(id));
  const after = now.filter(({ id }) => stayed.has(id));
  const at = after.findIndex(({ id }, index) => id !== before[index]?.id);
  const [was, is] = [before[at], after[at]];
  return was === undefined || is === undefined
    ? []
    : [change('in another order', is, `it now comes before ${was.id}`)];
}

const change = (kind: ChangeKind, { id }: PlacedItem, what: string): Change => ({
  kind,
  at: `item ${id}`,
  what,
});
const placeOf = ({ section, block }: PlacedItem): string => `section ${section}, block ${block}`;
const arrow = (from: string, to: string): string => `${from} -> ${to}`;

function wholeChanges(before: VersionFolder, after: VersionFolder): readonly Change[] {
  const at = 'questionnaire';
  const [old, now] = [before.definition, after.definition];
  const found: Change[] = [];
  if (old.questionnaire !== now.questionnaire || old.prefix !== now.prefix) {
    found.push({
      kind: 'removed',
      at,
      what: `another questionnaire or prefix, so other columns: ${arrow(`${old.questionnaire} (${old.prefix})`, `${now.questionnaire} (${now.prefix})`)}`,
    });
  }
  const askedOf = ({ respondent, subject, bands }: typeof old): string =>
    `${respondent} about ${subject ?? 'self'}, ${[...bands].sort().join(' ')}`;
  if (askedOf(old) !== askedOf(now))
    found.push({ kind: 'asked of others', at, what: arrow(askedOf(old), askedOf(now)) });
  const holders = [old, now].map(({ licence }) => licence?.holder ?? 'nobody');
  if (holders[0] !== holders[1])
    found.push({ kind: 'shown or used otherwise', at, what: `under licence of: ${holders.join(' -> ')}` });
  const languages = [before, after].map(({ texts }) => [...texts.keys()].join(' '));
  if (languages[0] !== languages[1])
    found.push({ kind: 'text only', at, what: `languages: ${languages.join(' -> ')}` });
  found.push(...wordChanges(at, before, after, (texts) => texts.title));
  return found;
}

/** Of sections that are in both: what holds for all their items. */
function sectionChanges(before: VersionFolder, after: VersionFolder): readonly Change[] {
  const old = new Map(before.definition.sections.map((section) => [section.id, section]));
  return after.definition.sections.flatMap((now) => {
    const was = old.get(now.id);
    if (was === undefined) return [];
    const at = `section ${now.id}`;
    const flags = [was, now].map((one) =>
      [...(one.flags ?? []), ...(one.practice === true ? ['practice'] : [])].sort().join(' '),
    );
    return [
      ...(flags[0] === flags[1]
        ? []
        : [
            {
              kind: 'counted otherwise' as const,
              at,
              what: `flags: ${flags.map((one) => one || 'none').join(' -> ')}`,
            },
          ]),
      ...((was.rest ?? false) === (now.rest ?? false)
        ? []
        : [
            {
              kind: 'shown or used otherwise' as const,
              at,
              what: now.rest === true ? 'a rest comes with it' : 'no rest comes with it any more',
            },
          ]),
      ...wordChanges(at, before, after, (texts) => texts.sections[now.id]),
    ];
  });
}

function itemChanges(
  old: PlacedItem,
  now: PlacedItem,
  before: VersionFolder,
  after: VersionFolder,
): readonly Change[] {
  const found: Change[] = [];
  const differs = (kind: ChangeKind, from: string, to: string, named = ''): void => {
    if (from !== to) found.push(change(kind, now, `${named}${arrow(from, to)}`));
  };
  if (old.type !== now.type) return [change('retyped', now, arrow(old.type, now.type))];
  found.push(...codeChanges(old, now, before.definition.version));
  differs('period changed', old.period, now.period);
  differs('direction changed', old.act, now.act);
  differs('asked of others', old.condition, now.condition, 'condition: ');
  differs('asked of others', old.repeat, now.repeat, 'repeated for: ');
  differs('offered otherwise', old.offer, now.offer);
  differs('counted otherwise', old.counts, now.counts, 'pass that counts: ');
  differs('counted otherwise', old.severities, now.severities, 'severities: ');
  differs('moved', placeOf(old), placeOf(now));
  differs('checked otherwise', old.checks, now.checks, 'checks: ');
  differs('checked otherwise', old.reasons, now.reasons, 'reasons for not answering: ');
  differs('checked otherwise', old.signal, now.signal, 'signal: ');
  differs('shown or used otherwise', old.manner, now.manner);
  found.push(
    ...wordChanges(`item ${now.id}`, before, after, (texts, side) =>
      wordsOfItem(texts, side === before ? old : now),
    ),
  );
  return found;
}

/**
 * A recode says how earlier answers read now, what it does not name as itself. Without one, only the same
 * answers in the same order stand in one column: so the table has it.
 */
function codeChanges(old: PlacedItem, now: PlacedItem, from: number): readonly Change[] {
  const what = arrow(old.codes.join(' '), now.codes.join(' '));
  const recode = now.recodes.find((one) => one.from === from);
  if (recode !== undefined) {
    const places = now.codes.map(answerOf);
    const lost = old.codes.map(answerOf).filter((id) => !places.includes(own(recode.map, id) ?? id));
    return lost.length === 0
      ? [change('recoded', now, `${what}, with a recode from v${from}`)]
      : [
          change(
            'recoded without a recode',
            now,
            `${what}, and its recode from v${from} has no place for ${lost.join(', ')}`,
          ),
        ];
  }
  if (old.codes.join() === now.codes.join()) return [];
  if (!old.hasOptions) return [change('points changed', now, what)];
  const kept = old.codes.every((code) => now.codes.includes(code));
  if (!kept) return [change('recoded without a recode', now, what)];
  const kind = old.codes.length === now.codes.length ? 'answers in another order' : 'answers added';
  return [change(kind, now, `${what}, without a recode`)];
}

/** Of a code like "yes=1". */
const answerOf = (code: string): string => code.split('=')[0] ?? code;

/** One line for the languages of both versions in which somebody reads other words. */
function wordChanges(
  at: string,
  before: VersionFolder,
  after: VersionFolder,
  read: (texts: TextsSource, side: VersionFolder) => unknown,
): readonly Change[] {
  const changed = [...after.texts].flatMap(([language, now]) => {
    const old = before.texts.get(language);
    return old === undefined || sorted(read(old, before)) === sorted(read(now, after)) ? [] : [language];
  });
  return changed.length === 0
    ? []
    : [{ kind: 'text only', at, what: `words differ in ${changed.join(', ')}` }];
}

/** The order of keys in a file says nothing. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

/** Everything a person reads of an item, the labels of its scale and the text above its grid included. */
function wordsOfItem(texts: TextsSource, { id, scale, grid }: PlacedItem): unknown {
  const { note: _, ...read } = texts.items[id] ?? { note: undefined };
  const above = grid === null ? undefined : texts.items[grid];
  return [read, above?.label, above?.help, scale === null ? null : texts.scales?.[scale]];
}
