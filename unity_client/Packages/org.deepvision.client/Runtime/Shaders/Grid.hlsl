// The grid of tiles on a panel, as in Core's Picking.Grid, both axes at once. Lengths in metres, from the panel's upper
// left corner seen from the front.

#ifndef DEEPVISION_GRID_INCLUDED
#define DEEPVISION_GRID_INCLUDED

/// Cells between two wider gaps.
static const float GROUP = 8.0;

struct Cell
{
    float2 index;
    float2 within; // from its upper left corner; beyond its size in a gap
};

float2 CellSize(float2 size, float2 count, float gap)
{
    return (size - gap * (1.0 + count + floor((count - 1.0) / GROUP))) / count;
}

float2 CellStart(float2 index, float2 cell, float gap)
{
    return gap + index * (cell + gap) + floor(index / GROUP) * gap;
}

Cell Locate(float2 position, float2 cell, float2 count, float gap)
{
    float2 pitch = cell + gap;
    float2 groupLength = GROUP * pitch + gap;
    float2 group = floor((position - gap) / groupLength);
    float2 rest = position - gap - group * groupLength;
    float2 inGroup = min(floor(rest / pitch), GROUP - 1.0);
    Cell found;
    found.index = clamp(GROUP * group + inGroup, 0.0, count - 1.0);
    found.within = position - CellStart(found.index, cell, gap);
    return found;
}

/// Length of cells, not gaps, between the edge and a position: integrates the pattern, so that a pixel's share of gap
/// is exact however many cells it covers.
float2 CoveredLength(float2 position, float2 cell, float2 count, float gap)
{
    Cell found = Locate(max(position, gap), cell, count, gap);
    return found.index * cell + clamp(found.within, 0.0, cell);
}

/// Which share of a pixel's footprint lies on cells. `filled` is how many cells of the position's row and column are
/// not blank.
float CellShare(float2 position, float2 footprint, float2 cell, float2 size, float2 filled, float gap)
{
    float2 low = max(position - 0.5 * footprint, 0.0);
    float2 high = min(position + 0.5 * footprint, size);
    float2 covered = CoveredLength(high, cell, filled, gap) - CoveredLength(low, cell, filled, gap);
    float2 share = saturate(covered / max(high - low, 1e-7));
    return share.x * share.y;
}

#endif
