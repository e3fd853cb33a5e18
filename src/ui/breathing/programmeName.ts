import type { Shape } from './programme.ts';

export const programmeName = <S extends Shape>(shape: S): `breathing.name.${S}` => `breathing.name.${shape}`;
