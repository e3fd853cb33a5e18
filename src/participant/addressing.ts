import type { Band } from '#core/protocol/envelope.ts';

/** Grown-ups and young people are spoken to in different words. */
export const addressing = (band: Band): { readonly context?: 'young' } =>
  band === 'adult' ? {} : { context: 'young' };
