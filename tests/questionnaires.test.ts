import { describe, expect, it } from 'vitest';
import { answer, carryFacts, current, factsNow, openBlock } from '#core/interview/block.ts';
import type { Given } from '#core/interview/given.ts';
import { planSteps } from '#core/interview/steps.ts';
import type { RosterRow } from '#core/protocol/envelope.ts';
import type { Item, Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Facts } from '#core/questionnaire/evaluate.ts';
import { isFine } from '#core/questionnaire/evaluate.ts';
import { offered } from '#core/questionnaire/offered.ts';
import type { Case } from '#desk/pack/casesSource.ts';
import { type CompiledPack, compilePack } from '#desk/pack/compilePack.ts';
import { packDirectory } from './support/packFolder.ts';

function pack(): CompiledPack {
  const compiled = compilePack(packDirectory);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error, null, 2));
  return compiled.value;
}
const { questionnaires, help, cases, study } = pack();

const itemsOf = (questionnaire: Questionnaire): readonly Item[] =>
  questionnaire.sections.flatMap((section) => section.blocks.flatMap((block) => block.items));
const named = (questionnaire: string): Questionnaire => {
  const found = questionnaires.find((one) => one.questionnaire === questionnaire);
  if (found === undefined) throw new Error(`no ${questionnaire}`);
  return found;
};

interface Walked {
  readonly section: string;
  readonly row: string | null;
  readonly asked: string[];
  readonly notAsked: string[];
}
interface Walk {
  readonly parts: readonly Walked[];
  readonly fails: Readonly<Record<string, readonly string[]>>;
  readonly notOffered: Readonly<Record<string, readonly string[]>>;
}

const plainFacts = {
  role: 'parent',
  band: 'adult',
  wave: 'T0',
  firstWave: true,
  consentAge: 38,
  periodDays: 365,
  childCount: 1,
  partnerCount: 1,
};

function rosterOf(one: Case): readonly RosterRow[] {
  return Object.entries(one.rows ?? {}).map(([id, facts]) => ({
    id,
    kind: facts.rowKind === 'child' ? 'child' : 'partner',
    sex: 'x',
    birthMonth: '2000-01',
    order: 1,
    relation: '',
  }));
}

function givenOf(one: Case, item: string, row: string | null): Given {
  const found = one.answers[row === null ? item : `${row}/${item}`];
  if (found === undefined) return { missing: 'seen-and-passed' };
  return typeof found === 'object' && !Array.isArray(found) ? found : { value: found };
}

/** Goes through a whole questionnaire with the engine, as the person of the case would. */
function walk(questionnaire: Questionnaire, one: Case): Walk {
  const parts: Walked[] = [];
  const fails: Record<string, string[]> = {};
  const notOffered: Record<string, string[]> = {};
  let carried: Facts = {};
  for (const step of planSteps(questionnaire, rosterOf(one))) {
    const row = step.row?.id ?? null;
    const facts: Facts = {
      ...plainFacts,
      ...one.facts,
      ...(row === null ? {} : one.rows?.[row]),
      ...carried,
    };
    let part = parts.find((known) => known.section === step.section.id && known.row === row);
    if (part === undefined) {
      part = { section: step.section.id, row, asked: [], notAsked: [] };
      parts.push(part);
    }
    let state = openBlock(step, 1, facts);
    const events = [...state.opening];
    for (let item = current(state); item !== null; item = current(state)) {
      const key = row === null ? item.id : `${row}/${item.id}`;
      part.asked.push(item.id);
      const hidden = [
        ...('points' in item
          ? item.points
              .filter((point) => !offered(item.points, facts).includes(point))
              .map((point) => String(point.value))
          : []),
        ...('options' in item
          ? item.options
              .filter((option) => !offered(item.options, facts).includes(option))
              .map((option) => option.id)
          : []),
      ];
      if (hidden.length > 0) notOffered[key] = hidden;
      const given = givenOf(one, item.id, row);
      if ('value' in given) {
        const looking = { ...factsNow(state), [item.id]: given.value };
        const failing = item.checks.filter((check) => !isFine(check.that, looking)).map((check) => check.id);
        if (failing.length > 0) fails[key] = failing;
        let answered = answer(state, given);
        while (answered.ok && answered.value.soft !== null) answered = answer(answered.value.state, given);
        // A value that a hard check refuses is passed over instead.
        if (!answered.ok && answered.error.type === 'check-failed')
          answered = answer(state, { missing: 'seen-and-passed' });
        if (!answered.ok) throw new Error(`${key}: ${answered.error.type}`);
        state = answered.value.state;
        events.push(...answered.value.events);
      } else {
        const answered = answer(state, given);
        if (!answered.ok) throw new Error(`${key}: ${answered.error.type}`);
        state = answered.value.state;
        events.push(...answered.value.events);
      }
    }
    for (const event of events)
      if (event.kind === 'answer' && event.missing === 'not-asked') part.notAsked.push(event.item);
    carried = { ...carried, ...carryFacts(state) };
  }
  return { parts, fails, notOffered };
}

