/**
 * Keys that stand twice in one object of a JSON text. Reading the file keeps the last of them in silence:
 * an item's text would be gone and nobody would know.
 */

interface Open {
  readonly keys: Set<string> | null;
  /** In an object: a text that comes next is a key. */
  wantsKey: boolean;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/** `json` has been read already, so it is well formed. Each repeated key once, in order. */
export function repeatedKeys(json: string): readonly string[] {
  const repeated = new Set<string>();
  const open: Open[] = [];
  for (const [found] of json.matchAll(token)) {
    const here = open.at(-1);
    switch (found) {
      case '{':
        open.push({ keys: new Set(), wantsKey: true });
        break;
      case '[':
        open.push({ keys: null, wantsKey: false });
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ':':
        if (here !== undefined) here.wantsKey = false;
        break;
      case ',':
        if (here !== undefined) here.wantsKey = here.keys !== null;
        break;
      default:
        if (here?.wantsKey !== true || here.keys === null) break;
        if (here.keys.has(keyOf(found))) repeated.add(keyOf(found));
        here.keys.add(keyOf(found));
    }
  }
  return [...repeated];
}

const keyOf = (written: string): string => String(JSON.parse(written));
