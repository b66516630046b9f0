import { mailDocument } from '@/server/invoicing/mutations/mail'
import type { BackgroundFunction } from '@/server/platform/jobs/functions'
import { objectOf } from '@/server/platform/jobs/functions'
import { makeArchive, makeArchives } from './mutations/archive'
import { goOn, goOnAll } from './mutations/go-on'

/** At most so many imports are worked on at once by one process, so that the daily trade goes first. */
const importsAtOnce = 2

/** An import goes on where it was interrupted: what was asked for is done at once, what a crash left is found by the sweep. */
export const exchangeFunctions: BackgroundFunction[] = [
  {
    id: 'exchange.go-on',
    on: 'exchange/import.asked',
    atOnce: importsAtOnce,
    run: (ctx, event) => goOn(ctx, objectOf(event, 'import')),
  },
  {
    id: 'exchange.make-archive',
    on: 'exchange/archive.asked',
    atOnce: 1,
    run: (ctx, event) => makeArchive(ctx, objectOf(event, 'archive')),
  },
  {
    id: 'exchange.mail-released',
    on: 'exchange/document.released',
    run: (ctx, { objects }) => mailDocument(ctx, objects[0]?.[1] as string),
  },
  { id: 'exchange.make-archive-again', cron: '*/10 * * * *', due: 'archive', run: (ctx) => makeArchives(ctx) },
  { id: 'exchange.go-on-again', cron: '* * * * *', due: 'import', run: (ctx) => goOnAll(ctx) },
]
