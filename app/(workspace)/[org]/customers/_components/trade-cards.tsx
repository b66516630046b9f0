'use client'

import { useQuery } from '@tanstack/react-query'
import { Bars } from '@/components/charts/bars'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { countOf } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Day, Money, Quantity, Rate } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { latenessWords } from '@/server/credit/words/en'
import { portraitWords } from '@/server/customer/words/en'
import type { CustomerFigures } from '@/server/reporting/queries/customer'
import { marginPercent } from '@/server/reporting/rules/margin'
import { OpenCard } from './open-card'

/** What they buy, how often, how they pay and what is open, with one sentence that sums it up. */
export function TradeCards({ customerId, payerId }: { customerId: string; payerId: string }) {
  const trpc = useTRPC()
  const { data: figures } = useQuery(trpc.reporting.customer.queryOptions({ customerId }))
  if (!figures) return null
  return (
    <>
      <p className="md:col-span-2 -mt-1 text-ink-2">{portraitWords(figures.portrait)}</p>
      <BoughtCard figures={figures} />
      <PayingCard figures={figures} />
      {figures.open.length > 0 && <OpenCard figures={figures} payerId={payerId} />}
    </>
  )
}

function BoughtCard({ figures }: { figures: CustomerFigures }) {
  const may = useMay()
  const href = useWorkspaceHref()
  const { products, orders, medianDaysBetween, lastOrderOn, netMinor, netBeforeMinor, costedNetMinor } = figures
  const margin = marginPercent(figures)
  return (
    <Card title="What they buy" aside="invoiced in the last 365 days, without tax">
      <Facts
        facts={[
          { label: 'In the last 365 days', value: <Money minor={netMinor} />, strong: true },
          netBeforeMinor !== 0n && { label: 'In the 365 days before', value: <Money minor={netBeforeMinor} /> },
          { label: 'Orders in the last 365 days', value: String(orders) },
          medianDaysBetween !== null && {
            label: 'Usually between two orders',
            value: countOf(medianDaysBetween, 'day'),
          },
          lastOrderOn !== null && { label: 'Last order', value: <Day day={lastOrderOn} /> },
          may('margin.read') && {
            label: 'Margin',
            value:
              margin === null ? (
                'not known: what they bought had no cost'
              ) : (
                <>
                  <Rate rate={String(margin)} />
                  {costedNetMinor < netMinor && (
                    <span className="text-ink-3">
                      {' '}
                      of <Money minor={costedNetMinor} /> whose cost is known
                    </span>
                  )}
                </>
              ),
          },
        ]}
      />
      {products.length > 0 && (
        <Table label="Products by net amount" className="mt-3">
          <TableHead>
            <tr>
              <HeadCell grow>Product</HeadCell>
              <HeadCell numeric>Quantity</HeadCell>
              <HeadCell numeric>Net</HeadCell>
            </tr>
          </TableHead>
          <TableBody>
            {products.map((product) => (
              <Row key={product.productId}>
                <Cell grow>
                  <Link href={href(`/products/${product.productId}`)}>{product.name}</Link>{' '}
                  <span className="text-ink-3 text-xs">{product.sku}</span>
                </Cell>
                <Cell numeric>
                  <Quantity value={product.quantity} of={product} />
                </Cell>
                <Cell numeric>
                  <Money minor={product.netMinor} />
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}

function PayingCard({ figures: { payments, settled, medianDaysLate } }: { figures: CustomerFigures }) {
  const usual =
    settled === 0 || medianDaysLate === null
      ? 'No invoice on terms was paid yet.'
      : `${countOf(settled, 'invoice')} paid in two years, usually ${latenessWords(medianDaysLate)}.`
  return (
    <Card title="How they pay">
      <p className="mb-2 text-ink-2">{usual}</p>
      {payments.length > 0 && (
        <Bars
          label="Days from invoice to payment, the last invoices in the order in which they were paid"
          unit="days"
          height={170}
          series={[{ key: 'days', label: 'Days to pay' }]}
          points={payments.map((one) => ({ label: one.number, values: { days: one.days } }))}
        />
      )}
    </Card>
  )
}
