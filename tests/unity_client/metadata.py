"""What a compiled .NET assembly refers to, read from its metadata tables (ECMA-335, partition II)."""

import struct
from collections.abc import Iterator
from pathlib import Path

# Columns of the tables: 2 and 4 are bytes, s a string, g a GUID, b a blob, a number with # a row of that table, a name
# a row of one of several tables.
TABLES: dict[int, str] = {
    0x00: "2 s g g g",
    0x01: "Scope s s",
    0x02: "4 s s TypeDefOrRef #04 #06",
    0x03: "#04",
    0x04: "2 s b",
    0x05: "#06",
    0x06: "4 2 2 s b #08",
    0x07: "#08",
    0x08: "2 2 s",
    0x09: "#02 TypeDefOrRef",
    0x0A: "MemberParent s b",
    0x0B: "2 HasConstant b",
    0x0C: "HasAttribute AttributeType b",
    0x0D: "HasMarshal b",
    0x0E: "2 HasSecurity b",
    0x0F: "2 4 #02",
    0x10: "4 #04",
    0x11: "b",
    0x12: "#02 #14",
    0x14: "2 s TypeDefOrRef",
    0x15: "#02 #17",
    0x17: "2 s b",
    0x18: "2 #06 HasSemantics",
    0x19: "#02 MethodDefOrRef MethodDefOrRef",
    0x1A: "s",
    0x1B: "b",
    0x1C: "2 Forwarded s #1A",
    0x1D: "4 #04",
    0x20: "4 2 2 2 2 4 b s s",
    0x23: "2 2 2 2 4 b s s b",
    0x26: "4 s b",
    0x27: "4 4 s Implementation",
    0x28: "4 4 s Implementation",
    0x29: "#02 #02",
    0x2A: "2 2 TypeOrMethod s",
    0x2B: "MethodDefOrRef b",
    0x2C: "#2A TypeDefOrRef",
}
CODED: dict[str, tuple[int, tuple[int, ...]]] = {
    "TypeDefOrRef": (2, (0x02, 0x01, 0x1B)),
    "Scope": (2, (0x00, 0x1A, 0x23, 0x01)),
    "MemberParent": (3, (0x02, 0x01, 0x1A, 0x06, 0x1B)),
    "HasConstant": (2, (0x04, 0x08, 0x17)),
    "HasAttribute": (
        5,
        (
            *(0x06, 0x04, 0x01, 0x02, 0x08, 0x09, 0x0A, 0x00, 0x0E, 0x17, 0x14),
            *(0x11, 0x1A, 0x1B, 0x20, 0x23, 0x26, 0x27, 0x28, 0x2A, 0x2C, 0x2B),
        ),
    ),
    "AttributeType": (3, (0x06, 0x0A)),
    "HasMarshal": (1, (0x04, 0x08)),
    "HasSecurity": (2, (0x02, 0x06, 0x20)),
    "HasSemantics": (1, (0x14, 0x17)),
    "MethodDefOrRef": (1, (0x06, 0x0A)),
    "Forwarded": (1, (0x04, 0x06)),
    "Implementation": (2, (0x26, 0x23, 0x27)),
    "TypeOrMethod": (1, (0x02, 0x06)),
}
PRIMITIVES = {
    **{0x01: "Void", 0x02: "Boolean", 0x03: "Char", 0x04: "SByte", 0x05: "Byte", 0x06: "Int16", 0x07: "UInt16"},
    **{0x08: "Int32", 0x09: "UInt32", 0x0A: "Int64", 0x0B: "UInt64", 0x0C: "Single", 0x0D: "Double", 0x0E: "String"},
    **{0x16: "TypedReference", 0x18: "IntPtr", 0x19: "UIntPtr", 0x1C: "Object"},
}
VIRTUAL, NEW_SLOT, LITERAL, PUBLIC = 0x40, 0x100, 0x40, 0x06


