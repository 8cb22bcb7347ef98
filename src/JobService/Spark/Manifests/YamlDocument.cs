using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using ScalarEvent = YamlDotNet.Core.Events.Scalar;

namespace Floe.JobService.Spark.Manifests;

/// <summary>
/// One YAML document as JSON. Aliases are put in as copies, each counted, so that a "billion laughs" ends at the limit and not at the end of
/// memory. Merge keys (<c>&lt;&lt;</c>) work as kubectl has them; tags, and keys that stand twice, are refused.
/// </summary>
internal sealed class YamlDocument
{
    private readonly IParser _parser;
    private readonly Dictionary<AnchorName, JsonNode?> _anchors = [];
    private int _values;

    private YamlDocument(IParser parser) => _parser = parser;

    /// <exception cref="ManifestException">No YAML, more than one document, or more than the limits allow.</exception>
    public static JsonNode? Parse(string text)
    {
        try
        {
            using var reader = new StringReader(text);
            var document = new YamlDocument(new Parser(reader));
            return document.ParseOne();
        }
        catch (YamlException e)
        {
            throw new ManifestException($"is no valid YAML: {e.InnerException?.Message ?? e.Message} (line {e.Start.Line}, column {e.Start.Column})", e);
        }
    }

    private JsonNode? ParseOne()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _)) throw new ManifestException("is empty.");
        _parser.Consume<DocumentStart>();
        var root = Value(depth: 0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _)) throw new ManifestException($"has more than one document (the second begins on line {_parser.Current!.Start.Line}); send each as a job of its own.");
        return root;
    }

    private JsonNode? Value(int depth)
    {
        if (depth > ManifestLimits.Depth) throw TooDeep(_parser.Current?.Start.Line);
        if (_parser.TryConsume<AnchorAlias>(out var alias)) return Copy(alias, depth);
        Count(1);
        if (_parser.TryConsume<ScalarEvent>(out var scalar))
        {
            NoTag(scalar);
            return Keep(scalar.Anchor, YamlScalar.ToJson(scalar));
        }
        if (_parser.TryConsume<SequenceStart>(out var sequence)) return Keep(sequence.Anchor, Sequence(sequence, depth));
        return _parser.TryConsume<MappingStart>(out var mapping)
            ? Keep(mapping.Anchor, Mapping(mapping, depth))
            : throw new ManifestException($"has something unexpected on line {_parser.Current?.Start.Line}.");
    }

    private JsonArray Sequence(SequenceStart start, int depth)
    {
        NoTag(start);
        var items = new JsonArray();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(Value(depth + 1));
        return items;
    }

    private JsonObject Mapping(MappingStart start, int depth)
    {
        NoTag(start);
        var members = new JsonObject();
        var merged = new JsonObject();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = _parser.TryConsume<ScalarEvent>(out var scalar)
                ? scalar
                : throw new ManifestException($"has a key that is no plain text on line {_parser.Current?.Start.Line}.");
            var value = Value(depth + 1);
            if (key is { Value: "<<", Style: ScalarStyle.Plain }) Merge(merged, value, key.Start.Line);
            else if (!members.TryAdd(key.Value, value)) throw new ManifestException($"has the key '{key.Value}' twice (line {key.Start.Line}).");
        }
        // A mapping's own keys win over merged ones.
        foreach (var (name, value) in merged)
        {
            if (!members.ContainsKey(name)) members[name] = value?.DeepClone();
        }
        return members;
    }

    private static void Merge(JsonObject into, JsonNode? value, long line)
    {
        foreach (var source in value is JsonArray several ? [.. several] : new[] { value })
        {
            if (source is not JsonObject members) throw new ManifestException($"merges something that is no mapping on line {line}.");
            foreach (var (name, member) in members)
            {
                if (!into.ContainsKey(name)) into[name] = member?.DeepClone();
            }
        }
    }

    private JsonNode? Copy(AnchorAlias alias, int depth)
    {
        if (!_anchors.TryGetValue(alias.Value, out var node)) throw new ManifestException($"names the anchor '{alias.Value}' that is not there (line {alias.Start.Line}).");
        Count(SizeOf(node));
        if (depth + DepthOf(node) > ManifestLimits.Depth) throw TooDeep(alias.Start.Line);
        return node?.DeepClone();
    }

    private JsonNode? Keep(AnchorName anchor, JsonNode? node)
    {
        if (!anchor.IsEmpty) _anchors[anchor] = node;
        return node;
    }

    private void Count(int values)
    {
        _values += values;
        if (_values > ManifestLimits.Values) throw new ManifestException($"has more than {ManifestLimits.Values} values once its aliases are put in.");
    }

    private static int SizeOf(JsonNode? node) => node switch
    {
        JsonObject members => 1 + members.Sum(member => SizeOf(member.Value)),
        JsonArray items => 1 + items.Sum(SizeOf),
        _ => 1,
    };

    private static int DepthOf(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } members => 1 + members.Max(member => DepthOf(member.Value)),
        JsonArray { Count: > 0 } items => 1 + items.Max(DepthOf),
        _ => 0,
    };

    private static ManifestException TooDeep(long? line) => new($"is nested deeper than {ManifestLimits.Depth} levels (line {line}).");

    private static void NoTag(NodeEvent node)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific) throw new ManifestException($"has the tag '{node.Tag.Value}' on line {node.Start.Line}; Kubernetes takes none.");
    }
}
