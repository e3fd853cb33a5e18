// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heading, leaveShownSpace, nothingShown, open, press } from '../support/shownSpace.tsx';

beforeEach(nothingShown);
afterEach(leaveShownSpace);

describe('what has not been sent', () => {
  const waiting = 'Not everything has been sent yet. It goes by itself as soon as there is a connection.';
  const shows = (text: string): Promise<void> =>
    waitFor(
      () => expect(screen.getAllByRole('status').some((each) => each.textContent === text)).toBe(true),
      {
        timeout: 6000,
      },
    );

  it('is told at the end, and when it changes', async () => {
    const { written } = await open({ progress: null });
    written.unsent = 2;
    await heading('Welcome');
    expect(screen.queryByText(waiting)).toBeNull();
    await press(/Begin/);
    await press('Begin');
    for (let screens = 0; screens < 8; screens += 1) await press('Next');
    await heading('Thank you');
    await shows(waiting);
    written.unsent = 0;
    await shows('Everything has been sent.');
  });

  it('is told in the list once something was begun', async () => {
    const progress = { section: 'storms', row: null, block: 'storm', pass: 1, left: 'open' } as const;
    const { written } = await open({ progress });
    written.unsent = 1;
    await heading('Welcome');
    await shows(waiting);
    expect(screen.getByText('Begun')).toBeTruthy();
  });
});
