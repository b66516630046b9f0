'use client'

import { useQuery } from '@tanstack/react-query'
import { useVerb } from '@/components/collection/use-verb'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Age } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { missingWords } from '@/server/invoicing/words/en'

/** Shipments that left and have no invoice, with the reason. Normally there are none, and then nothing is shown. */
export function InvoicingWork() {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const may = useMay()
  const href = useWorkspaceHref()
  const { data } = useQuery(trpc.invoicing.work.queryOptions())
  const issue = useVerb(
    () => client.invoicing.issueWaiting.mutate(),
    ({ issued }) => `${issued} ${issued === 1 ? 'invoice' : 'invoices'} issued`,
  )
  if (!data) return null
  const { shipments, missing } = data
  return (
    <>
      {missing.length > 0 && (
        <Banner
          tone={shipments.length > 0 ? 'bad' : 'warn'}
          title="No invoice can be issued yet"
          action={may('organisation.change') && <ButtonLink href={href('/settings')}>Complete the settings</ButtonLink>}
        >
          The settings lack {missingWords(missing)}. Waiting invoices are issued by themselves once they are complete.
        </Banner>
      )}
      {shipments.length > 0 && (
        <Card
          className="mb-3.5"
          flush
          title="Left, not invoiced"
          aside={
            may('invoice.issue') &&
            missing.length === 0 &&
            shipments.some((one) => !one.addressMissing && !one.taxNotDue) && (
              <Button size="sm" busy={issue.isPending} onClick={() => issue.mutate(undefined)}>
                Issue all
              </Button>
            )
          }
        >
          <Table label="Shipments without an invoice">
            <TableHead>
              <tr>
                <HeadCell>Shipment</HeadCell>
                <HeadCell>Order</HeadCell>
                <HeadCell grow>Customer</HeadCell>
                <HeadCell>Waits for</HeadCell>
                <HeadCell numeric>Since</HeadCell>
              </tr>
            </TableHead>
            <TableBody>
              {shipments.map((one) => (
                <Row key={one.shipmentId ?? one.orderId}>
                  <Cell>
                    {one.shipmentId ? (
                      <Link href={href(`/shipping/${one.shipmentId}`)}>{one.shipmentNumber}</Link>
                    ) : (
                      'services'
                    )}
                  </Cell>
                  <Cell>
                    <Link href={href(`/order/${one.orderId}`)}>{one.orderNumber}</Link>
                  </Cell>
                  <Cell grow>{one.customerName}</Cell>
                  <Cell>
                    {missing.length > 0 ? (
                      'the settings'
                    ) : one.addressMissing ? (
                      <Link href={href(`/customers/${one.payerId}`)}>the bill-to address</Link>
                    ) : one.taxNotDue ? (
                      <Link href={href('/settings')}>your tax number: the order was agreed with tax</Link>
                    ) : (
                      'its turn'
                    )}
                  </Cell>
                  <Cell numeric>
                    <Age since={one.since} />
                  </Cell>
                </Row>
              ))}
            </TableBody>
          </Table>
        </Card>
      )}
    </>
  )
}
