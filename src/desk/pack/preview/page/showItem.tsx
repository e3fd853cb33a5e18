/** One item in its frame, with the very screen that a family gets. The address says which. */
import { createRoot } from 'react-dom/client';
import type { Facts } from '#core/questionnaire/evaluate.ts';
import { rowsFact } from '#core/questionnaire/offered.ts';
import { noEntry } from '#ui/items/entry.ts';
import { fillItemTexts, type TextFacts } from '#ui/items/fillText.ts';
import { GridScreen } from '#ui/items/GridScreen.tsx';
import { ItemScreen } from '#ui/items/ItemScreen.tsx';
import { createPage } from '#ui/layout/page.ts';
import '#ui/theme/base.css';
import { chooseLanguage } from '#ui/words/language.ts';
import { monthText } from '#ui/words/monthText.ts';
import { Words } from '#ui/words/useWords.ts';
import { addWords, createWords } from '#ui/words/words.ts';
import type { Piece } from '../previewPieces.ts';
import { paintDark } from './paintDark.ts';

const wanted = new URLSearchParams(location.search);
const language = wanted.get('language') ?? 'nl';
const band = wanted.get('band') ?? 'adult';

/** Somebody in a first wave with two children, a partner and two parents. */
const rows: Readonly<Record<string, string>> = { one: 'Sam', two: 'Noor' };
const rowIds = Object.keys(rows);
const facts: Facts = {
  band,
  firstWave: true,
  wave: 'T0',
  [rowsFact('child')]: rowIds,
  [rowsFact('partner')]: rowIds.slice(0, 1),
  [rowsFact('parent')]: rowIds,
};
const textFacts: TextFacts = {
  language,
  sex: 'f',
  counts: { childCount: 2, partnerCount: 1, parentCount: 2 },
  named: { row: 'Sam', subject: 'Sam', since: monthText('2025-03-01', language) },
};
const nothing = (): void => undefined;

function Shown({ piece }: { readonly piece: Piece }) {
  const lines = piece.lines.map(({ item, texts }) => ({
    item,
    texts: fillItemTexts(texts, textFacts, {
      grid: piece.grid ?? undefined,
      ...(item.type === 'choices' && item.rows !== undefined ? { rows } : {}),
    }),
    initial: noEntry,
  }));
  const around = {
    facts,
    lead: null,
    practice: piece.practice,
    saving: false,
    problem: null,
    canGoBack: true,
    onBack: nothing,
    onOn: nothing,
  };
  const scaled = lines.flatMap(({ item, ...line }) =>
    item.type === 'scale' || item.type === 'frequency' ? [{ ...line, item }] : [],
  );
  const [first] = lines;
  if (wanted.has('together') && scaled.length > 0)
    return <GridScreen {...around} name="grid" lines={scaled} />;
  if (first === undefined) return null;
  return (
    <ItemScreen
      {...around}
      name={first.item.id}
      item={first.item}
      texts={first.texts}
      initial={first.initial}
      big={band === 'child-8-11'}
      language={language}
      onWithout={null}
    />
  );
}

const response = await fetch(`/item.json${location.search}`);
const shown = chooseLanguage([language]);
const words = await createWords(shown);
await addWords(words, 'space', shown);
document.documentElement.lang = language;
if (wanted.has('dark')) paintDark(document);
if (response.ok) {
  const piece = (await response.json()) as Piece;
  createPage(document).show(
    <Words value={words}>
      <Shown piece={piece} />
    </Words>,
  );
} else {
  const gone = document.createElement('div');
  document.body.append(gone);
  createRoot(gone).render(<p>This item does not compile, or is gone.</p>);
}
