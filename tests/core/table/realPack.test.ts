import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type About, type Event, eventBytes, eventSchema } from '#core/event/event.ts';
import { answer, back, carryFacts, current, finish, openBlock } from '#core/interview/block.ts';
import { type BlockEvent, sectionEnd } from '#core/interview/blockEvent.ts';
import { protocolFacts } from '#core/interview/facts.ts';
import type { Given, Held } from '#core/interview/given.ts';
import { planSteps } from '#core/interview/steps.ts';
import type { RosterRow } from '#core/protocol/envelope.ts';
import type { Item, Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Facts } from '#core/questionnaire/evaluate.ts';
import { offered, offeredOptions } from '#core/questionnaire/offered.ts';
import { cellsOf } from '#core/table/cells.ts';
import { tabulate } from '#core/table/tabulate.ts';
import { compilePack } from '#desk/pack/compilePack.ts';
import { invited } from '../../support/arrivals.ts';
import { packDirectory } from '../../support/packFolder.ts';
import { children, partner, smallEnvelope, smallTask } from '../../support/smallQuestionnaire.ts';

const compiled = compilePack(packDirectory);
if (!compiled.ok) throw new Error('the study pack does not compile');
const { questionnaires } = compiled.value;
const parent: RosterRow = { ...partner, id: 'mother'.padEnd(22, '0'), kind: 'parent', relation: 'mother' };
const roster: readonly RosterRow[] = [...children, partner, parent];
const subjectOf = (questionnaire: Questionnaire): string =>
  questionnaire.subject === 'child' ? (children[0]?.id ?? '') : 'self';

type Chance = (below: number) => number;

/** Something this item takes, or passing it over. */
function anyGiven(item: Item, facts: Facts, chance: Chance): Given {
  const reason = item.reasons[chance(item.reasons.length + 8)];
  if (reason !== undefined) return { missing: reason };
  const pick = <T>(list: readonly T[]): T | undefined => list[chance(list.length)];
  const valueFor = (): string | number | string[] | undefined => {
    switch (item.type) {
      case 'choice':
        return pick(offered(item.options, facts))?.id;
      case 'choices':
        return offeredOptions(item, facts)
          .filter((option) => !option.exclusive && chance(2) === 0)
          .map(({ id }) => id);
      case 'frequency':
      case 'scale':
        return pick(offered(item.points, facts))?.value;
      case 'rating':
      case 'number':
        return Math.ceil(item.min) + chance(Math.floor(item.max - item.min) + 1);
      case 'date':
        return { year: '2024', month: '2024-02', day: '2024-02-29' }[item.precision];
      case 'text':
        return '"é\u0001😀'.repeat(item.maxLength).slice(0, chance(item.maxLength + 1));
      case 'note':
        return undefined;
    }
  };
  const value = valueFor();
  return value === undefined ? { missing: 'seen-and-passed' } : { value };
}

/** Goes through a whole questionnaire at random, sometimes back, and gives its events and what stood on the screen last. */
function walk(questionnaire: Questionnaire, chance: Chance) {
  const drafts: BlockEvent[] = [];
  const held = new Map<string, Held>();
  const task = { ...smallTask, subject: subjectOf(questionnaire) };
  const envelope = { ...smallEnvelope, roster: [...roster] };
  let carried: Facts = {};
  for (const step of planSteps(questionnaire, roster)) {
    const facts = { ...protocolFacts(envelope, task, step.row, '2026-11-10'), ...carried };
    let state = openBlock(step, 1, facts);
    drafts.push(...state.opening);
    for (let item = current(state); item !== null; item = current(state)) {
      const before = chance(6) === 0 ? back(state) : null;
      const given = anyGiven(item, facts, chance);
      const result = answer(before ?? state, before === null ? given : { missing: 'seen-and-passed' });
      const next = result.ok ? result : answer(state, { missing: 'seen-and-passed' });
      if (!next.ok) throw new Error(next.error.type);
      state = next.value.state;
      drafts.push(...next.value.events);
    }
    for (const [item, last] of state.held) held.set(`${step.row?.id ?? ''} ${item}`, last);
    carried = { ...carried, ...carryFacts(state) };
    drafts.push(finish(state), ...(step.lastOfSection ? [sectionEnd(step, 1)] : []));
  }
  return { drafts, held };
}

