import { Bars } from '@/components/charts/bars'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Money } from '@/components/ui/text'
import type { Sums } from '@/server/reporting/queries/figures'

interface AgingCardProps {
  open: Sums['open']
  unapplied: Sums['unapplied']
  /** The page with its formula and rows. */
  href: string
}

/** The open amount by days past due. Unapplied cash is shown separately. */
export function AgingCard({ open, unapplied, href }: AgingCardProps) {
  const points = [
    ['Not due', open.notDueMinor],
    ['1–30', open.to30Minor],
    ['31–60', open.to60Minor],
    ['61–90', open.to90Minor],
    ['Over 90', open.over90Minor],
  ] as const
  return (
    <Card title="Aging" aside={<Link href={href}>how?</Link>}>
      {open.items === 0 ? (
        <p className="text-ink-2">What customers owe appears here, by days past due.</p>
      ) : (
        <Bars
          label="Open items by days past due"
          unit="money"
          series={[{ key: 'open', label: 'Open' }]}
          points={points.map(([label, minor]) => ({ label, values: { open: Number(minor) } }))}
        />
      )}
      <p className="mt-1 text-ink-3 text-xs">
        {open.items} open items, <Money minor={open.openMinor} />; apart from them{' '}
        <Money minor={unapplied.unappliedMinor} /> of {unapplied.receipts} receipts not applied today.
      </p>
    </Card>
  )
}
