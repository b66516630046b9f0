// `npm run prove` runs the races, a program with its own database; `npm run prove -- days` and `-- mutants` are proofs
// that run the tests.
const proofs = { days: './proof/prove-days.mjs', mutants: './proof/prove-mutants.mjs' }

const [name] = process.argv.slice(2)
if (Object.hasOwn(proofs, name ?? '')) await import(proofs[name])
else {
  process.argv.splice(2, 0, 'prove')
  await import('./run.mjs')
}
