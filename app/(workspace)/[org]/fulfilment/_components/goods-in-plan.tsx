'use client'

import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { countOf, goodsText } from '@/components/ui/format'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { Day, Quantity } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import { goodsIn, type Measure } from '@/server/platform/money/quantity'
import type { ExpectedReceipt } from '@/server/supply/queries/planned'

interface GoodsInPlanProps {
  planned: ExpectedReceipt
  /** Units of each product that were scanned. */
  arrived: ReadonlyMap<string, number>
  closes: boolean
  onCloses: (closes: boolean) => void
}

/** How what was scanned stands beside what was expected, in a word. */
function Difference({ expected, scanned, of }: { expected: number; scanned: number; of: Measure }) {
  if (scanned === expected) return <Tag tone="ok">all here</Tag>
  if (scanned > expected)
    return (
      <Tag tone="warn">
        <Quantity value={scanned - expected} of={of} /> more
      </Tag>
    )
  return scanned === 0 ? null : (
    <Tag>
      <Quantity value={expected - scanned} of={of} /> to come
    </Tag>
  )
}

/** What is expected on the purchase list that was chosen, beside what was scanned of it. */
export function GoodsInPlan({ planned, arrived, closes, onCloses }: GoodsInPlanProps) {
  const { locale } = useWorkspace()
  const left = goodsIn(planned.products, (one) => Math.max(0, one.expected - (arrived.get(one.productId) ?? 0)))
  const listed = new Set(planned.products.map((one) => one.productId))
  const beside = [...arrived.keys()].filter((productId) => !listed.has(productId)).length
  return (
    <Card
      flush
      title={`Expected on ${planned.number}`}
      aside={
        <>
          {planned.supplierName} · <Day day={planned.expectedOn} />
        </>
      }
    >
      <Table label="Expected">
        <TableHead>
          <tr>
            <HeadCell importance="medium">SKU</HeadCell>
            <HeadCell grow>Product</HeadCell>
            <HeadCell numeric>Expected</HeadCell>
            <HeadCell numeric>Scanned</HeadCell>
            <HeadCell />
          </tr>
        </TableHead>
        <TableBody>
          {planned.products.map((product) => {
            const { productId, sku, name, expected } = product
            const scanned = arrived.get(productId) ?? 0
            return (
              <Row key={productId}>
                <Cell importance="medium">{sku}</Cell>
                <Cell grow>{name}</Cell>
                <Cell numeric>
                  <Quantity value={expected} of={product} />
                </Cell>
                <Cell numeric>{scanned === 0 ? '–' : <Quantity value={scanned} of={product} />}</Cell>
                <Cell>
                  <Difference expected={expected} scanned={scanned} of={product} />
                </Cell>
              </Row>
            )
          })}
        </TableBody>
      </Table>
      <div className="flex flex-col gap-1 px-3.5 py-2.5">
        {beside > 0 && (
          <p className="text-warn">
            {countOf(beside, 'product')} {beside === 1 ? 'is' : 'are'} not on this list: taken in all the same.
          </p>
        )}
        {left.units > 0 ? (
          <Checkbox
            checked={closes}
            onChange={(event) => onCloses(event.target.checked)}
            label="The rest will not come"
            hint={`${goodsText(left, locale)} would be given up. Otherwise the list stays open for them.`}
          />
        ) : (
          <p className="text-ink-2">Nothing more is expected after this.</p>
        )}
      </div>
    </Card>
  )
}
