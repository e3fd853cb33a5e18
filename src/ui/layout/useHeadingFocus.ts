import { type RefObject, useEffect, useRef } from 'react';

/** A new screen starts at its heading, for the eye and for a screen reader. Changes when `key` does. */
export function useHeadingFocus(key: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when a screen is a new one
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    if (typeof window.scrollTo === 'function' && window.scrollY > 0) window.scrollTo(0, 0);
  }, [key]);
  return heading;
}
