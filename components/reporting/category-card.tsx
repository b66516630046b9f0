import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { formatTenths } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Money } from '@/components/ui/text'
import type { CategoryRow } from '@/server/reporting/queries/sold'

interface CategoryCardProps {
  rows: readonly CategoryRow[]
  org: string
  /** The period, as it stands in URLs. */
  days: string
  locale: string
}

/** What was sold and earned by category of the products. */
export function CategoryCard({ rows, org, days, locale }: CategoryCardProps) {
  return (
    <Card
      title="By category"
      className="mb-3.5"
      flush={rows.length > 0}
      footer={
        rows.some((row) => row.percent !== null) && (
          <p className="text-ink-3 text-xs">
            Goods cost what they cost when they left. What had no cost then is in no margin.
          </p>
        )
      }
      aside={<ExportLinks href={`/api/export/sales-by-category?organisation=${org}&${days}`} />}
    >
      {rows.length === 0 ? (
        <p className="text-ink-3">Nothing was invoiced in this period.</p>
      ) : (
        <Table label="Sales and margin by category">
          <TableHead>
            <Row>
              <HeadCell grow>Category</HeadCell>
              <HeadCell numeric importance="low">
                Lines
              </HeadCell>
              <HeadCell numeric>Net</HeadCell>
              <HeadCell numeric importance="medium">
                With a cost
              </HeadCell>
              <HeadCell numeric importance="medium">
                Cost
              </HeadCell>
              <HeadCell numeric>Margin</HeadCell>
            </Row>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <Row key={row.categoryId ?? 'none'}>
                <Cell grow>
                  {row.categoryId ? (
                    <Link href={`/${org}/products?category=${row.categoryId}`}>{row.name}</Link>
                  ) : (
                    'No category'
                  )}
                </Cell>
                <Cell numeric importance="low">
                  {row.lines}
                </Cell>
                <Cell numeric>
                  <Money minor={row.netMinor} />
                </Cell>
                <Cell numeric importance="medium">
                  <Money minor={row.percent === null ? null : row.costedNetMinor} />
                </Cell>
                <Cell numeric importance="medium">
                  <Money minor={row.percent === null ? null : row.costMinor} />
                </Cell>
                <Cell numeric>{row.percent === null ? '–' : `${formatTenths(row.percent, locale)} %`}</Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}
