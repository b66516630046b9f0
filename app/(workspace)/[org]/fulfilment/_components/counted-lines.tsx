'use client'

import type { CountLine, Scanned } from '@/components/fulfilment/counting'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf } from '@/components/ui/format'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { LotFields } from './lot-fields'

interface Props {
  draft: Scanned
  onChange: (lines: readonly CountLine[]) => void
}

/** What was counted by scan: first the bin at which the person stands, in each the last product on top. */
export function CountedLines({ draft: { bins, lines }, onChange }: Props) {
  const [here] = bins
  const turn = ({ bin }: CountLine) => bins.findIndex(({ id }) => id === bin.id)
  const inTurn = lines.toReversed().toSorted((a, b) => turn(a) - turn(b))
  const change = (line: CountLine, changes: Partial<CountLine>) =>
    onChange(lines.map((one) => (one === line ? { ...one, ...changes } : one)))
  return (
    <Card
      flush
      title={here ? `At ${here.code}` : 'By scan'}
      aside={lines.length > 0 && `${countOf(lines.length, 'line')} counted`}
    >
      {lines.length === 0 ? (
        <EmptyState title={here ? `What lies in ${here.code}?` : 'Which bin?'}>
          {here
            ? 'Each scan of a product counts one, each scan of a case what it holds. When the bin is empty, scan the next one.'
            : 'Scan the label of the bin, or type its code and press Enter.'}
        </EmptyState>
      ) : (
        <Table label="What was counted">
          <TableHead>
            <tr>
              <HeadCell>Bin</HeadCell>
              <HeadCell importance="low">SKU</HeadCell>
              <HeadCell grow>Product</HeadCell>
              <HeadCell numeric>Counted</HeadCell>
              <HeadCell importance="medium" />
            </tr>
          </TableHead>
          <TableBody>
            {inTurn.map((line) => (
              <CountedLine
                key={lines.indexOf(line)}
                line={line}
                onChange={(changes) => change(line, changes)}
                onTakeOut={() => onChange(lines.filter((one) => one !== line))}
              />
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}

interface LineProps {
  line: CountLine
  onChange: (changes: Partial<CountLine>) => void
  onTakeOut: () => void
}

function CountedLine({ line: { bin, product, quantity, lot, expiresOn }, onChange, onTakeOut }: LineProps) {
  const takeOut = (className?: string) => (
    <Button size="sm" tone="quiet" className={className} onClick={onTakeOut}>
      Take out
    </Button>
  )
  return (
    <Row>
      <Cell>{bin.code}</Cell>
      <Cell importance="low">{product.sku}</Cell>
      <Cell grow className="py-1.5">
        <span className="block whitespace-normal">{product.name}</span>
        {product.tracking !== 'NONE' && <LotFields of={product} lot={lot} expiresOn={expiresOn} onChange={onChange} />}
        {takeOut('-ml-2 flex sm:hidden')}
      </Cell>
      <Cell numeric>
        <QuantityInput
          aria-label={`${product.sku} in ${bin.code}`}
          className="ml-auto w-20 sm:w-24"
          of={product}
          value={quantity}
          onValueChange={(value) => onChange({ quantity: value })}
        />
      </Cell>
      <Cell importance="medium">{takeOut()}</Cell>
    </Row>
  )
}
