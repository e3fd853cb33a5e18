// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Item } from '#core/questionnaire/compiled.ts';
import type { Entry } from '#ui/items/entry.ts';
import type { ShownTexts } from '#ui/items/fillText.ts';
import { ItemScreen } from '#ui/items/ItemScreen.tsx';
import {
  choices,
  date,
  frequency,
  note,
  number,
  rating,
  text,
  yesNo,
} from '../../support/smallQuestionnaire.ts';
import { renderWithWords } from '../../support/withWords.tsx';

const faces = (): Item => ({ ...yesNo('mood'), look: 'faces' }) as Item;

async function show(
  item: Item,
  texts: Partial<ShownTexts> = {},
  more: { problem?: string; big?: boolean; lead?: string; without?: boolean } = {},
) {
  const onOn = vi.fn<(entry: Entry) => void>();
  const onBack = vi.fn();
  const onWithout = vi.fn();
  const { container } = await renderWithWords(
    <ItemScreen
      name={item.id}
      item={item}
      texts={{ label: 'How is the garden?', ...texts }}
      facts={{}}
      initial={{ kind: 'none' }}
      lead={more.lead ?? null}
      big={more.big ?? false}
      language="en"
      practice={false}
      saving={false}
      problem={more.problem ?? null}
      canGoBack
      onBack={onBack}
      onOn={onOn}
      onWithout={more.without === true ? onWithout : null}
    />,
  );
  const goOn = async (): Promise<Entry | undefined> => {
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    return onOn.mock.lastCall?.[0];
  };
  return { container, goOn, onBack, onWithout };
}
const given = (value: string | number | string[]): Entry => ({ kind: 'given', given: { value } });

