const signature = [137, 80, 78, 71, 13, 10, 26, 10];

function word(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function crc(bytes: readonly number[]): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

function adler(bytes: readonly number[]): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

function chunk(name: string, data: readonly number[]): number[] {
  const body = [...name].map((letter) => letter.charCodeAt(0)).concat(data);
  return [...word(data.length), ...body, ...word(crc(body))];
}

/** Wraps bytes as zlib data without compressing them. */
function stored(bytes: readonly number[]): number[] {
  const blocks: number[] = [];
  const most = 65535;
  for (let at = 0; at < bytes.length; at += most) {
    const length = Math.min(most, bytes.length - at);
    const last = at + length === bytes.length ? 1 : 0;
    const size = [length & 255, length >> 8, ~length & 255, (~length >> 8) & 255];
    blocks.push(last, ...size);
    for (let index = at; index < at + length; index++) blocks.push(bytes[index] as number);
  }
  return [0x78, 0x01, ...blocks, ...word(adler(bytes))];
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64(bytes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b, c] = [bytes[at] as number, bytes[at + 1], bytes[at + 2]];
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    text += b === undefined ? "=" : alphabet.charAt((group >> 6) & 63);
    text += c === undefined ? "=" : alphabet.charAt(group & 63);
  }
  return text;
}

/**
 * The data URL of a PNG image whose pixels are indices into a palette of red, green and blue; an index beyond the palette
 * is transparent. It needs no canvas, and the same pixels give the same bytes everywhere.
 */
export function pngUrl(rows: readonly (readonly number[])[], palette: readonly (readonly number[])[]): string {
  const [width, height] = [rows[0]?.length ?? 0, rows.length];
  const clear = palette.length;
  const pixels = rows.flatMap((row) => [0, ...row.map((index) => Math.min(index, clear))]);
  const eightBitPalette = [8, 3, 0, 0, 0];
  const bytes = [
    ...signature,
    ...chunk("IHDR", [...word(width), ...word(height), ...eightBitPalette]),
    ...chunk("PLTE", [...palette.flat(), 255, 255, 255]),
    ...chunk("tRNS", [...palette.map(() => 255), 0]),
  ];
  for (const part of [chunk("IDAT", stored(pixels)), chunk("IEND", [])]) for (const byte of part) bytes.push(byte);
  return `data:image/png;base64,${base64(bytes)}`;
}
