// One quad per panel, all panels of all networks in one draw call.

uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;

in vec2 corner;      // per vertex: (0, 0) upper left … (1, 1) lower right, seen from the front
in vec4 placement;   // centre, yaw
in vec4 grid;        // width, height (metres), columns, rows
in vec4 content;     // gap (metres), first channel, channels of the layer, first tile in the meta texture
in vec4 tile;        // tile width, height; cell width, height (texels)
in vec4 page;        // cells per page across and down; first page, first row
in vec4 state;       // scale of the layer, finest level there is (-1: no values), opacity, share of the generated pictures

out vec2 point;      // metres from the upper left corner, seen from the front
out vec3 viewPosition;
flat out vec4 panelGrid;
flat out vec4 panelContent;
flat out vec4 panelTile;
flat out vec4 panelPage;
flat out vec4 panelState;
flat out int panelIndex;

void main() {
  point = corner * grid.xy;
  vec2 local = vec2(point.x - 0.5 * grid.x, 0.5 * grid.y - point.y);
  vec3 right = vec3(cos(placement.w), 0.0, -sin(placement.w));
  vec4 view = modelViewMatrix * vec4(placement.xyz + local.x * right + vec3(0.0, local.y, 0.0), 1.0);
  viewPosition = view.xyz;
  panelGrid = grid;
  panelContent = content;
  panelTile = tile;
  panelPage = page;
  panelState = state;
  panelIndex = gl_InstanceID;
  bool hidden = state.z <= 0.0;
  gl_Position = hidden ? vec4(0.0, 0.0, 2.0, 1.0) : projectionMatrix * view;
}