function arrived(questionnaire: Questionnaire, drafts: readonly BlockEvent[]) {
  const about: About = {
    person: 'p1',
    wave: 'T0',
    subject: subjectOf(questionnaire),
    questionnaire: questionnaire.questionnaire,
    version: questionnaire.version,
  };
  const interview = 'interview'.padEnd(22, '0');
  const sized = drafts.map(({ bytes, signal: _signal, sizeClass: _sizeClass, ...draft }, seq) => {
    const event: Event = eventSchema.parse({
      ...draft,
      v: 1,
      interview,
      task: smallTask.id,
      sitting: 1,
      seq,
      wall: '2026-11-10T10:00:00.000Z',
      mono: seq,
      mode: 'self',
      app: '0.1.0',
      ...(seq === 0 ? { about } : {}),
    });
    return { event, room: eventBytes(seq, bytes) };
  });
  const events = sized.map(({ event }) => ({
    event,
    run: 'run',
    mailboxTime: '2026-11-10T12:00:00.000Z',
    bundle: 'b',
    quarantine: null,
  }));
  return { sized, interview: { interview, space: 'space', invite: 'invite', about, events } };
}

const rowOptions = (item: Item): readonly string[] =>
  item.type === 'choices' && item.rows !== undefined
    ? roster.filter(({ kind }) => kind === item.rows?.kind).map(({ id }) => id)
    : [];

describe.each(questionnaires.map((questionnaire) => [questionnaire.questionnaire, questionnaire] as const))(
  '%s',
  (_name, questionnaire) => {
    const chances = fc.infiniteStream(fc.nat()).map(
      (stream): Chance =>
        (below) =>
          (stream.next().value ?? 0) % Math.max(1, below),
    );
    const task = {
      questionnaire: questionnaire.questionnaire,
      version: questionnaire.version,
      subject: subjectOf(questionnaire),
      periodFrom: '2025-11-01',
      extent: 'full' as const,
    };
    const subject = questionnaire.subject === 'child' ? 1 : null;
    const status = [questionnaire.prefix, '', 'status', ...(subject === null ? [] : [subject])].join('_');
    const table = (interviews: Parameters<typeof tabulate>[0]['interviews']) =>
      tabulate({
        people: [invited({ roster, tasks: [task] })],
        interviews,
        questionnaires,
        demo: true,
        language: 'nl',
      });

    it('comes out of any walk as a row that holds exactly what stood on the screen last', () => {
      fc.assert(
        fc.property(chances, (chance) => {
          const { drafts, held } = walk(questionnaire, chance);
          const { sized, interview } = arrived(questionnaire, drafts);
          for (const { event, room } of sized)
            expect(new TextEncoder().encode(JSON.stringify(event)).length).toBeLessThanOrEqual(room);

          const { rows, codebook, findings, passes } = table([interview]);
          const cells = rows[0]?.cells ?? {};
          expect([findings, passes, cells.gaps, cells[status]]).toEqual([[], [], 0, 2]);
          let checked = 0;
          for (const section of questionnaire.sections.filter(({ practice }) => !practice)) {
            const rowsOf =
              section.repeat === null ? [null] : roster.filter(({ kind }) => kind === section.repeat);
            for (const [at, row] of rowsOf.entries()) {
              for (const item of section.blocks.flatMap((block) => block.items)) {
                const last = held.get(`${row?.id ?? ''} ${item.id}`);
                const number = row === null ? null : at + 1;
                const names = codebook
                  .filter(
                    (column) =>
                      column.questionnaire === questionnaire.questionnaire &&
                      column.item === item.id &&
                      column.row === number,
                  )
                  .map(({ name }) => name);
                if (item.type === 'note') continue;
                expect(names.map((name) => cells[name])).toEqual(
                  last === undefined ? 'no event' : cellsOf(item, last, rowOptions(item)),
                );
                checked += 1;
              }
            }
          }
          expect(Number(cells.values) + Number(cells.missing)).toBe(checked);
        }),
        { numRuns: 15 },
      );
    });

    it('labels every column in the study’s language', () => {
      const items = table([]).codebook.filter(({ item }) => item !== null);
      expect(items.filter(({ label, item }) => label === item)).toEqual([]);
      expect(items.length).toBeGreaterThan(10);
    });
  },
);
