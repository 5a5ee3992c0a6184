// Colours of signed values; colormap.ts says what and why, and a test compares the two.

vec3 encodeSrgb(vec3 linear) {
  return mix(12.92 * linear, 1.055 * pow(linear, vec3(1.0 / 2.4)) - 0.055, greaterThan(linear, vec3(0.0031308)));
}

// The colour of a mixture: `positive` is the mean of max(v, 0), `negative` that of max(-v, 0), both in [0, 1].
// Every map is black at zero, so the colours of the two parts add up.
vec3 colourOf(int map, float positive, float negative) {
  if (map == 0) return min(vec3(positive, positive, positive + negative), 1.0);
  if (map == 1) return min(negative * vec3(1.0, 0.6, 0.0) + positive * vec3(0.3, 0.9, 1.0), 1.0);
  vec3 below = negative * negative * negative * vec3(0.1411, 0.5347, 0.9755);
  vec3 above = positive * positive * positive * vec3(0.8915, 0.3613, 0.1431);
  return encodeSrgb(min(below + above, 1.0));
}
