import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Body, type NeedsYouRow } from './needs-you-rows'

/** The work lists of all stages in one: why each is here, and for how long. */
export function NeedsYou({ slug, rows }: { slug: string; rows: readonly NeedsYouRow[] }) {
  return (
    <Card title="Needs you" aside={rows.length} flush>
      {rows.length === 0 ? (
        <p className="p-3.5 text-ink-2">
          Nothing waits for a person. What does will stand here; the rest is on{' '}
          <Link href={`/${slug}/order`}>the orders</Link>.
        </p>
      ) : (
        <Body slug={slug} rows={rows} />
      )}
    </Card>
  )
}
