/**
 * On every control in which somebody types. Browsers write what stands in text controls to their
 * session files, offer it elsewhere and send it to spelling services unless each control says no.
 */
export const textAttributes = {
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'off',
  spellCheck: false,
  translate: 'no',
  'data-1p-ignore': 'true',
  'data-bwignore': 'true',
  'data-form-type': 'other',
  'data-gramm': 'false',
  'data-lpignore': 'true',
} as const;
