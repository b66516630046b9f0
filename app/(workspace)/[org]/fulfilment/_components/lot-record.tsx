'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { Day, Instant, Quantity } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { LotRecord as Lot } from '@/server/shipping/queries/lots'
import { BlockLot, UnblockLot } from './block-lot'
import { causes } from './causes'
import { LotGot } from './lot-got'

/** One lot: where it came from, where it lies, who got it; and the button that stops it. */
export function LotRecord({ id }: { id: string }) {
  const may = useMay()
  const href = useWorkspaceHref()
  const { slug } = useWorkspace()
  const { data: lot } = useSuspenseQuery(useTRPC().shipping.lot.queryOptions({ id }))
  const serial = lot.tracking === 'SERIAL'
  const blocked = lot.blockedReason !== null
  const left = lot.got.filter((one) => one.dispatchedAt).reduce((sum, one) => sum + one.quantity - one.returned, 0)
  const packed = lot.got.filter((one) => !one.dispatchedAt).reduce((sum, one) => sum + one.quantity, 0)
  const lies = lot.bins.reduce((sum, one) => sum + one.quantity, 0)
  return (
    <>
      <PageHead
        crumbs={[
          { label: 'Stock', href: href('/fulfilment/stock') },
          { label: lot.name, href: href(`/fulfilment/stock/${lot.productId}`) },
        ]}
        title={`${serial ? 'Serial number' : 'Lot'} ${lot.number}`}
        tag={blocked ? <Tag tone="bad">blocked</Tag> : lot.expired ? <Tag tone="bad">expired</Tag> : undefined}
        note={`${lot.sku} · ${lot.name}`}
        actions={
          <ButtonLink href={`/api/export/lot-recall?organisation=${slug}&lot=${id}`} prefetch={false}>
            Export CSV
          </ButtonLink>
        }
        go={may('stock.receive') && (blocked ? <UnblockLot lot={lot} /> : <BlockLot lot={lot} />)}
      />
      {blocked && (
        <Banner tone="bad" title={`Blocked${lot.blockedBy ? ` by ${lot.blockedBy}` : ''}: ${lot.blockedReason}`}>
          Nothing of it is promised, picked or sent.
        </Banner>
      )}
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3.5">
          <LotGot lot={lot} />
          <LotMovements lot={lot} />
        </div>
        <div className="flex min-w-0 flex-col gap-3.5">
          <Card title="Where it is">
            <Facts
              facts={[
                { label: 'Received', value: <Quantity value={lot.received} of={lot} /> },
                ...lot.bins.map((bin) => ({
                  label: `${bin.code}, ${bin.warehouseName}`,
                  value: <Quantity value={bin.quantity} of={lot} />,
                })),
                packed > 0 && { label: 'Packed or in totes', value: <Quantity value={packed} of={lot} /> },
                { label: 'In bins', value: <Quantity value={lies} of={lot} />, strong: true },
                { label: 'With customers', value: <Quantity value={left} of={lot} />, strong: true },
              ]}
            />
          </Card>
          <Card title="What it says">
            <Facts
              facts={[
                !serial && {
                  label: 'Last day',
                  value: lot.expiresOn ? <Day day={lot.expiresOn} /> : 'does not expire',
                },
                { label: 'First came in', value: <Instant at={lot.receivedAt} /> },
                lot.note !== null && { label: 'Supplier', value: lot.note },
              ]}
            />
          </Card>
        </div>
      </div>
    </>
  )
}

function LotMovements({ lot }: { lot: Lot }) {
  const href = useWorkspaceHref()
  const places: Record<string, string> = { shipment: '/shipping', order: '/order', transfer: '/fulfilment/transfers' }
  return (
    <Card flush title="What happened to it" aside="the last 100">
      <Table label="Movements of the lot">
        <TableHead>
          <tr>
            <HeadCell>When</HeadCell>
            <HeadCell grow>What</HeadCell>
            <HeadCell importance="medium">Bin</HeadCell>
            <HeadCell numeric>Units</HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {lot.movements.map((one) => (
            <Row key={one.id}>
              <Cell>
                <Instant at={one.recordedAt} />
              </Cell>
              <Cell grow>
                {places[one.objectType] ? (
                  <Link href={href(`${places[one.objectType]}/${one.objectId}`)}>{causes[one.cause]}</Link>
                ) : (
                  causes[one.cause]
                )}
                {one.reference && `, ${one.reference}`}
              </Cell>
              <Cell importance="medium">{one.binCode ?? '–'}</Cell>
              <Cell numeric>
                {one.quantity > 0 ? '+' : '−'}
                <Quantity value={Math.abs(one.quantity)} of={lot} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}
