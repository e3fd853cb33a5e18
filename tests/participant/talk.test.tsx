// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heading, leaveShownSpace, nothingShown, open, press } from '../support/shownSpace.tsx';

beforeEach(nothingShown);
afterEach(leaveShownSpace);

describe('somebody to talk to', () => {
  const child = { band: 'child-8-11', role: 'child' } as const;
  const talk = 'I want to talk to someone';
  const here = () => screen.queryAllByRole('button', { name: talk }).length;

  it.each(['child-8-11', 'youth-12-15', 'youth-16-19'] as const)(
    'is on every screen of %s, with one word for leaving',
    async (band) => {
      await open({ envelope: { band, role: 'child' } });
      const seen: string[] = [];
      const look = (): void => {
        const title = screen.getByRole('heading', { level: 1 }).textContent;
        if (here() !== 1 || screen.queryAllByRole('button', { name: 'Stop' }).length !== 1) {
          seen.push(`missing: ${title}`);
        }
        expect(document.body.textContent).not.toMatch(/\bClose\b/);
        seen.push(title ?? '');
      };
      await heading('Welcome');
      look();
      await press(/Begin/);
      look();
      await press('Begin');
      for (let screens = 0; screens < 8; screens += 1) {
        look();
        await press('Next');
      }
      await heading('Thank you');
      look();
      expect(seen).toEqual([
        'Welcome',
        'Garden',
        'Storms',
        'How often was there wind?',
        'Do you have a garden?',
        'A short rest',
        'The girl born in March 2015',
        'Does the girl born in March 2015 help?',
        'The boy born in July 2018',
        'Does the boy born in July 2018 help?',
        'Thank you',
      ]);
    },
  );

  it('is there after an exit too, where the way on is chosen', async () => {
    const progress = { section: 'storms', row: null, block: 'storm', pass: 1, left: 'exit' } as const;
    await open({ envelope: child, progress });
    await press(/Go on/);
    await press('Go on');
    await heading('Where would you like to go on?');
    expect(here()).toBe(1);
  });

  it('says first that nobody reads this, and gives the item back as it was, without storing anything', async () => {
    const { written } = await open({ envelope: child });
    await press(/Begin/);
    await press('Begin');
    await press('Next');
    await userEvent.click(screen.getByRole('radio', { name: 'once' }));
    const before = { ...written, drafts: [...written.drafts], progress: [...written.progress] };
    await press(talk);
    await heading('Help');
    const main = screen.getByRole('main');
    expect(main.querySelector('p')?.textContent).toBe(
      'Nobody reads along now. Is there danger now? Call 112.',
    );
    expect(screen.getByText('Who listens to you.')).toBeTruthy();
    expect(screen.getByRole('link', { name: '0800-2' })).toBeTruthy();
    expect(screen.queryByRole('radio')).toBeNull();
    expect(here()).toBe(0);
    await press('Back');
    await heading('How often was there wind?');
    expect(screen.getByRole('radio', { name: 'once' }).getAttribute('aria-checked')).toBe('true');
    expect(document.activeElement?.textContent).toBe(talk);
    expect(written).toEqual(before);
  });

  it('names the emergency number when the help lines cannot be read', async () => {
    await open({ envelope: child, help: 'not help lines' });
    await heading('Welcome');
    await press(talk);
    await heading(talk);
    expect(screen.getByText(/Call 112/)).toBeTruthy();
  });

  it('is there for grown-ups too', async () => {
    await open();
    await heading('Welcome');
    expect(here()).toBe(1);
  });
});
