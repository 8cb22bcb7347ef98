using System.Globalization;
using System.Text;
using Floe.Engine.Types;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running;

/// <summary>What DESCRIBE TABLE and SHOW CREATE TABLE show, in Spark's form.</summary>
internal static class TableDescription
{
    public static IEnumerable<(string Name, string Type, string? Comment)> Of(LoadedTable table, bool extended)
    {
        var metadata = table.Metadata;
        foreach (var field in metadata.CurrentSchema.Fields)
            yield return (field.Name, SparkTypeNames.Of(field.Type), field.Doc);
        if (!metadata.DefaultSpec.IsUnpartitioned)
        {
            yield return ("", "", "");
            yield return ("# Partitioning", "", "");
            foreach (var (term, i) in Terms(metadata).Select((term, i) => (term, i)))
                yield return ($"Part {i.ToString(CultureInfo.InvariantCulture)}", term, "");
        }
        if (!extended)
            yield break;
        yield return ("", "", "");
        yield return ("# Detailed Table Information", "", "");
        yield return ("Name", table.Identifier.ToString(), "");
        yield return ("Location", metadata.Location, "");
        yield return ("Metadata", table.MetadataLocation ?? "", "");
        yield return ("Provider", "iceberg", "");
        yield return ("Format version", metadata.FormatVersion.ToString(CultureInfo.InvariantCulture), "");
        yield return ("Current snapshot", metadata.CurrentSnapshotId?.ToString(CultureInfo.InvariantCulture) ?? "none", "");
        yield return ("Table Properties", $"[{string.Join(",", metadata.Properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key}={property.Value}"))}]", "");
    }

    /// <summary>The table's own properties and, as Iceberg's Spark integration shows them, some facts of its metadata.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Properties(TableMetadata metadata)
    {
        var all = new SortedDictionary<string, string>(metadata.Properties.ToDictionary(), StringComparer.Ordinal)
        {
            ["current-snapshot-id"] = metadata.CurrentSnapshotId?.ToString(CultureInfo.InvariantCulture) ?? "none",
            ["format"] = "iceberg/" + metadata.Properties.GetValueOrDefault("write.format.default", "parquet"),
            ["format-version"] = metadata.FormatVersion.ToString(CultureInfo.InvariantCulture),
        };
        if (!metadata.DefaultSortOrder.IsUnsorted)
            all["sort-order"] = string.Join(", ", metadata.DefaultSortOrder.Fields.Select(field =>
                $"{Term(field.Transform, metadata.CurrentSchema.FullName(field.SourceId) ?? "?")} {(field.Direction == SortDirection.Ascending ? "ASC" : "DESC")} {(field.NullOrder == NullOrder.NullsFirst ? "NULLS FIRST" : "NULLS LAST")}"));
        if (metadata.CurrentSchema.IdentifierFieldIds is { Count: > 0 } identifiers)
            all["identifier-fields"] = $"[{string.Join(",", identifiers.Select(id => metadata.CurrentSchema.FullName(id)))}]";
        return all;
    }

    public static ResultSet ToResult(IEnumerable<(string Name, string Type, string? Comment)> rows) => new(
        [new("col_name", "string"), new("data_type", "string"), new("comment", "string")],
        [.. rows.Select(row => (IReadOnlyList<object?>)[row.Name, row.Type, row.Comment])],
        Truncated: false);

    public static string ToCreateTable(string name, TableMetadata metadata)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"CREATE TABLE {name} (\n");
        text.AppendJoin(",\n", metadata.CurrentSchema.Fields.Select(field =>
            $"  {field.Name} {SparkTypeNames.Of(field.Type)}{(field.Required ? " NOT NULL" : "")}{(field.Doc is null ? "" : $" COMMENT '{field.Doc.Replace("'", "\\'", StringComparison.Ordinal)}'")}"));
        text.Append(")\nUSING iceberg");
        if (!metadata.DefaultSpec.IsUnpartitioned)
            text.Append("\nPARTITIONED BY (").AppendJoin(", ", Terms(metadata)).Append(')');
        if (metadata.Properties.Count > 0)
            text.Append("\nTBLPROPERTIES (\n").AppendJoin(",\n", metadata.Properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"  '{property.Key}' = '{property.Value}'")).Append(')');
        return text.ToString();
    }

    private static IEnumerable<string> Terms(TableMetadata metadata) => metadata.DefaultSpec.Fields
        .Where(field => field.Transform is not VoidTransform)
        .Select(field => Term(field.Transform, metadata.CurrentSchema.FullName(field.SourceId) ?? "?"));

    private static string Term(Transform transform, string column) => transform switch
    {
        IdentityTransform => column,
        BucketTransform bucket => string.Create(CultureInfo.InvariantCulture, $"bucket({bucket.Buckets}, {column})"),
        TruncateTransform truncate => string.Create(CultureInfo.InvariantCulture, $"truncate({truncate.Width}, {column})"),
        TimeTransform time => $"{time}s({column})",
        var other => $"{other}({column})",
    };
}
