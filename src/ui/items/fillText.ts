import type { RosterRow } from '#core/protocol/envelope.ts';
import type { CountedFact, ItemTexts, Text, Texts } from '#core/questionnaire/compiled.ts';

/** What a text may depend on: who is meant, how many there are, since when. */
export interface TextFacts {
  readonly language: string;
  readonly sex: RosterRow['sex'];
  readonly counts: Readonly<Record<CountedFact, number>>;
  /** By name: row, subject, since. */
  readonly named: Readonly<Record<string, string>>;
}

/** Texts of one item as they stand on the screen. */
export interface ShownTexts {
  readonly label: string;
  /** What stands above the lines of a grid. */
  readonly stem?: string;
  readonly help?: string;
  readonly aloud?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly checks?: Readonly<Record<string, string>>;
  readonly unit?: string;
}

/** Picks the form and puts names and protocol facts in; an unknown name leaves its place empty. */
export function fillText(text: Text, facts: TextFacts): string {
  if (typeof text === 'string') return fill(text, facts.named);
  if (text.by === 'sex') return fill(text[facts.sex], facts.named);
  const count = facts.counts[text.by];
  // The rules that the words of the app follow too.
  const form = new Intl.PluralRules(facts.language).select(count) === 'one' ? text.one : text.other;
  return fill(form, { ...facts.named, count: String(count) });
}

const fill = (text: string, named: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{\s*([A-Za-z]+)\s*\}\}/g, (_, name: string) =>
    Object.hasOwn(named, name) ? (named[name] ?? '') : '',
  );

/** Every text of an item, filled. `rows`: names or descriptions of roster rows that are options. */
export function fillItemTexts(
  texts: ItemTexts,
  facts: TextFacts,
  more: {
    readonly grid?: Texts['grids'][string] | undefined;
    readonly rows?: Readonly<Record<string, string>>;
  },
): ShownTexts {
  const filled = (text: Text): string => fillText(text, facts);
  const all = (many: Readonly<Record<string, Text>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(many).map(([id, text]) => [id, filled(text)]));
  const { label, aloud, options, checks, unit } = texts;
  const help = texts.help ?? more.grid?.help;
  return {
    label: filled(label),
    ...(more.grid === undefined ? {} : { stem: filled(more.grid.label) }),
    ...(help === undefined ? {} : { help: filled(help) }),
    ...(aloud === undefined ? {} : { aloud: filled(aloud) }),
    ...(options === undefined && more.rows === undefined
      ? {}
      : { options: { ...more.rows, ...all(options ?? {}) } }),
    ...(checks === undefined ? {} : { checks: all(checks) }),
    ...(unit === undefined ? {} : { unit: filled(unit) }),
  };
}
