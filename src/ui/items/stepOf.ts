/** Where an arrow key leads among options: to the next, the one before, or nowhere. */
export function stepOf(key: string, rightToLeft: boolean): number {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'ArrowRight':
      return rightToLeft ? -1 : 1;
    case 'ArrowLeft':
      return rightToLeft ? 1 : -1;
    default:
      return 0;
  }
}
