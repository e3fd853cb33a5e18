import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfferedTask } from '#core/schedule/offeredTask.ts';
import { drawSample } from '#core/schedule/sample.ts';

const task: OfferedTask = {
  questionnaire: 'parent-about-child',
  version: 1,
  role: 'parent',
  bands: ['adult'],
  subject: 'child',
  ages: { from: 3, to: 17 },
  full: 2,
  consent: false,
  gates: [],
};
const due = '2026-11-22';
const child = (id: string, birthMonth = '2015-05') => ({ id, birthMonth });
const first = () => 0;

describe('the children who are asked about in full', () => {
  it('are as many as the study says, drawn by the chance that is handed in', () => {
    const four = ['a', 'b', 'c', 'd'].map((id) => child(id));
    expect(drawSample([], [task], four, due, first)).toEqual(['a', 'b']);
    expect(drawSample([], [task], four, due, (below) => below - 1)).toEqual(['d', 'c']);
  });

  it('are all of them when there are no more', () => {
    expect(drawSample([], [task], [child('a')], due, first)).toEqual(['a']);
  });

  it('are of an age that is asked about', () => {
    const young = [child('a', '2025-01'), child('b'), child('c', '2008-01')];
    expect(drawSample([], [task], young, due, first)).toEqual(['b']);
  });

  it('stay those who were drawn; one who comes later takes a free place only', () => {
    const all = ['a', 'b', 'c'].map((id) => child(id));
    expect(drawSample(['c'], [task], all, due, first)).toEqual(['c', 'a']);
    expect(drawSample(['c', 'b'], [task], all, due, first)).toEqual(['c', 'b']);
  });

  it('are none where no task asks in full about some only', () => {
    const { full: _full, ...all } = task;
    expect(drawSample([], [all], [child('a')], due, first)).toEqual([]);
  });

  it('are each as likely as the others', () => {
    const counts = new Map<string, number>();
    const four = ['a', 'b', 'c', 'd'].map((id) => child(id));
    for (let one = 0; one < 4; one += 1) {
      for (let two = 0; two < 3; two += 1) {
        const draws = [one, two];
        for (const id of drawSample([], [task], four, due, () => draws.shift() ?? 0))
          counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
    expect([...counts.values()]).toEqual([6, 6, 6, 6]);
  });

  it('are never drawn twice', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 2 }), fc.integer({ min: 0, max: 6 }), (chance, size) => {
        const all = Array.from({ length: size }, (_, at) => child(`c${at}`));
        const drawn = drawSample([], [task], all, due, (below) => (chance.shift() ?? 0) % below);
        expect(new Set(drawn).size).toBe(Math.min(2, size));
      }),
    );
  });
});
