import { describe, expect, it } from 'vitest';
import { type Envelope, envelopeSchema } from '#core/protocol/envelope.ts';
import type { CompletedSection } from '#core/schedule/completed.ts';
import { consentKey, nothingYet, type Progress } from '#core/table/progress.ts';
import { envelopeOf } from '../../src/desk/envelopeOf.ts';
import { mergeFamilies } from '../../src/desk/families/mergeFamilies.ts';
import { readFamilies } from '../../src/desk/families/readFamilies.ts';
import { gatherInvited } from '../../src/desk/gatherInvited.ts';
import { settingsOf } from '../../src/desk/pack.ts';
import { type InvitePlan, knownFamilies, type Planning, planInvites } from '../../src/desk/planInvites.ts';
import { type Invite, inviteSchema, type KeptBundle } from '../../src/desk/state/entry.ts';
import { apply, replay, type State } from '../../src/desk/state/replay.ts';
import { completedOn } from '../support/completedSections.ts';
import { choice, version } from '../support/gardenVersions.ts';
import { readStudy, rules } from '../support/studyDates.ts';

/** The study's own tasks; of the questionnaires only what planning looks at: do they ask for a consent? */
const asks = (questionnaire: string) => ({
  ...version(1, [choice('yes', { yes: 1, no: 0 }, { consent: 'any' })]),
  questionnaire,
});
const settings = {
  ...settingsOf({
    study: readStudy(),
    questionnaires: ['consent-parent', 'consent-for-child', 'assent-8-11', 'consent-youth'].map(asks),
  }),
  schedule: rules,
};

const header = 'family,person,role,birth month,sex,language,relation';
const lines = [
  'F1,P1,parent,1986-04,f,nl,mother',
  'F1,P2,parent,1984-11,m,nl,ex-partner',
  'F1,C1,child,2017-02,f,nl,child',
  'F1,C2,child,2021-05,m,nl,child',
  'F1,C3,child,2012-01,m,nl,child',
  'F1,C4,child,2010-05,f,nl,child',
];

/** `columns`: of the families file. */
type Asked = Partial<Planning> & { readonly columns?: string };

/** A desk in memory: plans, records the invites as `invite` does, and takes in what is said to be done. */
function startDesk() {
  const state: State = replay([]);
  let ids = 0;
  const newId = (): string => `id${String(ids++).padStart(20, '0')}`;
  let progress: Progress = nothingYet;
  apply(
    state,
    { kind: 'decision', about: 'second-parent', family: 'F1', reason: 'r', by: 'b', synthetic: true },
    '2026-11-22T10:00:00.000Z',
  );
  const plan = (rows: readonly string[] | null, { columns = header, ...more }: Asked = {}) => {
    const planning: Planning = {
      state,
      settings,
      files: [],
      progress,
      wave: 'T0',
      today: '2026-11-22',
      newId,
      draw: () => 0,
      ...more,
    };
    const { today } = planning;
    if (rows === null) return planInvites(knownFamilies(state, planning.wave), planning);
    const read = readFamilies([columns, ...rows].join('\n'), { today, languages: ['nl', 'en'] });
    const merged = read.ok ? mergeFamilies(read.value, state.families, today, newId) : read;
    if (!merged.ok) throw new Error(JSON.stringify(merged.error));
    return planInvites(merged.value, planning);
  };
  const issue = (plans: readonly InvitePlan[], today: string): readonly Envelope[] =>
    plans.map((one, at) => {
      const number = `${state.invites.size}`.padStart(16, '0');
      const envelope = envelopeSchema.parse(
        envelopeOf(one, {
          study: 'study'.padEnd(22, '0'),
          root: '0'.repeat(32),
          leastManifest: 1,
          invite: number,
          spaceIdentity: 'AGE',
          unattended: true,
        }),
      );
      const { family, wave, person } = one;
      apply(
        state,
        {
          kind: 'family',
          family: family.family,
          due: family.due,
          persons: [...family.persons],
          sample: [...family.sample],
        },
        today,
      );
      const invite: Invite = inviteSchema.parse({
        number,
        family: family.family,
        person: person.person,
        wave: wave.wave,
        band: wave.band,
        due: wave.due,
        closes: wave.closes,
        windowEnds: wave.windowEnds,
        firstWave: wave.firstWave,
        roster: one.roster,
        issued: `${today}T10:00:0${at}.000Z`,
        expires: `${wave.windowEnds}T23:59:59.000Z`,
        tasks: one.tasks,
        hmacKey: '',
        envelopeRecipient: '',
        letterRecipient: '',
      });
      apply(state, { kind: 'invites', invites: [invite], closes: [...one.closes] }, today);
      return envelope;
    });
  const finish = (...tasks: readonly (string | undefined)[]): void => {
    for (const task of tasks)
      if (task !== undefined) state.kept.set(task, { task, done: true } as KeptBundle);
  };
  return {
    state,
    plan,
    invite: (rows: readonly string[] | null, more: Asked = {}) =>
      issue(plan(rows, more).invites, more.today ?? '2026-11-22'),
    finish,
    learn: (more: Partial<Progress>) => {
      progress = { ...progress, ...more };
    },
  };
}