class Assembly:
    """Types, members and references of one assembly. Signatures name types without their namespaces."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        root = self._metadata_root()
        self._streams = dict(self._read_streams(root))
        self._rows: dict[int, list[tuple[int, ...]]] = {}
        self._read_tables()

    def referenced_types(self, assembly: str) -> set[str]:
        """Full names of the types used of assemblies whose names begin like this."""
        return {self._type_ref(row) for row in self._indices(0x01) if self._owner(row).startswith(assembly)}

    def referenced_members(self, assembly: str) -> set[str]:
        """Members used of those types: ``Type.Name(Parameters):Result``, fields ``Type.Name:Type``."""
        found = set()
        for parent, name, signature in self._rows[0x0A]:
            type_ref = self._generic_type(parent)
            if type_ref is not None and self._owner(type_ref).startswith(assembly):
                found.add(f"{self._type_ref(type_ref)}.{self._member(name, signature)}")
        return found

    def overrides(self, assembly: str) -> set[str]:
        """Methods that our types override of base types of those assemblies."""
        found = set()
        for number in self._indices(0x02):
            base = self._coded("TypeDefOrRef", self._rows[0x02][number - 1][3])
            if base[0] != 0x01 or base[1] == 0 or not self._owner(base[1]).startswith(assembly):
                continue
            for flags, name, signature in self._methods(number):
                if flags & VIRTUAL and not flags & NEW_SLOT:
                    found.add(f"{self._type_ref(base[1])}.{self._member(name, signature)}")
        return found

    def implemented_interfaces(self, assembly: str) -> set[str]:
        """Full names of the interfaces of those assemblies that our types implement."""
        coded = [self._coded("TypeDefOrRef", interface) for _, interface in self._rows.get(0x09, [])]
        return {self._type_ref(row) for table, row in coded if table == 0x01 and self._owner(row).startswith(assembly)}

    def methods(self, name: str) -> set[str]:
        """All methods of one of the assembly's own types."""
        found = set()
        for number in self._indices(0x02):
            if self._type_def(number) == name:
                found |= {f"{name}.{self._member(method, signature)}" for _, method, signature in self._methods(number)}
        return found

    def literals(self) -> set[str]:
        """Public constants and members of enumerations; compilers copy their values and leave no reference."""
        found = set()
        for number in self._indices(0x02):
            if self._rows[0x02][number - 1][0] & 0x07 in (0x01, 0x02):
                for flags, name, signature in self._fields(number):
                    if flags & LITERAL and flags & 0x07 == PUBLIC:
                        found.add(f"{self._type_def(number)}.{self._member(name, signature)}")
        return found

    def _indices(self, table: int) -> range:
        return range(1, len(self._rows.get(table, [])) + 1)

    def _methods(self, number: int) -> Iterator[tuple[int, int, int]]:
        for row in self._range(number, 5, 0x06):
            yield row[2], row[3], row[4]

    def _fields(self, number: int) -> Iterator[tuple[int, int, int]]:
        for row in self._range(number, 4, 0x04):
            yield row[0], row[1], row[2]

    def _range(self, number: int, column: int, table: int) -> list[tuple[int, ...]]:
        rows = self._rows[0x02]
        start = rows[number - 1][column]
        end = rows[number][column] if number < len(rows) else len(self._rows.get(table, [])) + 1
        return self._rows.get(table, [])[start - 1 : end - 1]

    def _type_def(self, number: int) -> str:
        _, name, space = self._rows[0x02][number - 1][:3]
        outer = [row[1] for row in self._rows.get(0x29, []) if row[0] == number]
        prefix = self._type_def(outer[0]) if outer else self._string(space)
        return f"{prefix}.{self._string(name)}" if prefix else self._string(name)

    def _type_ref(self, number: int) -> str:
        scope, name, space = self._rows[0x01][number - 1]
        table, row = self._coded("Scope", scope)
        prefix = self._type_ref(row) if table == 0x01 else self._string(space)
        return f"{prefix}.{self._string(name)}" if prefix else self._string(name)

    def _owner(self, number: int) -> str:
        """Name of the assembly of a referenced type; "" when it is of this one."""
        table, row = self._coded("Scope", self._rows[0x01][number - 1][0])
        if table == 0x01:
            return self._owner(row)
        return self._string(self._rows[0x23][row - 1][6]) if table == 0x23 else ""

    def _generic_type(self, parent: int) -> int | None:
        """The referenced type that a member belongs to."""
        table, row = self._coded("MemberParent", parent)
        if table == 0x01:
            return row
        if table == 0x1B:
            blob = self._blob(self._rows[0x1B][row - 1][0])
            if blob[0] == 0x15:
                table, row = self._coded("TypeDefOrRef", _compressed(blob, 2)[0])
                return row if table == 0x01 else None
        return None

    def _member(self, name: int, signature: int) -> str:
        blob = self._blob(signature)
        if blob[0] == 0x06:
            return f"{self._string(name)}:{self._type(blob, 1)[0]}"
        at = 2 if blob[0] & 0x10 else 1
        count, at = _compressed(blob, at)
        result, at = self._type(blob, at)
        parameters = []
        for _ in range(count):
            parameter, at = self._type(blob, at)
            parameters.append(parameter)
        tail = "" if self._string(name) == ".ctor" else f":{result}"
        return f"{self._string(name)}({','.join(parameters)}){tail}"

    def _type(self, blob: bytes, at: int) -> tuple[str, int]:
        """The type at a place of a signature, and the place after it."""
        kind = blob[at]
        at += 1
        if kind in PRIMITIVES:
            return PRIMITIVES[kind], at
        if kind in (0x11, 0x12):
            coded, at = _compressed(blob, at)
            return self._short(coded), at
        if kind in (0x0F, 0x10, 0x1D, 0x45):
            inner, at = self._type(blob, at)
            return inner + {0x0F: "*", 0x10: "&", 0x1D: "[]", 0x45: ""}[kind], at
        if kind in (0x13, 0x1E):
            number, at = _compressed(blob, at)
            return ("!" if kind == 0x13 else "!!") + str(number), at
        if kind in (0x1F, 0x20):
            _, at = _compressed(blob, at)
            return self._type(blob, at)
        if kind == 0x15:
            coded, at = _compressed(blob, at + 1)
            count, at = _compressed(blob, at)
            arguments = []
            for _ in range(count):
                argument, at = self._type(blob, at)
                arguments.append(argument)
            return f"{self._short(coded)}<{','.join(arguments)}>", at
        raise ValueError(f"a signature holds {kind:#x}, which this reader does not know")

    def _short(self, coded: int) -> str:
        table, row = self._coded("TypeDefOrRef", coded)
        name = self._type_ref(row) if table == 0x01 else self._type_def(row)
        return name.rsplit(".", 1)[-1].split("`")[0]

    def _coded(self, name: str, value: int) -> tuple[int, int]:
        bits, tables = CODED[name]
        return tables[value & (1 << bits) - 1], value >> bits

    def _string(self, at: int) -> str:
        strings = self._streams["#Strings"]
        return strings[at : strings.index(0, at)].decode()

    def _blob(self, at: int) -> bytes:
        length, start = _compressed(self._streams["#Blob"], at)
        return self._streams["#Blob"][start : start + length]

    def _metadata_root(self) -> int:
        """Offset of the metadata in the file: through the PE headers and the CLI header."""
        (pe,) = struct.unpack_from("<I", self._data, 0x3C)
        sections, optional = struct.unpack_from("<6xH12xH", self._data, pe)
        header = pe + 24
        wide = struct.unpack_from("<H", self._data, header)[0] == 0x20B
        (cli,) = struct.unpack_from("<I", self._data, header + (112 if wide else 96) + 14 * 8)
        places = [struct.unpack_from("<8xIIII", self._data, header + optional + 40 * i) for i in range(sections)]

        def offset(address: int) -> int:
            for size, start, _, raw in places:
                if start <= address < start + size:
                    return address - start + raw
            raise ValueError("the file is no .NET assembly")

        return offset(struct.unpack_from("<8xI", self._data, offset(cli))[0])

    def _read_streams(self, root: int) -> Iterator[tuple[str, bytes]]:
        (length,) = struct.unpack_from("<12xI", self._data, root)
        at = root + 16 + length
        (count,) = struct.unpack_from("<2xH", self._data, at)
        at += 4
        for _ in range(count):
            offset, size = struct.unpack_from("<II", self._data, at)
            name = self._data[at + 8 : self._data.index(0, at + 8)].decode()
            at += 8 + (len(name) + 4) // 4 * 4
            yield name, self._data[root + offset : root + offset + size]

    def _read_tables(self) -> None:
        stream = self._streams["#~"]
        heaps, valid = stream[6], struct.unpack_from("<Q", stream, 8)[0]
        present = [table for table in range(64) if valid >> table & 1]
        counts = dict(zip(present, struct.unpack_from(f"<{len(present)}I", stream, 24), strict=True))
        at = 24 + 4 * len(present)
        for table in present:
            layout = "<" + "".join(self._column(column, counts, heaps) for column in TABLES[table].split())
            size = struct.calcsize(layout)
            self._rows[table] = [struct.unpack_from(layout, stream, at + size * row) for row in range(counts[table])]
            at += size * counts[table]

    def _column(self, column: str, counts: dict[int, int], heaps: int) -> str:
        if column in ("2", "4"):
            return "H" if column == "2" else "I"
        if column in ("s", "g", "b"):
            return "I" if heaps >> "sgb".index(column) & 1 else "H"
        if column.startswith("#"):
            return "I" if counts.get(int(column[1:], 16), 0) >= 1 << 16 else "H"
        bits, tables = CODED[column]
        return "I" if max(counts.get(table, 0) for table in tables) >= 1 << (16 - bits) else "H"


def _compressed(blob: bytes, at: int) -> tuple[int, int]:
    """The number at a place of a blob, and the place after it."""
    first = blob[at]
    if first < 0x80:
        return first, at + 1
    if first < 0xC0:
        return (first & 0x3F) << 8 | blob[at + 1], at + 2
    return int.from_bytes(bytes([first & 0x1F]) + blob[at + 1 : at + 4], "big"), at + 4
