import type { ReactNode } from 'react'
import { cn } from './cn'

export type Tone = 'plain' | 'ok' | 'warn' | 'bad'

const tones: Record<Tone, string> = {
  plain: 'bg-sunken text-ink-2',
  ok: 'bg-accent-soft text-accent',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
}

/** A state of up to this many letters stays on one line; a longer one may break on a phone. */
const shortLetters = 15

interface TagProps {
  tone?: Tone
  /** The text of the tag, when its children are not plain text. */
  words?: string
  className?: string
  children: ReactNode
}

/** A state in a word. The word carries the meaning; the tone only repeats it. */
export function Tag({ tone = 'plain', words, className, children }: TagProps) {
  const text = words ?? (typeof children === 'string' ? children : '')
  const short = text !== '' && text.length <= shortLetters
  return (
    <span
      className={cn(
        'inline-block whitespace-nowrap rounded-sm px-1.5 py-px font-medium text-xs print:border',
        !short && 'max-sm:whitespace-normal',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}
