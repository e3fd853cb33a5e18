/** Dark whatever the computer is set to: rules for dark screens hold for all of them. */
export function paintDark(document: Document): void {
  document.documentElement.style.colorScheme = 'dark';
  for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) turn(rule);
}

function turn(rule: CSSRule): void {
  if (rule instanceof CSSMediaRule && rule.media.mediaText.includes('prefers-color-scheme'))
    rule.media.mediaText = rule.media.mediaText.includes('dark') ? 'all' : 'not all';
  if (rule instanceof CSSGroupingRule) for (const inner of rule.cssRules) turn(inner);
}
