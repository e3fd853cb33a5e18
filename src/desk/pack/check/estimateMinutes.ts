/**
 * How many items a typical person is asked and how long that takes, by the method "reading and choosing":
 *
 *   minutes = words / reading speed + seconds of choosing for each item + a rest where there is one
 *
 * Reading speed, words a minute:
 *   adults    175  lower end of silent reading of non-fiction, where most adults lie
 *                  (M. Brysbaert, Journal of Memory and Language 109 (2019) 104047)
 *   youth     146  median of reading aloud at the end of grade 6 and of grade 3
 *   children  112  (J. Hasbrouck & G. Tindal, University of Oregon, Technical Report 1702 (2017))
 * Seconds of choosing by item type, and half as many again for children: own, not measured.
 *
 * Read are the intro of a section in each row, labels and help texts, each answer that is offered; answers
 * that come again in a section, like those of a scale, are not read again, and the text above a grid is read
 * once. An item with a condition counts when it can hold for this person, so items that exclude one another
 * all count: the figure is the longest path, not the middle one.
 */

import type { RosterKind } from '#core/protocol/envelope.ts';
import type { Expression, Item, Questionnaire, Section, Text, Texts } from '#core/questionnaire/compiled.ts';
import { type Facts, isRelevant } from '#core/questionnaire/evaluate.ts';
import { offered } from '#core/questionnaire/offered.ts';
import { plainText } from '#core/questionnaire/plainText.ts';
import { type Audience, audienceOf } from './audience.ts';
import { possibleFacts } from './possibleFacts.ts';
import { wordsOf } from './readingEase.ts';

export const methodName = 'reading and choosing (estimateMinutes.ts)';

export interface TypicalPerson {
  readonly facts: Facts;
  /** Roster rows of each kind. */
  readonly rows: Readonly<Record<RosterKind, number>>;
}

export interface Estimate {
  /** With an answer; notes are counted apart. */
  readonly items: number;
  readonly notes: number;
  /** Whole minutes: the method is not finer than that. */
  readonly minutes: number;
  /** Of one going through, by block. */
  readonly blockMinutes: ReadonlyMap<string, number>;
}

const wordsPerMinute: Readonly<Record<Audience, number>> = { adults: 175, youth: 146, children: 112 };
const slowness: Readonly<Record<Audience, number>> = { adults: 1, youth: 1, children: 1.5 };
const secondsToChoose: Readonly<Record<Item['type'], number>> = {
  choice: 2,
  choices: 4,
  frequency: 3,
  scale: 2,
  rating: 3,
  number: 5,
  date: 6,
  text: 15,
  note: 1,
};
const restSeconds = 60;

export function estimateMinutes(questionnaire: Questionnaire, texts: Texts, person: TypicalPerson): Estimate {
  const audience = audienceOf(questionnaire);
  const blockMinutes = new Map<string, number>();
  let items = 0;
  let notes = 0;
  let seconds = 0;
  for (const section of questionnaire.sections) {
    const times = section.repeat === null ? 1 : person.rows[section.repeat];
    const asked = askedIn(section, questionnaire, person.facts);
    if (asked.length === 0 || times === 0) continue;
    items += times * asked.filter(({ type }) => type !== 'note').length;
    notes += times * asked.filter(({ type }) => type === 'note').length;
    const intro = texts.sections[section.id]?.intro;
    seconds +=
      times * readingSeconds(intro === undefined ? [] : [intro], audience) + (section.rest ? restSeconds : 0);
    const read = new Set<string>();
    for (const block of section.blocks) {
      const own = blockSeconds(
        block.items.filter((item) => asked.includes(item)),
        { texts, facts: person.facts, audience, read },
      );
      blockMinutes.set(block.id, own / 60);
      seconds += times * own;
    }
  }
  return { items, notes, minutes: Math.round(seconds / 60), blockMinutes };
}

/** Items whose condition, and their section's, can hold for somebody with these facts. */
function askedIn(section: Section, questionnaire: Questionnaire, facts: Facts): readonly Item[] {
  const canHold = (...conditions: readonly (Expression | undefined)[]): boolean => {
    const written = conditions.filter((one) => one !== undefined);
    if (written.length === 0) return true;
    const all = possibleFacts(written, { questionnaire, section }, facts);
    return all === null || all.some((one) => written.every((condition) => isRelevant(condition, one)));
  };
  if (!canHold(section.relevant)) return [];
  return section.blocks
    .flatMap((block) => block.items)
    .filter((item) => item.relevant === undefined || canHold(section.relevant, item.relevant));
}

interface Reading {
  readonly texts: Texts;
  readonly facts: Facts;
  readonly audience: Audience;
  /** Answers and grids of this section that were read already. */
  readonly read: Set<string>;
}

const blockSeconds = (items: readonly Item[], reading: Reading): number =>
  items.reduce((sum, item) => {
    const choosing = secondsToChoose[item.type] * slowness[reading.audience];
    return sum + choosing + readingSeconds(textsToRead(item, reading), reading.audience);
  }, 0);

function textsToRead(item: Item, { texts, facts, read }: Reading): readonly Text[] {
  const own = texts.items[item.id];
  if (own === undefined) return [];
  const once = (key: string, some: readonly Text[]): readonly Text[] => {
    if (read.has(key)) return [];
    read.add(key);
    return some;
  };
  const grid = 'grid' in item && item.grid !== undefined ? item.grid : null;
  const above = grid === null ? undefined : texts.grids[grid];
  const answers = answersOf(item, own.options ?? {}, facts);
  return [
    ...(above === undefined ? [] : once(`grid ${grid}`, [above.label, ...optional(above.help)])),
    own.label,
    ...optional(own.help),
    ...optional(own.unit),
    ...once(`answers ${JSON.stringify(answers)}`, answers),
  ];
}

const optional = (text: Text | undefined): readonly Text[] => (text === undefined ? [] : [text]);

function answersOf(item: Item, labels: Readonly<Record<string, Text>>, facts: Facts): readonly Text[] {
  const labelled = (ids: readonly string[]): readonly Text[] => ids.flatMap((id) => optional(labels[id]));
  switch (item.type) {
    case 'choice':
    case 'choices':
      return labelled(offered(item.options, facts).map(({ id }) => id));
    case 'frequency':
    case 'scale':
      return labelled(offered(item.points, facts).map(({ value }) => String(value)));
    default:
      return [];
  }
}

const readingSeconds = (texts: readonly Text[], audience: Audience): number =>
  (texts.reduce((sum, text) => sum + wordsOf(plainText(text)).length, 0) / wordsPerMinute[audience]) * 60;
