'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useVerb } from '@/components/collection/use-verb'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { PaperButton } from '@/components/ui/paper-button'
import { Tag } from '@/components/ui/tag'
import { Day, Instant, Money } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { disputeWords } from '@/server/collection/words/en'
import type { InvoiceRecord as Invoice } from '@/server/invoicing/queries/record'
import { reasonWords } from '@/server/invoicing/words/en'
import { CreditDialog } from './credit-dialog'
import { DisputeDialog } from './dispute-dialog'
import { InvoiceLines } from './invoice-lines'
import { InvoiceTag } from './invoice-list'
import { AppliedCard, WriteOffDialog } from './item-actions'

export function InvoiceRecord({ id }: { id: string }) {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { slug } = useWorkspace()
  const { data: invoice } = useSuspenseQuery(trpc.invoicing.get.queryOptions({ id }))
  const credit = invoice.kind === 'CREDIT_NOTE'
  const open = invoice.item.openMinor > 0n
  const pdf = `/api/documents/${credit ? 'creditNote' : 'invoice'}/${id}?organisation=${slug}`
  const { disputeId } = invoice.item
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Invoicing', href: href('/invoicing') }]}
        title={`${credit ? 'Credit note' : 'Invoice'} ${invoice.number}`}
        tag={
          <>
            <InvoiceTag row={{ ...invoice, ...invoice.item }} />
            {disputeId && <Tag tone="warn">disputed</Tag>}
          </>
        }
        note={
          <>
            <Link href={href(`/customers/${invoice.payerId}`)}>{invoice.buyer.name}</Link> · issued{' '}
            <Day day={invoice.issuedOn} />
          </>
        }
        actions={
          <>
            <PaperButton href={pdf}>PDF</PaperButton>
            {!credit && open && may('collection.writeOff') && <WriteOffDialog invoice={invoice} />}
            {!credit && open && !disputeId && may('collection.promise') && <DisputeDialog invoice={invoice} />}
            {!credit && may('invoice.credit') && <CreditDialog invoice={invoice} />}
          </>
        }
        go={
          !credit &&
          open &&
          may('collection.record') && (
            <ButtonLink tone="go" href={href(`/collection/new?customer=${invoice.payerId}&item=${invoice.item.id}`)}>
              Record a payment
            </ButtonLink>
          )
        }
      />
      {disputeId && <DisputeBanner disputeId={disputeId} cause={invoice.item.disputeCause ?? ''} />}
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3.5">
          <InvoiceLines invoice={invoice} />
          <AppliedCard invoice={invoice} />
          <RecordTimeline objectType={credit ? 'creditNote' : 'invoice'} objectId={id} />
        </div>
        <FactsCard invoice={invoice} />
      </div>
    </>
  )
}

function FactsCard({ invoice }: { invoice: Invoice }) {
  const href = useWorkspaceHref()
  const credit = invoice.kind === 'CREDIT_NOTE'
  const { mail } = invoice
  return (
    <Card title="Facts">
      <Facts
        facts={[
          { label: 'Open', value: <Money minor={invoice.item.openMinor} />, strong: true },
          !credit && { label: 'Due', value: <Day day={invoice.dueOn} /> },
          invoice.item.overdueSince !== null && {
            label: 'Flagged overdue',
            value: <Day day={invoice.item.overdueSince} />,
          },
          invoice.item.settledOn !== null && { label: 'Settled', value: <Day day={invoice.item.settledOn} /> },
          credit && { label: 'Reason', value: reasonWords(invoice.reason) },
          invoice.correctsId !== null && {
            label: 'Corrects',
            value: <Link href={href(`/invoicing/${invoice.correctsId}`)}>{invoice.correctsNumber}</Link>,
          },
          invoice.orderId !== null && {
            label: 'Order',
            value: <Link href={href(`/order/${invoice.orderId}`)}>{invoice.orderNumber}</Link>,
          },
          invoice.shipmentId !== null && {
            label: 'Shipment',
            value: <Link href={href(`/shipping/${invoice.shipmentId}`)}>{invoice.shipmentNumber}</Link>,
          },
          invoice.customerReference !== null && { label: 'Their order', value: invoice.customerReference },
          {
            label: 'Account',
            value: <Link href={href(`/receivable/${invoice.payerId}`)}>{invoice.buyer.number}</Link>,
          },
          {
            label: 'Sent',
            value: mail ? (
              mail.sentAt ? (
                <Instant at={mail.sentAt} />
              ) : (
                mail.state.toLowerCase()
              )
            ) : invoice.mailTo ? (
              invoice.quiet ? (
                'once this program counts'
              ) : (
                'not yet'
              )
            ) : (
              'no e-mail address'
            ),
          },
          ...invoice.creditNotes.map((note) => ({
            label: 'Credited',
            value: (
              <>
                <Link href={href(`/invoicing/${note.id}`)}>{note.number}</Link> <Money minor={note.grossMinor} />
              </>
            ),
          })),
        ]}
      />
    </Card>
  )
}

function DisputeBanner({ disputeId, cause }: { disputeId: string; cause: string }) {
  const client = useTRPCClient()
  const may = useMay()
  const close = useVerb(client.collection.closeDispute.mutate, 'Dispute closed')
  return (
    <Banner
      tone="warn"
      title={`The customer disputes this invoice: ${disputeWords(cause)}`}
      action={
        may('collection.promise') && (
          <>
            <Button busy={close.isPending} onClick={() => close.mutate({ disputeId, outcome: 'UPHELD' })}>
              They are right
            </Button>
            <Button busy={close.isPending} onClick={() => close.mutate({ disputeId, outcome: 'REJECTED' })}>
              They are not
            </Button>
          </>
        )
      }
    >
      Its reminders wait until the dispute is decided. If the customer is right, credit the invoice too.
    </Banner>
  )
}
