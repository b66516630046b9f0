import type { Ctx } from '@/server/platform/context/ctx'
import { refuse } from '@/server/platform/context/errors'
import { rowsToAsk, withAnswers, withoutRows } from '../rules/asked'
import type { AskedRow, ParsedStatement } from '../rules/statement'
import type { ImportInput } from '../schema'

const mostShown = 50
const mostAnswered = 1_000

/** What the program read of a row without doubt, to fill a form: day, amount in minor units with its sign, the statement's currency, and the number of movements in the row. */
function readOf({ row, told }: AskedRow, { currency, lines }: ParsedStatement): string[] {
  const parts = lines.filter((line) => line.row === row).length
  const amount = told?.currency === currency ? (told.amountMinor ?? '') : ''
  return [told?.bookedOn ?? '', `${amount}`, currency, `${parts || 1}`]
}

/**
 * Applies a person's answers to the rows that the program asks about: the person leaves some out and gives day and amount of
 * others. Refuses with ROWS_UNCLEAR while any row is unanswered: `rows` has the first of them (place, cause, cells), `read` has what
 * is known of each of these, and `numbers` names all. Refuses with ROW_NOT_ASKED when an answer is for a row that is clear, so that
 * nobody changes it by mistake.
 */
export function withoutDoubt(
  ctx: Ctx,
  statements: readonly ParsedStatement[],
  { leaveOut = [], answers = [] }: Pick<ImportInput, 'leaveOut' | 'answers'>,
): ParsedStatement[] {
  const left = statements.map((statement) => withoutRows(statement, new Set(leaveOut)))
  const open = new Set(left.flatMap((statement) => rowsToAsk(statement, ctx.today)).map(({ row }) => row))
  const needless = answers.find(({ row }) => !open.has(row))
  if (needless) refuse('ROW_NOT_ASKED', { row: needless.row })
  const answered = left.map((statement) => withAnswers(statement, answers, ctx.today))
  const asked = answered.flatMap((statement) => {
    const first = new Map(
      rowsToAsk(statement, ctx.today)
        .toReversed()
        .map((one) => [one.row, one]),
    )
    return [...first.values()].toReversed().map((one) => ({ one, statement }))
  })
  if (asked.length > 0) {
    const shown = asked.slice(0, mostShown)
    refuse('ROWS_UNCLEAR', {
      count: asked.length,
      rows: shown.map(({ one: { row, cause, cells } }) => [`${row}`, cause, ...cells]),
      read: shown.map(({ one, statement }) => readOf(one, statement)),
      numbers: asked.length > mostAnswered ? [] : asked.map(({ one }) => `${one.row}`),
    })
  }
  if (answered.every(({ lines }) => lines.length === 0) && leaveOut.length > 0)
    refuse('FILE_NOT_UNDERSTOOD', { detail: 'nothing is left of it' })
  return answered
}
