'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useFailureToast } from '@/components/failure'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Facts } from '@/components/ui/facts'
import { goodsText } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { PaperButton } from '@/components/ui/paper-button'
import { useShortcut } from '@/components/ui/shortcuts'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Day, Money, Quantity, UnitPrice } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { type Goods, goodsIn, smallestOf } from '@/server/platform/money/quantity'
import type { PlannedRecord as Planned } from '@/server/supply/queries/planned'
import { openOf } from '@/server/supply/rules'
import { ExpectDialog } from './expect-dialog'
import { PlannedTag } from './planned-tag'

/** One purchase list: what is bought, what of it came, when the rest is expected. */
export function PlannedRecord({ id }: { id: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const router = useRouter()
  const may = useMay()
  const href = useWorkspaceHref()
  const { slug, today } = useWorkspace()
  const { data: planned } = useSuspenseQuery(trpc.supply.record.queryOptions({ id }))
  const open = goodsIn(planned.lines, openOf)
  const edit = href(`/fulfilment/planned/${id}/edit`)
  const mayChange = may('supply.change') && open.units > 0
  useShortcut('e', 'Change the list', mayChange ? () => router.push(edit) : null)
  const late = open.units > 0 && planned.expectedOn < today
  return (
    <>
      <PageHead
        crumbs={[
          { label: 'Planned receipts', href: href('/fulfilment/planned') },
          { label: planned.supplierName, href: href(`/fulfilment/suppliers/${planned.supplierId}`) },
        ]}
        title={planned.number}
        tag={<PlannedTag state={planned.state} late={late} />}
        actions={
          <>
            <PaperButton href={`/api/documents/purchaseList/${id}?organisation=${slug}`} />
            {mayChange && <CloseButton planned={planned} open={open} />}
            {mayChange && (
              <ButtonLink href={edit} shortcut="E">
                Change
              </ButtonLink>
            )}
            {mayChange && <ExpectDialog of={planned} send={client.supply.expectOn.mutate} />}
          </>
        }
        go={
          open.units > 0 &&
          may('stock.receive') && (
            <ButtonLink tone="go" href={href(`/fulfilment/receive?planned=${id}`)}>
              Receive
            </ButtonLink>
          )
        }
      />
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Lines planned={planned} />
        <div className="flex min-w-0 flex-col gap-3.5">
          <Card title="Purchase list">
            <Facts
              start
              facts={[
                {
                  label: 'Supplier',
                  value: <Link href={href(`/fulfilment/suppliers/${planned.supplierId}`)}>{planned.supplierName}</Link>,
                },
                { label: 'Their number', value: planned.reference ?? '–' },
                planned.externalNumber !== null && { label: 'Number before', value: planned.externalNumber },
                { label: 'Ordered', value: <Day day={planned.orderedOn} /> },
                open.units > 0 && { label: 'Expected', value: <Day day={planned.expectedOn} style="weekday" /> },
                { label: 'Into', value: planned.warehouseName },
                { label: 'By', value: planned.createdBy ?? 'Octet' },
                planned.note !== null && { label: 'Note', value: planned.note },
              ]}
            />
          </Card>
          <RecordTimeline objectType="plannedReceipt" objectId={id} newestFirst />
        </div>
      </div>
    </>
  )
}

function Lines({ planned }: { planned: Planned }) {
  const href = useWorkspaceHref()
  const costs = planned.lines.some((line) => line.unitCost !== null)
  return (
    <Card
      flush
      title="What is bought"
      aside={planned.costMinor !== null && <Money minor={planned.costMinor} currency={planned.currency} />}
    >
      <Table label="Lines">
        <TableHead>
          <tr>
            <HeadCell importance="medium">SKU</HeadCell>
            <HeadCell grow>Product</HeadCell>
            <HeadCell numeric>Asked for</HeadCell>
            <HeadCell numeric>Received</HeadCell>
            <HeadCell numeric importance="medium">
              Expected
            </HeadCell>
            {costs && (
              <HeadCell numeric importance="medium">
                Cost
              </HeadCell>
            )}
          </tr>
        </TableHead>
        <TableBody>
          {planned.lines.map((line) => (
            <Row key={line.id}>
              <Cell importance="medium">
                <Link href={href(`/fulfilment/stock/${line.productId}`)}>{line.sku}</Link>
              </Cell>
              <Cell grow>
                {line.name}
                {line.closed > 0 && (
                  <span className="block text-ink-3 text-xs">
                    <Quantity value={line.closed} of={line} /> will not come
                  </span>
                )}
              </Cell>
              <Cell numeric>
                <Quantity value={line.quantity} of={line} />
              </Cell>
              <Cell numeric>
                <Quantity
                  value={line.received}
                  of={line}
                  className={line.received > line.quantity ? 'font-medium text-warn' : undefined}
                />
              </Cell>
              <Cell numeric importance="medium">
                {openOf(line) > 0 ? <Day day={line.expectedOn} /> : <span className="text-ink-3">–</span>}
              </Cell>
              {costs && (
                <Cell numeric importance="medium">
                  {line.unitCost === null ? (
                    '–'
                  ) : (
                    <UnitPrice price={line.unitCost} priceQuantity={smallestOf(line)} of={line} />
                  )}
                </Cell>
              )}
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

/** Cancels a list of which nothing came; gives up the rest of one of which something did. */
function CloseButton({ planned, open }: { planned: Planned; open: Goods }) {
  const { locale } = useWorkspace()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const close = useMutation(
    trpc.supply.close.mutationOptions({ onError, onSuccess: () => queries.invalidateQueries(trpc.pathFilter()) }),
  )
  const whole = planned.state === 'OPEN'
  return (
    <ConfirmDialog
      trigger={<Button>{whole ? 'Cancel…' : 'Give up the rest…'}</Button>}
      title={whole ? `Cancel ${planned.number}?` : `Give up the rest of ${planned.number}?`}
      description={`${goodsText(open, locale)} will not come. Orders that were promised by them get another day, or wait without one, and their customers are told. This cannot be taken back.`}
      confirmLabel={whole ? 'Cancel the list' : 'Give up the rest'}
      onConfirm={() => close.mutateAsync({ id: planned.id })}
    />
  )
}
