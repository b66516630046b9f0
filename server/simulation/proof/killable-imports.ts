import { goOn } from '@/server/exchange/mutations/go-on'
import { mintCtx } from '@/server/platform/context/ctx'
import { permissionsOf } from '@/server/platform/context/permissions'

/** The process that works on an import; the test kills it. */
const { organisation, userId, importId } = JSON.parse(process.env.PROOF_IMPORT ?? '{}')
const roles = ['owner'] as const
const ctx = mintCtx({
  organisation,
  actor: { kind: 'PERSON', id: userId },
  roles: [...roles],
  permissions: permissionsOf([...roles]),
})
console.log('ready')
await goOn(ctx, importId)
// It stays until it is killed, as a process in service does.
setInterval(() => {}, 60_000)
