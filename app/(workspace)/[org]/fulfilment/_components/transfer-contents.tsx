'use client'

import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Quantity } from '@/components/ui/text'
import type { TransferRecord } from '@/server/fulfilment/queries/transfers'

/** What was sent, what of it arrived, and what was lost. */
export function TransferContents({ transfer: { lines, lots } }: { transfer: TransferRecord }) {
  return (
    <Table label="What was sent">
      <TableHead>
        <tr>
          <HeadCell importance="medium">SKU</HeadCell>
          <HeadCell grow>Product</HeadCell>
          <HeadCell numeric>Sent</HeadCell>
          <HeadCell numeric>Arrived</HeadCell>
          <HeadCell numeric>Lost</HeadCell>
        </tr>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <Row key={line.id}>
            <Cell importance="medium">{line.sku}</Cell>
            <Cell grow>
              {line.name}
              <Lots line={line} lots={lots.filter((one) => one.productId === line.productId)} />
            </Cell>
            {[line.quantity, line.received, line.lost].map((units, index) => (
              <Cell numeric key={index}>
                {units === 0 ? '–' : <Quantity value={units} of={line} />}
              </Cell>
            ))}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

/** Which lots of a product were sent. */
function Lots({ line, lots }: { line: TransferRecord['lines'][number]; lots: TransferRecord['lots'] }) {
  if (lots.length === 0) return null
  return (
    <span className="block text-ink-3 text-xs">
      {lots.map(({ lot, sent }, index) => (
        <span key={lot}>
          {index > 0 && ', '}
          {lot}: <Quantity value={sent} of={line} />
        </span>
      ))}
    </span>
  )
}
