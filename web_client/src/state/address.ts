import type { Pose } from "../motion/pose";

/** What the address bar holds: enough to show the same thing to somebody else. */
export interface Address {
  networks: string[];
  image: string | null;
  layer: string | null;
  channel: number | null;
  /** The layer's tiles show what they look for instead of activations. */
  looksFor: boolean;
  camera: Pose | null;
}

export const NOWHERE: Address = { networks: [], image: null, layer: null, channel: null, looksFor: false, camera: null };

/** `#/covidresnet+other/shapes:17/block2.conv1?c=31&show=looks-for&camera=x,y,z,yaw,pitch`; empty parts are `-`. */
export function formatAddress(address: Address): string {
  const parts = [address.networks.map(escape).join("+"), part(address.image), part(address.layer)];
  while (parts.length > 0 && (parts.at(-1) === "-" || parts.at(-1) === "")) parts.pop();
  const query: string[] = [];
  if (address.channel !== null) query.push(`c=${address.channel}`);
  if (address.looksFor) query.push("show=looks-for");
  if (address.camera) query.push(`camera=${formatCamera(address.camera)}`);
  return `#/${parts.join("/")}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}

/** Reads what `formatAddress` wrote; whatever is damaged or missing is left out. */
export function parseAddress(hash: string): Address {
  if (!hash.startsWith("#/")) return NOWHERE;
  const [path, query] = split(hash.slice(2), "?");
  const [networks = "", image = "", layer = ""] = path.split("/");
  const parameters = new Map(query.split("&").map((pair) => split(pair, "=")));
  return {
    networks:
      networks === "-"
        ? []
        : networks
            .split("+")
            .map(unescape)
            .filter((id) => id !== ""),
    image: unpart(image),
    layer: unpart(layer),
    channel: parseChannel(parameters.get("c")),
    looksFor: parameters.get("show") === "looks-for",
    camera: parseCamera(parameters.get("camera")),
  };
}

function formatCamera({ x, y, z, yaw, pitch }: Pose): string {
  return [x, y, z, yaw, pitch].map((value, i) => String(Number(value.toFixed(i < 3 ? 2 : 3)))).join(",");
}

function parseCamera(text: string | undefined): Pose | null {
  const numbers = (text ?? "").split(",").map(Number);
  const [x, y, z, yaw, pitch] = numbers;
  if (x === undefined || y === undefined || z === undefined || yaw === undefined || pitch === undefined) return null;
  return numbers.length === 5 && numbers.every(Number.isFinite) ? { x, y, z, yaw, pitch } : null;
}

function parseChannel(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : null;
}

function escape(id: string): string {
  return encodeURIComponent(id).replaceAll("%3A", ":");
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function part(id: string | null): string {
  return id === null ? "-" : escape(id);
}

function unpart(text: string): string | null {
  return text === "" || text === "-" ? null : unescape(text);
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
