// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { heading, leaveShownSpace, nothingShown, open, press, short } from '../support/shownSpace.tsx';
import { block, line, section, yesNo } from '../support/smallQuestionnaire.ts';

beforeEach(nothingShown);
afterEach(leaveShownSpace);

describe('a grid', () => {
  const grid: Questionnaire = {
    ...short,
    sections: [
      section('weather', [
        block('weather', [yesNo('garden'), line('wind', 'storms'), line('hail', 'storms'), yesNo('dry')]),
      ]),
    ],
    texts: {
      en: {
        review: 'draft',
        title: 'Garden',
        sections: {},
        items: Object.fromEntries(
          ['garden', 'wind', 'hail', 'dry'].map((id) => [
            id,
            { label: id, options: { yes: 'Yes', no: 'No', 0: 'never', 1: 'once', 2: 'twice', 3: 'often' } },
          ]),
        ),
        grids: { storms: { label: 'How often was there' } },
      },
    },
  };
  const wide = (matches: boolean): void => {
    vi.stubGlobal('matchMedia', () => ({
      matches,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }));
  };
  afterEach(() => vi.unstubAllGlobals());
  const toGrid = async (envelope = {}) => {
    const opened = await open({ questionnaire: grid, envelope });
    await press(/Begin/);
    await press('Begin');
    await press('Next');
    await heading('garden');
    await press('Next');
    return opened;
  };

  it('stands together on a wide screen, is kept together, and is left as one', async () => {
    wide(true);
    const { written } = await toGrid();
    await heading('How often was there');
    const wind = within(screen.getByRole('radiogroup', { name: 'How often was there wind' }));
    await userEvent.click(wind.getByRole('radio', { name: 'often' }));
    await press('Next');
    await heading('dry');
    const lines = written.drafts.slice(-2).map((draft) => (draft.kind === 'answer' ? draft : null));
    expect(lines.map((each) => [each?.item, each?.value ?? each?.missing])).toEqual([
      ['wind', 3],
      ['hail', 'seen-and-passed'],
    ]);
    await press('Back');
    await heading('How often was there');
    expect(screen.getByRole('radio', { checked: true }).getAttribute('aria-label')).toBe('often');
    await press('Back');
    await heading('garden');
  });

  it('still has what was picked after a look at the item before it', async () => {
    wide(true);
    const { written } = await toGrid();
    await heading('How often was there');
    const hail = () => within(screen.getByRole('radiogroup', { name: 'How often was there hail' }));
    await userEvent.click(hail().getByRole('radio', { name: 'twice' }));
    const before = written.drafts.length;
    await press('Back');
    await heading('garden');
    await press('Next');
    await heading('How often was there');
    expect(hail().getByRole('radio', { checked: true }).getAttribute('aria-label')).toBe('twice');
    expect(written.drafts).toHaveLength(before);
    await press('Next');
    await heading('dry');
    expect(written.drafts.slice(-2)).toMatchObject([
      { item: 'wind', missing: 'seen-and-passed' },
      { item: 'hail', value: 2 },
    ]);
  });

  it('is one line at a time on a phone', async () => {
    wide(false);
    await toGrid();
    await heading('How often was there wind');
    await press('Next');
    await heading('How often was there hail');
    expect(screen.getAllByRole('radiogroup')).toHaveLength(1);
    await press('Back');
    await heading('How often was there wind');
  });

  it('is one line at a time for a child, however wide', async () => {
    wide(true);
    await toGrid({ band: 'child-8-11', role: 'child' });
    await heading('How often was there wind');
    expect(screen.getAllByRole('radiogroup')).toHaveLength(1);
  });
});