describe('one item on a screen', () => {
  it('begins at its heading, which is its label', async () => {
    await show(yesNo('garden'));
    expect(document.activeElement).toBe(
      screen.getByRole('heading', { level: 1, name: 'How is the garden?' }),
    );
    expect(screen.getByRole('radiogroup', { name: 'How is the garden?' })).toBeTruthy();
  });

  it('may be passed over', async () => {
    const { goOn } = await show(yesNo('garden'));
    expect(await goOn()).toEqual({ kind: 'none' });
  });

  it('goes back to the item before', async () => {
    const { onBack } = await show(yesNo('garden'));
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(onBack).toHaveBeenCalledOnce();
  });

  it('takes one option by a tap', async () => {
    const { goOn } = await show(yesNo('garden'), { options: { yes: 'Yes', no: 'No' } });
    await userEvent.click(screen.getByRole('radio', { name: 'No' }));
    expect(screen.getByRole('radio', { name: 'No' }).getAttribute('aria-checked')).toBe('true');
    expect(await goOn()).toEqual(given('no'));
  });

  it('takes one option by arrow keys, with one stop for Tab', async () => {
    const { goOn } = await show(frequency('wind'), {
      options: { 0: 'never', 1: 'once', 2: 'twice', 3: 'often' },
    });
    const [never, once] = screen.getAllByRole('radio');
    expect(screen.getAllByRole('radio').map((radio) => radio.tabIndex)).toEqual([0, -1, -1, -1]);
    never?.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(once);
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    expect(screen.getByRole('radio', { name: 'often' }).getAttribute('aria-checked')).toBe('true');
    expect(await goOn()).toEqual(given(3));
  });

  it('takes several options, and one that excludes the others alone', async () => {
    const { goOn } = await show(choices('flowers'), {
      options: { rose: 'Rose', tulip: 'Tulip', nothing: 'None' },
    });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Tulip' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Rose' }));
    expect(await goOn()).toEqual(given(['rose', 'tulip']));
    await userEvent.click(screen.getByRole('checkbox', { name: 'None' }));
    expect(await goOn()).toEqual(given(['nothing']));
    await userEvent.click(screen.getByRole('checkbox', { name: 'None' }));
    expect(await goOn()).toEqual({ kind: 'none' });
  });

  it('takes a mark', async () => {
    const { goOn } = await show(rating('mark'));
    expect(screen.getAllByRole('radio')).toHaveLength(10);
    await userEvent.click(screen.getByRole('radio', { name: '7' }));
    expect(await goOn()).toEqual(given(7));
  });

  it('takes a number with a comma, and says when it is none', async () => {
    const { goOn } = await show(number('litres', 0, 9, { whole: false }), { unit: 'litres' });
    const box = screen.getByRole('textbox', { name: 'How is the garden?' });
    await userEvent.type(box, '2,5');
    expect(await goOn()).toEqual(given(2.5));
    await userEvent.clear(box);
    await userEvent.type(box, 'many');
    expect(await goOn()).toEqual({ kind: 'unreadable', what: 'number' });
  });

  it('takes a month in two boxes, and no month that does not exist', async () => {
    const { goOn } = await show(date('planted', 'month'));
    await userEvent.type(screen.getByRole('textbox', { name: 'Month' }), '3');
    expect(await goOn()).toEqual({ kind: 'unreadable', what: 'date' });
    await userEvent.type(screen.getByRole('textbox', { name: 'Year' }), '2024');
    expect(await goOn()).toEqual(given('2024-03'));
    await userEvent.type(screen.getByRole('textbox', { name: 'Month' }), '3');
    expect(await goOn()).toEqual({ kind: 'unreadable', what: 'date' });
  });

  it('takes a text no longer than it may be', async () => {
    const { goOn } = await show(text('names', 20));
    await userEvent.type(
      screen.getByRole('textbox', { name: 'How is the garden?' }),
      '  thistle and nettle everywhere',
    );
    expect(await goOn()).toEqual(given('thistle and nettle'));
  });

  it('takes a reason instead of a value, and the value instead of the reason', async () => {
    const { goOn } = await show(number('weeds', 0, 100));
    await userEvent.type(screen.getByRole('textbox'), '12');
    await userEvent.click(screen.getByRole('button', { name: "I don't know" }));
    expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('');
    expect(await goOn()).toEqual({ kind: 'given', given: { missing: 'dont-know' } });
    await userEvent.type(screen.getByRole('textbox'), '4');
    expect(screen.getByRole('button', { name: "I don't know" }).getAttribute('aria-pressed')).toBe('false');
    expect(await goOn()).toEqual(given(4));
  });

  it('shows a note without anything to answer', async () => {
    const { goOn } = await show(note('welcome'));
    expect(screen.queryByRole('group')).toBeNull();
    expect(await goOn()).toEqual({ kind: 'none' });
  });

  it('says at once what is to be looked at again, and ties it to the control', async () => {
    await show(number('weeds', 0, 10), {}, { problem: 'Enter a number from 0 to 10.' });
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('from 0 to 10');
    expect(screen.getByRole('textbox').getAttribute('aria-describedby')).toContain(alert.id);
    expect(screen.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
  });

  it('offers to go on without an answer where one is in the way, and nowhere else', async () => {
    const { onWithout } = await show(number('weeds', 0, 10), {}, { problem: 'Too many.', without: true });
    await userEvent.click(screen.getByRole('button', { name: 'Go on without an answer' }));
    expect(onWithout).toHaveBeenCalledOnce();
    cleanup();
    await show(number('weeds', 0, 10), {}, { problem: 'Many. Is it right?' });
    expect(screen.queryByRole('button', { name: 'Go on without an answer' })).toBeNull();
  });

  it('says why it is asked again, and what it belongs to', async () => {
    await show(yesNo('garden'), { stem: 'In the garden:' }, { lead: 'We ask this once more.' });
    expect(screen.getByText('We ask this once more.')).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('In the garden: How is the garden?');
    expect(screen.getByRole('radiogroup', { name: 'In the garden: How is the garden?' })).toBeTruthy();
  });

  it('shows faces with their words', async () => {
    await show(faces(), { options: { yes: 'Fine', no: 'Not fine' } });
    const fine = screen.getByRole('radio', { name: 'Fine' });
    expect(within(fine).getByText('Fine')).toBeTruthy();
    expect(fine.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('offers no reading aloud when the device has no voice of its own', async () => {
    await show(yesNo('garden'), {}, { big: true });
    expect(screen.queryByRole('button', { name: 'Read aloud' })).toBeNull();
  });
});

describe('what browsers keep of what is typed', () => {
  const everyKind: readonly Item[] = [
    yesNo('a'),
    choices('b'),
    frequency('c'),
    rating('d'),
    number('e', 0, 9),
    date('f', 'day'),
    text('g', 50),
    faces(),
  ];

  it.each(everyKind)('is nothing: no native control keeps a choice ($type)', async (item) => {
    const { container } = await show(item);
    expect(container.querySelectorAll('select, form, input:not([type="text"])')).toHaveLength(0);
  });

  it.each(everyKind.slice(4, 7))('is nothing: each text control says no by itself ($type)', async (item) => {
    const { container } = await show(item);
    const controls = [...container.querySelectorAll('input, textarea')];
    expect(controls.length).toBeGreaterThan(0);
    for (const control of controls) {
      expect(control.getAttribute('autocomplete')).toBe('off');
      expect(control.getAttribute('autocorrect')).toBe('off');
      expect(control.getAttribute('autocapitalize')).toBe('off');
      expect(control.getAttribute('spellcheck')).toBe('false');
      expect(control.getAttribute('translate')).toBe('no');
      expect(control.getAttribute('name')).toBeNull();
    }
  });
});
