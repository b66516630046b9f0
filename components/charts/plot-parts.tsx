'use client'

import type { ChartUnit } from './series'

export const tickStyle = { fill: 'var(--ink-3)', fontSize: 11 }
export const gridProps = { stroke: 'var(--line)', vertical: false }
export const margin = { top: 6, right: 6, bottom: 0, left: 0 }

interface Told {
  active?: boolean
  label?: string | number
  payload?: readonly { dataKey?: unknown; name?: unknown; value?: unknown; color?: string }[]
  format: (value: number | null | undefined) => string
  unit?: ChartUnit
}

/** The tooltip: the figures of one place on the axis. */
export function PlotTooltip({ active, label, payload, format }: Told) {
  if (!active || !payload?.length) return null
  return (
    <div className="rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-xs">
      <p className="font-medium">{label}</p>
      {payload.map((one, index) => (
        <p key={index} className="flex justify-between gap-4 text-ink-2">
          <span>{String(one.name ?? '')}</span>
          <span className="text-ink tabular-nums">
            {Array.isArray(one.value)
              ? one.value.map((value) => format(Number(value))).join(' – ')
              : format(one.value === null ? null : Number(one.value))}
          </span>
        </p>
      ))}
    </div>
  )
}
