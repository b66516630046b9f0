import { mintCtx, organisationOf } from '@/server/platform/ctx'
import { closeConnections } from '@/server/platform/db'
import { lookUp } from '@/server/platform/run'
import { sql } from '@/server/platform/sql'
import { checkOrganisation, ruleCount } from '@/server/simulation/check/check'

const organisations = await lookUp(
  sql<{
    organisation: Record<string, unknown>
  }>`SELECT f.organisation FROM due_organisations('check', ${new Date()}) d, organisation_facts(d.organisation_id) f`,
)
let broken = 0
for (const { organisation } of organisations) {
  const facts = organisationOf(organisation)
  const violations = await checkOrganisation(
    mintCtx({ organisation: facts, actor: { kind: 'SYSTEM', id: null }, permissions: 'ALL' }),
  )
  for (const { rule, what, subject } of violations) console.log(`${facts.slug}: rule ${rule}: ${what}: ${subject}`)
  broken += violations.length
}
console.log(`${organisations.length} organisations, ${ruleCount} rules, ${broken} violations`)
await closeConnections()
process.exit(broken === 0 ? 0 : 1)
