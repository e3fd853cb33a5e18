/** Makes what the desk hands to the table, from short descriptions: who answered what, in which pass, when it arrived. */
import type { About, AnswerValue, Event, Mode } from '#core/event/event.ts';
import type { DeviceReason } from '#core/event/missing.ts';
import type { ArrivedEvent, ArrivedInterview, InvitedPerson, QuarantineReason } from '#core/table/arrived.ts';
import { type Table, tabulate } from '#core/table/tabulate.ts';
import { children, partner, smallEnvelope, smallQuestionnaire } from './smallQuestionnaire.ts';

const id = (start: string): string => start.padEnd(22, '0');

export const about: About = { person: 'p1', wave: 'T0', subject: 'self', questionnaire: 'small', version: 1 };

export const invited = (more: Partial<InvitedPerson> = {}): InvitedPerson => ({
  family: 'f1',
  person: 'p1',
  wave: 'T0',
  role: 'parent',
  band: 'adult',
  firstWave: true,
  language: 'en',
  due: smallEnvelope.due,
  closes: '2026-12-31',
  invited: '2026-11-01',
  roster: [...children, partner],
  former: [],
  tasks: [{ questionnaire: 'small', version: 1, subject: 'self', periodFrom: '2025-11-01', extent: 'full' }],
  ...more,
});

export interface Said {
  readonly block: string;
  /** Absent: that of the small questionnaire which has this block. */
  readonly section?: string;
  readonly answers: Readonly<Record<string, AnswerValue | { readonly missing: DeviceReason }>>;
  readonly row?: string | null;
  readonly pass?: number;
  /** ISO time of the mailbox; a day is enough. */
  readonly at?: string;
  readonly sitting?: number;
  readonly run?: string;
  readonly wall?: string;
  readonly mode?: Mode;
  readonly quarantine?: QuarantineReason;
}

const sectionOf = (block: string): string =>
  smallQuestionnaire.sections.find(({ blocks }) => blocks.some(({ id: known }) => known === block))?.id ??
  'gone';

/** An interview in the order in which things were said; numbers run on. */
export function interview(
  said: readonly Said[],
  more: { id?: string; about?: About; done?: boolean; space?: string; first?: number } = {},
): ArrivedInterview {
  const events: ArrivedEvent[] = [];
  const own = more.about ?? about;
  let seq = more.first ?? 0;
  const add = (spoken: Said, kind: object): void => {
    const time = spoken.at ?? '2026-11-10';
    const mailboxTime = time.length === 10 ? `${time}T12:00:00.000Z` : time;
    const sitting = spoken.sitting ?? 1;
    const event = {
      v: 1,
      interview: id(more.id ?? 'interview'),
      task: id('task'),
      section: spoken.section ?? sectionOf(spoken.block),
      row: spoken.row ?? null,
      block: spoken.block,
      pass: spoken.pass ?? 1,
      sitting,
      seq,
      wall: spoken.wall ?? mailboxTime,
      mono: seq,
      mode: spoken.mode ?? 'self',
      app: '0.1.0',
      ...(seq === 0 ? { about: own } : {}),
      ...kind,
    } as Event;
    events.push({
      event,
      run: spoken.run ?? `run${sitting}`,
      mailboxTime,
      bundle: 'b',
      quarantine: spoken.quarantine ?? null,
    });
    seq += 1;
  };
  for (const spoken of said) {
    for (const [item, given] of Object.entries(spoken.answers)) {
      const held = typeof given === 'object' && 'missing' in given ? given : { value: given };
      add(spoken, { kind: 'answer', cause: 'first', item, ...held });
    }
  }
  const last = said.at(-1);
  if (more.done === true && last !== undefined) add(last, { kind: 'section-end', done: true });
  return {
    interview: id(more.id ?? 'interview'),
    space: more.space ?? 'space',
    invite: '0123456789abcdef',
    about: own,
    events,
  };
}

export const tableOf = (
  interviews: readonly ArrivedInterview[],
  people: readonly InvitedPerson[] = [invited()],
): Table =>
  tabulate({ people, interviews, questionnaires: [smallQuestionnaire], demo: true, language: 'en' });

const [firstChild, secondChild] = children;
/** What a whole interview says, in the order of the questionnaire. */
export const everything: readonly Said[] = [
  { block: 'try', answers: { tryOut: 'yes' } },
  { block: 'place', answers: { garden: 'yes', welcome: { missing: 'seen-and-passed' } } },
  {
    block: 'weeding',
    answers: { weeding: 'no', weeds: { missing: 'not-asked' }, weedNames: { missing: 'not-asked' } },
  },
  { block: 'flowers', answers: { flowers: ['rose'], planted: '2026-04', mark: 8 } },
  { block: 'watering', row: firstChild?.id ?? null, answers: { watering: 'yes', litres: 2.5 } },
  {
    block: 'watering',
    row: secondChild?.id ?? null,
    answers: { watering: { missing: 'dont-know' }, litres: { missing: 'prefer-not' } },
  },
  { block: 'storm', answers: { wind: 2, hail: 0, shelter: 'yes' } },
];
export const done = interview(everything, { done: true });
