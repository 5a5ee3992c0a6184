/** What is known of one channel. */
export interface ChannelStatistics {
  scale: number;
  min: number;
  max: number;
  mean: number;
}

/** What a plate says about a layer. */
export interface LayerStatistics {
  min: number;
  max: number;
  /** Channels that are zero everywhere. */
  dead: number;
}

/** Summary of a layer's channels; null as long as one is missing. */
export function summary(channels: Iterable<ChannelStatistics | null>): LayerStatistics | null {
  let [min, max, dead] = [Infinity, -Infinity, 0];
  for (const channel of channels) {
    if (!channel) return null;
    min = Math.min(min, channel.min);
    max = Math.max(max, channel.max);
    if (channel.min === 0 && channel.max === 0) dead++;
  }
  return min <= max ? { min, max, dead } : null;
}

/** The `count` channels with the largest absolute values, strongest first; dead ones are never among them. */
export function strongest(channels: readonly (ChannelStatistics | null)[], count: number): number[] {
  return channels
    .map((statistics, channel) => ({ channel, strength: statistics ? Math.max(statistics.max, -statistics.min) : 0 }))
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength || a.channel - b.channel)
    .slice(0, count)
    .map(({ channel }) => channel);
}

/** The middle one of the values, the lower of two; null if there is none. */
export function median(values: readonly number[]): number | null {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;
}
