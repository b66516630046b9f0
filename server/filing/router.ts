import { procedure, router } from '@/server/platform/web/trpc'
import { deleteFile } from './mutations'
import { filesOf } from './queries'
import { aboutInput, fileRef } from './schema'

// Files come and go as bytes, by the routes below app/api/files.
export const filingRouter = router({
  list: procedure('file.read')
    .input(aboutInput)
    .query(({ ctx, input }) => filesOf(ctx, input)),
  delete: procedure('file.change')
    .input(fileRef)
    .mutation(({ ctx, input }) => deleteFile(ctx, input)),
})
