using System.Text.Json;
using System.Text.Unicode;

namespace Floe.Iceberg.Json;

/// <summary>A place in a JSON document that knows its path, so that every complaint names the field.</summary>
internal readonly struct JsonCursor(JsonElement element, string path)
{
    /// <summary>Deeper documents are refused: each level of a nested column type takes up to three levels of JSON.</summary>
    public const int MaxDepth = 256;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>Parses a document. Text that is not Unicode is refused here, because JsonElement finds it only when a string is asked for.</summary>
    /// <exception cref="JsonException">The content is no JSON.</exception>
    public static JsonDocument ParseDocument(ReadOnlyMemory<byte> content) =>
        Utf8.IsValid(content.Span) ? JsonDocument.Parse(content, Options) : throw new JsonException("the text is not valid UTF-8");

    public JsonElement Element { get; } = element;

    public string Path { get; } = path;

    public JsonValueKind Kind => Element.ValueKind;

    public bool IsString => Kind == JsonValueKind.String;

    public bool IsObject => Kind == JsonValueKind.Object;

    public JsonCursor this[string name] => Optional(name) ?? throw new JsonShapeException(PathOf(name), "is missing.");

    /// <summary>Null where the property is absent or JSON null.</summary>
    public JsonCursor? Optional(string name)
    {
        if (Kind != JsonValueKind.Object) throw Fail("an object is expected here");
        return Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new JsonCursor(value, PathOf(name)) : null;
    }

    public int AsInt() => Kind == JsonValueKind.Number && Element.TryGetInt32(out var value) ? value : throw Fail("a 32-bit whole number is expected here");

    public long AsLong() => Kind == JsonValueKind.Number && Element.TryGetInt64(out var value) ? value : throw Fail("a 64-bit whole number is expected here");

    public bool AsBool() => Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fail("true or false is expected here"),
    };

    public string AsString()
    {
        if (Kind != JsonValueKind.String) throw Fail("a string is expected here");
        try
        {
            return Element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escape of half a surrogate pair.
            throw Fail("the string is not valid Unicode");
        }
    }

    public Guid AsGuid() => Guid.TryParse(AsString(), out var value) ? value : throw Fail("a UUID is expected here");

    public IReadOnlyList<T> AsList<T>(Func<JsonCursor, T> item)
    {
        if (Kind != JsonValueKind.Array) throw Fail("a list is expected here");
        var list = new List<T>(Element.GetArrayLength());
        foreach (var element in Element.EnumerateArray()) list.Add(item(new JsonCursor(element, $"{Path}[{list.Count}]")));
        return list;
    }

    public IReadOnlyDictionary<string, T> AsMap<T>(Func<JsonCursor, T> value)
    {
        if (Kind != JsonValueKind.Object) throw Fail("an object is expected here");
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var property in Element.EnumerateObject())
        {
            var name = NameOf(property);
            map[name] = value(new JsonCursor(property.Value, PathOf(name)));
        }
        return map;
    }

    public IReadOnlyDictionary<string, string> AsProperties() => AsMap(v => v.AsString());

    /// <summary>Reads with a parser that throws <see cref="FormatException"/>, and names the field in what it says.</summary>
    public T Parse<T>(Func<string, T> parse)
    {
        try
        {
            return parse(AsString());
        }
        catch (FormatException e)
        {
            throw Fail(e.Message);
        }
    }

    public JsonShapeException Fail(string problem)
    {
        var text = Kind is JsonValueKind.Undefined ? "" : Element.GetRawText();
        return new JsonShapeException(Path, text.Length is 0 or > 80 ? problem.TrimEnd('.') + "." : $"{problem.TrimEnd('.')}, not {text}.");
    }

    private string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw Fail("a property name is not valid Unicode");
        }
    }

    private string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
