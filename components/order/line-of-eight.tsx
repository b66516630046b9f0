import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { PageLink } from '@/components/ui/page-link'
import { type StageKey, stages } from './stages'

const gridClass = 'mb-3.5 grid grid-cols-8 gap-[3px] max-lg:grid-cols-4'
const tileClass = 'block min-w-0 rounded-sm border border-t-3 border-t-(--c) bg-surface px-2.5 pt-2 pb-2.5 print:px-1.5'

export interface StageNow {
  key: StageKey
  /** The number of orders in this stage. */
  count: ReactNode
  /** The time in this stage and the usual time: `31 h · usual 18 h`. */
  note?: ReactNode
  /** Whether the stage is slower than usual; it is then outlined, and a word says so. */
  slow?: boolean
  href?: string
  /** Replaces the name of the stage: `Settled, 90 d`. */
  label?: ReactNode
}

/** The eight stages as the head of a home page: the orders in each, and which stage is slow. */
export function LineOfEight({ now }: { now: readonly StageNow[] }) {
  return (
    <nav aria-label="The eight stages now">
      <ol className={gridClass}>
        {stages.map((stage) => {
          const here = now.find((one) => one.key === stage.key)
          const content = (
            <>
              <span className="block text-ink-2 text-xs">{here?.label ?? stage.label}</span>
              <span className="block font-semibold text-[1.1875rem] leading-tight tracking-tight tabular-nums">
                {here?.count ?? '–'}
              </span>
              <span className={cn('block text-ink-3 text-xs max-sm:sr-only', here?.slow && 'font-medium text-warn')}>
                {here?.slow && <span className="sr-only">Slow: </span>}
                {here?.note ?? '\u00a0'}
              </span>
            </>
          )
          const className = cn(
            tileClass,
            'h-full max-sm:px-2',
            here?.slow && 'outline-2 outline-warn -outline-offset-1',
          )
          return (
            <li key={stage.key} data-stage={stage.key} className="min-w-0">
              {here?.href ? (
                <PageLink href={here.href} className={cn(className, 'hover:bg-sunken focus-visible:outline-accent')}>
                  {content}
                </PageLink>
              ) : (
                <div className={className}>{content}</div>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

export interface StagePart {
  key: StageKey
  /** What happened or is planned: `8 of 9 picked`. */
  text?: ReactNode
  /** When, or how long. */
  note?: ReactNode
  state: 'done' | 'now' | 'slow' | 'stopped' | 'planned'
  href?: string
}

const partWords = { done: 'done', now: 'now', slow: 'slow', stopped: 'stopped', planned: 'planned' }

/** The head of an order's page: what happened in each stage, the current stage, and what is planned. */
export function OrderLine({ parts }: { parts: readonly StagePart[] }) {
  return (
    <ol className={cn(gridClass, 'max-sm:grid-cols-2')} aria-label="The order's way through the eight stages">
      {stages.map((stage) => {
        const part = parts.find((one) => one.key === stage.key)
        const state = part?.state ?? 'planned'
        const planned = state === 'planned'
        return (
          <li
            key={stage.key}
            data-stage={planned ? undefined : stage.key}
            aria-current={state === 'now' || state === 'slow' || state === 'stopped' ? 'step' : undefined}
            className={cn(
              tileClass,
              planned && 'border-t-line',
              state === 'now' && 'outline-(--c) outline-2 -outline-offset-1',
              state === 'slow' && 'outline-2 outline-warn -outline-offset-1',
              state === 'stopped' && 'border-t-bad outline-2 outline-bad -outline-offset-1',
            )}
          >
            <span className="block text-ink-2 text-xs">
              {stage.label}
              <span className="sr-only">, {partWords[state]}</span>
            </span>
            <span className={cn('block min-h-[1.45em] break-words', planned && 'text-ink-3')}>
              {part?.href ? (
                <PageLink href={part.href} className="rounded-xs hover:underline">
                  {part.text}
                </PageLink>
              ) : (
                part?.text
              )}
            </span>
            <span
              className={cn(
                'block text-ink-3 text-xs',
                state === 'slow' && 'font-medium text-warn',
                state === 'stopped' && 'font-medium text-bad',
              )}
            >
              {part?.note}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
