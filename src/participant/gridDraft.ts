import type { Entry } from '#ui/items/entry.ts';

/** What was picked in a grid when the person went back from it: in memory only, until she goes on. */
export interface GridDraft {
  current: { readonly name: string; readonly entries: readonly Entry[] } | null;
}
