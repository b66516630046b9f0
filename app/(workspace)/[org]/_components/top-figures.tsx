import { KeyFigure } from '@/components/ui/key-figure'
import { Money } from '@/components/ui/text'
import type { Figures } from '@/server/reporting/queries/figures'
import { publishedMedians } from '@/server/reporting/rules'

const one = (value: number | null) => (value === null ? '–' : value.toFixed(1))

/** The figures an owner asks for first, each with its formula, its population and the rows behind it. */
export function TopFigures({ slug, figures }: { slug: string; figures: Figures }) {
  const period = `last ${figures.periodDays} days`
  return (
    <div className="grid gap-3.5 sm:grid-cols-2">
      <KeyFigure
        label="DSO"
        value={one(figures.dsoDays)}
        unit="d"
        note={`best possible ${one(figures.bestPossibleDsoDays)} · US median 2020 ${publishedMedians.dso}`}
        explain={{
          formula: `Open receivables ÷ credit sales of the ${period} × ${figures.periodDays}; credit sales with tax, less credit notes, prepaid left out.`,
          population: (
            <>
              <Money minor={figures.openMinor} /> open, <Money minor={figures.salesMinor} /> sold on terms
            </>
          ),
          rowsHref: `/${slug}/receivable`,
          rowsLabel: 'Open items',
        }}
      />
      <KeyFigure
        label="Overdue"
        value={<Money minor={figures.overdueMinor} />}
        note={`of what is open; ADD ${one(figures.addDays)} d · CEI ${one(figures.ceiPercent)}`}
        explain={{
          formula:
            'Open items past their due day today. ADD = DSO − best possible DSO. CEI = (opening + credit sales − closing) ÷ (opening + credit sales − closing not due) × 100.',
          population: <Money minor={figures.openMinor} />,
          rowsHref: `/${slug}/receivable`,
          rowsLabel: 'Aging',
        }}
      />
      <KeyFigure
        label="On time"
        value={one(figures.otifPercent)}
        unit="%"
        note={`by order, promised day · ${figures.onTimeOrders} of ${figures.dueOrders}, ${figures.assumedOrders} assumed`}
        explain={{
          formula: `Orders wholly delivered on or before the first promised day ÷ orders promised in the ${period}; no tolerance; deliveries without proof are counted and named apart.`,
          population: `${figures.dueOrders} orders; line fill rate ${one(figures.fillPercent)} % of ${figures.lines} lines`,
          rowsHref: `/${slug}/order?late=1`,
          rowsLabel: 'Late orders',
        }}
      />
      <KeyFigure
        label="Order to cash"
        value={one(figures.cashDays)}
        unit="d"
        note={`${figures.settledItems} invoices settled, weighted by amount`}
        explain={{
          formula: `Days from order to settlement per invoice settled in the ${period}, weighted by the invoice's amount.`,
          population: `${figures.settledItems} invoices`,
          rowsHref: `/${slug}/reporting`,
          rowsLabel: 'Times by stage',
        }}
      />
    </div>
  )
}
