'use client'

import { debounce, parseAsString, useQueryStates } from 'nuqs'
import { type ReactNode, useId, useRef } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { DatePicker } from './date-picker'
import { Input } from './input'
import { Kbd } from './kbd'
import { PageLink } from './page-link'
import { Select, type SelectOption } from './select'
import { useShortcut } from './shortcuts'

type Filter =
  | { kind?: 'select'; key: string; label: string; options: readonly SelectOption[]; none?: string }
  | { kind: 'day'; key: string; label: string }

interface FilterBarProps {
  /** What can be searched: `Order, customer or product`. Without it there is no search. */
  search?: string
  filters?: readonly Filter[]
  /** Filters that only a link can set; they are shown so that a person can remove them. */
  also?: readonly { key: string; label: string }[]
  /** Saved views: links to the same list with other filters. */
  views?: readonly { label: ReactNode; href: string; count?: number; current?: boolean }[]
  /** Stands at the right end. */
  children?: ReactNode
  /** Whether the URL changes without loading the page, for lists that load by themselves. */
  shallow?: boolean
}

/** Search, filters and saved views of a work list; the URL holds them all. `/` focuses the search. */
export function FilterBar({ search, filters = [], also = [], views, children, shallow = false }: FilterBarProps) {
  const box = useRef<HTMLInputElement>(null)
  const keys = ['q', 'after', 'before', ...[...filters, ...also].map((filter) => filter.key)]
  const [state, setState] = useQueryStates(Object.fromEntries(keys.map((key) => [key, parseAsString])), { shallow })
  const set = (key: string, value: string) => setState({ [key]: value || null, after: null, before: null })
  const filtered = keys.some((key) => key !== 'after' && key !== 'before' && state[key])
  useShortcut('/', 'Search this list', search ? () => box.current?.focus() : null)
  return (
    <search className="mb-3 flex flex-col gap-2 print:hidden">
      {views && views.length > 0 && (
        <nav aria-label="Views" className="flex flex-wrap gap-1">
          {views.map((view) => (
            <PageLink
              key={view.href}
              href={view.href}
              aria-current={view.current ? 'page' : undefined}
              className={cn(
                'inline-flex min-h-7 items-center gap-1.5 rounded-md px-2.5 text-ink-2 hover:bg-sunken aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink pointer-coarse:min-h-11',
              )}
            >
              {view.label}
              {view.count !== undefined && (
                <span className="font-normal text-ink-3 text-xs tabular-nums">{view.count}</span>
              )}
            </PageLink>
          ))}
        </nav>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {search && (
          <span className="relative w-72 max-sm:w-full">
            <Input
              ref={box}
              type="search"
              aria-label={search}
              placeholder={search}
              value={state.q ?? ''}
              onChange={(event) =>
                setState(
                  { q: event.target.value || null, after: null, before: null },
                  { limitUrlUpdates: debounce(250) },
                )
              }
              onKeyDown={(event) => event.key === 'Escape' && box.current?.blur()}
              className="peer pr-8"
            />
            <Kbd className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 peer-focus:hidden">/</Kbd>
          </span>
        )}
        {filters.map((filter) => (
          <FilterControl key={filter.key} filter={filter} value={state[filter.key] ?? ''} onChange={set} />
        ))}
        {also.map(
          ({ key, label }) =>
            state[key] && (
              <Button key={key} size="sm" aria-label={`${label}: remove this filter`} onClick={() => set(key, '')}>
                {label} <span aria-hidden="true">×</span>
              </Button>
            ),
        )}
        {filtered && (
          <Button tone="quiet" size="sm" onClick={() => setState(Object.fromEntries(keys.map((key) => [key, null])))}>
            Clear
          </Button>
        )}
        {children && <span className="ml-auto flex flex-wrap items-center gap-2">{children}</span>}
      </div>
    </search>
  )
}

interface FilterControlProps {
  filter: Filter
  value: string
  onChange: (key: string, value: string) => unknown
}

function FilterControl({ filter, value, onChange }: FilterControlProps) {
  const id = useId()
  if (filter.kind === 'day')
    return (
      <span className="flex items-center gap-1.5 text-ink-3">
        <label htmlFor={id}>{filter.label}</label>
        <DatePicker key={value} id={id} className="w-36" value={value} onSettled={(day) => onChange(filter.key, day)} />
      </span>
    )
  return (
    <Select
      aria-label={filter.label}
      options={filter.options}
      placeholder={filter.none ?? `${filter.label}: all`}
      value={value}
      onChange={(event) => onChange(filter.key, event.target.value)}
      className="w-auto"
    />
  )
}