const envelopeFor = (envelopes: readonly Envelope[], person: string): Envelope => {
  const found = envelopes.find((envelope) => envelope.person === `F1/${person}`);
  if (found === undefined) throw new Error(`nothing for ${person}`);
  return found;
};
/** Reads like a list: questionnaire, whom it is about, how much. */
const tasksOf = (envelope: Envelope): readonly string[] =>
  envelope.tasks.map(({ questionnaire, subject, extent }) => {
    const row = envelope.roster.find(({ id }) => id === subject);
    return [questionnaire, row === undefined ? subject : row.birthMonth, extent].join(' ');
  });
const taskOf = (envelope: Envelope, questionnaire: string, birthMonth?: string) =>
  envelope.tasks.find(
    (task) =>
      task.questionnaire === questionnaire &&
      (birthMonth === undefined ||
        envelope.roster.find(({ id }) => id === task.subject)?.birthMonth === birthMonth),
  );

describe("a parent's envelope", () => {
  const desk = startDesk();
  const parent = envelopeFor(desk.invite(lines), 'P1');

  it('has a task for each child, in full for two of them, and consents for those under sixteen', () => {
    expect(tasksOf(parent)).toEqual([
      'consent-parent self full',
      'consent-for-child 2012-01 full',
      'consent-for-child 2017-02 full',
      'consent-for-child 2021-05 full',
      'parent-core self full',
      'parent-about-child 2010-05 core',
      'parent-about-child 2012-01 core',
      'parent-about-child 2017-02 full',
      'parent-about-child 2021-05 full',
    ]);
  });

  it('opens its questionnaires behind its own consent', () => {
    const consent = taskOf(parent, 'consent-parent')?.id;
    expect(taskOf(parent, 'parent-core')?.gates).toEqual([
      { gate: 'information-seen', task: consent, hours: 0 },
      { gate: 'consent-given', task: consent, consent: 'taking-part' },
    ]);
  });

  it('draws the same children for the other parent', () => {
    const other = desk.plan(['F1,P2,parent,1984-11,m,nl,ex-partner'], { draw: (below) => below - 1 });
    const extents = other.invites[0]?.tasks
      .filter(({ questionnaire }) => questionnaire === 'parent-about-child')
      .map(({ extent }) => extent);
    expect(extents).toEqual(['core', 'core', 'full', 'full']);
    expect(desk.state.families.get('F1')?.sample).toHaveLength(2);
  });

  it('never holds what an interviewer fills in', () => {
    expect(parent.tasks.some(({ questionnaire }) => /visit|guide/.test(questionnaire))).toBe(false);
  });
});

