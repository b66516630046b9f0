'use client'

import { formatCount } from '@/components/ui/format'
import { KeyFigure } from '@/components/ui/key-figure'
import { useWorkspace } from '@/components/ui/workspace'
import type { Figures } from '@/server/reporting/queries/figures'
import { betterIs, medianBeside } from '@/server/reporting/rules/figures'
import type { FigureKey } from '@/server/reporting/schema'
import { figureWords } from '@/server/reporting/words/en'
import { changeMadeOf } from './change-made'
import { FigureNote } from './figure-note'
import { changeWords, valueWords } from './figure-words'

interface FigureTileProps {
  name: FigureKey
  figures: Figures
  /** The address of the reports: `/marlow/reporting`. */
  href: string
  /** The period as URL parameters: `days=90`. */
  search: string
}

/** One figure with its change since the period before. It opens the formula, the population and a link to the rows. */
export function FigureTile({ name, figures, href, search }: FigureTileProps) {
  const { locale } = useWorkspace()
  const { label, formula, population } = figureWords[name]
  const now = figures.values[name]
  const before = figures.before[name]
  const known = typeof now === 'number' && typeof before === 'number'
  const better = betterIs[name]
  const median = medianBeside(name, figures.days)
  const made = changeMadeOf(name, figures, locale)
  return (
    <KeyFigure
      label={label}
      {...valueWords(name, now, locale)}
      delta={
        known
          ? {
              text: changeWords(name, now, before, locale),
              good:
                better === null || changeWords(name, now, before, locale).startsWith('±')
                  ? undefined
                  : (better === 'higher') === now > before,
            }
          : undefined
      }
      note={
        typeof now === 'number' ? (
          <FigureNote name={name} figures={figures} />
        ) : (
          'There is nothing to compute it from yet.'
        )
      }
      explain={{
        formula,
        population: (
          <>
            {population}
            {made && <span className="mt-2 block">{made}</span>}
            {median !== null && (
              <span className="mt-2 block">
                Published median {formatCount(median, locale)}: US, all industries, 2020 Q3, each median taken on its
                own.
              </span>
            )}
          </>
        ),
        rowsHref: `${href}/${name}?${search}`,
        rowsLabel: 'See the rows',
      }}
    />
  )
}
