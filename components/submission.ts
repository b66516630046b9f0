'use client'

import { useState } from 'react'
import { flushSync } from 'react-dom'
import '@/server/platform/web/input'
import type { z } from 'zod'
import { useFailure } from './failure'

interface State {
  busy: boolean
  /** The error about the form as a whole, as a sentence. */
  text: string | null
  /** The error of each field. */
  fields: Readonly<Record<string, string>>
}

const untouched: State = { busy: false, text: null, fields: {} }

interface Submission<Input, Output> {
  /** Checks the input before it is sent; the server checks it by the same schema again. */
  schema?: z.ZodType<unknown, Input>
  send: (input: Input) => Promise<Output>
  onDone?: (output: Output) => void
}

/** Sends a form, one request at a time, and shows each error beside its field. */
export function useSubmission<Input, Output>({ schema, send, onDone }: Submission<Input, Output>) {
  const failure = useFailure()
  const [state, setState] = useState<State>(untouched)
  // Drawn at once: a field that was doubted while it was typed would otherwise be gone to before the first wrong one.
  const refuse = (text: string | null, fields: State['fields']) => {
    flushSync(() => setState({ busy: false, text, fields }))
    focusFirstInvalid()
  }

  async function submit(input: Input): Promise<void> {
    if (state.busy) return
    try {
      const parsed = schema?.safeParse(input)
      if (parsed && !parsed.success) {
        const issues = parsed.error.issues.map((issue) => [String(issue.path[0] ?? ''), issue.message])
        const fields = Object.fromEntries(issues.reverse())
        return refuse(fields[''] ?? null, fields)
      }
      setState({ ...untouched, busy: true })
      const output = await send(input)
      setState(untouched)
      onDone?.(output)
    } catch (error) {
      const { text, fields } = failure(error)
      const saidAtField = Object.values(fields).includes(text)
      refuse(saidAtField ? null : text, fields)
    }
  }
  return { ...state, submit }
}

/** The named fields of a form as text. */
export function fieldsOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
}

/** After the errors are rendered, scrolls the first invalid field to the middle of the screen and focuses it. */
export function focusFirstInvalid(within = 'form', frames = 30): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(`${within} [aria-invalid="true"]`)
    // On a slow machine a frame may pass before the errors are rendered.
    if (!field && frames > 0) return focusFirstInvalid(within, frames - 1)
    field?.focus({ preventScroll: true })
    field?.scrollIntoView({ block: 'center' })
  })
}
