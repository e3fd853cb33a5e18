import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';

/** The one page of the app. What it shows can leave the document at once, before anything else happens. */
export interface Page {
  /** Clears, then shows something new. */
  show(view: ReactNode): void;
  /** Out of the document; its state stays in memory. */
  conceal(): void;
  reveal(): void;
  /** Blank first, then the state is dropped. */
  clear(): void;
}

export function createPage(document: Document): Page {
  let shown: { readonly root: Root; readonly place: HTMLElement } | null = null;

  const clear = (): void => {
    const before = shown;
    shown = null;
    document.body.replaceChildren();
    before?.root.unmount();
  };

  return {
    show(view) {
      clear();
      const place = document.createElement('div');
      document.body.append(place);
      const root = createRoot(place);
      shown = { root, place };
      root.render(view);
    },
    conceal() {
      document.body.replaceChildren();
    },
    reveal() {
      if (shown !== null && !shown.place.isConnected) document.body.replaceChildren(shown.place);
    },
    clear,
  };
}
