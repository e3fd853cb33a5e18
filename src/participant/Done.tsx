import { useEffect } from 'react';

/** Nothing of its own: hands over to the end screen. */
export function Done({ onDone }: { readonly onDone: () => void }) {
  useEffect(onDone, [onDone]);
  return null;
}