const everyCase = questionnaires.flatMap((questionnaire) =>
  (cases[`${questionnaire.questionnaire}/v${questionnaire.version}`] ?? []).map((one) => ({
    title: `${questionnaire.questionnaire}: ${one.name}`,
    questionnaire,
    one,
  })),
);

describe('the study pack', () => {
  it('has the two questionnaires of the demonstration in Dutch and English', () => {
    expect(questionnaires.map((one) => `${one.questionnaire} v${one.version}`)).toEqual([
      'child-8-11 v1',
      'parent-core v1',
    ]);
    for (const one of questionnaires) expect(Object.keys(one.texts)).toEqual(['nl', 'en']);
    expect(study.languages[0]).toBe('nl');
  });

  it('is a draft, and says so in every language', () => {
    expect(study.demo).toBe(true);
    for (const one of questionnaires)
      for (const texts of Object.values(one.texts)) expect(texts.review).toBe('draft');
  });

  it('lets every item be declined', () => {
    const firm = questionnaires
      .flatMap(itemsOf)
      .filter((item) => item.type !== 'note' && !item.reasons.includes('prefer-not'));
    expect(firm).toEqual([]);
  });

  it('names the month in every item about an act', () => {
    const acts = itemsOf(named('parent-core')).filter(({ act }) => act !== undefined && act.kind !== 'any');
    const timeless = Object.values(named('parent-core').texts).flatMap((texts) =>
      acts.filter(({ id }) => texts.items[id]?.help?.includes('{{since}}') !== true).map(({ id }) => id),
    );
    expect(acts).toHaveLength(34);
    expect(timeless).toEqual([]);
  });

  it('never says "last time" about a period', () => {
    const said = JSON.stringify(questionnaires.map((one) => one.texts));
    expect(said).not.toMatch(/vorige keer|last time/i);
  });
});

