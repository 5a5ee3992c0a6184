// Which tile a fragment belongs to, and what is to be seen of it. The Unity shader follows this one line by line.

precision highp float;
precision highp int;
precision highp sampler2D;
precision highp sampler2DArray;

const float GROUP = 8.0;            // cells between two wider gaps
const float COARSEST = 3.0;         // last level of detail in the textures
const int META_WIDTH = 1024;        // texels per row of the meta texture
const int TILE_TEXELS = 2;          // of each tile there
const float PICTURE_SIZE = 128.0;   // pixels of a generated picture's side
const float PICTURES_ACROSS = 8.0;  // and down a page
const float COARSEST_PICTURE = 3.0;
const int OUTLINES = 7;

uniform sampler2DArray full;        // R8: level 0, signed; 128 is zero, 0 is no data
uniform sampler2DArray coarse;      // RG8: levels 1, 2, 3; positive, negative part
uniform sampler2D meta;             // per tile: scale, mean of the positive, of the negative part, channel in this cell;
                                    // then generated picture (-1: none), its share
uniform sampler2DArray pictures;    // RGBA8, sRGB as it is to be seen: levels 0 to 3
uniform int normalisation;          // 0 per channel, 1 per layer, 2 shared
uniform float sharedScale;
uniform int colormap;
uniform vec4 outlines[OUTLINES];    // panel (-1: none), column, row; 0 dashed, 1 double
uniform vec3 backing;
uniform vec2 fadeDistance;          // nearer than y a panel begins to fade, nearer than x it is gone

in vec2 point;
in vec3 viewPosition;
flat in vec4 panelGrid;
flat in vec4 panelContent;
flat in vec4 panelTile;
flat in vec4 panelPage;
flat in vec4 panelState;
flat in int panelIndex;

out vec4 fragmentColour;

#include <colormap>

// --- the grid, as in picking/grid.ts, both axes at once

struct Cell {
  vec2 index;
  vec2 within;     // metres from its upper left corner; beyond its size in a gap
};

vec2 cellSize(vec2 size, vec2 count, float gap) {
  return (size - gap * (1.0 + count + floor((count - 1.0) / GROUP))) / count;
}

vec2 cellStart(vec2 index, vec2 cell, float gap) {
  return gap + index * (cell + gap) + floor(index / GROUP) * gap;
}

Cell locate(vec2 position, vec2 cell, vec2 count, float gap) {
  vec2 pitch = cell + gap;
  vec2 groupLength = GROUP * pitch + gap;
  vec2 group = floor((position - gap) / groupLength);
  vec2 rest = position - gap - group * groupLength;
  vec2 inGroup = min(floor(rest / pitch), GROUP - 1.0);
  vec2 index = clamp(GROUP * group + inGroup, vec2(0.0), count - 1.0);
  return Cell(index, position - cellStart(index, cell, gap));
}

// Metres of cells, not gaps, between the edge and a position: integrates the pattern, so that a pixel's share of
// gap is exact however many cells it covers.
vec2 coveredLength(vec2 position, vec2 cell, vec2 count, float gap) {
  Cell found = locate(max(position, gap), cell, count, gap);
  return found.index * cell + clamp(found.within, vec2(0.0), cell);
}

// `filled` is how many cells of the position's row and column are not blank.
float cellShare(vec2 position, vec2 footprint, vec2 cell, vec2 size, vec2 filled, float gap) {
  vec2 low = max(position - 0.5 * footprint, 0.0);
  vec2 high = min(position + 0.5 * footprint, size);
  vec2 covered = coveredLength(high, cell, filled, gap) - coveredLength(low, cell, filled, gap);
  vec2 share = clamp(covered / max(high - low, 1e-7), 0.0, 1.0);
  return share.x * share.y;
}

// --- values

vec4 metaOf(float tileNumber, int texel) {
  int index = TILE_TEXELS * int(tileNumber + 0.5) + texel;
  return texelFetch(meta, ivec2(index % META_WIDTH, index / META_WIDTH), 0);
}

// Positive part, negative part and share without data at one texel of level 0.
vec3 exactTexel(ivec3 at) {
  float byte = floor(texelFetch(full, at, 0).r * 255.0 + 0.5);
  float value = (byte - 128.0) / 127.0;
  return byte == 0.0 ? vec3(0.0, 0.0, 1.0) : vec3(max(value, 0.0), max(-value, 0.0), 0.0);
}

// Level 0 between four texels. By hand, because positive, negative and missing values must not be averaged together.
vec3 smoothTexel(vec2 texel, ivec3 origin, vec2 tile) {
  vec2 base = clamp(texel, vec2(0.5), tile - 0.5) - 0.5;
  ivec2 low = ivec2(base);
  ivec2 high = min(low + 1, ivec2(tile) - 1);
  vec2 weight = base - vec2(low);
  vec3 top = mix(exactTexel(origin + ivec3(low, 0)), exactTexel(origin + ivec3(high.x, low.y, 0)), weight.x);
  vec3 bottom = mix(exactTexel(origin + ivec3(low.x, high.y, 0)), exactTexel(origin + ivec3(high, 0)), weight.x);
  return mix(top, bottom, weight.y);
}

