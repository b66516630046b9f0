import { cn } from '@/components/ui/cn'
import type { Column } from '@/components/ui/data-table-head'
import { countOf, goodsText } from '@/components/ui/format'
import { Tag } from '@/components/ui/tag'
import { Age, Count, Day } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { FloorRow } from '@/server/fulfilment/queries/list'
import { isPiece, toldGoods } from '@/server/platform/money/quantity'

/** A sum where all lines have one unit, otherwise how many lines it is. */
function Amount({ row: { unit }, units, lines }: { row: FloorRow; units: number; lines: number }) {
  const { locale } = useWorkspace()
  if (units === 0) return <span className="text-ink-3">–</span>
  if (unit === null) return countOf(lines, 'line', locale)
  return isPiece(unit) ? <Count value={units} /> : goodsText(toldGoods({ units, unit }), locale)
}

/** On a phone the customer's name is cut, and the reason is not. */
const whole = 'max-sm:whitespace-nowrap'

/** Who works on the order now; otherwise the reason why it is here. */
function Why({ row }: { row: FloorRow }) {
  if (row.worker)
    return (
      <Tag className={whole} tone="ok">
        {row.worker} is on it
      </Tag>
    )
  if (row.held)
    return (
      <Tag className={whole} tone="bad">
        customer on hold
      </Tag>
    )
  if (row.waitsFor === 'STOCK')
    return (
      <Tag className={whole} tone="warn">
        <Amount row={row} units={row.backordered} lines={row.shortLines} /> wait for stock
      </Tag>
    )
  if (row.waitsFor === 'PACKING')
    return (
      <Tag className={whole} tone="ok">
        to pack
      </Tag>
    )
  if (row.reserved > row.released && row.released === 0)
    return (
      <Tag className={whole} tone="warn">
        not on the floor yet
      </Tag>
    )
  if (row.picked > 0)
    return (
      <Tag className={whole}>
        {row.unit === null ? (
          'picking'
        ) : (
          <>
            picking, <Amount row={row} units={row.picked} lines={0} /> taken
          </>
        )}
      </Tag>
    )
  return <Tag className={whole}>to pick</Tag>
}

/** The time by which the order leaves; a day other than today is named, and what waits for stock without a promise has none. */
function Leaves({ row: { leavesOn, late, cutOff, promisedOn, waitsFor } }: { row: FloorRow }) {
  const { today } = useWorkspace()
  if (waitsFor === 'STOCK' && !promisedOn) return <span className="text-ink-3">–</span>
  return (
    <span className={cn('inline-flex gap-x-1 max-sm:flex-col', promisedOn && 'font-medium', late && 'text-bad')}>
      {late && <span>late,</span>}
      {leavesOn !== today && <Day day={leavesOn} style="weekday" />} <span>{cutOff}</span>
    </span>
  )
}

function Promised({ day, undated }: { day: string | null; undated: boolean }) {
  const { today } = useWorkspace()
  if (undated) return 'no day known'
  return <Day day={day} style="weekday" className={day && day < today ? 'font-medium text-bad' : undefined} />
}

/** What the floor sees of an order. */
export const floorColumns: Column<FloorRow>[] = [
  { key: 'number', head: 'Order', cell: (row) => row.number, link: true },
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName, grow: true },
  { key: 'why', head: 'Waits for', cell: (row) => <Why row={row} /> },
  { key: 'bin', head: 'First bin', cell: (row) => row.firstBin ?? '–', importance: 'medium' },
  {
    key: 'pick',
    head: 'To pick',
    cell: (row) => <Amount row={row} units={row.reserved} lines={row.pickLines} />,
    numeric: true,
    importance: 'medium',
  },
  {
    key: 'pack',
    head: 'To pack',
    cell: (row) => <Amount row={row} units={row.picked - row.packed} lines={row.packLines} />,
    numeric: true,
    importance: 'low',
  },
  {
    key: 'short',
    head: 'Short',
    cell: (row) => <Amount row={row} units={row.backordered} lines={row.shortLines} />,
    numeric: true,
    importance: 'low',
  },
  { key: 'service', head: 'By', cell: (row) => row.serviceName, importance: 'low' },
  { key: 'leaves', head: 'Leaves by', cell: (row) => <Leaves row={row} />, sortable: true },
  {
    key: 'promisedOn',
    head: 'Promised',
    cell: (row) => <Promised day={row.promisedOn} undated={row.undated} />,
    importance: 'low',
    sortable: true,
  },
  {
    key: 'stageSince',
    head: 'Waits',
    cell: (row) => <Age since={row.stageSince} />,
    numeric: true,
    importance: 'low',
    sortable: true,
  },
]
