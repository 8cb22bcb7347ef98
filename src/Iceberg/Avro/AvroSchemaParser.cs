using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Avro;

/// <summary>Parses the schema in a file's header.</summary>
internal sealed class AvroSchemaParser
{
    /// <summary>A schema that names few types but uses each many times grows exponentially when it is read; a manifest's has about 100 nodes.</summary>
    private const int MaxSize = 100_000;

    private static readonly AvroPrimitive Null = new(AvroKind.Null);

    /// <summary>Named types; null while the type is being read, so that a type inside itself is found.</summary>
    private readonly Dictionary<string, AvroSchema?> _named = new(StringComparer.Ordinal);

    private AvroSchemaParser()
    {
    }

    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="JsonShapeException">The JSON is no schema that this library reads.</exception>
    public static AvroSchema Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonCursor.ParseDocument(json);
        return new AvroSchemaParser().Read(new JsonCursor(document.RootElement, "schema"));
    }

    private AvroSchema Read(JsonCursor at)
    {
        var schema = at.Kind switch
        {
            JsonValueKind.String => Named(at, at.AsString()),
            JsonValueKind.Array => new AvroUnion(at.AsList(Read)),
            JsonValueKind.Object => ReadObject(at),
            _ => throw at.Fail("a schema is a name, a union or an object"),
        };
        return schema.Size <= MaxSize ? schema : throw at.Fail("the schema is too large");
    }

    private AvroSchema ReadObject(JsonCursor at)
    {
        var type = at["type"];
        if (!type.IsString) return Read(type);
        return type.AsString() switch
        {
            "record" => ReadRecord(at),
            "array" => new AvroArray(Read(at["items"])),
            "map" => new AvroMap(Read(at["values"])),
            "enum" => Define(at, name => new AvroEnum(name, at["symbols"].AsList(s => s.AsString()))),
            "fixed" => Define(at, name => new AvroFixed(name, Length(at["size"]), LogicalType(at), Scale(at))),
            var name => Named(at, name) is AvroPrimitive primitive ? primitive with { LogicalType = LogicalType(at), Scale = Scale(at) } : Named(at, name),
        };
    }

    private AvroSchema ReadRecord(JsonCursor at) => Define(at, name => new AvroRecord(name, at["fields"].AsList(f =>
        new AvroField(f["name"].AsString(), Read(f["type"]), f.Optional("field-id")?.AsInt()))));

    private AvroSchema Define(JsonCursor at, Func<string, AvroSchema> read)
    {
        var name = at["name"].AsString();
        if (!_named.TryAdd(name, null)) throw at["name"].Fail("the name is defined twice");
        var schema = read(name);
        _named[name] = schema;
        return schema;
    }

    private AvroSchema Named(JsonCursor at, string name) => name switch
    {
        "null" => Null,
        "boolean" => new AvroPrimitive(AvroKind.Boolean),
        "int" => new AvroPrimitive(AvroKind.Int),
        "long" => new AvroPrimitive(AvroKind.Long),
        "float" => new AvroPrimitive(AvroKind.Float),
        "double" => new AvroPrimitive(AvroKind.Double),
        "bytes" => new AvroPrimitive(AvroKind.Bytes),
        "string" => new AvroPrimitive(AvroKind.String),
        _ when !_named.TryGetValue(name, out var known) => throw at.Fail($"type '{name}' is not defined"),
        _ => _named[name] ?? throw at.Fail($"type '{name}' is inside itself, which no Iceberg file needs"),
    };

    private static int Length(JsonCursor at) => at.AsInt() is >= 0 and <= 1024 * 1024 and var length ? length : throw at.Fail("the size of a fixed is 0 to 1 MiB");

    private static string? LogicalType(JsonCursor at) => at.Optional("logicalType")?.AsString();

    private static int Scale(JsonCursor at) => at.Optional("scale")?.AsInt() ?? 0;
}
