namespace Floe.Engine.Tables;

/// <summary>What a scan gives beside the table's columns.</summary>
[Flags]
internal enum ScanColumns
{
    /// <summary>Nothing.</summary>
    Plain = 0,

    /// <summary>The columns of <see cref="RowPlace"/>, for statements that change rows.</summary>
    WithRowPlace = 1,

    /// <summary>The columns of <see cref="RowLineage"/>, with what rows that do not store them inherit: for whatever rewrites files of v3 tables.</summary>
    WithLineage = 2,

    /// <summary>All of <see cref="MetadataColumns"/>, for queries that name one of them. Not together with lineage.</summary>
    WithMetadata = 4,
}
