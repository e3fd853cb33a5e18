/** The package's build for browsers of today; the one that its name leads to is for older ones, and larger. */
declare module 'workbox-window/build/workbox-window.prod.mjs' {
  export const Workbox: typeof import('workbox-window').Workbox;
}
