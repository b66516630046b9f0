'use client'

import { useState } from 'react'
import { axisLabels, labelSize } from './axis-labels'

interface TickProps {
  x?: number | string
  y?: number | string
  index?: number
}

/** The properties of the axis under bars, with every label broken or turned to fit the drawing's width. */
export function useBarAxis(labels: readonly string[]) {
  const [width, setWidth] = useState(640)
  // The labels of the other axis stand beside the bars and take this width.
  const { angle, lines, height } = axisLabels(labels, width - 58)
  const tick = ({ x = 0, y = 0, index = 0 }: TickProps) => (
    <g transform={`translate(${x},${Number(y) + (angle === 0 ? 4 : 2)})`}>
      <text
        fill="var(--ink-3)"
        fontSize={labelSize}
        textAnchor={angle === 0 ? 'middle' : 'end'}
        transform={angle === 0 ? undefined : `rotate(${angle})`}
      >
        {(lines[index] ?? []).map((line, nth) => (
          <tspan key={line} x={0} dy={nth === 0 ? (angle === 0 ? '0.8em' : '0.35em') : '1.15em'}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  )
  return {
    onResize: (next: number) => setWidth(next),
    axis: { dataKey: 'label', interval: 0, height, tick, tickLine: false, axisLine: { stroke: 'var(--line)' } },
  } as const
}
