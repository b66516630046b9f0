import type { KindName } from './fields'

/** A file of a well-known program. */
export interface Program {
  program: string
  kind: KindName
  /** Heads that all have to be there; the one with the most of them wins. */
  marks: readonly string[]
  /** The heads of each field, the first that is there counts. A column of currencies is found by what it is called anywhere. */
  columns: Readonly<Record<string, readonly string[]>>
}
