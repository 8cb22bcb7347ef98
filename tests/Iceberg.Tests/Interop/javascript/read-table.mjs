// node read-table.mjs <folder> <metadata file>: prints the table's rows as JSON.
import { readFile } from 'node:fs/promises'
import { icebergRead } from 'icebird'
import { serveFrom } from './local-files.mjs'

const [folder, metadataFile] = process.argv.slice(2)
serveFrom(folder)
const metadata = JSON.parse(await readFile(metadataFile, 'utf8'))
const rows = await icebergRead({ tableUrl: metadata.location, metadata })
const plain = (_, value) => (typeof value === 'bigint' ? Number(value) : value === undefined ? null : value)
process.stdout.write(JSON.stringify(rows, plain))
