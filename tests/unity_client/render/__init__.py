"""Draw what the Unity client asks the engine to draw, without Unity: its own shaders, cross-compiled, on software GL.

- ``shaders`` reads ShaderLab; ``crosscompile`` turns HLSL into GLSL and says how its buffers are laid out.
- ``frame`` reads and writes a recorded frame; ``renderer`` draws it; ``compare`` says how alike two pictures are.
- ``pages`` and ``scene`` make frames of panels in Python, for tests that need no client.
"""
