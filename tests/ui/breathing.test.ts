import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breathAt } from '#ui/breathing/breathAt.ts';
import { cycleSeconds, programmeFor, programmes, shapes } from '#ui/breathing/programme.ts';

const [wave] = programmes;
const moon = programmes.find(({ shape }) => shape === 'moon');

describe('breathing programmes', () => {
  it('are the same for the same number, with or without blanks around it', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(programmeFor(` ${typed} `)).toEqual(programmeFor(typed));
      }),
    );
  });

  it('come in every shape and differ between neighbouring numbers', () => {
    const drawn = Array.from({ length: 600 }, (_, number) => programmeFor(String(100_000 + number)));
    for (const shape of shapes) {
      const share = drawn.filter((programme) => programme.shape === shape).length;
      expect(share, shape).toBeGreaterThan(60);
    }
    expect(new Set(drawn.map((programme) => JSON.stringify(programme))).size).toBeGreaterThan(450);
  });

  it('breathe in the order of their phases', () => {
    if (moon === undefined) throw new Error('no moon');
    expect([0, 4, 11].map((second) => breathAt(moon, second * 1000).phase.kind)).toEqual([
      'in',
      'hold',
      'out',
    ]);
    expect([0, 3.5, 10.5].map((second) => breathAt(moon, second * 1000).secondsLeft)).toEqual([4, 1, 1]);
  });

  it('fill and empty without a jump', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 300_000 }), (typed, ms) => {
        const programme = programmeFor(typed);
        const [now, next] = [breathAt(programme, ms), breathAt(programme, ms + 16)];
        expect(now.fullness).toBeGreaterThanOrEqual(0);
        expect(now.fullness).toBeLessThanOrEqual(1);
        expect(Math.abs(next.fullness - now.fullness)).toBeLessThan(0.05);
      }),
    );
  });

  it('end after whole cycles, close to their length', () => {
    for (const programme of programmes) {
      const length = cycleSeconds(programme);
      const cycles = Math.round((programme.minutes * 60) / length);
      expect(breathAt(programme, cycles * length * 1000 - 1).done).toBe(false);
      expect(breathAt(programme, cycles * length * 1000).done).toBe(true);
    }
  });

  it('refuse to run without phases', () => {
    if (wave === undefined) throw new Error('no wave');
    expect(() => breathAt({ ...wave, phases: [] }, 0)).toThrow('without phases');
  });
});
