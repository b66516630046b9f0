'use client'

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { Banner } from './banner'
import { toastError } from './toast'

/** A refusal in a sentence, with the fields that it concerns. */
interface Refused {
  text: string
  fields: Readonly<Record<string, string>>
}

type Say = (refused: Refused) => void

/** The open dialogs, the top one last. */
const open: Say[] = []

/** Shows a refusal where the person looks: in the open dialog, otherwise as a notice. */
export function sayRefused(refused: Refused): void {
  const say = open.at(-1)
  if (say) say(refused)
  else toastError(refused.text)
}

interface Wrong {
  fields: Readonly<Record<string, string>>
  /** The names of the fields that show their own refusals. */
  named: Set<string>
}

const Context = createContext<Wrong | null>(null)

/** The refusal of a named field in the dialog around it. */
export function useRefusedField(name: string | undefined): string | undefined {
  const wrong = useContext(Context)
  useEffect(() => {
    if (!wrong || name === undefined) return
    wrong.named.add(name)
    return () => {
      wrong.named.delete(name)
    }
  }, [wrong, name])
  return name === undefined ? undefined : wrong?.fields[name]
}

const nothing: Refused = { text: '', fields: {} }

/** Shows refusals while it is mounted: at the field with that name, or above all fields, until the person changes something. */
export function SaidHere({ className, children }: { className?: string; children?: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const named = useRef(new Set<string>())
  const [refused, setRefused] = useState(nothing)
  const [above, setAbove] = useState('')
  useEffect(() => {
    const say: Say = (next) => {
      setRefused(next)
      const atField = Object.keys(next.fields).some((name) => named.current.has(name))
      setAbove(atField ? '' : (Object.values(next.fields)[0] ?? next.text))
    }
    open.push(say)
    return () => {
      open.splice(open.indexOf(say), 1)
    }
  }, [])
  useEffect(() => {
    if (refused === nothing) return
    const field = place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    field?.focus({ preventScroll: true })
    const first = field ?? place.current
    first?.scrollIntoView({ block: field ? 'center' : 'start' })
  }, [refused])
  return (
    <div
      ref={place}
      className={className}
      onInput={() => {
        setRefused(nothing)
        setAbove('')
      }}
    >
      {above && (
        <Banner tone="bad" live>
          {above}
        </Banner>
      )}
      <Context value={{ fields: refused.fields, named: named.current }}>{children}</Context>
    </div>
  )
}
