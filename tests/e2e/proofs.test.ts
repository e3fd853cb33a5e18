/** Every proof at its small size: the figures are printed, and each must hold its mark with its control caught. */
import { describe, expect, it } from 'vitest';
import { prove as path } from '../proofs/path.ts';
import type { Prove } from '../proofs/proof.ts';
import { prove as residue } from '../proofs/residue.ts';

const proofs: Readonly<Record<string, Prove>> = { path, residue };

describe('proofs', () => {
  it.each(Object.entries(proofs))(
    '%s',
    async (name, prove) => {
      const { figures, pass } = await prove(false);
      process.stdout.write(`${name} ${JSON.stringify(figures)}\n`);
      expect(figures).toHaveProperty('control');
      expect(pass).toBe(true);
    },
    15 * 60_000,
  );
});
