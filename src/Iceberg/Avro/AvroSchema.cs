namespace Floe.Iceberg.Avro;

internal enum AvroKind
{
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    String,
}

/// <summary>A schema as a file's writer gave it. Field ids of Iceberg are kept, for readers resolve by them.</summary>
internal abstract record AvroSchema
{
    /// <summary>Nodes of the schema with every named type written out; bounds what skipping a value costs.</summary>
    public abstract long Size { get; }
}

/// <param name="LogicalType">Null where there is none; <see cref="Scale"/> belongs to decimal.</param>
internal sealed record AvroPrimitive(AvroKind Kind, string? LogicalType = null, int Scale = 0) : AvroSchema
{
    public override long Size => 1;
}

internal sealed record AvroFixed(string Name, int Length, string? LogicalType = null, int Scale = 0) : AvroSchema
{
    public override long Size => 1;
}

internal sealed record AvroEnum(string Name, IReadOnlyList<string> Symbols) : AvroSchema
{
    public override long Size => 1;
}

internal sealed record AvroArray(AvroSchema Items) : AvroSchema
{
    public override long Size { get; } = 1 + Items.Size;
}

internal sealed record AvroMap(AvroSchema Values) : AvroSchema
{
    public override long Size { get; } = 1 + Values.Size;
}

internal sealed record AvroUnion(IReadOnlyList<AvroSchema> Branches) : AvroSchema
{
    public override long Size { get; } = 1 + Branches.Sum(b => b.Size);
}

internal sealed record AvroRecord(string Name, IReadOnlyList<AvroField> Fields) : AvroSchema
{
    public override long Size { get; } = 1 + Fields.Sum(f => f.Schema.Size);
}

/// <param name="Id">The Iceberg field id; null where the writer gave none.</param>
internal sealed record AvroField(string Name, AvroSchema Schema, int? Id);
