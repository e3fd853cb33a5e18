/** Words and signs of other languages that authors bring along: each is refused with what to write in its place. */
const signs: Readonly<Record<string, string>> = { and: '&&', or: '||', not: '!' };

/** The first that stands outside a text in quotes. Null: none does. */
export function foreignWord(source: string): { readonly message: string; readonly remedy: string } | null {
  const bare = source.replace(/'[^']*'|"[^"]*"/g, "''");
  const found = /\b(?:and|or|not)\b|(?<![=!<>])=(?!=)/i.exec(bare)?.[0];
  if (found === undefined) return null;
  return {
    message: `"${found}" is not part of the language`,
    remedy: found === '=' ? 'write == to compare' : `write ${signs[found.toLowerCase()]} instead of ${found}`,
  };
}
