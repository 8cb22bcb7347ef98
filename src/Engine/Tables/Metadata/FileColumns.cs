using System.Text.Json;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>What metadata tables tell of a data or delete file, with the columns of Iceberg's Spark integration.</summary>
internal sealed class FileColumns(TableMetadata table)
{
    private readonly PartitionColumn _partition = new(table);

    public IReadOnlyList<JsonColumn> Columns =>
    [
        ("content", "INTEGER"), ("file_path", "VARCHAR"), ("file_format", "VARCHAR"), ("spec_id", "INTEGER"), .. _partition.Columns, ("record_count", "BIGINT"), ("file_size_in_bytes", "BIGINT"),
        ("column_sizes", "MAP(INTEGER, BIGINT)"), ("value_counts", "MAP(INTEGER, BIGINT)"), ("null_value_counts", "MAP(INTEGER, BIGINT)"), ("nan_value_counts", "MAP(INTEGER, BIGINT)"),
        JsonColumn.Bytes("lower_bounds"), JsonColumn.Bytes("upper_bounds"), ("split_offsets", "[\"BIGINT\"]"), ("equality_ids", "[\"INTEGER\"]"), ("sort_order_id", "INTEGER"),
        ("first_row_id", "BIGINT"), ("referenced_data_file", "VARCHAR"), ("content_offset", "BIGINT"), ("content_size_in_bytes", "BIGINT"),
    ];

    /// <summary>Writes the columns into an object that is open.</summary>
    public void Write(Utf8JsonWriter writer, DataFile file)
    {
        writer.WriteNumber("content", (int)file.Content);
        writer.WriteString("file_path", file.Path);
        writer.WriteString("file_format", file.Format.ToString().ToUpperInvariant());
        writer.WriteNumber("spec_id", file.SpecId);
        _partition.Write(writer, file.SpecId, file.Partition);
        writer.WriteNumber("record_count", file.RecordCount);
        writer.WriteNumber("file_size_in_bytes", file.FileSizeInBytes);
        JsonValues.Counts(writer, "column_sizes", file.ColumnSizes);
        JsonValues.Counts(writer, "value_counts", file.ValueCounts);
        JsonValues.Counts(writer, "null_value_counts", file.NullValueCounts);
        JsonValues.Counts(writer, "nan_value_counts", file.NanValueCounts);
        JsonValues.Bounds(writer, "lower_bounds", file.LowerBounds);
        JsonValues.Bounds(writer, "upper_bounds", file.UpperBounds);
        JsonValues.List(writer, "split_offsets", file.SplitOffsets);
        JsonValues.List(writer, "equality_ids", file.EqualityIds?.Select(id => (long)id));
        JsonValues.Number(writer, "sort_order_id", file.SortOrderId);
        JsonValues.Number(writer, "first_row_id", file.FirstRowId);
        writer.WriteString("referenced_data_file", file.ReferencedDataFile);
        JsonValues.Number(writer, "content_offset", file.ContentOffset);
        JsonValues.Number(writer, "content_size_in_bytes", file.ContentSizeInBytes);
    }
}
