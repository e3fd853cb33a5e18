/** The only script address that the app itself ever makes. */
const workerAddress = '/serviceWorker.js';

interface Policy {
  createScriptURL(address: string): string;
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): Policy;
}

/**
 * Where Trusted Types are enforced, a script address must come from a policy; this is the only one,
 * and it knows one address. Elsewhere the address is a plain text.
 */
export function serviceWorkerAddress(): string {
  const factory: unknown = 'trustedTypes' in window ? window.trustedTypes : null;
  if (!isFactory(factory)) return workerAddress;
  const policy = factory.createPolicy('adem', {
    createScriptURL(address) {
      if (address !== workerAddress) throw new TypeError('not an address of this app');
      return address;
    },
  });
  return policy.createScriptURL(workerAddress);
}

const isFactory = (value: unknown): value is Factory =>
  typeof value === 'object' && value !== null && 'createPolicy' in value;
