/** A secret that prints as <redacted>: reading it takes the one greppable call, `reveal`. */
const secrets = new WeakMap<object, unknown>();

declare const kind: unique symbol;
export interface Redacted<T> {
  readonly [kind]?: T;
  toString(): string;
  toJSON(): string;
}

const printed = '<redacted>';

export function redact<T>(value: T): Redacted<T> {
  const wrapper = Object.freeze({
    toString: () => printed,
    toJSON: () => printed,
    [Symbol.for('nodejs.util.inspect.custom')]: () => printed,
  });
  secrets.set(wrapper, value);
  return wrapper;
}

export const reveal = <T>(redacted: Redacted<T>): T => secrets.get(redacted) as T;
