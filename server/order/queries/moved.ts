/** What is kept of an order that comes from the organisation's previous program. */
export interface MovedFrom {
  /** Its number there. */
  externalNumber: string | null
  /** The day on which that program took it. */
  externalOrderedOn: string | null
  /** Moved in before the first day of this program: nothing about it is mailed yet. */
  quiet: boolean
}