// Half a texel of the coarser of the two levels stays between a sample and the border of what belongs to a tile of
// `size` texels, so that no neighbour is ever mixed in.
vec2 clampInside(vec2 texel, vec2 size, float lod) {
  float coarser = exp2(ceil(max(lod, 0.0)));
  vec2 own = ceil(size / coarser) * coarser;
  return clamp(texel, vec2(0.5 * coarser), own - 0.5 * coarser);
}

// Levels 1 to 3.
vec2 coarseTexel(vec2 texel, ivec3 origin, vec2 tile, float lod) {
  vec2 uv = (vec2(origin.xy) + clampInside(texel, tile, lod)) / 1024.0;
  return textureLod(coarse, vec3(uv, float(origin.z)), lod - 1.0).rg;
}

vec3 valueAt(vec2 texel, ivec3 origin, vec2 tile, float lod, vec2 means) {
  if (lod <= 0.0) return exactTexel(origin + ivec3(clamp(texel, vec2(0.5), tile - 0.5), 0));
  if (lod < 1.0) {
    vec3 next = vec3(coarseTexel(texel, origin, tile, 1.0), 0.0);
    return mix(smoothTexel(texel, origin, tile), next, lod);
  }
  vec2 value = coarseTexel(texel, origin, tile, min(lod, COARSEST));
  return vec3(mix(value, means, clamp(lod - COARSEST, 0.0, 1.0)), 0.0);
}

struct Footprint {
  float longer;    // texels of level 0 along its longer side
  float samples;   // 1…4 along that side
  float lod;       // for each of the samples; negative: magnified
  vec2 along;      // the longer side, in texels
};

// Seen from the side a pixel covers a long, thin piece of the map. Up to four samples along it keep what one sample
// of the long side's level would blur. Clamping keeps each of them inside the tile.
Footprint footprintOf(vec2 alongX, vec2 alongY) {
  float lengthX = length(alongX);
  float lengthY = length(alongY);
  float longer = max(max(lengthX, lengthY), 1e-6);
  float samples = clamp(floor(longer / max(min(lengthX, lengthY), 1e-6) + 0.5), 1.0, 4.0);
  return Footprint(longer, samples, log2(longer / samples), lengthX > lengthY ? alongX : alongY);
}

vec3 filteredValue(vec2 texel, Footprint footprint, ivec3 origin, vec2 tile, float finest, vec2 means) {
  float lod = max(footprint.lod, finest);
  if (footprint.longer <= 1.0) return valueAt(texel, origin, tile, lod, means);
  vec3 sum = vec3(0.0);
  for (float number = 0.5; number < footprint.samples; number++) {
    sum += valueAt(texel + (number / footprint.samples - 0.5) * footprint.along, origin, tile, lod, means);
  }
  return sum / footprint.samples;
}

// --- generated pictures

// The mean colour of picture number `slot` over a pixel's footprint; `texel` is where in it, 0…PICTURE_SIZE.
vec3 filteredPicture(vec2 texel, Footprint footprint, float slot) {
  float lod = clamp(footprint.lod, 0.0, COARSEST_PICTURE);
  float row = floor((slot + 0.5) / PICTURES_ACROSS);
  float page = floor((row + 0.5) / PICTURES_ACROSS);
  vec2 corner = vec2(slot - row * PICTURES_ACROSS, row - page * PICTURES_ACROSS) * PICTURE_SIZE;
  vec3 sum = vec3(0.0);
  for (float number = 0.5; number < footprint.samples; number++) {
    vec2 at = texel + (number / footprint.samples - 0.5) * footprint.along;
    vec2 uv = (corner + clampInside(at, vec2(PICTURE_SIZE), lod)) / (PICTURES_ACROSS * PICTURE_SIZE);
    sum += textureLod(pictures, vec3(uv, page), lod).rgb;
  }
  return sum / footprint.samples;
}

ivec3 tileOrigin(float channel) {
  float row = panelPage.w + floor((channel + 0.5) / panelPage.x);
  float column = channel - floor((channel + 0.5) / panelPage.x) * panelPage.x;
  float pageOffset = floor((row + 0.5) / panelPage.y);
  vec2 corner = vec2(column, row - pageOffset * panelPage.y) * panelTile.zw;
  return ivec3(corner, panelPage.z + pageOffset);
}

// --- patterns

