'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { Tag } from '@/components/ui/tag'
import { Day, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { DisputeDialog } from './dispute-dialog'
import { InvoiceTag } from './invoice-list'
import { AppliedCard, WriteOffDialog } from './item-actions'

/** An invoice of the program before this one: it has no lines here, only what is open of it. */
export function OpeningRecord({ id }: { id: string }) {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { data: opening } = useSuspenseQuery(trpc.invoicing.opening.queryOptions({ id }))
  const owed = opening.item.openMinor > 0n
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Invoicing', href: href('/invoicing') }]}
        title={`${opening.kind === 'INVOICE' ? 'Invoice' : 'Credit'} ${opening.number}`}
        tag={
          <>
            <InvoiceTag row={{ ...opening, ...opening.item, grossMinor: opening.amountMinor }} />
            <Tag>moved in</Tag>
            {opening.item.disputeId && <Tag tone="warn">disputed</Tag>}
          </>
        }
        note={
          <>
            <Link href={href(`/customers/${opening.payerId}`)}>{opening.payerName}</Link> · issued{' '}
            <Day day={opening.issuedOn} /> by the program before this one
          </>
        }
        actions={
          <>
            {owed && may('collection.writeOff') && <WriteOffDialog invoice={opening} />}
            {owed && !opening.item.disputeId && may('collection.promise') && <DisputeDialog invoice={opening} />}
          </>
        }
        go={
          owed &&
          may('collection.record') && (
            <ButtonLink tone="go" href={href(`/collection/new?customer=${opening.payerId}&item=${opening.item.id}`)}>
              Record a payment
            </ButtonLink>
          )
        }
      />
      <div className="grid gap-3.5 lg:grid-cols-2">
        <Card title="What is open">
          <Facts
            facts={[
              { label: 'Open when it was moved in', value: <Money minor={opening.amountMinor} /> },
              { label: 'Due', value: <Day day={opening.dueOn} /> },
              { label: 'Open now', value: <Money minor={opening.item.openMinor} />, strong: true },
            ]}
          />
        </Card>
        <AppliedCard invoice={opening} />
      </div>
    </>
  )
}
