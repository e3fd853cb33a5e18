/** The study's words for who somebody is in a family. */
export const relationsOf = {
  parent: [
    'mother',
    'father',
    'stepmother',
    'stepfather',
    'foster-mother',
    'foster-father',
    'partner',
    'ex-partner',
    'other',
  ],
  child: ['child', 'stepchild', 'foster-child', 'other'],
} as const;
