/** Version of the app as it stands in every event; equal to package.json, which the page does not ship. */
export const appVersion = '0.1.0';
