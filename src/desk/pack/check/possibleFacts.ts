/**
 * Every combination of what the names in some expressions can be, as far as they can be true together:
 * an item with a condition has an answer only where its condition holds, and facts fit one another.
 * Null above a bound, or where values cannot be listed.
 */
import type { Expression } from '#core/questionnaire/compiled.ts';
import { type Fact, type Facts, isRelevant } from '#core/questionnaire/evaluate.ts';
import { answerDomain, itemNamed, namesIn, type Surroundings } from './answerDomain.ts';

const mostCombinations = 20_000;

/** `fixed`: facts of a person that are known already. */
export function possibleFacts(
  expressions: readonly Expression[],
  surroundings: Surroundings,
  fixed: Facts = {},
): readonly Facts[] | null {
  const all = withConditions(expressions, surroundings);
  const names = [...new Set([...all.flatMap(namesIn), ...relatedFacts(all)])].filter(
    (name) => !Object.hasOwn(fixed, name),
  );
  let combinations: readonly Facts[] = [fixed];
  for (const name of names) {
    const domain = answerDomain(name, all, surroundings);
    if (domain === null || combinations.length * domain.length > mostCombinations) return null;
    combinations = combinations.flatMap((facts) => domain.map((value) => ({ ...facts, [name]: value })));
  }
  return combinations.filter((facts) => fitTogether(facts) && answeredWhereAsked(facts, surroundings));
}

/** The expressions and, for every item they name, what must hold for that item to be asked. */
function withConditions(
  expressions: readonly Expression[],
  { questionnaire }: Surroundings,
): readonly Expression[] {
  const found = new Set(expressions);
  // A set grows while it is gone through; conditions look backwards only, so this ends.
  for (const expression of found) {
    for (const name of namesIn(expression)) {
      const condition = itemNamed(questionnaire, name)?.relevant;
      if (condition !== undefined) found.add(condition);
    }
  }
  return [...found];
}

function answeredWhereAsked(facts: Facts, { questionnaire }: Surroundings): boolean {
  return Object.entries(facts).every(([name, fact]) => {
    const condition = itemNamed(questionnaire, name)?.relevant;
    return condition === undefined || isRelevant(condition, facts) === !isNotAsked(fact);
  });
}

const isNotAsked = (fact: Fact): boolean =>
  typeof fact === 'object' && 'missing' in fact && fact.missing === 'not-asked';

/** Facts that say the same thing twice are looked at together. */
const pairs = [
  ['wave', 'firstWave'],
  ['subjectAge', 'subjectBand'],
  ['consentAge', 'band'],
] as const;
const relatedFacts = (expressions: readonly Expression[]): readonly string[] => {
  const names = new Set(expressions.flatMap(namesIn));
  return pairs.filter(([one, other]) => names.has(one) && names.has(other)).flat();
};

const bandYears: ReadonlyMap<string, readonly [from: number, to: number]> = new Map([
  ['child-0-2', [0, 2]],
  ['child-3-7', [3, 7]],
  ['child-8-11', [8, 11]],
  ['youth-12-15', [12, 15]],
  ['youth-16-19', [16, 19]],
  ['adult', [18, 119]],
]);

function fitTogether(facts: Facts): boolean {
  if (facts.wave === 'T0' && facts.firstWave === false) return false;
  return inBand(facts.subjectAge, facts.subjectBand, 0) && inBand(facts.consentAge, facts.band, 1);
}

/** `late`: years by which somebody may have outgrown a band that is frozen at the due date. */
function inBand(age: Fact | undefined, band: Fact | undefined, late: number): boolean {
  if (typeof age !== 'number' || typeof band !== 'string') return true;
  const years = bandYears.get(band);
  return years === undefined || (age >= years[0] - late && age <= years[1] + late);
}
