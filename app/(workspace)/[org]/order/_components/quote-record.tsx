'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { FilesCard } from '@/components/files-card'
import { useMay } from '@/components/may'
import { LineNote, sectionRowsIn } from '@/components/order/line-words'
import { DiscountNote, PriceOrigin } from '@/components/order/price-origin'
import { wholeFacts } from '@/components/order/whole-facts'
import { RecordTimeline } from '@/components/record-timeline'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Facts } from '@/components/ui/facts'
import { useRouter } from '@/components/ui/going'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { PaperButton } from '@/components/ui/paper-button'
import { useShortcut } from '@/components/ui/shortcuts'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { Day, InPacks, Money, Quantity, UnitPrice } from '@/components/ui/text'
import { toast, toastError } from '@/components/ui/toast'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { QuoteLineRow } from '@/server/order/queries/quotes'
import type { OfferedContent } from '@/server/order/rules/offered'
import { acceptedDeposits, offeredDeposits } from '@/server/order/rules/offered-deposits'
import { leavesChoice, tickedLines } from '@/server/order/rules/options'
import { makesVersion, quoteCan } from '@/server/order/rules/quote'
import { sectionRows } from '@/server/order/rules/sections'
import { depositSums } from '@/server/order/words/en/deposit'
import { optionalWords, totalWords } from '@/server/order/words/en/quote'
import { MarginCard } from '../../_components/margin-card'
import { AcceptDialog } from './accept-dialog'
import { quoteTone } from './quote-list'
import { QuoteVersions } from './quote-versions'
import { SaleNotes } from './sale-notes'

/** The page of one quote: its lines and state, and buttons to send it or withdraw it. */
export function QuoteRecord({ id }: { id: string }) {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const workspace = useWorkspace()
  const queries = useQueryClient()
  const router = useRouter()
  const onError = useFailureToast()
  const allowed = useMay()
  const may = allowed('quote.change')
  const [accepting, setAccepting] = useState(false)
  const [url, setUrl] = useState<string | null>(null)
  const { data } = useSuspenseQuery(trpc.quote.get.queryOptions({ id }))
  const { quote, lines } = data
  const accepted: Accepted = quote.accepted === null ? null : JSON.parse(quote.accepted)
  const refresh = () => queries.invalidateQueries()
  const send = useMutation(
    trpc.quote.send.mutationOptions({
      onError,
      onSuccess: async () => {
        toast(`${quote.number} sent to ${quote.customerName}`)
        await refresh()
      },
    }),
  )
  const link = useMutation(
    trpc.quote.link.mutationOptions({
      onError,
      onSuccess: async (made) => {
        setUrl(made.url)
        await refresh()
      },
    }),
  )
  const withdraw = useMutation(trpc.quote.withdraw.mutationOptions({ onError, onSuccess: refresh }))
  const changeable = may && quoteCan('change', quote.state)
  useShortcut('e', 'Change the quote', changeable ? () => router.push(href(`/order/quotes/${id}/edit`)) : null)
  const open = quote.state === 'DRAFT' || quote.state === 'SENT'
  const money = (minor: bigint) => <Money minor={minor} currency={quote.currency} />
  return (
    <>
      <PageHead
        crumbs={[
          { label: 'Quotes', href: href('/order/quotes') },
          { label: quote.customerName, href: href(`/customers/${quote.customerId}`) },
        ]}
        title={quote.number}
        note={quote.versionNumber > 1 ? `Version ${quote.versionNumber}` : undefined}
        tag={<Tag tone={quoteTone(quote.state)}>{quote.state.toLowerCase()}</Tag>}
        actions={
          <>
            <PaperButton href={`/api/documents/quote/${id}?organisation=${workspace.slug}`} />
            {changeable && (
              <ButtonLink href={href(`/order/quotes/${id}/edit`)} shortcut="E">
                {makesVersion(quote.state) ? 'Change: new version' : 'Change'}
              </ButtonLink>
            )}
            {may && <ButtonLink href={href(`/order/quotes/new?quote=${id}`)}>Copy</ButtonLink>}
            {may && quote.state === 'SENT' && (
              <Button busy={link.isPending} onClick={() => link.mutate({ id })}>
                Make a link
              </Button>
            )}
            {may && quote.state === 'DRAFT' && (
              <ConfirmDialog
                trigger={<Button>Make a link…</Button>}
                title={`Make a link to ${quote.number}?`}
                description="You pass the link on yourself. The quote then counts as sent: it binds you until its last day, unless you withdraw it or write another version. You can still mail it."
                confirmLabel="Make the link"
                onConfirm={() => link.mutateAsync({ id })}
              />
            )}
            {allowed('order.confirm') && quote.state === 'SENT' && (
              <Button onClick={() => setAccepting(true)}>Accepted by telephone…</Button>
            )}
            {may && open && (
              <ConfirmDialog
                trigger={<Button>Withdraw…</Button>}
                title={`Withdraw ${quote.number}?`}
                description="The customer can no longer accept it. This cannot be undone; write another instead."
                confirmLabel="Withdraw"
                danger
                onConfirm={() => withdraw.mutateAsync({ id })}
              />
            )}
          </>
        }
        go={
          quote.orderId ? (
            <ButtonLink tone="go" href={href(`/order/${quote.orderId}`)}>
              See order {quote.orderNumber}
            </ButtonLink>
          ) : (
            may &&
            open &&
            !quote.mailedAt && (
              <Button tone="go" busy={send.isPending} onClick={() => send.mutate({ id })}>
                Send to the customer
              </Button>
            )
          )
        }
      />
      {accepting && <AcceptDialog quote={quote} lines={lines} onClose={() => setAccepting(false)} />}
      {url && (
        <Banner title="The customer's link, shown only now" live>
          <span className="mt-1 flex gap-2">
            <Input readOnly aria-label="Link for the customer" value={url} onFocus={(event) => event.target.select()} />
            <Button
              onClick={() =>
                void navigator.clipboard.writeText(url).then(
                  () => toast('Link copied'),
                  () => toastError('The browser did not allow copying. Mark the link and copy it by hand.'),
                )
              }
            >
              Copy
            </Button>
          </span>
        </Banner>
      )}
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_minmax(260px,340px)]">
        <div className="flex min-w-0 flex-col gap-3.5">
          <Card title="Lines" flush>
            <QuoteLines lines={lines} currency={quote.currency} accepted={accepted} />
          </Card>
          <QuoteVersions quote={quote} versions={data.versions} />
          <MarginCard id={id} currency={quote.currency} />
          <SaleNotes about={{ kind: 'quote', id }} />
          <FilesCard about={{ kind: 'quote', id }} />
          <RecordTimeline objectType="quote" objectId={id} />
        </div>
        <Card title="Offer">
          <Facts
            facts={[
              {
                label: 'Customer',
                value: <Link href={href(`/customers/${quote.customerId}`)}>{quote.customerName}</Link>,
              },
              { label: 'Terms', value: quote.termsName },
              quote.state === 'SENT' && {
                label: 'Sent',
                value: quote.mailedAt ? 'by mail' : 'by a link that you passed on',
              },
              { label: 'Valid until', value: <Day day={quote.validUntil} style="weekday" /> },
              quote.acceptedBy
                ? {
                    label: 'Accepted by',
                    value: quote.takenByName ? `${quote.acceptedBy}, told to ${quote.takenByName}` : quote.acceptedBy,
                  }
                : null,
              quote.comment ? { label: 'They wrote', value: quote.comment } : null,
              quote.note ? { label: 'Note', value: quote.note } : null,
              ...wholeFacts(quote, quote.currency, workspace.locale),
              { label: 'Net', value: money(quote.netMinor) },
              { label: 'Tax', value: money(quote.taxMinor) },
              { label: totalWords(lines), value: money(quote.grossMinor), strong: true },
              accepted &&
                leavesChoice(lines) && {
                  label: 'Accepted',
                  value: money(BigInt(accepted.grossMinor)),
                  strong: true,
                },
              ...depositSums(
                acceptedDeposits(accepted) ?? offeredDeposits(quote, tickedLines(lines, [])),
                accepted !== null,
              ).map(([label, minor]) => ({ label, value: money(minor) })),
            ]}
          />
        </Card>
      </div>
    </>
  )
}

