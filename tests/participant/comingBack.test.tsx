// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { heading, leaveShownSpace, nothingShown, open, press, short } from '../support/shownSpace.tsx';
import { block, section, yesNo } from '../support/smallQuestionnaire.ts';

beforeEach(nothingShown);
afterEach(leaveShownSpace);

const label = (text: string) => ({ label: text, options: { yes: 'Yes', no: 'No' } });
const questionnaire: Questionnaire = {
  ...short,
  sections: [
    section('start', [block('start', [yesNo('garden', { carry: true }), yesNo('helps')])], {
      flags: ['routing'],
    }),
    section('beds', [block('beds', [yesNo('weeding')]), block('more', [yesNo('dry')])]),
  ],
  texts: {
    en: {
      review: 'draft',
      title: 'Garden',
      sections: {},
      items: {
        garden: label('Do you have a garden?'),
        helps: label('Does anybody help?'),
        weeding: label('Do you weed?'),
        dry: label('Is it dry?'),
      },
      grids: {},
    },
  },
};
const why = /^We ask this once more/;

describe('coming back', () => {
  it('says why the first part is asked again, once', async () => {
    const progress = { section: 'beds', row: null, block: 'beds', pass: 1, left: 'closed' } as const;
    const { space } = await open({ questionnaire, progress });
    const { beginSitting } = space;
    Object.assign(space, {
      beginSitting: async (...task: Parameters<typeof beginSitting>) => {
        const begun = await beginSitting(...task);
        return begun.ok ? { ok: true, value: { ...begun.value, number: 2 } } : begun;
      },
    });
    await press(/Go on/);
    await press('Go on');
    await heading('Do you have a garden?');
    expect(screen.getByText(why)).toBeTruthy();
    await press('Next');
    await heading('Does anybody help?');
    expect(screen.queryByText(why)).toBeNull();
    await press('Next');
    await heading('Part 2');
    await press('Next');
    await heading('Is it dry?');
    expect(screen.queryByText(why)).toBeNull();
  });

  it('says nothing of it the first time', async () => {
    await open({ questionnaire });
    await press(/Begin/);
    await press('Begin');
    await press('Next');
    await heading('Do you have a garden?');
    expect(screen.queryByText(why)).toBeNull();
  });

  it('gives both ways on the same weight', async () => {
    const progress = { section: 'beds', row: null, block: 'beds', pass: 1, left: 'exit' } as const;
    await open({ questionnaire, progress });
    await press(/Go on/);
    await press('Go on');
    await heading('Where would you like to go on?');
    const again = screen.getByRole('button', { name: 'This piece again' });
    const next = screen.getByRole('button', { name: 'The next piece' });
    expect(again.className).toBe(next.className);
  });
});
