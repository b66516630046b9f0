import type { ReactNode } from 'react'
import { cn } from './cn'

/** A list with the open record beside it on wide screens; narrow screens show the record alone. */
export function TwoPane({ list, record, label }: { list: ReactNode; record: ReactNode; label: string }) {
  if (!record) return <>{list}</>
  return (
    <div className="grid items-start gap-3.5 xl:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
      <div className="min-w-0 max-xl:hidden print:hidden">{list}</div>
      <section
        aria-label={label}
        className={cn('min-w-0 xl:sticky xl:top-4 xl:max-h-[calc(100dvh-2rem)] xl:overflow-y-auto')}
      >
        {record}
      </section>
    </div>
  )
}