describe("a child's envelope", () => {
  const desk = startDesk();
  const envelopes = desk.invite(lines);

  it('has the form of its age behind its own yes, and its parents', () => {
    const child = envelopeFor(envelopes, 'C1');
    expect(tasksOf(child)).toEqual(['assent-8-11 self full', 'child-8-11 self full']);
    expect(child.roster.map(({ kind, relation }) => `${kind} ${relation}`)).toEqual([
      'parent mother',
      'parent father',
    ]);
    expect(tasksOf(envelopeFor(envelopes, 'C3'))).toEqual(['consent-youth self full', 'youth self full']);
  });

  it('is not made for a child who is too young', () => {
    expect(envelopes.map(({ person }) => person)).not.toContain('F1/C2');
  });
});

describe('a further invite in the same wave', () => {
  const place = { person: 'F1/P1', wave: 'T0', questionnaire: 'consent-parent', subject: 'self' };
  const consentOf = (said: 'given' | 'refused') => ({
    consents: new Map([[consentKey({ ...place, consent: 'taking-part' }), said]]),
  });

  it('leaves out what is done and its gates, and keeps ids, periods and extents of the rest', () => {
    const desk = startDesk();
    const before = envelopeFor(desk.invite(lines), 'P1');
    desk.finish(taskOf(before, 'consent-parent')?.id, taskOf(before, 'parent-about-child', '2017-02')?.id);
    desk.learn(consentOf('given'));
    const again = envelopeFor(desk.invite(lines, { today: '2026-12-20', draw: (below) => below - 1 }), 'P1');
    expect(tasksOf(again)).not.toContain('consent-parent self full');
    expect(again.tasks).toHaveLength(before.tasks.length - 2);
    for (const task of again.tasks) {
      const same = before.tasks.find(({ id }) => id === task.id);
      expect(task).toEqual({ ...same, gates: [] });
    }
  });

  it('gives nothing more to somebody who refused, and says why', () => {
    const desk = startDesk();
    const [one] = lines;
    const before = envelopeFor(desk.invite(lines), 'P1');
    desk.finish(taskOf(before, 'consent-parent')?.id);
    desk.learn(consentOf('refused'));
    expect(desk.plan([one ?? ''])).toMatchObject({
      invites: [],
      notInvited: [{ person: 'P1', why: { type: 'refused' } }],
    });
  });

  it('keeps the numbers of rows when an older child joins the family', () => {
    const desk = startDesk();
    desk.invite(lines);
    const before = gatherInvited(desk).find(({ person }) => person === 'F1/P1')?.roster ?? [];
    desk.invite([...lines, 'F1,C9,child,2009-06,f,nl,stepchild'], { today: '2026-12-20' });
    const after = gatherInvited(desk).find(({ person }) => person === 'F1/P1');
    expect(after?.roster.slice(0, before.length)).toEqual(before);
    expect(after?.roster.at(-1)?.birthMonth).toBe('2009-06');
    expect(after?.invited).toBe('2026-11-22');
  });
});

