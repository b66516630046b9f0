import type { ReturnableArticle } from '@/server/catalog/rules'

/** The deposits that come with an offered line: 'plus deposit: 3 × Crate at €1.50, 72 × Bottle at €0.08'; null where there are none. */
export function offeredDepositWords(
  { returnables, quantity }: { returnables: readonly ReturnableArticle[]; quantity: number },
  price: (article: ReturnableArticle) => string,
): string | null {
  const deposits = returnables.flatMap((article) => {
    const pieces = Math.floor(quantity / article.per)
    return pieces > 0 ? [`${pieces} × ${article.name} at ${price(article)}`] : []
  })
  return deposits.length > 0 ? `plus deposit: ${deposits.join(', ')}` : null
}

/** The sums of an offer with the deposits that its order charges, or charged when it was accepted. */
export const depositSums = (
  deposits: { netMinor: bigint; grossMinor: bigint } | null,
  accepted = false,
): [string, bigint][] =>
  deposits
    ? [
        [accepted ? 'Deposits as accepted' : 'Deposits of today', deposits.netMinor],
        ['Total with deposits', deposits.grossMinor],
      ]
    : []

/** What an offer says of deposits that come with its lines. */
export const depositNote = (lines: readonly { deposit: string | null }[]): string[] =>
  lines.some(({ deposit }) => deposit)
    ? ['Deposits for packaging come with the order, beside its total, and are given back when it comes back.']
    : []
