/** What structures of a zip archive begin with. */
export const Signature = {
  record: 0x04034b50,
  sizes: 0x08074b50,
  entry: 0x02014b50,
  end: 0x06054b50,
  largeEnd: 0x06064b50,
  largeEndPointer: 0x07064b50,
} as const;

// bits of the flags
export const encrypted = 1;
/** Checksum and sizes are behind the bytes, and not in the header. */
export const sizesFollow = 8;
export const utf8Names = 0x800;

/** What places of 32 bits reach. */
export const greatestArchive: number = 2 ** 32 - 1;
