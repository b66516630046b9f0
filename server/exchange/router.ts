import { z } from 'zod'
import { procedure, router } from '@/server/platform/web/trpc'
import { askArchive } from './mutations/archive'
import { go, reopen, sayTotals } from './mutations/cut-over'
import { choose, drop, start, undo } from './mutations/import'
import { startWorking } from './mutations/start-working'
import { lastArchive } from './queries/archive'
import { cutOver } from './queries/cut-over'
import { importRecord, importRows, listImports, proposal } from './queries/imports'
import { kindNames } from './rules/fields'
import { chooseInput, goInput, importRef, rowListInput, startInput, totalsInput } from './schema'

const mover = procedure('exchange.import')
const owner = procedure('organisation.change')
const archivist = procedure('exchange.archive')

export const exchangeRouter = router({
  list: mover.query(({ ctx }) => listImports(ctx)),
  record: mover.input(importRef).query(({ ctx, input }) => importRecord(ctx, input.id)),
  rows: mover.input(rowListInput).query(({ ctx, input }) => importRows(ctx, input)),
  proposal: mover.input(importRef.extend({ kind: z.enum(kindNames) })).query(({ ctx, input }) => proposal(ctx, input)),
  choose: mover.input(chooseInput).mutation(({ ctx, input }) => choose(ctx, input)),
  start: mover.input(startInput).mutation(({ ctx, input }) => start(ctx, input)),
  undo: mover.input(importRef).mutation(({ ctx, input }) => undo(ctx, input)),
  cutOver: owner.query(({ ctx }) => cutOver(ctx)),
  sayTotals: owner.input(totalsInput).mutation(({ ctx, input }) => sayTotals(ctx, input)),
  go: owner.input(goInput).mutation(({ ctx, input }) => go(ctx, input)),
  reopen: owner.mutation(({ ctx }) => reopen(ctx)),
  archive: archivist.query(({ ctx }) => lastArchive(ctx)),
  askArchive: archivist.mutation(({ ctx }) => askArchive(ctx)),
  startWorking: archivist.mutation(({ ctx }) => startWorking(ctx)),
  drop: mover.input(importRef).mutation(({ ctx, input }) => drop(ctx, input)),
})
