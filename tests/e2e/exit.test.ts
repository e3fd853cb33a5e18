/**
 * Leaving a space blanks the page in one step: no frame shows half of it. How long that takes depends on
 * the machine and is `npm run prove -- exit`.
 */
import { describe, expect, it } from 'vitest';
import { startLiveStudy } from '../support/liveStudy.ts';
import { figuresOf, slowness, ways, withPerson } from '../support/measureExit.ts';

describe('leaving a space on a slow phone', () => {
  it('shows nothing at all in the first frame after it, by the button and by Shift', async () => {
    const study = await startLiveStudy();
    try {
      const round = await withPerson(study, (often) => often(2 * ways.length));
      process.stdout.write(`exit to blank, ${slowness}x throttled: ${JSON.stringify(figuresOf(round))}\n`);
      expect(round.app).toHaveLength(2 * ways.length);
      expect(round.app.filter(({ blank }) => !blank)).toEqual([]);
    } finally {
      await study.close();
    }
  }, 300_000);
});
