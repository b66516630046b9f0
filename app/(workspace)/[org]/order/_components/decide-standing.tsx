import { Facts } from '@/components/ui/facts'
import { Tag } from '@/components/ui/tag'
import { Money } from '@/components/ui/text'
import { holdWords } from '@/server/credit/words/en'
import type { OrderRecord } from '@/server/order/queries/record'
import { exposureOf } from '@/server/order/rules/amounts'
import { keptLines, type Part } from './decide-part'

/** The exposure now and with this order, compared with the limit. */
export function Standing({ record: { order, lines, credit }, part }: { record: OrderRecord; part: Part | null }) {
  if (!credit) return null
  const exposure = credit.openMinor + credit.shippedNotInvoicedMinor + credit.committedMinor - credit.unappliedMinor
  const kept = part ? keptLines(lines, part) : lines
  const after = exposure + exposureOf(kept, 'PASSED', order).committedMinor
  const over = credit.limitMinor === null ? 0n : after - credit.limitMinor
  return (
    <Facts
      facts={[
        { label: 'Exposure now', value: <Money minor={exposure} /> },
        { label: part ? 'With this part' : 'With this order', value: <Money minor={after} />, strong: true },
        { label: 'Limit', value: credit.limitMinor === null ? 'none yet' : <Money minor={credit.limitMinor} /> },
        over > 0n && {
          label: 'Above the limit',
          value: (
            <span className="text-bad">
              <Money minor={over} />
            </span>
          ),
        },
        credit.holds?.length
          ? { label: 'Hold', value: <Tag tone="bad">{credit.holds.map(holdWords).join(', ')}</Tag> }
          : null,
      ]}
    />
  )
}