/** What was accepted of a quote that left a choice or has deposits. */
type Accepted = Pick<OfferedContent, 'grossMinor' | 'lines' | 'deposits'> | null

function QuoteLines({
  lines,
  currency,
  accepted,
}: {
  lines: readonly QuoteLineRow[]
  currency: string
  accepted: Accepted
}) {
  const isTaken = (line: QuoteLineRow) => accepted?.lines.some(({ position }) => position === line.position)
  return (
    <Table label="Lines of the quote">
      <TableHead>
        <Row>
          <HeadCell grow>Product</HeadCell>
          <HeadCell numeric>Quantity</HeadCell>
          <HeadCell numeric>Price</HeadCell>
          <HeadCell numeric>Net</HeadCell>
        </Row>
      </TableHead>
      <TableBody>
        {sectionRows(lines, {
          ...sectionRowsIn(4, currency),
          line: (line) => (
            <Row key={line.position}>
              <Cell grow className="whitespace-normal py-1.5">
                {line.description} <span className="whitespace-nowrap font-mono text-ink-3 text-xs">{line.sku}</span>
                <LineNote note={line.note} />
                <LineNote note={line.deposit} />
                {line.optional && (
                  <span className="block text-ink-3 text-xs">
                    {accepted ? (isTaken(line) ? 'Optional, taken' : 'Optional, not taken') : optionalWords}
                  </span>
                )}
              </Cell>
              <Cell numeric>
                <Quantity value={line.quantity} of={line} />
                <InPacks value={line.quantity} of={line} />
              </Cell>
              <Cell numeric>
                <UnitPrice price={line.unitPrice} priceQuantity={line.priceQuantity} of={line} currency={currency} />
                <PriceOrigin line={line} currency={currency} />
                <DiscountNote line={line} currency={currency} />
              </Cell>
              <Cell numeric>
                <Money minor={line.netMinor} currency={currency} />
              </Cell>
            </Row>
          ),
        })}
      </TableBody>
    </Table>
  )
}
