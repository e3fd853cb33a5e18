// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Check, Questionnaire } from '#core/questionnaire/compiled.ts';
import { heading, leaveShownSpace, nothingShown, open, press, short } from '../support/shownSpace.tsx';
import { block, called, literal, named, number, section, yesNo } from '../support/smallQuestionnaire.ts';

beforeEach(nothingShown);
afterEach(leaveShownSpace);

const checks: readonly Check[] = [
  { id: 'many', kind: 'soft', that: called('<=', named('weeds'), literal(20)) },
  { id: 'tooMany', kind: 'hard', that: called('<=', named('weeds'), literal(50)) },
];
const questionnaire: Questionnaire = {
  ...short,
  sections: [section('weeds', [block('weeds', [number('weeds', 0, 100, { checks }), yesNo('dry')])])],
  texts: {
    en: {
      review: 'draft',
      title: 'Garden',
      sections: {},
      items: {
        weeds: {
          label: 'How many weeds?',
          checks: { many: 'Those are many.', tooMany: 'Nobody has so many.' },
        },
        dry: { label: 'Is it dry?' },
      },
      grids: {},
    },
  },
};
const without = 'Go on without an answer';

async function type(weeds: string) {
  const opened = await open({ questionnaire });
  await press(/Begin/);
  await press('Begin');
  await press('Next');
  await heading('How many weeds?');
  await userEvent.type(screen.getByRole('textbox'), weeds);
  await press('Next');
  return opened;
}
const values = ({ written }: Awaited<ReturnType<typeof type>>) =>
  written.drafts.map((draft) => draft.kind === 'answer' && (draft.value ?? draft.missing));

describe('something to look at again', () => {
  it('that may be so says its own words, and that the same button goes on', async () => {
    const opened = await type('30');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toBe('Those are many. Is it right like this? Then press Next again.');
    expect(screen.queryByRole('button', { name: without })).toBeNull();
    await press('Next');
    await heading('Is it dry?');
    expect(values(opened)).toEqual([30]);
  });

  it('that cannot be so says its own words, and that one may go on without an answer', async () => {
    const opened = await type('60');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Nobody has so many. Please look at this again');
    expect(alert.textContent).toContain('or go on without an answer');
    await press('Next');
    await heading('How many weeds?');
    expect(values(opened)).toEqual([]);
    await press(without);
    await heading('Is it dry?');
    expect(values(opened)).toEqual(['seen-and-passed']);
  });

  it.each(['many', '200'])('that is no answer at all (%s) may be left out too', async (typed) => {
    const opened = await type(typed);
    await press(without);
    await heading('Is it dry?');
    expect(values(opened)).toEqual(['seen-and-passed']);
  });
});
