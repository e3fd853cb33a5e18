// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { checkGiven } from '#core/interview/checkGiven.ts';
import { protocolFacts } from '#core/interview/facts.ts';
import { gridOf, type Line } from '#core/interview/grid.ts';
import type { Item } from '#core/questionnaire/compiled.ts';
import { offered, offeredOptions } from '#core/questionnaire/offered.ts';
import { type Entry, entryOf, noEntry } from '#ui/items/entry.ts';
import { fillItemTexts, type ShownTexts } from '#ui/items/fillText.ts';
import { GridScreen } from '#ui/items/GridScreen.tsx';
import { ItemScreen } from '#ui/items/ItemScreen.tsx';
import type { Example, ExampleLanguage } from '../../support/preview/examples/example.ts';
import { allExamples } from '../../support/preview/examples.ts';
import { children, smallEnvelope, smallTask } from '../../support/smallQuestionnaire.ts';
import { renderWithWords } from '../../support/withWords.tsx';

const facts = protocolFacts(smallEnvelope, smallTask, null, smallEnvelope.due);
const rows = Object.fromEntries(children.map(({ id }, at) => [id, ['Mila', 'Sem'][at] ?? '']));

const textsOf = (example: Example, item: Item, language: ExampleLanguage): ShownTexts => {
  const texts = example.texts[language][item.id];
  if (texts === undefined) throw new Error(`no ${language} texts for ${item.id}`);
  const grid = gridOf(item);
  const textFacts = {
    language,
    sex: 'f',
    counts: { childCount: 2, partnerCount: 1, parentCount: 0 },
    named: { since: language === 'nl' ? 'november 2025' : 'November 2025' },
  } as const;
  return fillItemTexts(texts, textFacts, {
    grid: grid === null ? undefined : example.grids?.[language][grid],
    ...(item.type === 'choices' && item.rows !== undefined ? { rows } : {}),
  });
};

async function show(
  example: Example,
  language: ExampleLanguage,
  more: { big?: boolean; initial?: Entry } = {},
) {
  const [item] = example.items;
  if (item === undefined) throw new Error('an example without an item');
  const texts = textsOf(example, item, language);
  const onOn = vi.fn<(entry: Entry) => void>();
  const { container } = await renderWithWords(
    <ItemScreen
      name={item.id}
      item={item}
      texts={texts}
      facts={facts}
      initial={more.initial ?? noEntry}
      lead={null}
      big={more.big ?? false}
      language={language}
      practice={false}
      saving={false}
      problem={null}
      canGoBack={false}
      onBack={() => undefined}
      onOn={onOn}
      onWithout={null}
    />,
    language,
  );
  const given = async (): Promise<Entry | undefined> => {
    await userEvent.click(screen.getByRole('button', { name: language === 'nl' ? 'Verder' : 'Next' }));
    return onOn.mock.lastCall?.[0];
  };
  return { container, item, texts, given };
}

const idsOf = (item: Item): readonly string[] => {
  switch (item.type) {
    case 'choice':
      return offered(item.options, facts).map(({ id }) => id);
    case 'choices':
      return offeredOptions(item, facts).map(({ id }) => id);
    case 'scale':
    case 'frequency':
      return offered(item.points, facts).map(({ value }) => String(value));
    default:
      return [];
  }
};

const each = allExamples.flatMap((example) =>
  (['nl', 'en'] as const).map((language) => [example.shows, language, example] as const),
);

describe('the examples', () => {
  it('are at least one of every type', () => {
    const types = new Set(allExamples.flatMap(({ items }) => items.map(({ type }) => type)));
    expect([...types].toSorted()).toEqual(
      ['choice', 'choices', 'date', 'frequency', 'note', 'number', 'rating', 'scale', 'text'].toSorted(),
    );
    const ids = allExamples.flatMap(({ items }) => items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe.each(each)('%s (%s)', (_, language, example) => {
  it('has its label as the heading and every option by its text', async () => {
    const { item, texts, container } = await show(example, language);
    const heading = [texts.stem, texts.label].filter(Boolean).join(' ');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(heading);
    const shown = [...container.querySelectorAll('[role="radio"], [role="checkbox"]')];
    if (item.type === 'rating') expect(shown).toHaveLength(item.max - item.min + 1);
    else
      expect(shown.map((option) => option.textContent)).toEqual(idsOf(item).map((id) => texts.options?.[id]));
    if (texts.help !== undefined) expect(screen.getByText(texts.help)).toBeTruthy();
    if (texts.unit !== undefined) expect(screen.getByText(texts.unit)).toBeTruthy();
    expect(container.textContent).not.toMatch(/undefined|\{\{|\}\}/);
  });

  it('offers its reasons, each of which counts as given', async () => {
    const { item, container, given } = await show(example, language);
    const reasons = [...container.querySelectorAll<HTMLElement>('[aria-pressed]')];
    expect(reasons).toHaveLength(item.reasons.length);
    const [reason] = reasons;
    if (reason === undefined) return;
    await userEvent.click(reason);
    const [missing] = item.reasons;
    expect(await given()).toEqual({ kind: 'given', given: { missing } });
  });

  it('shows an answer that it takes, and hands the same in again', async () => {
    const [item] = example.items;
    for (const value of example.takes) {
      expect(item && checkGiven(item, { value }, facts)).toEqual({ ok: true, value: { value } });
    }
    const value = example.takes.at(-1);
    if (value === undefined) return;
    const { container, given } = await show(example, language, { initial: entryOf(value) });
    const shown =
      container.querySelectorAll('[aria-checked="true"]').length +
      [...container.querySelectorAll<HTMLInputElement>('input, textarea')].filter((box) => box.value !== '')
        .length;
    expect(shown).toBeGreaterThan(0);
    expect(await given()).toEqual(entryOf(value));
  });

  it('refuses what it does not take', () => {
    const [item] = example.items;
    for (const value of example.refuses ?? []) {
      expect(item && checkGiven(item, { value }, facts).ok, JSON.stringify(value)).toBe(false);
    }
  });

  it('looks the same to a child, only bigger', async () => {
    const { container } = await show(example, language, { big: true });
    expect(container.querySelector('main')?.hasAttribute('data-big')).toBe(true);
    expect(screen.getByRole('heading', { level: 1 })).toBeTruthy();
  });

  it('leaves nothing that a browser keeps', async () => {
    const { container } = await show(example, language);
    expect(container.querySelectorAll('select, form, input:not([type="text"])')).toHaveLength(0);
    for (const box of container.querySelectorAll('input, textarea')) {
      expect([box.getAttribute('autocomplete'), box.getAttribute('name')]).toEqual(['off', null]);
    }
  });
});

describe.each(each.filter(([, , { items }]) => items.length > 1))(
  '%s (%s), together',
  (_, language, example) => {
    it('has a row for each line', async () => {
      await renderWithWords(
        <GridScreen
          name="grid"
          lines={example.items.map((item) => ({
            item: item as Line,
            texts: textsOf(example, item, language),
            initial: noEntry,
          }))}
          facts={facts}
          lead={null}
          practice={false}
          saving={false}
          problem={null}
          canGoBack={false}
          onBack={() => undefined}
          onOn={() => undefined}
        />,
        language,
      );
      expect(screen.getAllByRole('radiogroup').map((group) => group.textContent)).toEqual(
        example.items.map(({ id }) => example.texts[language][id]?.label),
      );
    });
  },
);
