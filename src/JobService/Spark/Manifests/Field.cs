namespace Floe.JobService.Spark.Manifests;

internal enum FieldKind
{
    Text,
    Truth,
    Whole,
    TextList,
    TextMap,
    Object,
    ObjectList,
    AnyObject,
    AnyList,
}

/// <summary>What a member of a manifest must look like.</summary>
internal sealed record Field(FieldKind Kind)
{
    public bool IsRequired { get; init; }

    public long Min { get; init; } = long.MinValue;

    public long Max { get; init; } = long.MaxValue;

    /// <summary>The only values of a text; null: any.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Of an object, or of each object of a list.</summary>
    public IReadOnlyDictionary<string, Field>? Members { get; init; }

    /// <summary>Members beside those named may stand there.</summary>
    public bool IsOpen { get; init; }

    public Field Required() => this with { IsRequired = true };

    public static Field Whole(long min = int.MinValue, long max = int.MaxValue) => new(FieldKind.Whole) { Min = min, Max = max };

    public static Field OneOf(params IReadOnlyList<string> values) => new(FieldKind.Text) { Values = values };

    public static Field Object(Dictionary<string, Field> members) => new(FieldKind.Object) { Members = members };

    public static Field List(Dictionary<string, Field> members) => new(FieldKind.ObjectList) { Members = members };
}
