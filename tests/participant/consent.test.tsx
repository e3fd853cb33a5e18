// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Item, Questionnaire } from '#core/questionnaire/compiled.ts';
import { heading, leaveShownSpace, nothingShown, open, press, short } from '../support/shownSpace.tsx';
import { block, note, section, smallTask, yesNo } from '../support/smallQuestionnaire.ts';

beforeEach(nothingShown);
afterEach(leaveShownSpace);

describe('consent and time to think', () => {
  const visit = { ...yesNo('visit'), consent: 'visit' } as Item;
  const consent: Questionnaire = {
    ...short,
    questionnaire: 'consent',
    sections: [section('why', [block('why', [note('why', true), visit])])],
    texts: {
      en: {
        review: 'draft',
        title: 'Consent',
        sections: {},
        items: {
          why: { label: 'Why we come' },
          visit: { label: 'May we come?', options: { yes: 'Yes', no: 'No' } },
        },
        grids: {},
      },
    },
  };
  const asked = { ...smallTask, id: 'consent'.padEnd(22, '0'), questionnaire: 'consent' };
  const waits = (hours: number) => ({
    ...smallTask,
    gates: [
      { gate: 'information-seen' as const, task: asked.id, hours },
      { gate: 'consent-given' as const, task: asked.id, consent: 'visit' },
    ],
  });
  const answer = async (name: 'Yes' | 'No' | null): Promise<void> => {
    await press(/Begin/);
    await press('Begin');
    await press('Next');
    await heading('Why we come');
    await press('Next');
    await heading('May we come?');
    if (name !== null) await userEvent.click(screen.getByRole('radio', { name }));
    await press('Next');
    await heading('Thank you');
  };
  const start = (hours: number) =>
    open({ questionnaire: consent, others: [short], envelope: { tasks: [asked, waits(hours)] } });

  it('opens the task when it is given', async () => {
    const { written } = await start(0);
    await answer('Yes');
    expect(written.gates.map(({ gate }) => gate)).toEqual([
      'information-seen',
      'information-seen',
      'consent',
    ]);
    expect(screen.getByText('This piece is done.')).toBeTruthy();
    await press('What else is ready?');
    await heading('Welcome');
    expect(screen.getAllByRole('button', { name: /Begin/ })).toHaveLength(1);
  });

  it.each(['No', null] as const)('leaves it waiting, without a word about why, with %s', async (name) => {
    await start(0);
    await answer(name);
    expect(screen.getByText('This piece is done.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'What else is ready?' })).toBeNull();
    expect(screen.queryByText(/You do not need your number any more/)).toBeNull();
  });

  it('tells to keep the number when something opens later', async () => {
    await start(24);
    await answer('Yes');
    expect(screen.getByText(/Keep your number for it/)).toBeTruthy();
  });

  it.each(['open', 'exit'] as const)('is asked again however often it was broken off (%s)', async (left) => {
    const progress = { section: 'why', row: null, block: 'why', pass: 2, left };
    await open({
      questionnaire: consent,
      others: [short],
      envelope: { tasks: [asked, waits(0)] },
      progress,
    });
    await press('Go on: Consent');
    await press('Go on');
    await press('Next');
    await heading('Why we come');
    expect(screen.queryByRole('button', { name: 'The next piece' })).toBeNull();
  });
});
