// No scene names a type of this assembly: without this the linker would leave it, and with it the whole client, out of
// a player.
[assembly: UnityEngine.Scripting.AlwaysLinkAssembly]