vec3 hatching(float pixel) {
  const float PERIOD = 0.02;
  float phase = abs(fract((point.x + point.y) / PERIOD) - 0.5) * PERIOD;
  float line = clamp((phase - 0.25 * PERIOD) / pixel + 0.5, 0.0, 1.0);
  return mix(vec3(0.22), vec3(0.38), mix(0.5, line, clamp(0.5 * PERIOD / pixel - 0.5, 0.0, 1.0)));
}

vec3 withOutlines(vec3 colour, vec2 cell, float pixel) {
  const vec3 AMBER = vec3(1.0, 0.69, 0.0);
  const vec3 DARK = vec3(0.06, 0.07, 0.09);
  float halfWidth = max(0.00131 * length(viewPosition), pixel);   // 0.15 degrees wide
  for (int number = 0; number < OUTLINES; number++) {
    vec4 outline = outlines[number];
    if (int(outline.x) != panelIndex) continue;
    vec2 middle = cellStart(outline.yz, cell, panelContent.x) + 0.5 * cell;
    vec2 beyond = abs(point - middle) - 0.5 * cell;
    float edge = length(max(beyond, 0.0)) + min(max(beyond.x, beyond.y), 0.0);
    float onLine = clamp((halfWidth - abs(edge)) / pixel + 0.5, 0.0, 1.0);
    float dash = step(0.5, fract((point.x + point.y) / (8.0 * halfWidth)));
    float inner = clamp((0.4 * halfWidth - abs(edge)) / pixel + 0.5, 0.0, 1.0);
    colour = mix(colour, mix(DARK, AMBER, outline.w == 0.0 ? dash : inner), onLine);
  }
  return colour;
}

// Order-independent transparency: a share of the pixels is left out (interleaved gradient noise, Jimenez 2014).
bool fadedOut() {
  float near = smoothstep(fadeDistance.x, fadeDistance.y, length(viewPosition));
  float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
  return panelState.z * near <= noise;
}

// --- tiles

// The colour of a channel's values; `within` is where in the tile, 0…1, the footprint's sides in tiles.
vec3 valueColour(float channel, vec2 within, vec2 alongX, vec2 alongY) {
  vec4 about = metaOf(panelContent.w + channel, 0);
  vec2 tile = panelTile.xy;
  Footprint footprint = footprintOf(alongX * tile, alongY * tile);
  vec3 value = filteredValue(within * tile, footprint, tileOrigin(channel), tile, panelState.y, about.yz);
  float reference = normalisation == 0 ? about.x : normalisation == 1 ? panelState.x : sharedScale;
  vec2 scaled = min(value.xy * (about.x / reference), 1.0);
  return mix(colourOf(colormap, scaled.x, scaled.y), vec3(1.0, 0.0, 1.0), value.z);
}

// The tile in a cell: its values, its generated picture, or a mixture while one turns into the other.
vec3 tileColour(float place, vec2 within, vec2 alongX, vec2 alongY, float pixel) {
  vec3 shown = hatching(pixel);
  float channel = metaOf(panelContent.w + place, 0).w;
  if (panelState.y >= 0.0) shown = valueColour(channel, within, alongX, alongY);
  if (panelState.w > 0.0) {
    vec2 picture = metaOf(panelContent.w + channel, 1).xy;
    float share = picture.x < 0.0 ? 0.0 : picture.y * panelState.w;
    if (share > 0.0) {
      Footprint footprint = footprintOf(alongX * PICTURE_SIZE, alongY * PICTURE_SIZE);
      shown = mix(shown, filteredPicture(within * PICTURE_SIZE, footprint, picture.x), share);
    }
  }
  return shown;
}

void main() {
  vec2 count = panelGrid.zw;
  float gap = panelContent.x;
  vec2 cell = cellSize(panelGrid.xy, count, gap);
  // The level of detail comes from the panel's coordinate: that of the cell jumps at every border.
  vec2 alongX = dFdx(point);
  vec2 alongY = dFdy(point);
  vec2 footprint = abs(alongX) + abs(alongY);
  float pixel = 0.5 * (footprint.x + footprint.y);
  if (fadedOut()) discard;

  vec3 colour = backing;
  Cell found = locate(point, cell, count, gap);
  float place = panelContent.y + found.index.y * count.x + found.index.x;
  if (gl_FrontFacing && place < panelContent.z) {
    vec2 within = clamp(found.within / cell, 0.0, 1.0);
    vec3 shown = tileColour(place, within, alongX / cell, alongY / cell, pixel);
    float left = panelContent.z - panelContent.y;
    vec2 filled = vec2(left - found.index.y * count.x, ceil((left - found.index.x) / count.x));
    colour = mix(backing, shown, cellShare(point, footprint, cell, panelGrid.xy, min(filled, count), gap));
  }
  if (gl_FrontFacing) colour = withOutlines(colour, cell, pixel);
  fragmentColour = vec4(colour, 1.0);
}
