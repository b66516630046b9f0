'use client'

import type { ReactNode } from 'react'
import { useChartFormat } from './chart-format'
import { type ChartProps, colourOf, type Series } from './series'

/** A chart with its legend, and the same figures as a table for a person who cannot read the picture or does not want to. */
export function ChartFrame({
  label,
  points,
  series,
  unit = 'count',
  height = 200,
  tableSeries,
  children,
}: ChartProps & { tableSeries?: readonly Series[]; children: ReactNode }) {
  const format = useChartFormat(unit)
  const columns = tableSeries ?? series
  return (
    <figure className="min-w-0">
      {series.length > 1 && (
        <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-xs">
          {series.map((one, index) => (
            <li key={one.key} className="flex items-center gap-1.5">
              <i
                aria-hidden="true"
                className="print-colour h-2 w-3 rounded-xs"
                style={
                  one.dashed
                    ? { borderTop: `2px dashed ${colourOf(one, index)}`, height: 0 }
                    : { background: colourOf(one, index), opacity: one.faint ? 0.45 : 1 }
                }
              />
              {one.label}
            </li>
          ))}
        </ul>
      )}
      <div role="img" aria-label={label} style={{ height }}>
        {children}
      </div>
      <details className="mt-1 text-xs print:hidden">
        <summary className="w-fit rounded-xs text-ink-3 hover:text-ink">As a table</summary>
        <div className="mt-1 max-h-72 overflow-auto">
          <table className="w-full">
            <caption className="sr-only">{label}</caption>
            <thead>
              <tr>
                <td className="border-b" />
                {columns.map((one) => (
                  <th key={one.key} scope="col" className="border-b py-1 pl-3 text-right font-medium text-ink-3">
                    {one.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {points.map((point, index) => (
                <tr key={index}>
                  <th scope="row" className="py-0.5 text-left font-normal text-ink-2">
                    {point.label}
                  </th>
                  {columns.map((one) => (
                    <td key={one.key} className="py-0.5 pl-3 text-right tabular-nums" suppressHydrationWarning>
                      {format(point.values[one.key])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}
