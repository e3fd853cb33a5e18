/**
 * Warns of conditions that decide nothing: items and options that no combination of answers and facts can
 * reach, conditions that are always true, and checks that nobody can fail. What has too many combinations
 * to be gone through is passed by in silence.
 */
import type { Expression, Item, Questionnaire, Section } from '#core/questionnaire/compiled.ts';
import { evaluate, isRelevant } from '#core/questionnaire/evaluate.ts';
import type { Problem } from '#core/questionnaire/problem.ts';
import type { Surroundings } from './answerDomain.ts';
import { possibleFacts } from './possibleFacts.ts';

interface Finding {
  readonly at: string;
  readonly cause: string;
  readonly remedy: string;
}

export function findConditions(questionnaire: Questionnaire, folder: string): readonly Problem[] {
  const found = questionnaire.sections.flatMap((section) => {
    const surroundings = { questionnaire, section };
    const own = sectionFindings(section, surroundings);
    // When nobody comes into the section, its items need no line each.
    if (own.some(({ cause }) => cause === never.section)) return own;
    const items = section.blocks.flatMap((block) => block.items);
    return [...own, ...items.flatMap((item) => itemFindings(item, section, surroundings))];
  });
  const lines = new Map(found.map((one) => [`${one.at}: ${one.cause}`, one]));
  return [...lines.values()].map((one) => ({ file: `${folder}/definition.json`, ...one }));
}

const never = {
  section: 'nobody can ever reach it: no combination of answers and facts makes its condition true',
  item: "nobody can ever reach it: no combination of answers and facts makes its condition and its section's true",
} as const;
const always = {
  cause: 'its condition is always true',
  remedy: 'take the condition out, or correct it',
} as const;
const correct = 'correct the condition, or take it out with what hangs on it';

function sectionFindings(section: Section, surroundings: Surroundings): readonly Finding[] {
  if (section.relevant === undefined) return [];
  const at = `section ${section.id}`;
  switch (judge(section.relevant, undefined, surroundings)) {
    case 'never':
      return [{ at, cause: never.section, remedy: correct }];
    case 'always':
      return [{ at, ...always }];
    default:
      return [];
  }
}

function itemFindings(item: Item, section: Section, surroundings: Surroundings): readonly Finding[] {
  // What a grid says for all its lines is said once.
  const at = 'grid' in item && item.grid !== undefined ? `grid ${item.grid}` : `item ${item.id}`;
  const findings: Finding[] = [];
  if (item.relevant !== undefined) {
    const judged = judge(item.relevant, section.relevant, surroundings);
    if (judged === 'never') return [{ at, cause: never.item, remedy: correct }];
    if (judged === 'always') findings.push({ at, ...always });
  }
  for (const { name, relevant } of offeredOf(item)) {
    if (relevant !== undefined && judge(relevant, undefined, surroundings) === 'never')
      findings.push({ at: name, cause: 'it is never offered', remedy: correct });
  }
  for (const check of item.checks) {
    if (neverFails(check.that, surroundings))
      findings.push({
        at: `${at}, check ${check.id}`,
        cause: 'nobody can ever fail it',
        remedy: 'correct it, or take it out',
      });
  }
  return findings;
}

/** Points of a shared scale are named by the scale, so that they are said once. */
function offeredOf(item: Item): readonly { readonly name: string; readonly relevant?: Expression }[] {
  if (item.type === 'choice' || item.type === 'choices')
    return item.options.map((option) => ({ ...option, name: `item ${item.id}, option ${option.id}` }));
  if (item.type === 'frequency' || item.type === 'scale')
    return item.points.map((point) => ({ ...point, name: `scale ${item.scale}, point ${point.value}` }));
  return [];
}

type Judgement = 'never' | 'always' | 'sometimes' | 'unknown';

/** `within` must hold first: what is never looked at is not judged as always true. */
function judge(condition: Expression, within: Expression | undefined, surroundings: Surroundings): Judgement {
  const all = possibleFacts(within === undefined ? [condition] : [condition, within], surroundings);
  if (all === null) return 'unknown';
  const inside = all.filter((facts) => isRelevant(within, facts));
  const held = inside.filter((facts) => isRelevant(condition, facts)).length;
  if (held === 0) return 'never';
  return held === inside.length ? 'always' : 'sometimes';
}

function neverFails(that: Expression, surroundings: Surroundings): boolean {
  const all = possibleFacts([that], surroundings);
  if (all === null) return false;
  return all.every((facts) => evaluate(that, facts) !== false);
}
