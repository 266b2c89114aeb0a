import { blend, lightness, terminalColor } from "./ink.js";

/** Bits of the dots of a braille sign, by row and column. */
const bits = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];

const shades = "·░▒▓█";

interface Look {
  readonly sign: string;
  readonly front: string | null;
  readonly back: string | null;
}

/**
 * A grid of signs. Three things share each cell, from back to front: paint, one colour for each half of the cell; dots,
 * two across and four down; and text.
 */
export class Canvas {
  /** In cells. */
  readonly width: number;
  readonly height: number;
  readonly #paint: (string | null)[];
  readonly #dots: Uint8Array;
  readonly #dotColors: (string | null)[];
  readonly #signs: (string | null)[];
  readonly #signColors: (string | null)[];

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    const cells = width * height;
    this.#paint = new Array<string | null>(cells * 2).fill(null);
    this.#dots = new Uint8Array(cells);
    this.#dotColors = new Array<string | null>(cells).fill(null);
    this.#signs = new Array<string | null>(cells).fill(null);
    this.#signColors = new Array<string | null>(cells).fill(null);
  }

  #cell(column: number, row: number): number {
    return column >= 0 && column < this.width && row >= 0 && row < this.height ? row * this.width + column : -1;
  }

  /** Sets a dot, counted from the upper left corner, two to a column and four to a row. */
  dot(x: number, y: number, color: string | null): void {
    const cell = this.#cell(x >> 1, y >> 2);
    if (cell < 0) return;
    this.#dots[cell] = (this.#dots[cell] as number) | (bits[y & 3]?.[x & 1] as number);
    this.#dotColors[cell] = color;
  }

  /** Paints half a cell; `half` counts halves from the top. */
  paint(column: number, half: number, color: string): void {
    if (this.#cell(column, half >> 1) >= 0) this.#paint[half * this.width + column] = color;
  }

  /** Writes a text; what does not fit on its line is left out. */
  text(column: number, row: number, text: string, color: string | null = null): void {
    [...text].forEach((sign, index) => {
      const cell = this.#cell(column + index, row);
      if (cell < 0) return;
      this.#signs[cell] = sign;
      this.#signColors[cell] = color;
    });
  }

  #look(column: number, row: number, colored: boolean): Look {
    const cell = row * this.width + column;
    const [upper, lower] = [0, 1].map((half) => this.#paint[(2 * row + half) * this.width + column] ?? null) as [
      string | null,
      string | null,
    ];
    const ground = upper !== null && lower !== null ? blend(upper, lower) : (upper ?? lower);
    const sign = this.#signs[cell] ?? null;
    if (sign !== null) return { sign, front: this.#signColors[cell] ?? null, back: ground };
    const dots = this.#dots[cell] as number;
    if (dots > 0)
      return { sign: String.fromCodePoint(0x2800 + dots), front: this.#dotColors[cell] ?? null, back: ground };
    if (ground === null) return { sign: " ", front: null, back: null };
    if (!colored) {
      const shade = Math.min(shades.length - 1, Math.floor(lightness(ground) * shades.length));
      return { sign: shades.charAt(shade), front: null, back: null };
    }
    if (upper === null) return { sign: "▄", front: lower, back: null };
    return { sign: "▀", front: upper, back: lower };
  }

  /** The lines, without spaces at their ends; with `colored` they hold escape sequences of 256 colours. */
  lines(colored: boolean): string[] {
    return Array.from({ length: this.height }, (_, row) => {
      let line = "";
      let state = "";
      let plainEnd = 0;
      for (let column = 0; column < this.width; column++) {
        const { sign, front, back } = this.#look(column, row, colored);
        if (colored) {
          const codes = [
            ...(front === null ? [] : [`38;5;${terminalColor(front)}`]),
            ...(back === null ? [] : [`48;5;${terminalColor(back)}`]),
          ].join(";");
          if (codes !== state) line += state === "" ? `\x1b[${codes}m` : `\x1b[0${codes === "" ? "" : `;${codes}`}m`;
          if (state !== codes) plainEnd = line.length;
          state = codes;
        }
        line += sign;
        if (sign !== " " || state !== "") plainEnd = line.length;
      }
      if (state !== "") return `${line}\x1b[0m`;
      return line.slice(0, plainEnd);
    });
  }
}
