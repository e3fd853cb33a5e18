// Node has the browser's WebCrypto but names its types elsewhere; only src/tsconfig.node.json reads this.
import type { webcrypto } from 'node:crypto';

declare global {
  interface CryptoKey extends webcrypto.CryptoKey {}
  interface CryptoKeyPair extends webcrypto.CryptoKeyPair {}
  interface AesGcmParams extends webcrypto.AesGcmParams {}
}
