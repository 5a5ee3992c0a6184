import type { Network, Node, Panel } from "../api/types";
import { number, shape } from "./numbers";
import type { Signs, Solid, Text } from "./signs";
import { joined, onBoard } from "./signs";
import { COLOUR, PLATE, RULER } from "./sizes";
import type { LayerStatistics } from "./statistics";

/** Panels up to this width stand on one post. */
const NARROW = 0.6;

/** What changes about the layers. */
export interface Appearance {
  facts: (layer: string) => LayerStatistics | null;
  /** The channel in the first cell; null when the tiles are sorted, and counting them would mislead. */
  firstChannel: (layer: string) => number | null;
  /** What is being done for a layer, or what its tiles show instead of activations; null: nothing of that kind. */
  notice: (layer: string) => Notice | null;
}

/** Said on a layer's plate. */
export interface Notice {
  text: string;
  /** How much is done, 0…1; null: it is no work. */
  share: number | null;
}

/** Plates, stands, backs and rulers of every standing layer. */
export function layerSigns(network: Network, selected: string | null, { facts, firstChannel, notice }: Appearance): Signs {
  return joined(
    network.nodes.flatMap((node) => {
      if (!node.panel) return [];
      const standing = { node, panel: node.panel, selected: node.id === selected };
      const first = firstChannel(node.id);
      const counted = first === null ? [] : [rulers(standing, first)];
      return [plate(standing, facts(node.id), notice(node.id)), stand(standing), back(standing), ...counted];
    }),
  );
}

interface Standing {
  node: Node;
  panel: Panel;
  selected: boolean;
}

/** The second line of a plate: shape, range and dead channels. */
export function factsLine(node: Node, facts: LayerStatistics | null): string {
  const parts = [shape(node.shape)];
  if (facts) parts.push(`${number(facts.min)} … ${number(facts.max)}`);
  if (facts && facts.dead > 0) parts.push(`${facts.dead} dead`);
  return parts.join("   ·   ");
}

function plate({ node, panel, selected }: Standing, facts: LayerStatistics | null, notice: Notice | null): Signs {
  const [x, , z] = panel.position;
  const height = (PLATE.top - PLATE.bottom) / Math.cos(PLATE.lean);
  const width = Math.max(PLATE.narrowest, Math.min(panel.width, 2.4));
  const place = { position: [x, 0, z] as [number, number, number], yaw: panel.yaw, lean: 0 };
  const board = {
    position: onBoard(place, 0, (PLATE.top + PLATE.bottom) / 2, 0.16),
    yaw: panel.yaw,
    lean: PLATE.lean,
  };
  const line = (text: string, up: number, capitals: number, colour: number): Text => ({
    ...board,
    position: onBoard(board, 0, up, 0.016),
    text,
    capitals,
    colour,
    align: "centre",
    widest: width - 0.1,
  });
  const solids: Solid[] = [{ ...board, size: [width, height, 0.02], colour: COLOUR.plate }];
  if (selected) {
    const edge = { ...board, position: onBoard(board, 0, -height / 2, 0.004) };
    solids.push({ ...edge, size: [width, 0.016, 0.03], colour: COLOUR.focus });
  }
  if (notice !== null && notice.share !== null) {
    const [done, thick] = [Math.max(0.01, notice.share) * width, 0.022];
    const bar = (wide: number, out: number, colour: number): Solid => ({
      ...board,
      position: onBoard(board, (wide - width) / 2, thick / 2 - height / 2, out),
      size: [wide, thick, 0.006],
      colour,
    });
    solids.push(bar(width, 0.012, COLOUR.track), bar(done, 0.016, COLOUR.barBest));
  }
  const said = notice && (notice.share === null ? `${shape(node.shape)}   ·   ${notice.text}` : notice.text);
  const below = said !== null ? line(said, notice?.share === null ? -0.052 : -0.045, PLATE.facts, COLOUR.barBest) : null;
  return {
    texts: [
      line(node.name, 0.052, PLATE.name, selected ? COLOUR.focus : COLOUR.text),
      below ?? line(factsLine(node, facts), -0.052, PLATE.facts, COLOUR.quiet),
    ],
    solids,
  };
}

