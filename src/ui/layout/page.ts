import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';

const longestFrameMs = 100;

/** The one page of the app. What it shows can leave the document at once, before anything else happens. */
export interface Page {
  /** Clears, then shows something new. */
  show(view: ReactNode): void;
  /** Out of the document; its state stays in memory. */
  conceal(): void;
  reveal(): void;
  /**
   * Blank at once; when that has been drawn, what was shown is dropped and `then` follows: doing both first
   * would hold up the blank frame on a slow device. Returns how to do them now.
   */
  leave(then: () => void): () => void;
}

export function createPage(document: Document): Page {
  let shown: { readonly root: Root; readonly place: HTMLElement } | null = null;

  const leave = (then: () => void): (() => void) => {
    const before = shown;
    shown = null;
    document.body.replaceChildren();
    let waits = true;
    const finish = (): void => {
      if (!waits) return;
      waits = false;
      before?.root.unmount();
      then();
    };
    requestAnimationFrame(() => requestAnimationFrame(finish));
    // Frames stop when the page goes out of sight.
    setTimeout(finish, longestFrameMs);
    return finish;
  };
  return {
    show(view) {
      leave(() => undefined)();
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
    leave,
  };
}
