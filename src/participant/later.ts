/**
 * Screens that no first item waits for, from a chunk of their own. It is fetched as soon as a space opens, for
 * the help lines, so that all of it is there when the connection is not.
 */
export const later = async () => (await import('./later/laterScreens.ts')).laterScreens;
