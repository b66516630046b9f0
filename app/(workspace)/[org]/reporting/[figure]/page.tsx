import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { callerFor, HydrateClient, prefetch, scopeOf, trpcFor } from '@/app/_server/trpc'
import { CategoryCard } from '@/components/reporting/category-card'
import { changeMadeOf } from '@/components/reporting/change-made'
import { FigureNote } from '@/components/reporting/figure-note'
import { FigureRows } from '@/components/reporting/figure-rows'
import { changeWords, valueWords } from '@/components/reporting/figure-words'
import { PeriodBar } from '@/components/reporting/period-bar'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { TabLinks } from '@/components/ui/tabs'
import { permissionsOf } from '@/server/platform/context/permissions'
import { medianBeside, populationsOf } from '@/server/reporting/rules/figures'
import { type FigureKey, figureKeys, periodSearch, rowsOf } from '@/server/reporting/schema'
import { figureWords, populationWords } from '@/server/reporting/words/en'

interface Props {
  params: Promise<{ org: string; figure: string }>
  searchParams: PageSearch
}

const keyOf = (figure: string): FigureKey | undefined => figureKeys.find((key) => key === figure)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const key = keyOf((await params).figure)
  return { title: key ? figureWords[key].label : 'Reports' }
}

/** The page of one figure: its formula, its population, and the rows from which it is computed. */
export default async function Figure({ params, searchParams }: Props) {
  const { org, figure } = await params
  const search = await searchOf(searchParams)
  const key = keyOf(figure)
  const [{ membership }, caller] = await Promise.all([scopeOf(org), callerFor(org)])
  if (!key || !permissionsOf(membership?.roles ?? []).has('report.read')) notFound()
  const populations = populationsOf[key]
  const population = populations.find((one) => one === search.population) ?? populations[0]
  const period = periodSearch(search)
  const [figures, categories] = await Promise.all([
    caller.reporting.figures({ period, keys: [key] }),
    key === 'margin' ? caller.reporting.soldByCategory(period) : null,
    prefetch(trpcFor(org).reporting.rows.queryOptions(rowsOf(population, search))),
  ])
  const locale = membership?.organisation.locale ?? 'en'
  const { label, formula, population: over } = figureWords[key]
  const { value, unit } = valueWords(key, figures.values[key], locale)
  const now = figures.values[key]
  const before = figures.before[key]
  const days = 'from' in period ? `from=${period.from}&to=${period.to}` : `days=${period.days}`
  const median = medianBeside(key, figures.days)
  const made = changeMadeOf(key, figures, locale)
  return (
    <HydrateClient>
      <PageHead
        crumbs={[{ label: 'Reports', href: `/${org}/reporting?${days}` }]}
        title={`${label}: ${value}${unit ? ` ${unit}` : ''}`}
        note={<FigureNote name={key} figures={figures} />}
      />
      <PeriodBar from={figures.from} to={figures.to} />
      <Card className="mb-3.5">
        <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
          <dt className="text-ink-3">Formula</dt>
          <dd>{formula}</dd>
          <dt className="text-ink-3">Population</dt>
          <dd>{over}</dd>
          <dt className="text-ink-3">Before</dt>
          <dd>
            {typeof now === 'number' && typeof before === 'number'
              ? `${valueWords(key, before, locale).value} ${valueWords(key, before, locale).unit} in the ${figures.days} days before: ${changeWords(key, now, before, locale)}`
              : 'No comparison: it is a figure of today, or the trade does not reach back so far.'}
            {made && ` ${made}`}
          </dd>
          {median !== null && (
            <>
              <dt className="text-ink-3">Published median</dt>
              <dd>{median}: US, all industries, 2020 Q3, each median taken on its own, so they do not subtract.</dd>
            </>
          )}
        </dl>
      </Card>
      {categories && <CategoryCard rows={categories} org={org} days={days} locale={locale} />}
      {populations.length > 1 && (
        <TabLinks
          label="Rows"
          tabs={populations.map((one) => ({
            label: populationWords[one],
            href: `/${org}/reporting/${key}?${days}&population=${one}`,
            current: one === population,
          }))}
        />
      )}
      <FigureRows key={population} population={population} />
    </HydrateClient>
  )
}
