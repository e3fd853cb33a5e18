import type { ReactNode } from 'react';
import type { Look } from '#core/questionnaire/compiled.ts';
import { Face } from './Face.tsx';
import { FillCircle } from './FillCircle.tsx';

/** The picture of one option by its place among all; words have none. */
export function glyphOf(look: Look, index: number, count: number): ReactNode {
  const share = count < 2 ? 0.5 : index / (count - 1);
  switch (look) {
    case 'words':
      return undefined;
    case 'faces':
      // The gladdest face comes first, as code 0 and the lowest severity do.
      return <Face mood={1 - share} />;
    case 'circles':
      return <FillCircle level={share} />;
  }
}
