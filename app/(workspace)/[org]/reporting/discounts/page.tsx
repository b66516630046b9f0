import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { callerFor, scopeOf } from '@/app/_server/trpc'
import { PeriodBar } from '@/components/reporting/period-bar'
import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { countOf, formatTenths } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Day, Money } from '@/components/ui/text'
import type { GivenRow } from '@/server/reporting/queries/discounts'
import { periodSearch } from '@/server/reporting/schema'
import { discountFormula } from '@/server/reporting/words/en'

export const metadata: Metadata = { title: 'Discount given' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

/** List value less invoiced value of a period: why, to whom and by whom. */
export default async function Discounts({ params, searchParams }: Props) {
  const { org } = await params
  const period = periodSearch(await searchOf(searchParams))
  await mustMay(org, 'report.read')
  const given = await (await callerFor(org)).reporting.discountsGiven(period)
  const { total, from, to } = given
  const locale = (await scopeOf(org)).membership?.organisation.locale ?? 'en'
  const ofAll = share(total, total.listMinor, locale)
  const search = 'from' in period ? `from=${period.from}&to=${period.to}` : `days=${period.days}`
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Reports', href: `/${org}/reporting?${search}` }]}
        title={
          <>
            Discount given: <Money minor={total.givenMinor} />
          </>
        }
        note={
          <>
            <Day day={from} style="weekday" /> – <Day day={to} style="weekday" />, of a list value of{' '}
            <Money minor={total.listMinor} />
            {ofAll && ` (${ofAll})`}, in {countOf(total.lines, 'line')}.
          </>
        }
        actions={<ExportLinks href={`/api/export/discounts-given?organisation=${org}&${search}`} />}
      />
      <PeriodBar from={from} to={to} />
      <div className="grid gap-3.5">
        <Card title="How it is counted">
          <p className="max-w-prose">{discountFormula}</p>
        </Card>
        <div className="grid items-start gap-3.5 lg:grid-cols-3">
          <Given title="By reason" locale={locale} rows={given.reasons} nameOf={reasonName} />
          <Given
            title="By customer"
            locale={locale}
            rows={given.customers}
            nameOf={(row) => <Link href={`/${org}/customers/${row.id}`}>{row.name}</Link>}
          />
          <Given
            title="By seller"
            locale={locale}
            rows={given.sellers}
            nameOf={(row) => row.name ?? 'nobody: shop or accepted quote'}
          />
        </div>
      </div>
    </>
  )
}

const reasonName = (row: GivenRow) => (row.by === 'TYPED' ? 'price typed by hand' : row.name)

/** Of a hundred; nothing where there is nothing to compare with. */
const share = ({ givenMinor }: GivenRow, ofMinor: bigint, locale: string) =>
  ofMinor === 0n ? '' : `${formatTenths(Number((givenMinor * 1000n) / ofMinor) / 10, locale)} %`

interface GivenProps {
  title: string
  rows: readonly GivenRow[]
  locale: string
  nameOf: (row: GivenRow) => React.ReactNode
}

function Given({ title, rows, locale, nameOf }: GivenProps) {
  return (
    <Card title={title} flush>
      {rows.length === 0 ? (
        <p className="p-3.5 text-ink-3">Nothing was taken off in this period.</p>
      ) : (
        <Table label={`Discount given ${title.toLowerCase()}`}>
          <TableHead>
            <Row>
              <HeadCell grow>{title.slice(3, 4).toUpperCase() + title.slice(4)}</HeadCell>
              <HeadCell numeric importance="medium">
                Lines
              </HeadCell>
              <HeadCell numeric>Given</HeadCell>
              <HeadCell numeric>Of list</HeadCell>
            </Row>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <Row key={`${row.by}${row.id}`}>
                <Cell grow>{nameOf(row)}</Cell>
                <Cell numeric importance="medium">
                  {row.lines}
                </Cell>
                <Cell numeric>
                  <Money minor={row.givenMinor} />
                </Cell>
                <Cell numeric>{share(row, row.listMinor, locale)}</Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}
