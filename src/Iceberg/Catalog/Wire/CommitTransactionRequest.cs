using Floe.Iceberg.Json;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Catalog.Wire;

/// <summary>The body of a transaction over several tables: commits that all happen or none.</summary>
public sealed record CommitTransactionRequest(IReadOnlyList<CommitTableRequest> TableChanges)
{
    /// <exception cref="BadRequestException">The body is malformed, or a change does not name its table.</exception>
    public static CommitTransactionRequest Parse(ReadOnlyMemory<byte> json) => RequestReader.Read(json, "transaction", Read);

    public byte[] Serialize() => JsonWriting.Write(json => json.Object(() => json.List("table-changes", TableChanges, change => json.WriteRawValue(change.Serialize()))));

    private static CommitTransactionRequest Read(JsonCursor at) => new(at["table-changes"].AsList(CommitTableRequest.ReadNamed));
}
