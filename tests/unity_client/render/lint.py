"""What the compiler lets pass and only a headset would show."""

import re

from tests.unity_client.render.shaders import Pass, Shader, ShaderError, expanded

_DECLARED = re.compile(
    r"^\s*(?:TEXTURE2D(?:_ARRAY|_FLOAT)?\((_\w+)\)|UNITY_DEFINE_INSTANCED_PROP\(\w+, (_\w+)\)|"
    r"(?:float|half)[1-4]?(?:x4)? (_\w+)\s*;)",
    re.MULTILINE,
)
_PRAGMAS = ("target 3.5", "multi_compile_instancing")
_MATRICES = re.compile(r"\b(Transform\w+|Get\w+|UNITY_MATRIX_\w+|UNITY_ACCESS_\w+|LOAD_TEXTURE\w+)\b")


def complaints(shader: Shader) -> list[str]:
    """Return what is wrong with a shader: the stereo macros of its passes, its properties, its pragmas."""
    found = []
    if shader.name != f"DeepVision/{shader.file.stem}":
        found.append(f'expected the name "DeepVision/{shader.file.stem}", as its file says')
    if shader.tags.get("RenderPipeline") != "UniversalPipeline":
        found.append('expected the tag "RenderPipeline" = "UniversalPipeline"')
    found += [
        f"{name}: a Color would be converted by the engine; declare a Vector"
        for name, one in shader.properties.items()
        if one.kind == "Color"
    ]
    if not shader.passes:
        found.append("expected a pass")
    for one in shader.passes:
        found += [f"pass {one.name}: {text}" for text in (*_stereo(one), *_pragmas(one), *_properties(shader, one))]
    return [f"{shader.file.name}: {text}" for text in found]


def _stereo(one: Pass) -> list[str]:
    """Return which of the five macros a pass lacks, or has where they do not work."""
    code = re.sub(r"//[^\n]*", "", expanded(one.code))
    vertex, fragment = (_body(code, one.entry(stage)) for stage in ("vertex", "fragment"))
    setup, initialize = "UNITY_SETUP_INSTANCE_ID(input);", "UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(output);"
    post = "UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(input);"
    found = []
    for struct, macro in (
        ("Attributes", "UNITY_VERTEX_INPUT_INSTANCE_ID"),
        ("Varyings", "UNITY_VERTEX_OUTPUT_STEREO"),
    ):
        match = re.search(rf"struct {struct}\s*\{{(.*?)\}};", code, re.DOTALL)
        if match is None or macro not in match[1]:
            found.append(f"expected {macro} in struct {struct}")
    before = _MATRICES.split(vertex.replace(setup, "§setup").replace(initialize, "§initialize"), maxsplit=1)[0]
    if not re.search(r"§setup.*§initialize", before, re.DOTALL):
        found.append(f"expected {setup} and then {initialize} before {one.entry('vertex')} asks for anything of an eye")
    if not fragment.strip().startswith(post):
        found.append(f"expected {post} as the first statement of {one.entry('fragment')}")
    return found


def _pragmas(one: Pass) -> list[str]:
    found = [f"expected #pragma {pragma}" for pragma in _PRAGMAS if pragma not in one.pragmas]
    if one.state.get("Cull") != "Off":
        found.append("expected Cull Off: the hall is mirrored, so winding says nothing")
    return found


def _properties(shader: Shader, one: Pass) -> list[str]:
    """Return what HLSL declares and the Properties block does not, and the other way round."""
    code = re.sub(r"//[^\n]*", "", expanded(one.code))
    declared = {name for names in _DECLARED.findall(code) for name in names if name}
    own = {name for name in declared if not name.endswith("_TexelSize")}
    found = [f"{name} is not among the properties" for name in sorted(own - shader.properties.keys())]
    return found + [f"property {name} is not declared in HLSL" for name in sorted(shader.properties.keys() - own)]


def _body(code: str, function: str) -> str:
    start = re.search(rf"\b{function}\([^)]*\)[^{{;]*\{{", code)
    if start is None:
        raise ShaderError(f"expected a function {function}")
    depth, at = 1, start.end()
    while depth > 0:
        depth += {"{": 1, "}": -1}.get(code[at], 0)
        at += 1
    return code[start.end() : at - 1]
