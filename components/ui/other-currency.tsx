import { besides } from '@/server/platform/money/beside'

/** Why an amount beside which another currency is written is not taken; undefined where none is. */
export function otherCurrencySaid(text: string | undefined, currency: string): string | undefined {
  const { other } = besides(text ?? '', currency)
  return other === null ? undefined : `“${other}” is another currency: write the amount in ${currency}.`
}

/** What an amount lacks, below its box. */
export const AmountProblem = ({ id, children }: { id: string; children: string | undefined }) =>
  children ? (
    <span id={id} className="mt-0.5 block whitespace-normal text-left text-bad text-xs">
      {children}
    </span>
  ) : null
