/** Once the cover can be used: what waits on this device goes on its way, without any code. */
export function startSendingQuietly(): void {
  const start = async (): Promise<void> => {
    const [{ bundleLeftovers }, { startSending }] = await Promise.all([
      import('#storage/bundleLeftovers.ts'),
      import('#sync/sendOutbox.ts'),
    ]);
    // What cannot be bundled now must not keep from going what can be sent.
    await bundleLeftovers().catch(() => undefined);
    startSending();
  };
  // A device on which nothing can be kept still has its exercises.
  const quietly = (): void => {
    start().catch(() => undefined);
  };
  if ('requestIdleCallback' in window) window.requestIdleCallback(quietly, { timeout: 2000 });
  else setTimeout(quietly, 200);
}
