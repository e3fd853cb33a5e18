/** What a test sees and does on a screen of the preview. */
import type { Page } from 'playwright-core';

/** It is to be seen whole, and nothing lies over it. */
export const isThere = (button: Element): boolean => {
  const { left, top, width, height, right, bottom } = button.getBoundingClientRect();
  const over = document.elementFromPoint(left + width / 2, top + height / 2);
  return button.contains(over) && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
};
export const exitIsThere = (page: Page): Promise<boolean> =>
  page.getByRole('button', { name: /^(Sluiten|Stoppen)$/ }).evaluate(isThere);
/** The button on every screen of a child. */
export const talk = 'Ik wil met iemand praten';
export const talkIsThere = (page: Page): Promise<boolean> =>
  page.getByRole('button', { name: talk, exact: true }).evaluate(isThere);

export const heading = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();
