"""Stand-ins for pyspark.sql.types: what sql_runner asks of a type, and no more, so that the tests need no Spark."""

import base64
import datetime
import decimal
import re

SCALARS = {"tinyint": "byte", "smallint": "short", "int": "integer", "bigint": "long"}


class Field:
    def __init__(self, name, data_type):
        self.name = name
        self.dataType = data_type


class DataType:
    """A type as Spark writes it: array<int>, struct<x:int,y:string>..."""

    def __init__(self, text):
        self.text = text
        inner = text[text.index("<") + 1:-1] if "<" in text else ""
        if text.startswith("array<"):
            self.elementType = DataType(inner)
        elif text.startswith("map<"):
            self.keyType, self.valueType = (DataType(part) for part in parts(inner))
        elif text.startswith("struct<"):
            self.fields = [Field(*(name, DataType(kind))) for name, kind in (part.split(":", 1) for part in parts(inner))]

    def simpleString(self):
        return self.text

    def typeName(self):
        name = re.match("[a-z_]+", self.text).group()
        return SCALARS.get(name, name)


class Schema:
    def __init__(self, fields):
        self.fields = fields


def parts(text):
    """Cuts at the commas that are in no inner type."""
    found, depth = [""], 0
    for c in text:
        depth += (c in "<(") - (c in ">)")
        if c == "," and depth == 0:
            found.append("")
        else:
            found[-1] += c
    return found


def collected(value, data_type):
    """The value as Spark's collect() gives it to Python, from how the cases write it."""
    kind = data_type.typeName()
    if value is None:
        return None
    if kind in ("float", "double"):
        return float(value)
    if kind == "decimal":
        return decimal.Decimal(value)
    if kind == "binary":
        return bytearray(base64.b64decode(value))
    if kind == "date":
        return datetime.date.fromisoformat(value)
    if kind in ("timestamp", "timestamp_ntz"):
        return datetime.datetime.fromisoformat(value)
    if kind == "array":
        return [collected(item, data_type.elementType) for item in value]
    if kind == "map":
        return {collected(key, data_type.keyType): collected(item, data_type.valueType) for key, item in value}
    if kind == "struct":
        return tuple(collected(item, field.dataType) for item, field in zip(value, data_type.fields))
    return value
