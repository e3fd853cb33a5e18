import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextStep, type Progress, whereToResume } from '#core/interview/resume.ts';
import { planSteps } from '#core/interview/steps.ts';
import type { Item } from '#core/questionnaire/compiled.ts';
import {
  block,
  children,
  note,
  partner,
  section,
  smallQuestionnaire,
  yesNo,
} from '../../support/smallQuestionnaire.ts';

const steps = planSteps(smallQuestionnaire, [...children, partner]);
const places = steps.map(
  (step) => `${step.section.id}/${step.row?.id.replace(/0+$/, '') ?? '-'}/${step.block.id}`,
);
const progress = (place: string, pass: number, left: Progress['left']): Progress => {
  const step = steps[places.indexOf(place)];
  if (step === undefined) throw new Error(`no ${place}`);
  return { section: step.section.id, row: step.row?.id ?? null, block: step.block.id, pass, left };
};
const resumed = (from: Progress | null) => {
  const { choice, step, pass, unfinished, routing } = whereToResume(steps, from);
  return {
    choice,
    at: step === null ? null : places[step.index],
    pass,
    unfinished: unfinished === null ? null : [places[unfinished.step.index], unfinished.pass],
    routing: routing.map(({ index }) => places[index]),
  };
};

describe('the order of blocks', () => {
  it('goes through a repeated section once for each row of its kind, in the order of the roster', () => {
    expect(places).toEqual([
      'practice/-/try',
      'start/-/place',
      'beds/-/weeding',
      'beds/-/flowers',
      'plants/firstChild/watering',
      'plants/secondChild/watering',
      'storms/-/storm',
    ]);
  });

  it('leaves a repeated section out when there is no such row', () => {
    expect(planSteps(smallQuestionnaire, [partner]).map((step) => step.section.id)).not.toContain('plants');
  });

  it('knows where a section begins and ends for its row, and which block is the last of all', () => {
    expect(
      steps.map(({ firstOfSection, lastOfSection, last }) => [firstOfSection, lastOfSection, last]),
    ).toEqual([
      [true, true, false],
      [true, true, false],
      [true, false, false],
      [false, true, false],
      [true, true, false],
      [true, true, false],
      [true, true, true],
    ]);
  });

  it('plans nothing for an empty questionnaire', () => {
    expect(planSteps({ sections: [] }, children)).toEqual([]);
    expect(whereToResume([], null)).toMatchObject({ choice: 'done', step: null });
  });
});

describe('going on after a break', () => {
  it('begins at the beginning when nothing was opened yet', () => {
    expect(resumed(null)).toEqual({
      choice: 'start',
      at: 'practice/-/try',
      pass: 1,
      unfinished: null,
      routing: [],
    });
  });

  it('begins the next block after one that was closed, with the routing section asked again first', () => {
    expect(resumed(progress('beds/-/weeding', 1, 'closed'))).toEqual({
      choice: 'start',
      at: 'beds/-/flowers',
      pass: 1,
      unfinished: null,
      routing: ['start/-/place'],
    });
  });

  it('asks a block again after a lock or a kill', () => {
    expect(resumed(progress('beds/-/weeding', 1, 'open'))).toEqual({
      choice: 'again',
      at: 'beds/-/weeding',
      pass: 2,
      unfinished: ['beds/-/weeding', 1],
      routing: ['start/-/place'],
    });
  });

  it('lets the person choose after an exit', () => {
    expect(resumed(progress('plants/firstChild/watering', 1, 'exit'))).toMatchObject({
      choice: 'again-or-next',
      at: 'plants/firstChild/watering',
      pass: 2,
      unfinished: ['plants/firstChild/watering', 1],
    });
  });

  it.each(['open', 'exit'] as const)('passes a block by after its second pass (%s)', (left) => {
    expect(resumed(progress('plants/firstChild/watering', 2, left))).toMatchObject({
      choice: 'passed-by',
      at: 'plants/secondChild/watering',
      pass: 1,
      unfinished: ['plants/firstChild/watering', 2],
    });
  });

  it('never passes the routing section by', () => {
    expect(resumed(progress('start/-/place', 2, 'open'))).toMatchObject({
      choice: 'again',
      at: 'start/-/place',
      pass: 3,
      routing: [],
    });
    expect(resumed(progress('start/-/place', 7, 'exit'))).toMatchObject({
      choice: 'again',
      at: 'start/-/place',
      pass: 8,
    });
  });

  it.each([
    ['information', note('why', true)],
    ['a consent', { ...yesNo('visit'), consent: 'visit' } as Item],
  ])('never passes %s by, nor offers to leave it out: what waits for it would stay shut', (_, item) => {
    const planned = planSteps({ sections: [section('why', [block('why', [item])])] }, []);
    for (const [pass, left] of [
      [1, 'open'],
      [1, 'exit'],
      [2, 'open'],
      [5, 'exit'],
    ] as const) {
      expect(whereToResume(planned, { section: 'why', row: null, block: 'why', pass, left })).toMatchObject({
        choice: 'again',
        step: planned[0],
        pass: pass + 1,
      });
    }
  });

  it('has nothing left after the last block', () => {
    expect(resumed(progress('storms/-/storm', 1, 'closed'))).toEqual({
      choice: 'done',
      at: null,
      pass: 1,
      unfinished: null,
      routing: [],
    });
  });

  it('still closes the last block when that is passed by', () => {
    expect(resumed(progress('storms/-/storm', 2, 'open'))).toMatchObject({
      choice: 'passed-by',
      at: null,
      unfinished: ['storms/-/storm', 2],
    });
  });

  it('asks from the beginning rather than losing its way when the place is unknown', () => {
    expect(
      whereToResume(steps, { section: 'gone', row: null, block: 'x', pass: 1, left: 'open' }),
    ).toMatchObject({
      choice: 'start',
      step: steps[0],
      pass: 1,
    });
  });

  it('comes to an end however often it is broken off', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('open', 'exit', 'closed' as const), { maxLength: 40 }),
        (breaks) => {
          let place: Progress | null = null;
          const opened: string[] = [];
          for (const left of breaks) {
            const { step, pass } = whereToResume(steps, place);
            if (step === null) break;
            opened.push(`${step.index} ${pass}`);
            place = { section: step.section.id, row: step.row?.id ?? null, block: step.block.id, pass, left };
          }
          // No pass of a block is opened twice, and none beyond the second but in the routing section.
          expect(new Set(opened).size).toBe(opened.length);
          expect(
            opened
              .filter((entry) => !entry.startsWith('1 '))
              .every((entry) => entry.endsWith(' 1') || entry.endsWith(' 2')),
          ).toBe(true);
        },
      ),
    );
  });

  it('knows the step after each', () => {
    expect(steps.map((step) => nextStep(steps, step)?.index ?? null)).toEqual([1, 2, 3, 4, 5, 6, null]);
  });
});
