namespace Floe.Iceberg.Spec;

/// <summary>How a partition or sort value is made from a column value. Null gives null.</summary>
public abstract record Transform
{
    /// <summary>Reads <c>identity</c>, <c>bucket[16]</c>, <c>truncate[10]</c>, <c>year</c>, <c>month</c>, <c>day</c>, <c>hour</c>, <c>void</c>; anything else is an <see cref="UnknownTransform"/>.</summary>
    /// <exception cref="FormatException">A parameter is missing or out of range.</exception>
    public static Transform Parse(string text) => TransformParser.Parse(text);

    /// <summary>Whether values of the type can be transformed.</summary>
    public abstract bool CanTransform(IcebergType source);

    public abstract IcebergType ResultType(IcebergType source);

    /// <summary>Transforms a value held as <see cref="IcebergValue"/> says.</summary>
    /// <exception cref="NotSupportedException">The transform is unknown.</exception>
    public abstract object? Apply(IcebergType source, object? value);

    /// <summary>Whether a &lt;= b implies that the transformed values are in the same order, so that ranges can be projected.</summary>
    public virtual bool PreservesOrder => false;

    /// <summary>The name Spark and Java give a partition field that the user did not name: <c>ts_day</c>, <c>id_bucket</c>.</summary>
    public abstract string DefaultFieldName(string column);
}
