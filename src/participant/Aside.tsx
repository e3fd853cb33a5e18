import { createContext, type ReactNode, use } from 'react';
import { createPortal } from 'react-dom';

/** The place beside the exit. */
export const AsideSlot = createContext<HTMLElement | null>(null);

export function Aside({ children }: { readonly children: ReactNode }) {
  const slot = use(AsideSlot);
  return slot === null ? null : createPortal(children, slot);
}
