/** CRC-32 as in zlib, PNG and Ethernet (polynomial 0xEDB88320, reflected), four bytes per step. */

const TABLES = makeTables();

function makeTables(): readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array] {
  const tables = [0, 1, 2, 3].map(() => new Uint32Array(256)) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    tables[0][byte] = remainder;
  }
  for (let byte = 0; byte < 256; byte++) {
    let remainder = tables[0][byte] ?? 0;
    for (const table of tables.slice(1)) {
      remainder = (remainder >>> 8) ^ (tables[0][remainder & 255] ?? 0);
      table[byte] = remainder;
    }
  }
  return tables;
}

/** The checksum of `bytes`, unsigned. */
export function crc32(bytes: Uint8Array): number {
  const [zero, one, two, three] = TABLES;
  const length = bytes.length;
  let crc = -1;
  let at = 0;
  /* eslint-disable @typescript-eslint/no-non-null-assertion -- every index is below the length; a check per byte
     would cost more than the checksum itself */
  for (; at + 4 <= length; at += 4) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    crc = three[crc & 255]! ^ two[(crc >>> 8) & 255]! ^ one[(crc >>> 16) & 255]! ^ zero[crc >>> 24]!;
  }
  for (; at < length; at++) crc = zero[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8);
  /* eslint-enable @typescript-eslint/no-non-null-assertion */
  return ~crc >>> 0;
}
