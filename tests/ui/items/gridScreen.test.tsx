// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Line } from '#core/interview/grid.ts';
import { type Entry, entryOf, noEntry } from '#ui/items/entry.ts';
import { GridScreen } from '#ui/items/GridScreen.tsx';
import { line } from '../../support/smallQuestionnaire.ts';
import { renderWithWords } from '../../support/withWords.tsx';

const options = { 0: 'never', 1: 'once', 2: 'twice', 3: 'often' };
const lineOf = (id: string, initial: Entry = noEntry) => ({
  item: line(id, 'weather') as Line,
  texts: { label: id, stem: 'How often was there', help: 'Think of your garden.', options },
  initial,
});

async function show(initial: Entry = noEntry, more: { problem?: string; reasons?: boolean } = {}) {
  const onOn = vi.fn<(entries: readonly Entry[]) => void>();
  const onBack = vi.fn();
  const lines = [lineOf('wind', initial), lineOf('hail'), lineOf('frost')].map((each) =>
    more.reasons === false ? { ...each, item: { ...each.item, reasons: [] } } : each,
  );
  const { container } = await renderWithWords(
    <GridScreen
      name="weather"
      lines={lines}
      facts={{}}
      lead={null}
      practice={false}
      saving={false}
      problem={more.problem ?? null}
      canGoBack
      onBack={onBack}
      onOn={onOn}
    />,
  );
  const goOn = async (): Promise<readonly Entry[] | undefined> => {
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    return onOn.mock.lastCall?.[0];
  };
  return { container, goOn, onBack };
}
const row = (name: string) => within(screen.getByRole('radiogroup', { name: `How often was there ${name}` }));
const reason = { kind: 'given', given: { missing: 'dont-know' } } as const;

describe('lines of a grid on one screen', () => {
  it('have one heading, and each a name of its own with every point by name', async () => {
    await show();
    const heading = screen.getByRole('heading', { level: 1, name: 'How often was there' });
    expect(document.activeElement).toBe(heading);
    expect(screen.getAllByRole('radiogroup')).toHaveLength(3);
    const names = row('hail')
      .getAllByRole('radio')
      .map((radio) => radio.getAttribute('aria-label'));
    expect(names).toEqual(['never', 'once', 'twice', 'often', "I don't know", "I'd rather not say"]);
  });

  it('say their points once above them, to the eye only', async () => {
    const { container } = await show();
    const heads = container.querySelector('[aria-hidden="true"]');
    expect(heads?.textContent).toBe("neveroncetwiceoftenI don't knowI'd rather not say");
    expect(screen.getAllByText('twice')).toHaveLength(1);
  });

  it('are given together, in order; a line that is left alone stays empty', async () => {
    const { goOn } = await show();
    await userEvent.click(row('wind').getByRole('radio', { name: 'often' }));
    await userEvent.click(row('frost').getByRole('radio', { name: 'never' }));
    await userEvent.click(row('frost').getByRole('radio', { name: 'once' }));
    expect(row('frost').getByRole('radio', { name: 'once' }).getAttribute('aria-checked')).toBe('true');
    expect(row('frost').getByRole('radio', { name: 'never' }).getAttribute('aria-checked')).toBe('false');
    expect(await goOn()).toEqual([entryOf(3), noEntry, entryOf(1)]);
  });

  it('take a reason each, and give it back', async () => {
    const { goOn } = await show(entryOf(2));
    const dontKnow = row('wind').getByRole('radio', { name: "I don't know" });
    await userEvent.click(dontKnow);
    expect(row('wind').getByRole('radio', { name: 'twice' }).getAttribute('aria-checked')).toBe('false');
    expect(await goOn()).toEqual([reason, noEntry, noEntry]);
    await userEvent.click(dontKnow);
    expect(await goOn()).toEqual([noEntry, noEntry, noEntry]);
  });

  it('have no reasons where none are offered', async () => {
    await show(noEntry, { reasons: false });
    expect(row('wind').getAllByRole('radio')).toHaveLength(4);
  });

  it('are one stop each for Tab, with arrow keys inside', async () => {
    const { goOn } = await show(entryOf(1));
    const stops = screen.getAllByRole('radio').filter(({ tabIndex }) => tabIndex === 0);
    expect(stops.map((stop) => stop.getAttribute('aria-label'))).toEqual(['once', 'never', 'never']);
    stops[0]?.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(row('wind').getByRole('radio', { name: 'twice' }));
    await userEvent.tab();
    expect(document.activeElement).toBe(row('hail').getByRole('radio', { name: 'never' }));
    await userEvent.keyboard('{ArrowLeft}');
    expect(await goOn()).toEqual([entryOf(2), { kind: 'given', given: { missing: 'prefer-not' } }, noEntry]);
  });

  it('go back, and say when something was not kept', async () => {
    const { onBack } = await show(noEntry, { problem: 'This device is full.' });
    expect(screen.getByRole('alert').textContent).toBe('This device is full.');
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(onBack).toHaveBeenCalledOnce();
  });

  it('leave nothing that a browser keeps', async () => {
    const { container } = await show();
    expect(container.querySelectorAll('select, form, input')).toHaveLength(0);
  });
});
