/**
 * Why there is no value. Codes form one range, the same in every export
 * (method.md 6); `0` and blanks never stand for a missing answer.
 */
export const missingCodes = {
  'dont-know': -91,
  'prefer-not': -92,
  'not-applicable': -93,
  'not-asked': -94,
  'not-reached': -95,
  'seen-and-passed': -96,
  quarantined: -97,
  erased: -98,
  voided: -99,
} as const;

export type MissingReason = keyof typeof missingCodes;

/** Reasons a person can choose on screen; each can be switched off per item. */
export const offeredReasons = ['dont-know', 'prefer-not', 'not-applicable'] as const;
export type OfferedReason = (typeof offeredReasons)[number];

/** Reasons a device may write into an event. The others are the desk's. */
export const deviceReasons = [...offeredReasons, 'not-asked', 'seen-and-passed'] as const;
export type DeviceReason = (typeof deviceReasons)[number];
