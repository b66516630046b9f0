import { KeyFigure } from '@/components/ui/key-figure'
import { Count, Money } from '@/components/ui/text'
import type { DeskFigure, DeskFigureKey } from '@/server/home/queries/desk'

interface Words {
  label: string
  formula: string
  /** The list that the figure counts. */
  path: string
  list: string
}

const words: Record<DeskFigureKey, Words> = {
  ORDERS_TODAY: {
    label: 'Orders today',
    formula: 'Orders confirmed since midnight here, with tax.',
    path: '/order',
    list: 'Orders, the latest first',
  },
  ORDERS_WEEK: {
    label: 'Orders this week',
    formula: 'Orders confirmed since Monday, with tax.',
    path: '/order',
    list: 'Orders, the latest first',
  },
  QUOTES_OUT: {
    label: 'Quotes out',
    formula: 'Quotes sent and not yet answered, with tax.',
    path: '/order/quotes?state=SENT',
    list: 'Quotes sent',
  },
  PAYERS_HELD: {
    label: 'Payers on hold',
    formula: 'Customers on credit hold, and what they owe.',
    path: '/customers?state=held',
    list: 'Customers on hold',
  },
  DECISIONS_WEEK: {
    label: 'Decisions this week',
    formula: 'Credit decisions since Monday, by the program and by people, from the event log.',
    path: '/credit/accounts',
    list: 'Accounts',
  },
  LINES_TO_PICK: {
    label: 'To pick',
    formula: 'Pick tasks on the floor that are open now.',
    path: '/fulfilment?waits=PICKING',
    list: 'Orders to pick',
  },
  LINES_PICKED: {
    label: 'Lines picked today',
    formula: 'Lines picked since midnight here, from the event log.',
    path: '/fulfilment?waits=PACKING',
    list: 'Orders to pack',
  },
  SHORT_TODAY: {
    label: 'Short picks today',
    formula: 'Picks reported short since midnight here, from the event log.',
    path: '/fulfilment?waits=STOCK',
    list: 'Orders short of stock',
  },
  PACKED_TODAY: {
    label: 'Packed today',
    formula: 'Packings finished since midnight here, from the event log.',
    path: '/shipping',
    list: 'Shipments to dispatch',
  },
  LEFT_TODAY: {
    label: 'Left today',
    formula: 'Shipments dispatched since midnight here, from the event log.',
    path: '/shipping?view=IN_TRANSIT',
    list: 'Shipments under way',
  },
  UNDER_WAY: {
    label: 'Under way',
    formula: 'Shipments that left and have not arrived.',
    path: '/shipping?view=IN_TRANSIT',
    list: 'Shipments under way',
  },
  MONEY_TODAY: {
    label: 'Money in today',
    formula: 'Receipts received today that were not reversed.',
    path: '/collection/receipts',
    list: 'Receipts, the latest first',
  },
  MONEY_WEEK: {
    label: 'Money in this week',
    formula: 'Receipts received since Monday that were not reversed.',
    path: '/collection/receipts',
    list: 'Receipts, the latest first',
  },
}

/** The few figures of a job, each with what it counts and a link to its list. */
export function DeskFigures({ slug, figures }: { slug: string; figures: readonly DeskFigure[] }) {
  return figures.map(({ key, count, amountMinor }) => {
    const { label, formula, path, list } = words[key]
    const counted = amountMinor === null || key === 'PAYERS_HELD'
    return (
      <KeyFigure
        key={key}
        label={label}
        value={counted ? <Count value={count} /> : <Money minor={amountMinor} whole />}
        note={amountMinor === null ? undefined : counted ? <Owed minor={amountMinor} /> : <InAll count={count} />}
        explain={{ formula, rowsHref: `/${slug}${path}`, rowsLabel: list }}
      />
    )
  })
}

const InAll = ({ count }: { count: number }) => (
  <>
    <Count value={count} /> in all
  </>
)

const Owed = ({ minor }: { minor: bigint }) => (
  <>
    <Money minor={minor} whole /> open
  </>
)
