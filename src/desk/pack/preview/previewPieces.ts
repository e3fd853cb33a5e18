/** What the preview's pages are given: an outline of the pack to choose from, and one item with its words. */
import type { Band } from '#core/protocol/envelope.ts';
import type { Item, ItemTexts, Questionnaire, Text, Texts } from '#core/questionnaire/compiled.ts';

/** What looks different on a screen: an item type, a look of it, or a grid. */
const kindOf = (item: Item): string => {
  if ('grid' in item && item.grid !== undefined) return `grid, ${item.type}`;
  const look = 'look' in item && item.look !== 'words' ? `, ${item.look}` : '';
  return item.type === 'choices' && item.rows !== undefined
    ? `choices, ${item.rows.kind} rows`
    : `${item.type}${look}`;
};

export interface OutlinedItem {
  readonly id: string;
  readonly kind: string;
  /** The first line of its grid: all of it can be shown together. */
  readonly startsGrid: boolean;
}

export interface Outlined {
  /** Like "parent-core/v1". */
  readonly name: string;
  readonly bands: readonly Band[];
  readonly languages: readonly string[];
  readonly sections: readonly {
    readonly id: string;
    readonly title: Text;
    readonly items: readonly OutlinedItem[];
  }[];
}

export function outlineOf(questionnaires: readonly Questionnaire[]): readonly Outlined[] {
  return questionnaires.map((questionnaire) => {
    const languages = Object.keys(questionnaire.texts);
    const titles = questionnaire.texts[languages[0] ?? '']?.sections ?? {};
    return {
      name: nameOf(questionnaire),
      bands: questionnaire.bands,
      languages,
      sections: questionnaire.sections.map(({ id, blocks }) => ({
        id,
        title: titles[id]?.title ?? id,
        items: blocks.flatMap(({ items }) =>
          items.map((item, index) => {
            const grid = gridOf(item);
            return {
              id: item.id,
              kind: kindOf(item),
              startsGrid: grid !== undefined && gridOf(items[index - 1]) !== grid,
            };
          }),
        ),
      })),
    };
  });
}

/** One item, or all lines of the grid that begins with it. */
export interface Piece {
  readonly lines: readonly { readonly item: Item; readonly texts: ItemTexts }[];
  readonly grid: Texts['grids'][string] | null;
  readonly practice: boolean;
}

/** Null: there is no such item or language. */
export function pieceOf(
  questionnaires: readonly Questionnaire[],
  wanted: {
    readonly name: string;
    readonly item: string;
    readonly language: string;
    readonly together: boolean;
  },
): Piece | null {
  const questionnaire = questionnaires.find((one) => nameOf(one) === wanted.name);
  const texts = questionnaire?.texts[wanted.language];
  if (questionnaire === undefined || texts === undefined) return null;
  for (const { blocks, practice } of questionnaire.sections) {
    for (const { items } of blocks) {
      const item = items.find(({ id }) => id === wanted.item);
      if (item === undefined) continue;
      const grid = gridOf(item);
      const lines =
        wanted.together && grid !== undefined ? items.filter((one) => gridOf(one) === grid) : [item];
      return {
        lines: lines.map((line) => ({ item: line, texts: texts.items[line.id] ?? { label: line.id } })),
        grid: grid === undefined ? null : (texts.grids[grid] ?? null),
        practice,
      };
    }
  }
  return null;
}

const nameOf = ({ questionnaire, version }: Questionnaire): string => `${questionnaire}/v${version}`;
const gridOf = (item: Item | undefined): string | undefined =>
  item !== undefined && 'grid' in item ? item.grid : undefined;
