import type { Row } from '@/server/platform/documents/definition'

/** The cells of a heading and of a subtotal in a paper's table; `at` is the column of the words, the last column has the sums. */
export const sectionCells = (columns: number, at: number, figure: (minor: bigint) => string) => {
  const cells = (words: string, sum: string) =>
    Array.from({ length: columns }, (_, index) => (index === at ? words : index === columns - 1 ? sum : ''))
  return {
    heading: (title: string): Row => ({ cells: cells(title, ''), strong: true }),
    subtotal: (title: string, netMinor: bigint): Row => ({
      cells: cells(`Subtotal ${title}`, figure(netMinor)),
      strong: true,
    }),
  }
}
