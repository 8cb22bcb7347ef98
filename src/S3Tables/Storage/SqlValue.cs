using System.Diagnostics.CodeAnalysis;

namespace Floe.S3Tables.Storage;

/// <summary>A parameter's value in one of SQLite's types, without a box around numbers.</summary>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Values are written where parameters are; a named form would be used by nobody.")]
public readonly struct SqlValue
{
    private SqlValue(SqlType type, long number, string? text, ReadOnlyMemory<byte> bytes) => (Type, Number, Text, Bytes) = (type, number, text, bytes);

    internal SqlType Type { get; }

    internal long Number { get; }

    internal string? Text { get; }

    internal ReadOnlyMemory<byte> Bytes { get; }

    public static implicit operator SqlValue(long value) => new(SqlType.Integer, value, null, default);

    public static implicit operator SqlValue(long? value) => value is { } number ? number : default(SqlValue);

    public static implicit operator SqlValue(string? value) => value is null ? default : new(SqlType.Text, 0, value, default);

    public static implicit operator SqlValue(byte[] value) => (ReadOnlyMemory<byte>)value;

    public static implicit operator SqlValue(ReadOnlyMemory<byte> value) => new(SqlType.Blob, 0, null, value);
}

internal enum SqlType
{
    Null,
    Integer,
    Text,
    Blob,
}