/** Two posts and a rim: what hangs in the air looks like a mistake. */
function stand({ panel, selected }: Standing): Signs {
  const [thick, rim] = [0.03, selected ? 0.018 : 0.012];
  const colour = selected ? COLOUR.focus : COLOUR.post;
  const behind = { ...panel, lean: 0, position: onBoard({ ...panel, lean: 0 }, 0, 0, -0.03) };
  const bottom = panel.position[1] - panel.height / 2;
  const box = (right: number, up: number, size: Solid["size"]): Solid => ({
    position: onBoard(behind, right, up),
    yaw: panel.yaw,
    lean: 0,
    size,
    colour,
  });
  const [w, h] = [panel.width, panel.height];
  const post = (side: number): Solid => ({
    ...box(side * (w / 2 - 0.06), -h / 2 - bottom / 2, [0.04, bottom, thick]),
    colour: COLOUR.post,
  });
  const posts = w > NARROW ? [post(-1), post(1)] : [{ ...post(0), position: onBoard(behind, 0, -h / 2 - bottom / 2) }];
  return {
    texts: [],
    solids: [
      ...posts,
      box(0, h / 2 + rim / 2, [w + 2 * rim, rim, thick + 0.03]),
      box(0, -h / 2 - rim / 2, [w + 2 * rim, rim, thick + 0.03]),
      box(-w / 2 - rim / 2, 0, [rim, h, thick + 0.03]),
      box(w / 2 + rim / 2, 0, [rim, h, thick + 0.03]),
    ],
  };
}

/** The back is a plate with the layer's name, for those who look or walk back. */
function back({ node, panel }: Standing): Signs {
  const board = { position: panel.position, yaw: panel.yaw + Math.PI, lean: 0 };
  const capitals = Math.min(0.12, panel.height / 6);
  const text = (words: string, up: number, size: number, colour: number): Text => ({
    ...board,
    position: onBoard(board, 0, up, 0.06),
    text: words,
    capitals: size,
    colour,
    align: "centre",
    widest: panel.width - 0.1,
  });
  return {
    texts: [
      text(node.name, capitals * 0.9, capitals, COLOUR.text),
      text(shape(node.shape), -capitals * 0.9, capitals * 0.6, COLOUR.quiet),
    ],
    solids: [
      {
        ...board,
        position: onBoard(board, 0, 0, 0.035),
        size: [panel.width, panel.height, 0.02],
        colour: COLOUR.backing,
      },
    ],
  };
}

/** Number of the first channel beside every row, column numbers above every 8th column. */
function rulers({ node, panel }: Standing, first: number): Signs {
  const { columns, rows, gap, width, height } = panel;
  if (columns * rows < 2) return { texts: [], solids: [] };
  const board = { ...panel, lean: 0 };
  const across = (width - gap * (1 + columns + Math.floor((columns - 1) / 8))) / columns;
  const down = (height - gap * (1 + rows + Math.floor((rows - 1) / 8))) / rows;
  const middle = (i: number, cell: number): number => gap + i * (cell + gap) + Math.floor(i / 8) * gap + cell / 2;
  const label = (text: string, right: number, up: number, align: Text["align"]): Text => ({
    position: onBoard(board, right, up, 0.012),
    yaw: panel.yaw,
    lean: 0,
    text,
    capitals: Math.min(RULER.capitals, down * 0.7),
    colour: COLOUR.quiet,
    align,
  });
  const texts: Text[] = [];
  for (let row = 0; row < rows && first + row * columns < node.shape[0]; row++) {
    texts.push(label(String(first + row * columns), -width / 2 - 0.05, height / 2 - middle(row, down), "right"));
  }
  if (rows > 1) {
    for (let column = 0; column < columns; column += RULER.every) {
      texts.push(label(`+${column}`, middle(column, across) - width / 2, height / 2 + 0.06, "centre"));
    }
  }
  return { texts, solids: [] };
}