describe('a later wave', () => {
  const core = (person: string, day: string, more: Partial<CompletedSection> = {}): CompletedSection =>
    completedOn(day, { person: `F1/${person}`, ...more });
  const afterT0 = () => {
    const desk = startDesk();
    const T0 = desk.invite(lines);
    desk.learn({ completed: [core('P1', '2026-12-01')] });
    return { desk, T0 };
  };
  const T1 = { wave: 'T1', today: '2027-11-20' } as const;

  it('can be planned without a file: everybody who has no invite for it yet', () => {
    const { desk } = afterT0();
    const envelopes = desk.invite(null, T1);
    expect(envelopes.map(({ person, wave, due }) => [person, wave, due])).toEqual(
      ['P1', 'P2', 'C1', 'C3', 'C4'].map((code) => [`F1/${code}`, 'T1', '2027-12-01']),
    );
    expect(desk.plan(null, T1).invites).toEqual([]);
  });

  it('asks from where the first one ended, and about the past of those who were not there only', () => {
    const { desk } = afterT0();
    const envelopes = desk.invite(null, T1);
    const [first, second] = ['P1', 'P2'].map((code) => envelopeFor(envelopes, code));
    expect([first?.firstWave, taskOf(first as Envelope, 'parent-core')?.periodFrom]).toEqual([
      false,
      '2026-12-01',
    ]);
    expect([second?.firstWave, taskOf(second as Envelope, 'parent-core')?.periodFrom]).toEqual([
      true,
      '2026-12-01',
    ]);
  });

  it('has tasks of its own, and the sample of the first', () => {
    const { desk, T0 } = afterT0();
    const before = envelopeFor(T0, 'P1');
    const sample = desk.state.families.get('F1')?.sample;
    const later = envelopeFor(
      desk.invite([...lines, 'F1,C9,child,2019-06,f,nl,child'], { ...T1, draw: (below) => below - 1 }),
      'P1',
    );
    const ids = new Set(before.tasks.map(({ id }) => id));
    expect(later.tasks.some(({ id }) => ids.has(id))).toBe(false);
    expect(desk.state.families.get('F1')?.sample).toEqual(sample);
    expect(tasksOf(later)).toContain('parent-about-child 2019-06 core');
  });

  it('keeps the numbers of rows of the first', () => {
    const { desk } = afterT0();
    desk.invite([...lines, 'F1,C9,child,2009-06,f,nl,child'], T1);
    const rosters = gatherInvited(desk)
      .filter(({ person }) => person === 'F1/P1')
      .map(({ roster }) => roster.map(({ id }) => id));
    expect(rosters).toHaveLength(2);
    expect(rosters[1]?.slice(0, rosters[0]?.length)).toEqual(rosters[0]);
    expect(rosters[1]).toHaveLength((rosters[0]?.length ?? 0) + 1);
  });

  it('knows which rows are of the first only', () => {
    const { desk } = afterT0();
    const known = `${header},parent of`;
    desk.invite(['F1,P2,parent,1984-11,m,nl,ex-partner,C1'], { ...T1, columns: known });
    const [before, after] = gatherInvited(desk).filter(({ person }) => person === 'F1/P2');
    const born = (ids: readonly string[] | undefined) =>
      after?.roster.filter(({ id }) => ids?.includes(id)).map(({ birthMonth }) => birthMonth);
    expect(born(before?.former)).toEqual([]);
    expect(after?.roster).toHaveLength(before?.roster.length ?? 0);
    expect(born(after?.former)).toEqual(['2010-05', '2012-01', '2021-05']);
  });

  it('keeps for the whole family the date of its first invite', () => {
    const { desk } = afterT0();
    desk.invite(lines.slice(0, 1), T1);
    // A bundle that was long under way brings an earlier day.
    desk.learn({ completed: [core('P1', '2026-12-01'), core('P2', '2026-11-25')] });
    expect(desk.plan(null, T1).invites.map(({ wave }) => wave.due)).toEqual(
      Array.from({ length: 4 }, () => '2027-12-01'),
    );
  });

  it('of a family that never began has no date', () => {
    const desk = startDesk();
    desk.invite(lines);
    expect(desk.plan(null, T1).notInvited.map(({ why }) => why.type)).toEqual(
      Array.from({ length: 6 }, () => 'no-anchor'),
    );
  });

  it('T2 goes by the family’s T1', () => {
    const { desk } = afterT0();
    desk.invite(null, T1);
    desk.learn({ completed: [core('P1', '2026-12-01'), core('P1', '2027-12-20', { wave: 'T1' })] });
    const T2 = envelopeFor(desk.invite(null, { wave: 'T2', today: '2028-06-01' }), 'P1');
    expect([T2.due, T2.firstWave, taskOf(T2, 'parent-core')?.periodFrom]).toEqual([
      '2028-06-20',
      false,
      '2027-12-20',
    ]);
  });
});

describe('invites from before rosters were kept', () => {
  it('are numbered by the family as it is known', () => {
    const desk = startDesk();
    desk.invite(lines);
    const whole = gatherInvited(desk);
    for (const [number, invite] of desk.state.invites) {
      const { roster: _roster, firstWave: _firstWave, closes: _closes, ...old } = invite;
      desk.state.invites.set(number, inviteSchema.parse(old));
    }
    desk.state.manifests.push({ settings } as unknown as State['manifests'][number]);
    expect(gatherInvited(desk)).toEqual(whole);
  });
});
