import { FieldName } from '@/components/ui/field-name'
import { Money } from '@/components/ui/text'
import type { PreviewLine } from '@/server/order/queries/preview'

/** What a line comes to, and the deposit for its packaging beside it. */
export function LineNet({ told, currency }: { told: PreviewLine | undefined; currency: string }) {
  const name = <FieldName className="hidden stacked:block text-right">Net</FieldName>
  if (!told) return <>{name}–</>
  return (
    <>
      {name}
      <Money minor={told.netMinor} currency={currency} />
      {told.depositMinor > 0n && (
        <span className="block text-ink-3 text-xs">
          + <Money minor={told.depositMinor} currency={currency} /> deposit
        </span>
      )}
    </>
  )
}
