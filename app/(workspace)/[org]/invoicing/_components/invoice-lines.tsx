import { DiscountNote } from '@/components/order/price-origin'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Money, Quantity, Rate, UnitPrice } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { InvoiceRecord } from '@/server/invoicing/queries/record'
import { wholeDiscountWords } from '@/server/pricing/words/en'

/** What the lines come to, what is taken off them as a whole, and what is charged beside them. */
function adjusted({ lines, adjustments }: InvoiceRecord, locale: string) {
  if (adjustments.length === 0) return []
  const lineMinor = lines.reduce((sum, line) => sum + line.netMinor, 0n)
  return [
    { label: 'Lines', value: <Money minor={lineMinor} /> },
    ...adjustments.map(({ kind, description, percent, amountMinor, creditedMinor, taxRate }) => ({
      label: (
        <>
          {kind === 'DISCOUNT' ? wholeDiscountWords(percent, locale) : description}{' '}
          <span className="text-ink-3 text-xs">
            <Rate rate={taxRate} /> tax{kind !== 'DISCOUNT' && creditedMinor > 0n && ', credited'}
          </span>
        </>
      ),
      value: <Money minor={kind === 'DISCOUNT' ? -amountMinor : amountMinor} />,
    })),
  ]
}

/** The lines of an invoice or credit note, and their totals. */
export function InvoiceLines({ invoice }: { invoice: InvoiceRecord }) {
  const { locale } = useWorkspace()
  return (
    <Card flush title="Lines" aside={`${invoice.lines.length}`}>
      <Table label="Lines of the document">
        <TableHead>
          <tr>
            <HeadCell numeric>#</HeadCell>
            <HeadCell importance="medium">SKU</HeadCell>
            <HeadCell grow>Description</HeadCell>
            <HeadCell numeric>Quantity</HeadCell>
            <HeadCell numeric importance="medium">
              Price
            </HeadCell>
            <HeadCell numeric importance="low">
              Tax
            </HeadCell>
            <HeadCell numeric>Net</HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {invoice.lines.map((line) => (
            <Row key={line.position}>
              <Cell numeric>{line.position}</Cell>
              <Cell importance="medium">{line.sku}</Cell>
              <Cell grow>
                {line.description}
                {line.credited > line.cameBack && invoice.kind === 'INVOICE' && (
                  <span className="text-ink-3">
                    {' '}
                    · <Quantity value={line.credited - line.cameBack} of={line} /> credited
                  </span>
                )}
              </Cell>
              <Cell numeric>
                <Quantity value={line.quantity} of={line} />
              </Cell>
              <Cell numeric importance="medium">
                <UnitPrice
                  price={line.unitPrice}
                  priceQuantity={line.priceQuantity}
                  of={line}
                  currency={invoice.currency}
                />
                <DiscountNote line={line} currency={invoice.currency} />
              </Cell>
              <Cell numeric importance="low">
                <Rate rate={line.taxRate} />
              </Cell>
              <Cell numeric>
                <Money minor={line.netMinor} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      <Facts
        className="ml-auto max-w-72 border-t p-3.5"
        facts={[
          ...adjusted(invoice, locale),
          { label: 'Net', value: <Money minor={invoice.netMinor} /> },
          ...invoice.taxes.map((tax) => ({
            label: (
              <>
                Tax <Rate rate={tax.taxRate} />
              </>
            ),
            value: <Money minor={tax.taxMinor} />,
          })),
          { label: 'Total', value: <Money minor={invoice.grossMinor} />, strong: true },
          invoice.roundingMinor !== 0n && { label: 'Rounding', value: <Money minor={invoice.roundingMinor} /> },
          invoice.deductedMinor !== 0n && { label: 'Paid beforehand', value: <Money minor={-invoice.deductedMinor} /> },
        ]}
      />
    </Card>
  )
}
