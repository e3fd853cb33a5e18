/**
 * What a name in an expression can be: all values that make a difference, "missing" among them. Null where
 * they cannot be listed, so that nothing is said rather than something wrong.
 */
import type { Expression, Item, Questionnaire, Section } from '#core/questionnaire/compiled.ts';
import type { Fact } from '#core/questionnaire/evaluate.ts';
import { protocolFact, subjectBands } from '#core/questionnaire/protocolFacts.ts';

export interface Surroundings {
  readonly questionnaire: Questionnaire;
  /** The section in which the expression stands. */
  readonly section: Section;
}

const mostListed = 120;
const mostSubsets = 6;

/** `expressions`: all that are looked at together, for the constants with which they compare. */
export function answerDomain(
  name: string,
  expressions: readonly Expression[],
  { questionnaire, section }: Surroundings,
): readonly Fact[] | null {
  const item = itemNamed(questionnaire, name);
  if (item === undefined) return factDomain(name, expressions, questionnaire, section);
  const values = valuesOf(item, expressions);
  return values === null ? null : [...values, ...missingOf(item, expressions)];
}

export const itemNamed = (questionnaire: Questionnaire, name: string): Item | undefined => {
  for (const section of questionnaire.sections) {
    for (const block of section.blocks) {
      const found = block.items.find((item) => item.id === name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
};

/** One missing reason stands for all of them, unless somebody asks for the reason. */
function missingOf(item: Item, expressions: readonly Expression[]): readonly Fact[] {
  const asked = expressions.some((one) =>
    partsOf(one).some((part) => 'call' in part && part.call === 'reason' && namesIn(part).includes(item.id)),
  );
  const passed: Fact = { missing: 'seen-and-passed' };
  const notAsked: readonly Fact[] = item.relevant === undefined ? [] : [{ missing: 'not-asked' }];
  return [passed, ...(asked ? item.reasons.map((missing): Fact => ({ missing })) : []), ...notAsked];
}

function valuesOf(item: Item, expressions: readonly Expression[]): readonly Fact[] | null {
  switch (item.type) {
    case 'choice':
      return item.options.map(({ id }) => id);
    case 'choices':
      return subsetsOf(item, expressions);
    case 'frequency':
    case 'scale':
      return item.points.map(({ value }) => value);
    case 'rating':
      return wholeNumbers(item.min, item.max);
    case 'number':
      return item.whole ? wholeNumbers(item.min, item.max) : null;
    case 'text':
      return ['x'];
    case 'date':
      // Looked at for being there only: days are not listed.
      return comparesValue(item.id, expressions) ? null : ['2000-01-01'];
    case 'note':
      return [];
  }
}

const wholeNumbers = (from: number, to: number): readonly number[] | null =>
  to - from + 1 > mostListed ? null : Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Every combination of the options that are named, with and without one that is not; never none at all. */
function subsetsOf(
  item: Extract<Item, { type: 'choices' }>,
  expressions: readonly Expression[],
): readonly Fact[] | null {
  const constants = new Set(expressions.flatMap(constantsIn));
  const named = item.options.filter(({ id }) => constants.has(id));
  if (named.length > mostSubsets) return null;
  const other = item.rows === undefined ? item.options.find(({ id }) => !constants.has(id)) : rowOption;
  let subsets: readonly (typeof item.options)[] = [[]];
  for (const option of [...named, ...(other === undefined ? [] : [other])]) {
    subsets = subsets.flatMap((one) => [one, [...one, option]]);
  }
  return subsets
    .filter((one) => one.length > 0 && !(one.length > 1 && one.some((option) => option.exclusive)))
    .map((one) => one.map(({ id }) => id));
}

/** Stands for any roster row: no expression can name one. */
const rowOption = { id: 'row', code: 0, severity: 0, exclusive: false } as const;

function factDomain(
  name: string,
  expressions: readonly Expression[],
  questionnaire: Questionnaire,
  section: Section,
): readonly Fact[] | null {
  const fact = protocolFact(name);
  if (fact === undefined) return null;
  const about = expressions.filter((one) => namesIn(one).includes(name));
  switch (name) {
    case 'band':
      return questionnaire.bands;
    case 'role':
      return [questionnaire.respondent];
    case 'rowKind':
      return section.repeat === null ? null : [section.repeat];
    case 'subjectBand':
      return subjectBands;
    case 'periodDays':
      return aroundConstants(about, 0, 1000);
    case 'consentAge':
    case 'subjectAge':
    case 'rowAge':
      return about.some(reckons)
        ? wholeNumbers(0, 119)
        : [...new Set([...bandEdges, ...(aroundConstants(about, 0, 119) ?? [])])];
    case 'rowCount':
      return wholeNumbers(1, 20);
    case 'childCount':
    case 'partnerCount':
    case 'parentCount':
      return wholeNumbers(0, 20);
    default:
  }
  if (fact.values !== null) return fact.values;
  if (fact.type === 'bool') return [true, false];
  // Words of the study, like a relation: those that are named, and another one.
  return fact.type === 'string' ? [...textsIn(about), ''] : null;
}

/** Each constant with its two neighbours, and the bounds; null where something is reckoned with. */
const aroundConstants = (
  expressions: readonly Expression[],
  from: number,
  to: number,
): readonly number[] | null => {
  if (expressions.some(reckons)) return null;
  const near = expressions
    .flatMap(constantsIn)
    .flatMap((value) => (typeof value === 'number' ? [value - 1, value, value + 1] : []));
  return [...new Set([from, ...near, to])].filter((value) => value >= from && value <= to);
};

/** Sums, and two things compared with each other: then a constant's neighbours are not enough. */
const reckons = (expression: Expression): boolean =>
  partsOf(expression).some(
    (part) =>
      'call' in part &&
      (['+', '-', '*', '/'].includes(part.call) || part.of.filter((one) => 'name' in one).length > 1),
  );

/** First and last years of age bands. */
const bandEdges = [0, 2, 3, 7, 8, 11, 12, 15, 16, 17, 18, 19, 119];

const textsIn = (expressions: readonly Expression[]): readonly string[] => [
  ...new Set(expressions.flatMap(constantsIn).filter((value) => typeof value === 'string')),
];

export const partsOf = (expression: Expression): readonly Expression[] =>
  'call' in expression ? [expression, ...expression.of.flatMap(partsOf)] : [expression];

export const namesIn = (expression: Expression): readonly string[] =>
  partsOf(expression).flatMap((part) => ('name' in part ? [part.name] : []));

const constantsIn = (expression: Expression): readonly (string | number | boolean)[] =>
  partsOf(expression).flatMap((part) => ('value' in part ? [part.value] : []));

/** Whether a name is used for its value, not only inside missing() or reason(). */
const comparesValue = (name: string, expressions: readonly Expression[]): boolean =>
  expressions.some((one) => usesValue(name, one));

const usesValue = (name: string, expression: Expression): boolean => {
  if ('value' in expression) return false;
  if ('name' in expression) return expression.name === name;
  if (expression.call === 'missing' || expression.call === 'reason') return false;
  return expression.of.some((part) => usesValue(name, part));
};