describe('acts of the parents', () => {
  const acts = itemsOf(named('parent-core')).flatMap((item) =>
    item.act === undefined ? [] : [{ id: item.id, ...item.act }],
  );

  it('are asked in both directions, each act once', () => {
    const towardsMe = acts
      .filter((act) => act.victim === 'self')
      .map((act) => `${act.kind} ${act.id.replace('byPartner', '')}`);
    const byMe = acts
      .filter((act) => act.actor === 'self')
      .map((act) => `${act.kind} ${act.id.replace('byMe', '')}`);
    expect(towardsMe).toEqual(byMe);
    expect(towardsMe).toHaveLength(18);
  });

  it('cover words, threats, control, property, force and severe force', () => {
    expect([...new Set(acts.map((act) => act.kind))]).toEqual([
      'words',
      'threats',
      'control',
      'property',
      'force',
      'severe',
      'any',
    ]);
  });

  it('offer seven counts, and "before" in the first wave only', () => {
    const [item] = itemsOf(named('parent-core')).filter((one) => one.type === 'frequency');
    if (item?.type !== 'frequency') throw new Error('no frequency');
    const values = (firstWave: boolean) => offered(item.points, { firstWave }).map((point) => point.value);
    expect(values(false)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(values(true)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('grow in severity with every class, "before" between never and once', () => {
    const [item] = itemsOf(named('parent-core')).filter((one) => one.type === 'frequency');
    if (item?.type !== 'frequency') throw new Error('no frequency');
    const severity = (value: number) => item.points.find((point) => point.value === value)?.severity ?? -1;
    expect([0, 7, 1, 2, 3, 4, 5, 6].map(severity)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('end with one recency item for each direction', () => {
    const lasts = acts.filter((act) => act.kind === 'any');
    expect(lasts.map((act) => act.id)).toEqual(['byPartnerLast', 'byMeLast']);
  });
});

describe('the questionnaire for children', () => {
  const child = named('child-8-11');

  it('begins with practice and has a rest after two sections', () => {
    expect(child.sections.map((section) => [section.id, section.practice, section.rest])).toEqual([
      ['practice', true, false],
      ['home', false, true],
      ['safe', false, true],
      ['you', false, false],
    ]);
  });

  it('has three or four answers, with faces or circles but for a few words', () => {
    const wide = itemsOf(child).filter((item) => item.type === 'choice' && item.options.length > 4);
    expect(wide).toEqual([]);
    const looks = itemsOf(child).flatMap((item) => (item.type === 'choice' ? [item.look] : []));
    expect(looks.filter((look) => look !== 'words').length).toBeGreaterThan(looks.length / 2);
  });

  it('puts a signal where a child feels very unsafe now, and shows nothing because of it', () => {
    const [safeNow] = itemsOf(child).filter((item) => item.id === 'safeNow');
    expect(safeNow?.signal).toEqual(['very-unsafe']);
    expect(itemsOf(child).filter((item) => item.relevant !== undefined)).toEqual([]);
  });

  it('asks without negations', () => {
    const dutch = Object.values(child.texts.nl?.items ?? {}).map((texts) => texts.label);
    const english = Object.values(child.texts.en?.items ?? {}).map((texts) => texts.label);
    for (const label of dutch) expect(label).not.toMatch(/\b(niet|geen|nooit|niemand)\b/i);
    for (const label of english) expect(label).not.toMatch(/\b(not|no|never|nobody)\b|n’t|n't/i);
  });

  it('has short sentences', () => {
    const labels = Object.values(child.texts).flatMap((texts) =>
      Object.values(texts.items).map(({ label }) => label),
    );
    const sentences = labels.flatMap((label) => label.split(/[.?!]/));
    expect(sentences.filter((sentence) => sentence.trim().split(/\s+/).length > 12)).toEqual([]);
  });
});

describe('help lines', () => {
  it('begin with the emergency number for every band', () => {
    for (const band of ['adult', 'child-8-11', 'youth-12-15', 'youth-16-19'] as const) {
      const lines = help.lines.filter((line) => line.bands.includes(band));
      expect(lines[0]?.dial).toBe('112');
      expect(lines.length).toBeGreaterThanOrEqual(3);
    }
  });

  it('were checked within the last nine months', () => {
    const oldest = new Date();
    oldest.setMonth(oldest.getMonth() - 9);
    const checkAgain = help.lines
      .filter((line) => new Date(line.checkedOn) < oldest)
      .map((line) => `${line.shown} was checked on ${line.checkedOn}`);
    expect(checkAgain).toEqual([]);
  });

  it('do not offer children a line about suicide', () => {
    expect(
      help.lines.filter((line) => line.bands.includes('child-8-11')).map((line) => line.shown),
    ).not.toContain('113');
  });
});

describe('cases worked out by hand', () => {
  it.each(everyCase)('$title', ({ questionnaire, one }) => {
    const walked = walk(questionnaire, one);
    const expected = one.route.map((part) => {
      const all =
        questionnaire.sections
          .find((section) => section.id === part.section)
          ?.blocks.flatMap((block) => block.items.map((item) => item.id)) ?? [];
      return {
        section: part.section,
        row: part.row ?? null,
        asked: part.asked === 'all' ? all : part.asked,
        notAsked: part.notAsked ?? [],
      };
    });
    expect(walked.parts).toEqual(expected);
    expect(walked.fails).toEqual(one.fails ?? {});
    for (const [item, hidden] of Object.entries(one.notOffered ?? {}))
      expect(walked.notOffered[item]).toEqual(hidden);
  });

  it('reach every section of every questionnaire', () => {
    const reached = new Set(
      everyCase.flatMap(({ questionnaire, one }) =>
        one.route.map((part) => `${questionnaire.questionnaire} ${part.section}`),
      ),
    );
    const all = questionnaires.flatMap((one) =>
      one.sections.map((section) => `${one.questionnaire} ${section.id}`),
    );
    expect(all.filter((section) => !reached.has(section))).toEqual([]);
  });

  it('catch a route that is wrong', () => {
    const [first] = everyCase.filter(({ one }) => one.name === 'former partner without contact');
    if (first === undefined) throw new Error('the case is gone');
    const { questionnaire, one } = first;
    const inContact: Case = { ...one, answers: { ...one.answers, exContact: 'weekly' } };
    expect(walk(questionnaire, inContact).parts).not.toEqual(walk(questionnaire, one).parts);
  });
});
