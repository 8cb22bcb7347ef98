using System.Text.Json;
using Floe.Iceberg.Json;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Catalog.Wire;

/// <summary>The body of a commit.</summary>
/// <param name="Identifier">Only in a transaction over several tables; in a commit of one table the path names it.</param>
public sealed record CommitTableRequest(IReadOnlyList<UpdateRequirement> Requirements, IReadOnlyList<MetadataUpdate> Updates, TableIdentifier? Identifier = null)
{
    /// <exception cref="BadRequestException">The body is malformed, or holds an unknown update or requirement.</exception>
    public static CommitTableRequest Parse(ReadOnlyMemory<byte> json) => RequestReader.Read(json, "commit request", Read);

    /// <exception cref="BadRequestException">The body is malformed, or holds an unknown update or requirement.</exception>
    public static CommitTableRequest Parse(JsonElement json) => RequestReader.Read(json, "commit request", Read);

    public byte[] Serialize() => JsonWriting.Write(json => json.Object(() =>
    {
        if (Identifier is not null) IdentifierJson.Write(json, "identifier", Identifier);
        json.List("requirements", Requirements, r => UpdateRequirementJson.Write(json, r));
        json.List("updates", Updates, u => MetadataUpdateJson.Write(json, u));
    }));

    internal static CommitTableRequest ReadNamed(JsonCursor at) => Read(at) with { Identifier = IdentifierJson.Read(at["identifier"]) };

    private static CommitTableRequest Read(JsonCursor at) => new(
        at.Optional("requirements")?.AsList(UpdateRequirementJson.Read) ?? [],
        at.Optional("updates")?.AsList(MetadataUpdateJson.Read) ?? [],
        at.Optional("identifier") is { } identifier ? IdentifierJson.Read(identifier) : null);
}
