/** What the architecture rules need to know of one source file, read from its syntax tree. */
import { dirname, join, normalize } from 'node:path/posix';
import { parseSync } from 'vite';

export interface Import {
  /** As written. */
  readonly from: string;
  /** Path from the top, or null for a package. */
  readonly file: string | null;
  /** `lazy`: import(); `type`: gone when compiled; `value`: loaded with the file. */
  readonly how: 'value' | 'type' | 'lazy';
}

export interface SourceFacts {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Global names and calls that some folders may not use: `Date.now`, `new Date()`, `fetch` … */
  readonly uses: readonly string[];
  /** Forms of code that no folder may use: `re-export`, `default export`, `class without base`, `any`. */
  readonly forms: readonly string[];
  readonly comments: readonly string[];
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const nameOf = (value: unknown): string => {
  const name = isNode(value) ? (value.name ?? value.value) : '';
  return typeof name === 'string' ? name : '';
};

const resolveImport = (path: string, from: string): string | null => {
  if (from.startsWith('#')) return `src/${from.slice(1)}`;
  if (from.startsWith('.')) return normalize(join(dirname(path), from.replace(/\?.*$/, '')));
  return null;
};

/** Objects whose members are worth knowing one by one. */
const watchedObjects = new Set(['Date', 'Math', 'navigator']);
const watchedNames = new Set([
  'crypto',
  'performance',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'indexedDB',
  'localStorage',
  'sessionStorage',
]);

/** Keys under which an identifier is a name of its own, not a use of the global one. */
const naming: Readonly<Record<string, readonly string[]>> = {
  Property: ['key'],
  MemberExpression: ['property'],
  PropertyDefinition: ['key'],
  MethodDefinition: ['key'],
  TSPropertySignature: ['key'],
  TSMethodSignature: ['key'],
  ImportSpecifier: ['imported', 'local'],
  ExportSpecifier: ['exported'],
  JSXAttribute: ['name'],
  TSTypeQuery: ['exprName'],
};

const usesOf = (node: Node): readonly string[] => {
  if (node.type === 'NewExpression' && nameOf(node.callee) === 'Date') {
    return Array.isArray(node.arguments) && node.arguments.length === 0 ? ['new Date()'] : [];
  }
  if (node.type === 'CallExpression' && nameOf(node.callee) === 'Date') return ['Date()'];
  if (node.type !== 'MemberExpression') return [];
  const object = nameOf(node.object);
  const property = nameOf(node.property);
  if (object === 'globalThis' || object === 'window' || object === 'self') {
    return watchedNames.has(property) ? [property] : [];
  }
  return watchedObjects.has(object) ? [`${object}.${property}`] : [];
};

const formsOf = (node: Node): readonly string[] => {
  if (node.type === 'ExportAllDeclaration') return ['re-export'];
  if (node.type === 'ExportNamedDeclaration' && isNode(node.source)) return ['re-export'];
  if (node.type === 'ExportDefaultDeclaration') return ['default export'];
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    return isNode(node.superClass) ? [] : ['class without base'];
  }
  return node.type === 'TSAnyKeyword' ? ['any'] : [];
};

const howOf = (node: Node): Import['how'] => {
  if (node.type === 'ImportExpression') return 'lazy';
  const erased = node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type';
  return erased ? 'type' : 'value';
};

export const readSource = (path: string, text: string): SourceFacts => {
  const { program, comments, errors } = parseSync(path, text);
  const first = errors[0];
  if (first !== undefined) throw new Error(`${path}: ${first.message}`);
  const imports: Import[] = [];
  const uses: string[] = [];
  const forms: string[] = [];

  const visit = (value: unknown, parent: Node | null, key: string): void => {
    if (Array.isArray(value)) {
      for (const each of value) visit(each, parent, key);
      return;
    }
    if (!isNode(value)) return;
    const source = value.source;
    if (isNode(source) && typeof source.value === 'string') {
      const from = source.value;
      imports.push({ from, file: resolveImport(path, from), how: howOf(value) });
    }
    if (value.type === 'Identifier' && watchedNames.has(nameOf(value))) {
      const isName = parent?.computed !== true && naming[parent?.type ?? '']?.includes(key) === true;
      if (!isName) uses.push(nameOf(value));
    }
    uses.push(...usesOf(value));
    forms.push(...formsOf(value));
    for (const [childKey, child] of Object.entries(value)) visit(child, value, childKey);
  };
  visit(program, null, '');

  return {
    path,
    lines: text.split('\n').length - 1,
    imports,
    uses,
    forms,
    comments: comments.map((comment) => comment.value),
  };
};
