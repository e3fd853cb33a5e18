/** The words of the codebook: a text of a questionnaire in one form, with what is piped put into words. */
import type { RosterKind } from '../protocol/envelope.ts';
import type { Questionnaire, Text, Texts } from '../questionnaire/compiled.ts';
import { plainText } from '../questionnaire/plainText.ts';

export interface LabelPlace {
  readonly subject: number | null;
  readonly row: number | null;
  readonly rowKind: RosterKind | null;
}

interface Words {
  readonly child: string;
  readonly partner: string;
  readonly parent: string;
  /** Stands where a month stands: "since the beginning of …". */
  readonly since: string;
  readonly count: string;
}

const english: Words = {
  child: 'child',
  partner: 'partner',
  parent: 'parent',
  since: 'the period',
  count: 'the number of',
};
const wordsOf: Readonly<Record<string, Words>> = {
  en: english,
  nl: { child: 'kind', partner: 'partner', parent: 'ouder', since: 'van de periode', count: 'het aantal' },
};

export interface Labels {
  readonly item: (id: string, grid: string | undefined, place: LabelPlace) => string;
  readonly option: (item: string, id: string, place: LabelPlace) => string;
  readonly row: (kind: RosterKind, number: number) => string;
}

/** A language that a questionnaire does not have gives its first. */
export function labelsOf(questionnaire: Questionnaire, language: string): Labels {
  const known = Object.hasOwn(questionnaire.texts, language);
  const texts: Texts | undefined = known
    ? questionnaire.texts[language]
    : Object.values(questionnaire.texts)[0];
  const words = wordsOf[known ? language : (Object.keys(questionnaire.texts)[0] ?? '')] ?? english;
  const row = (kind: RosterKind, number: number): string => `${words[kind]} ${number}`;
  const say = (text: Text, place: LabelPlace): string =>
    plainText(text).replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
      if (name === 'since' || name === 'count') return words[name];
      if (name === 'row') return row(place.rowKind ?? 'child', place.row ?? place.subject ?? 1);
      return name === 'subject' ? row('child', place.subject ?? 1) : whole;
    });
  return {
    row,
    item: (id, grid, place) => {
      const own = texts?.items[id]?.label;
      const stem = grid === undefined ? undefined : texts?.grids?.[grid]?.label;
      const label = own === undefined ? id : say(own, place);
      return stem === undefined ? label : `${say(stem, place)}: ${label}`;
    },
    option: (item, id, place) => {
      const own = texts?.items[item]?.options?.[id];
      return own === undefined ? id : say(own, place);
    },
  };
}
