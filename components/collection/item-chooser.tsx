'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Day, Money } from '@/components/ui/text'
import type { OpenItemRow } from '@/server/collection/queries/lists'

interface ItemChooserProps {
  items: readonly OpenItemRow[]
  chosen: readonly string[]
  onChange: (ids: readonly string[]) => void
}

/** Chooses the open invoices to pay, in the order in which they are ticked. */
export function ItemChooser({ items, chosen, onChange }: ItemChooserProps) {
  if (items.length === 0) return <p className="text-ink-3">Nothing is open: all of it stays as unapplied cash.</p>
  return (
    <Table label="Open invoices">
      <TableHead>
        <tr>
          <HeadCell>
            <span className="sr-only">Pays</span>
          </HeadCell>
          <HeadCell grow>Invoice</HeadCell>
          <HeadCell>Due</HeadCell>
          <HeadCell numeric>Open</HeadCell>
        </tr>
      </TableHead>
      <TableBody>
        {items.map((item) => (
          <Row key={item.id} selected={chosen.includes(item.id)}>
            <Cell>
              <Checkbox
                aria-label={`Pays ${item.number}`}
                checked={chosen.includes(item.id)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...chosen, item.id] : chosen.filter((id) => id !== item.id))
                }
              />
            </Cell>
            <Cell grow>{item.number}</Cell>
            <Cell>
              <Day day={item.dueOn} />
            </Cell>
            <Cell numeric>
              <Money minor={item.openMinor} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
