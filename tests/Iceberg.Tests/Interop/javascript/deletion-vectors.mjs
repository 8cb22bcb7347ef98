// node deletion-vectors.mjs read <puffin file>: prints each vector of the file as JSON, by the Puffin specification and CRoaring.
// node deletion-vectors.mjs write <positions as JSON> <blob file>: writes a vector's blob.
import { readFile, writeFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { roaringLibraryInitialize, RoaringBitmap32 } from 'roaring-wasm'

const MAGIC = Buffer.from([0xd1, 0xd3, 0x39, 0x64])
const KEY = 2n ** 32n

const require = (holds, what) => {
  if (!holds) throw new Error(what)
}

function readFooter(file) {
  const magic = 'PFA1'
  require(file.toString('latin1', 0, 4) === magic && file.toString('latin1', file.length - 4) === magic, 'magic')
  const size = file.readInt32LE(file.length - 12)
  require(file.readInt32LE(file.length - 8) === 0, 'flags')
  const start = file.length - 12 - size
  require(file.toString('latin1', start - 4, start) === magic, 'footer magic')
  return JSON.parse(file.toString('utf8', start, start + size))
}

function readVector(blob) {
  const length = blob.readInt32BE(0)
  require(length === blob.length - 8, 'length')
  const content = blob.subarray(4, 4 + length)
  require(content.subarray(0, 4).equals(MAGIC), 'vector magic')
  require(crc32(content) === blob.readUInt32BE(4 + length), 'crc')
  const positions = []
  let at = 12
  for (let left = content.readBigUInt64LE(4); left > 0n; left--) {
    const key = content.readUInt32LE(at)
    const bitmap = RoaringBitmap32.deserialize(content.subarray(at + 4), 'portable')
    for (const low of bitmap) positions.push((BigInt(key) * KEY + BigInt(low)).toString())
    at += 4 + bitmap.getSerializationSizeInBytes('portable')
    bitmap.dispose()
  }
  require(at === content.length, `${content.length - at} bytes are left`)
  return positions
}

function writeVector(positions) {
  const keys = Map.groupBy ? Map.groupBy(positions, p => p / KEY) : positions.reduce((m, p) => m.set(p / KEY, [...(m.get(p / KEY) ?? []), p]), new Map())
  const parts = [MAGIC, uint64(BigInt(keys.size))]
  for (const [key, some] of [...keys].sort((a, b) => Number(a[0] - b[0]))) {
    const bitmap = new RoaringBitmap32(some.map(p => Number(p % KEY)))
    bitmap.runOptimize()
    parts.push(uint32LE(Number(key)), Buffer.from(bitmap.serialize('portable')))
  }
  const content = Buffer.concat(parts)
  return Buffer.concat([uint32BE(content.length), content, uint32BE(crc32(content))])
}

const buffer = (size, write) => {
  const b = Buffer.alloc(size)
  write(b)
  return b
}
const uint64 = value => buffer(8, b => b.writeBigUInt64LE(value))
const uint32LE = value => buffer(4, b => b.writeUInt32LE(value))
const uint32BE = value => buffer(4, b => b.writeUInt32BE(value))

await roaringLibraryInitialize()
const [command, first, second] = process.argv.slice(2)
if (command === 'read') {
  const file = await readFile(first)
  const vectors = readFooter(file).blobs.map(blob => ({ ...blob, positions: readVector(file.subarray(blob.offset, blob.offset + blob.length)) }))
  process.stdout.write(JSON.stringify(vectors))
} else {
  await writeFile(second, writeVector(JSON.parse(first).map(BigInt)))
}
