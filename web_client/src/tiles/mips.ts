/** Levels of detail of one feature map. Level m holds area means over blocks of 2^m × 2^m values. */

/** Signed bytes: 128 is zero, 0 is no data, 1…255 are −1…1 times the channel's scale. */
const ZERO = 128;
const STEPS = 127;

/* eslint-disable @typescript-eslint/no-non-null-assertion -- the loops below visit tens of millions of values and
   never leave their arrays; a check per value would double their time */

/** Number of texels of a side of `size` at level `mip`. */
export function levelSize(size: number, mip: number): number {
  return Math.ceil(size / 2 ** mip);
}

/**
 * Level 1 of a signed map (height, width): the plane of the means of max(v, 0), then that of max(−v, 0); 255 is the
 * scale. Values without data count as zero, a block that the border cuts is averaged over what it has.
 */
export function splitAndHalve(values: Uint8Array, height: number, width: number): Uint8Array {
  const outHeight = levelSize(height, 1);
  const outWidth = levelSize(width, 1);
  const size = outHeight * outWidth;
  const planes = new Uint8Array(2 * size);
  for (let y = 0, out = 0; y < outHeight; y++) {
    const yEnd = Math.min(2 * y + 2, height);
    for (let x = 0; x < outWidth; x++, out++) {
      const xEnd = Math.min(2 * x + 2, width);
      let positive = 0;
      let negative = 0;
      for (let row = 2 * y; row < yEnd; row++) {
        for (let column = 2 * x; column < xEnd; column++) {
          const value = values[row * width + column]!;
          if (value > ZERO) positive += value - ZERO;
          else if (value > 0) negative += ZERO - value;
        }
      }
      const unit = 255 / (STEPS * (yEnd - 2 * y) * (xEnd - 2 * x));
      planes[out] = Math.round(positive * unit);
      planes[size + out] = Math.round(negative * unit);
    }
  }
  return planes;
}

/**
 * Level `mip` + 1 from level `mip` ≥ 1 (2 planes) of a map (height, width). Texels that the border cuts weigh as
 * many values as they stand for.
 */
export function halvePlanes(planes: Uint8Array, height: number, width: number, mip: number): Uint8Array {
  const inHeight = levelSize(height, mip);
  const inWidth = levelSize(width, mip);
  const rowWeights = coveredValues(height, inHeight, mip);
  const columnWeights = coveredValues(width, inWidth, mip);
  const outHeight = levelSize(height, mip + 1);
  const outWidth = levelSize(width, mip + 1);
  const result = new Uint8Array(2 * outHeight * outWidth);
  let out = 0;
  for (let plane = 0; plane < 2; plane++) {
    const offset = plane * inHeight * inWidth;
    for (let y = 0; y < outHeight; y++) {
      for (let x = 0; x < outWidth; x++) {
        let sum = 0;
        let weights = 0;
        for (let row = 2 * y; row < Math.min(2 * y + 2, inHeight); row++) {
          for (let column = 2 * x; column < Math.min(2 * x + 2, inWidth); column++) {
            const weight = rowWeights[row]! * columnWeights[column]!;
            sum += weight * planes[offset + row * inWidth + column]!;
            weights += weight;
          }
        }
        result[out++] = Math.round(sum / weights);
      }
    }
  }
  return result;
}

/** Mean of each plane of level `mip` ≥ 1 of a map (height, width), in [0, 1]: positive, negative. */
export function planeMeans(planes: Uint8Array, height: number, width: number, mip: number): [number, number] {
  const inHeight = levelSize(height, mip);
  const inWidth = levelSize(width, mip);
  const rowWeights = coveredValues(height, inHeight, mip);
  const columnWeights = coveredValues(width, inWidth, mip);
  const mean = (offset: number): number => {
    let sum = 0;
    for (let row = 0; row < inHeight; row++) {
      for (let column = 0; column < inWidth; column++) {
        sum += rowWeights[row]! * columnWeights[column]! * planes[offset + row * inWidth + column]!;
      }
    }
    return sum / (255 * height * width);
  };
  return [mean(0), mean(inHeight * inWidth)];
}

/** Area means over blocks of reduction × reduction signed values; 0 where a block has no data at all. */
export function reduceSigned(values: Uint8Array, height: number, width: number, reduction: number): Uint8Array {
  return reduce(values, height, width, reduction, true);
}

/** The same for the two planes of a level that is (height, width). */
export function reducePlanes(planes: Uint8Array, height: number, width: number, reduction: number): Uint8Array {
  const positive = reduce(planes.subarray(0, height * width), height, width, reduction, false);
  const negative = reduce(planes.subarray(height * width), height, width, reduction, false);
  const both = new Uint8Array(2 * positive.length);
  both.set(positive);
  both.set(negative, positive.length);
  return both;
}

function reduce(values: Uint8Array, height: number, width: number, reduction: number, zeroIsMissing: boolean) {
  const outHeight = Math.ceil(height / reduction);
  const outWidth = Math.ceil(width / reduction);
  const result = new Uint8Array(outHeight * outWidth);
  for (let y = 0, out = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      let sum = 0;
      let count = 0;
      for (let row = y * reduction; row < Math.min((y + 1) * reduction, height); row++) {
        for (let column = x * reduction; column < Math.min((x + 1) * reduction, width); column++) {
          const value = values[row * width + column]!;
          if (value === 0 && zeroIsMissing) continue;
          sum += value;
          count++;
        }
      }
      result[out++] = count === 0 ? 0 : Math.round(sum / count);
    }
  }
  return result;
}

/** How many values of a side of `size` each of the `count` texels of level `mip` stands for. */
function coveredValues(size: number, count: number, mip: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.min(2 ** mip, size - index * 2 ** mip));
}
