/** Which frames stand in a row: one item in every language, or one item type in every age band and language. */
import type { Outlined } from '../previewPieces.ts';

export interface Frame {
  readonly questionnaire: string;
  readonly item: string;
  readonly band: string;
  readonly language: string;
  readonly together: boolean;
}

export interface Row {
  readonly title: string;
  readonly frames: readonly Frame[];
}

const bands = ['adult', 'youth-16-19', 'youth-12-15', 'child-8-11'] as const;

export function sectionRows(questionnaire: Outlined, section: string, band: string): readonly Row[] {
  const items = questionnaire.sections.find(({ id }) => id === section)?.items ?? [];
  const frame = (item: string, language: string, together: boolean): Frame => ({
    questionnaire: questionnaire.name,
    item,
    band,
    language,
    together,
  });
  return items.map(({ id, kind, startsGrid }) => ({
    title: `${id} (${kind})`,
    frames: [
      ...questionnaire.languages.map((language) => frame(id, language, false)),
      ...(startsGrid && band === 'adult'
        ? questionnaire.languages.slice(0, 1).map((language) => frame(id, language, true))
        : []),
    ],
  }));
}

/** The first item of each kind that each band gets. */
export function kindRows(questionnaires: readonly Outlined[]): readonly Row[] {
  const found = questionnaires.flatMap((questionnaire) =>
    questionnaire.sections.flatMap(({ items }) => items.map((item) => ({ questionnaire, item }))),
  );
  const kinds = [...new Set(found.map(({ item }) => item.kind))].sort();
  return kinds.map((kind) => ({
    title: kind,
    frames: bands.flatMap((band) => {
      const first = found.find(
        ({ questionnaire, item }) => item.kind === kind && questionnaire.bands.includes(band),
      );
      return (first?.questionnaire.languages ?? []).map((language) => ({
        questionnaire: first?.questionnaire.name ?? '',
        item: first?.item.id ?? '',
        band,
        language,
        together: false,
      }));
    }),
  }));
}

export function frameAddress(
  { questionnaire, item, band, language, together }: Frame,
  dark: boolean,
): string {
  const wanted = new URLSearchParams({ questionnaire, item, band, language });
  if (together) wanted.set('together', '');
  if (dark) wanted.set('dark', '');
  return `/item.html?${wanted.toString()}`;
}
