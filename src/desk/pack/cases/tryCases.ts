/**
 * Walks every case with the real engine and says where what happens is not what somebody worked out by hand:
 * the route, the checks that fail, what is not offered, the scores.
 */
import type { Questionnaire, Section } from '#core/questionnaire/compiled.ts';
import type { Report } from '#core/questionnaire/problem.ts';
import type { Outcomes } from '#core/scoring/outcomes.ts';
import type { Case } from './casesSource.ts';
import { scoreCase } from './scoreCase.ts';
import { type WalkedCase, type WalkedPart, walkCase } from './walkCase.ts';

type Say = (cause: string) => void;
const remedy = 'correct the case, or what the questionnaire asks';

/** Outcomes null: they do not compile, and scores cannot be tried. */
export function tryCases(
  cases: readonly Case[],
  questionnaire: Questionnaire,
  outcomes: Outcomes | null,
  report: Report,
): void {
  for (const one of cases) {
    const say: Say = (cause) => report(`case "${one.name}"`, cause, remedy);
    const walked = walkCase(questionnaire, one);
    if (!walked.ok) {
      say(walked.error);
      continue;
    }
    tryRoute(one, questionnaire, walked.value, say);
    trySame('fails', one.fails ?? {}, walked.value.fails, say);
    for (const [key, hidden] of Object.entries(one.notOffered ?? {})) {
      const found = walked.value.notOffered[key] ?? [];
      if (listed(hidden) !== listed(found))
        say(`${key}: ${listed(found)} is not offered, the case says ${listed(hidden)}`);
    }
    if (outcomes !== null) tryScores(one, scoreCase(questionnaire, one, walked.value, outcomes), say);
  }
}

function tryRoute(one: Case, questionnaire: Questionnaire, { parts }: WalkedCase, say: Say): void {
  const named = (section: string, row: string | null): string =>
    row === null ? `section ${section}` : `section ${section} of ${row}`;
  const order = (list: readonly string[]): string => list.join(', ');
  const walked = parts.map(({ section, row }) => named(section, row));
  const written = one.route.map(({ section, row }) => named(section, row ?? null));
  if (order(walked) !== order(written)) {
    const missing = walked.filter((part) => !written.includes(part));
    const strange = written.filter((part) => !walked.includes(part));
    if (missing.length > 0) say(`its route leaves out ${order(missing)}`);
    if (strange.length > 0) say(`its route names ${order(strange)}, which nobody comes to`);
    if (missing.length + strange.length === 0) say(`its route has another order: ${order(walked)}`);
  }
  for (const part of one.route) {
    const found = parts.find((other) => other.section === part.section && other.row === (part.row ?? null));
    const section = questionnaire.sections.find(({ id }) => id === part.section);
    if (found !== undefined && section !== undefined)
      tryPart(part, found, section, (cause) => say(`${named(found.section, found.row)}: ${cause}`));
  }
}

function tryPart(part: Case['route'][number], found: WalkedPart, { blocks }: Section, say: Say): void {
  const all = blocks.flatMap((block) => block.items.map(({ id }) => id));
  const asked = part.asked === 'all' ? all : part.asked;
  const notAsked = part.notAsked === 'all' ? all : (part.notAsked ?? []);
  const less = asked.filter((id) => !found.asked.includes(id));
  const more = found.asked.filter((id) => !asked.includes(id));
  if (less.length > 0) say(`${listed(less)} is not asked, the case says it is`);
  if (more.length > 0) say(`${listed(more)} is asked, the case does not say so`);
  if (less.length + more.length > 0) return;
  if (asked.join() !== found.asked.join()) say(`the order is ${found.asked.join(', ')}`);
  if (listed(notAsked) !== listed(found.notAsked))
    say(`${listed(found.notAsked)} is not asked, the case says ${listed(notAsked)} under "notAsked"`);
}

type ByKey = Readonly<Record<string, readonly string[]>>;

function trySame(what: string, written: ByKey, found: ByKey, say: Say): void {
  for (const key of new Set([...Object.keys(written), ...Object.keys(found)])) {
    const [said, happens] = [listed(written[key] ?? []), listed(found[key] ?? [])];
    if (said !== happens) say(`${key}: ${happens} fails, the case says ${said} under "${what}"`);
  }
}

function tryScores(one: Case, scored: ReturnType<typeof scoreCase>, say: Say): void {
  for (const [key, written] of Object.entries(one.scores ?? {})) {
    const found = scored.find(({ rule, row }) => key === (row === null ? rule.id : `${row}/${rule.id}`));
    if (found === undefined) {
      say(`there is no score ${key} in this interview`);
      continue;
    }
    // People work them out to four decimals.
    const value = 'missing' in found.score ? 'missing' : Math.round(found.score.value * 1e4) / 1e4;
    const wanted = typeof written === 'object' ? 'missing' : written;
    if (value !== wanted) say(`score ${key} is ${value}, the case says ${wanted}`);
  }
}

const listed = (ids: readonly string[]): string => (ids.length === 0 ? 'nothing' : ids.toSorted().join(', '));
