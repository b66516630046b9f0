import type { ComponentProps } from 'react'
import { cn } from './cn'

/** `high` columns always stay; `low` ones are hidden below 900 px of table width, `medium` ones below 580 px. */
export type Importance = 'high' | 'medium' | 'low'

interface CellLooks {
  numeric?: boolean
  importance?: Importance
  /** Whether the column takes the remaining width and cuts its text; on a phone the text wraps. */
  grow?: boolean
}

const cellClass = ({ numeric, importance, grow }: CellLooks) =>
  cn(
    numeric && 'text-right tabular-nums',
    importance === 'low' && 'drop-low',
    importance === 'medium' && 'drop-medium',
    grow && 'grow-cell w-full min-w-20 max-w-0 truncate max-sm:py-1.5',
  )

/** A dense table: rows of 34 px. `label` names it for screen readers; `stickyHead` keeps the head in view while the page scrolls. */
export function Table({
  label,
  stickyHead,
  className,
  children,
  ...rest
}: ComponentProps<'table'> & { label: string; stickyHead?: boolean }) {
  return (
    <div className={cn('@container/table', stickyHead ? 'max-lg:overflow-x-auto' : 'overflow-x-auto')}>
      <table
        {...rest}
        data-sticky={stickyHead || undefined}
        className={cn('group/table w-full border-collapse', className)}
      >
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </div>
  )
}

export const TableHead = (props: ComponentProps<'thead'>) => <thead {...props} />
export const TableBody = (props: ComponentProps<'tbody'>) => <tbody {...props} />

/** A row. `selected` tints it, `muted` greys it because its work is done. */
export function Row({
  selected,
  muted,
  className,
  ...rest
}: ComponentProps<'tr'> & { selected?: boolean; muted?: boolean }) {
  return (
    <tr
      {...rest}
      data-selected={selected || undefined}
      className={cn(
        'border-b last:border-b-0 focus-within:bg-sunken data-selected:bg-accent-soft',
        muted && 'text-ink-3',
        className,
      )}
    />
  )
}

export function HeadCell({ numeric, importance, grow, className, ...rest }: ComponentProps<'th'> & CellLooks) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(
        'whitespace-nowrap border-b px-2.5 py-1.5 text-left font-medium text-ink-3 text-xs first:pl-3.5 last:pr-3.5 max-sm:px-2',
        'group-data-sticky/table:lg:sticky group-data-sticky/table:lg:top-0 group-data-sticky/table:lg:z-10 group-data-sticky/table:lg:bg-surface',
        cellClass({ numeric, importance, grow }),
        className,
      )}
    />
  )
}

export function Cell({ numeric, importance, grow, className, ...rest }: ComponentProps<'td'> & CellLooks) {
  return (
    <td
      {...rest}
      className={cn(
        'h-[34px] whitespace-nowrap px-2.5 first:pl-3.5 last:pr-3.5 max-sm:px-2 pointer-coarse:h-11',
        // A field needs space above and below that plain text does not.
        'has-[input:not([type=checkbox]),button[role=combobox]]:py-1',
        cellClass({ numeric, importance, grow }),
        className,
      )}
    />
  )
}
