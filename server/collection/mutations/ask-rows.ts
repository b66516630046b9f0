import type { Ctx } from '@/server/platform/context/ctx'
import { refuse } from '@/server/platform/context/errors'
import { rowsToAsk, withAnswers, withoutRows } from '../rules/asked'
import type { AskedRow, ParsedStatement } from '../rules/statement'
import type { ImportInput } from '../schema'

const mostShown = 50
const mostAnswered = 1_000

/** What a row tells beyond doubt, for a form to begin with: day, amount in minor units with its sign, the statement's currency, how many movements the row is. */
function readOf({ row, told }: AskedRow, { currency, lines }: ParsedStatement): string[] {
  const parts = lines.filter((line) => line.row === row).length
  const amount = told?.currency === currency ? (told?.amountMinor ?? '') : ''
  return [told?.bookedOn ?? '', `${amount}`, currency, `${parts || 1}`]
}

/**
 * Takes the word of a person about rows that have to be asked about: some are left out, of others day and amount are said. Refuses ROWS_UNCLEAR
 * while any is left: `rows` shows the first of them (place, cause, cells), `read` what is known of each of these, `numbers` names all.
 * Refuses ROW_NOT_ASKED for an answer to a row that the file tells by itself: what is certain is not turned by mistake.
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
