import { parse } from '@marcbachmann/cel-js'

type Compiled = (context: Record<string, unknown>) => unknown

const compiled = new Map<string, Compiled>()

function compile(expression: string): Compiled {
  const known = compiled.get(expression)
  if (known) return known
  const fresh = parse(expression) as Compiled
  if (compiled.size >= 1_000) compiled.clear()
  compiled.set(expression, fresh)
  return fresh
}

/** Whether a CEL expression holds. No expression always holds; one that fails on this data does not. */
export function holds(expression: string | undefined | null, context: Record<string, unknown>): boolean {
  if (!expression) return true
  try {
    return compile(expression)(context) === true
  } catch {
    return false
  }
}

/** The value of a CEL expression as text, for keys of concurrency; '' when it has none. */
export function keyOf(expression: string, context: Record<string, unknown>): string {
  try {
    const value = compile(expression)(context)
    return value === null || value === undefined ? '' : String(value)
  } catch {
    return ''
  }
}

/** Why an expression cannot be read, or null. */
export function fault(expression: string): string | null {
  try {
    compile(expression)
    return null
  } catch (error) {
    return (error as Error).message.split('\n')[0] ?? 'unreadable'
  }
}
